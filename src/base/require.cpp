#include "base/require.hpp"

#include <cstdio>
#include <cstdlib>

namespace ferry {

void stop(const char* what, std::source_location where)
{
    std::fprintf(stderr, "ferry: bug: %s (%s:%u)\n", what, where.file_name(), where.line());
    std::abort();
}

} // namespace ferry

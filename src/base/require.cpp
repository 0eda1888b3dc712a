#include "base/require.hpp"

#include <cstdio>
#include <cstdlib>

namespace ferry {

void stop(const char* what, CodePlace where)
{
    static_cast<void>(
        std::fprintf(stderr, "ferry: bug: %s (%s:%d)\n", what, where.file, where.line));
    std::abort();
}

} // namespace ferry

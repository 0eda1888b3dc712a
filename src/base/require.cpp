#include "base/require.hpp"

#include <cstdio>
#include <cstdlib>

namespace ferry {

void stop(const char* what, const char* file, int line)
{
    std::fprintf(stderr, "ferry: bug: %s (%s:%d)\n", what, file, line);
    std::abort();
}

} // namespace ferry

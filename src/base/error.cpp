#include "base/error.hpp"

#include <cerrno>
#include <system_error>

namespace ferry {

void throw_system_error(const std::string& what)
{
    throw Error{what + ": " + std::generic_category().message(errno)};
}

} // namespace ferry

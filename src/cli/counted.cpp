#include "cli/counted.hpp"

#include <fmt/format.h>

namespace ferry::cli {

std::string counted(std::int64_t count, std::string_view word)
{
    return fmt::format("{} {}{}", count, word, for_count(count, "", "s"));
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, for_count(count, one, many));
}

std::string_view for_count(std::int64_t count, std::string_view one, std::string_view many)
{
    return count == 1 ? one : many;
}

} // namespace ferry::cli

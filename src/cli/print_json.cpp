#include "cli/print_json.hpp"

#include <fmt/format.h>

namespace ferry::cli {

void print_json(const nlohmann::ordered_json& answer)
{
    fmt::print("{}\n", answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

} // namespace ferry::cli

#include "transform/cause.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/require.hpp"
#include "base/text.hpp"

namespace ferry::transform {

const CauseKind& cause_kind(std::string_view name)
{
    const auto* found = std::ranges::find(cause_kinds, name, &CauseKind::name);
    require(found != cause_kinds.end(), "a cause is of a known kind");
    return *found;
}

bool is_choice(const CauseKind& kind, std::string_view choice)
{
    constexpr std::string_view map = "map:";
    for (const std::string_view allowed : split(kind.choices, ' ')) {
        if (!allowed.starts_with(map)) {
            if (choice == allowed) {
                return true;
            }
            continue;
        }
        if (choice.starts_with(map)) {
            const auto parts = split(choice.substr(map.size()), '|');
            return parts.size() == 3 && std::ranges::none_of(parts, &std::string_view::empty);
        }
    }
    return false;
}

const Cause& Causes::of(std::string_view kind, std::string_view about, std::string_view what)
{
    std::string id = fmt::format("{}:{}", kind, about);
    const std::lock_guard lock{mutex_};
    auto& place = causes_[id];
    if (!place) {
        place = std::make_unique<Cause>(
            Cause{.id = std::move(id), .kind = &cause_kind(kind), .what = std::string{what}});
    }
    return *place;
}

} // namespace ferry::transform

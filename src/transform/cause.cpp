#include "transform/cause.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace ferry::transform {

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
            return parts.size() == 3 && std::ranges::none_of(parts, [](std::string_view part) {
                       return trimmed(part).empty();
                   });
        }
    }
    return false;
}

std::string bad_value_text(std::string_view about, Fault fault)
{
    switch (fault) {
    case Fault::missing:
        return fmt::format("a value of {} that is missing beside another that needs it", about);
    case Fault::malformed:
        return fmt::format("a value of {} that is not written as values there are", about);
    case Fault::out_of_range:
        return fmt::format("a value of {} that cannot be, such as 30 February", about);
    case Fault::bad_charset:
        return fmt::format("a value of {} with signs that are not of the extract's character set",
                           about);
    case Fault::nul_byte:
        return fmt::format("a value of {} with a zero byte in it, as damaged files have", about);
    }
    return {};
}

const Cause& Causes::of(CauseName name, std::string_view about, std::string_view what)
{
    const CauseKind& kind = name.kind();
    std::pair key{fmt::format("{}:{}", kind.name, about), std::string{what}};
    const std::lock_guard lock{mutex_};
    auto& place = causes_[key];
    if (!place) {
        place = std::make_unique<Cause>(
            Cause{.id = std::move(key.first), .kind = &kind, .what = std::move(key.second)});
    }
    return *place;
}

const Cause& Causes::of_row(CauseName name, std::string_view table)
{
    return of(name, table, fmt::format("a row of {} {}", table, name.kind().meaning));
}

} // namespace ferry::transform

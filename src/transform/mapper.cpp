#include "transform/mapper.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace ferry::transform {

RuleNo Rules::number(std::string_view name)
{
    const std::lock_guard lock{mutex_};
    const auto found = numbers_.find(name);
    if (found != numbers_.end()) {
        return found->second;
    }
    const auto no = static_cast<RuleNo>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(name, no);
    return no;
}

std::string Rules::name(RuleNo no) const
{
    const std::lock_guard lock{mutex_};
    return names_.at(no);
}

std::vector<std::string> Rules::names() const
{
    const std::lock_guard lock{mutex_};
    return names_;
}

const Concept& Concepts::keep(Concept value)
{
    value.key = key_of(value);
    const std::lock_guard lock{mutex_};
    auto& place = concepts_[value.key];
    if (!place) {
        place = std::make_unique<const Concept>(std::move(value));
    }
    return *place;
}

std::vector<const Concept*> Concepts::all() const
{
    const std::lock_guard lock{mutex_};
    std::vector<const Concept*> all;
    for (const auto& [key, value] : concepts_) {
        all.push_back(value.get());
    }
    return all;
}

RowId row_id(std::string_view table, std::string_view id)
{
    return static_cast<RowId>(fingerprint(id, fingerprint(table)));
}

std::shared_ptr<const Mapped> read_case(const Mapper& mapper, const extract::Case& from)
{
    if (from.no == directory_case && from.part == 0) {
        return {std::shared_ptr<void>{}, &mapper.directory()};
    }
    return std::make_shared<const Mapped>(mapper.map(from));
}

} // namespace ferry::transform

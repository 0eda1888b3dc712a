#include "terminology/dmd.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "base/require.hpp"

namespace ferry::terminology {
namespace {

/// More changes of one id than there ever were releases with changes; ends circles.
constexpr int steps_max = 16;

} // namespace

std::string_view name_of(DmdLevel level)
{
    switch (level) {
    case DmdLevel::moiety:
        return "virtual therapeutic moiety";
    case DmdLevel::product:
        return "virtual medicinal product";
    case DmdLevel::brand:
        return "actual medicinal product";
    case DmdLevel::pack:
        return "virtual medicinal product pack";
    case DmdLevel::brand_pack:
        return "actual medicinal product pack";
    case DmdLevel::substance:
        return "ingredient substance";
    case DmdLevel::lookup:
        return "lookup code";
    }
    return "";
}

std::string_view name_of(ProductState state)
{
    switch (state) {
    case ProductState::no_release:
        return "no_release";
    case ProductState::absent:
        return "absent";
    case ProductState::valid:
        return "valid";
    case ProductState::invalid:
        return "invalid";
    case ProductState::changed:
        return "changed";
    case ProductState::several:
        return "several";
    }
    return "";
}

void DmdTable::add(const DmdRow& row)
{
    require(row.name.size() <= std::numeric_limits<std::uint16_t>::max(), "a name is short");
    require(gathered_.size() + row.name.size() <= std::numeric_limits<std::uint32_t>::max(),
            "all names together have less than 4 GiB");
    rows_.push_back({.id = row.id,
                     .name_at = static_cast<std::uint32_t>(gathered_.size()),
                     .name_size = static_cast<std::uint16_t>(row.name.size()),
                     .level = row.level,
                     .invalid = row.invalid});
    gathered_.insert(gathered_.end(), row.name.begin(), row.name.end());
    if (row.previous && row.previous != row.id) {
        changed_.push_back({row.previous, row.id});
    }
}

void DmdTable::close()
{
    names_ = Column{std::move(gathered_)};
    const auto said = [this](const Entry& row) {
        return std::tuple{row.id.value, row.level, row.invalid, name(row)};
    };
    std::ranges::sort(rows_, {}, said);
    const auto [first, end] = std::ranges::unique(
        rows_, [&](const Entry& a, const Entry& b) { return said(a) == said(b); });
    rows_.erase(first, end);
    const auto twice = std::ranges::adjacent_find(rows_, [](const Entry& a, const Entry& b) {
        return a.id == b.id && a.level == b.level && a.level != DmdLevel::lookup;
    });
    if (twice != rows_.end()) {
        conflict_ = twice->id;
    }
    entries_ = Column{std::move(rows_)};
    const auto ids = [](const Change& row) { return std::pair{row.previous.value, row.now.value}; };
    std::ranges::sort(changed_, {}, ids);
    const auto [again, last] = std::ranges::unique(changed_, {}, ids);
    changed_.erase(again, last);
    changes_ = Column{std::move(changed_)};
}

const DmdTable::Entry* DmdTable::entry(ConceptId id) const
{
    const auto at = std::ranges::lower_bound(entries_, id, {}, &Entry::id);
    return at == entries_.end() || at->id != id ? nullptr : &*at;
}

std::string_view DmdTable::name(const Entry& entry) const
{
    return std::string_view{names_.all().data(), names_.size()}.substr(entry.name_at,
                                                                       entry.name_size);
}

ProductAnswer DmdTable::find(ConceptId id) const
{
    const Entry* found = entry(id);
    if (found != nullptr && !found->invalid) {
        return {.state = ProductState::valid, .now = id, .name = name(*found)};
    }
    ConceptId now = id;
    for (int step = 0; step < steps_max; ++step) {
        const auto next = std::ranges::equal_range(changes_, now, {}, &Change::previous);
        if (next.empty()) {
            break;
        }
        if (next.size() > 1) {
            return {.state = ProductState::several};
        }
        now = next.begin()->now;
        const Entry* led = entry(now);
        if (led != nullptr && !led->invalid) {
            return {.state = ProductState::changed, .now = now, .name = name(*led)};
        }
    }
    if (found != nullptr) {
        return {.state = ProductState::invalid, .now = id, .name = name(*found)};
    }
    return {.state = entries_.empty() ? ProductState::no_release : ProductState::absent};
}

void DmdTable::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    std::string content;
    for (const Entry& row : entries_) {
        content = row.id.text();
        content += static_cast<char>('a' + static_cast<int>(row.level));
        content += row.invalid ? '-' : '+';
        content += name(row);
        sum.add(content, seed);
    }
    for (const Change& row : changes_) {
        sum.add({reinterpret_cast<const char*>(&row), sizeof row}, seed + 1);
    }
}

void DmdTable::store(ImageWriter& into) const
{
    into.add(entries_.all());
    into.add(changes_.all());
    into.add(names_.all());
}

void DmdTable::fetch(ImageReader& from)
{
    entries_ = from.column<Entry>();
    changes_ = from.column<Change>();
    names_ = from.column<char>();
}

} // namespace ferry::terminology

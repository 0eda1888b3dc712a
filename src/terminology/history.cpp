#include "terminology/history.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "terminology/newest.hpp"

namespace ferry::terminology {

void History::close()
{
    keep_newest(rows_, [](const HistoryRow& row) {
        return std::tuple{row.old.value, row.successor.kind, row.successor.id.value};
    });
    std::vector<ConceptId> old;
    std::vector<Successor> successors;
    for (const HistoryRow& row : rows_) {
        if (row.active) {
            old.push_back(row.old);
            successors.push_back(row.successor);
        }
    }
    rows_ = {};
    old_ = Column{std::move(old)};
    successors_ = Column{std::move(successors)};
}

std::span<const Successor> History::of(ConceptId old) const
{
    const auto found = std::ranges::equal_range(old_, old);
    const auto at = static_cast<std::size_t>(found.begin() - old_.begin());
    return successors_.all().subspan(at, found.size());
}

void History::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    for (std::size_t i = 0; i < old_.size(); ++i) {
        const std::array<std::uint64_t, 3> content{old_[i].value, successors_[i].id.value,
                                                   static_cast<std::uint64_t>(successors_[i].kind)};
        sum.add({reinterpret_cast<const char*>(content.data()), sizeof content}, seed);
    }
}

void History::store(ImageWriter& into) const
{
    into.add(old_.all());
    into.add(successors_.all());
}

void History::fetch(ImageReader& from)
{
    old_ = from.column<ConceptId>();
    successors_ = from.column<Successor>();
    from.same_size(old_.size(), successors_.size());
}

} // namespace ferry::terminology

#include "terminology/concepts.hpp"

#include <algorithm>

#include "terminology/newest.hpp"

namespace ferry::terminology {
namespace {

/// An id has at most 18 digits and so leaves four bits free.
constexpr std::uint64_t entry(ConceptId id, bool active)
{
    return id.value << 1U | (active ? 1U : 0U);
}

} // namespace

void Concepts::close()
{
    keep_newest(rows_, [](const ConceptRow& row) { return row.id; });
    std::vector<std::uint64_t> ids;
    ids.reserve(rows_.size());
    for (const ConceptRow& row : rows_) {
        ids.push_back(entry(row.id, row.active));
    }
    rows_ = {};
    ids_ = Column{std::move(ids)};
}

std::optional<bool> Concepts::active(ConceptId id) const
{
    const auto at = std::ranges::lower_bound(ids_, entry(id, false));
    if (at == ids_.end() || *at >> 1U != id.value) {
        return std::nullopt;
    }
    return (*at & 1U) == 1;
}

void Concepts::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    for (const std::uint64_t& id : ids_) {
        sum.add({reinterpret_cast<const char*>(&id), sizeof id}, seed);
    }
}

void Concepts::store(ImageWriter& into) const
{
    into.add(ids_.all());
}

void Concepts::fetch(ImageReader& from)
{
    ids_ = from.column<std::uint64_t>();
}

} // namespace ferry::terminology

#include "terminology/hierarchy.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "terminology/newest.hpp"

namespace ferry::terminology {

void Hierarchy::close()
{
    keep_newest(rows_, [](const IsARow& row) { return row.id; });
    std::vector<Edge> edges;
    for (const IsARow& row : rows_) {
        if (row.active) {
            edges.push_back({row.child, row.parent});
        }
    }
    rows_ = {};
    const auto ids = [](const Edge& edge) {
        return std::pair{edge.child.value, edge.parent.value};
    };
    std::ranges::sort(edges, {}, ids);
    const auto [first, end] = std::ranges::unique(edges, {}, ids);
    edges.erase(first, end);
    edges.shrink_to_fit();
    edges_ = Column{std::move(edges)};
}

std::span<const Hierarchy::Edge> Hierarchy::above(ConceptId child) const
{
    const auto found = std::ranges::equal_range(edges_, child, {}, &Edge::child);
    return {found.begin(), found.end()};
}

Subsumption Hierarchy::is_a(ConceptId one, ConceptId ancestor) const
{
    if (above(one).empty()) {
        return one == ancestor && !empty() ? Subsumption::yes : Subsumption::unknown;
    }
    std::vector<ConceptId> open{one};
    std::unordered_set<std::uint64_t> seen{one.value};
    while (!open.empty()) {
        const ConceptId next = open.back();
        open.pop_back();
        if (next == ancestor) {
            return Subsumption::yes;
        }
        for (const Edge& edge : above(next)) {
            if (seen.insert(edge.parent.value).second) {
                open.push_back(edge.parent);
            }
        }
    }
    return Subsumption::no;
}

void Hierarchy::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    for (const Edge& edge : edges_) {
        sum.add({reinterpret_cast<const char*>(&edge), sizeof edge}, seed);
    }
}

void Hierarchy::store(ImageWriter& into) const
{
    into.add(edges_.all());
}

void Hierarchy::fetch(ImageReader& from)
{
    edges_ = from.column<Edge>();
}

} // namespace ferry::terminology

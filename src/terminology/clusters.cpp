#include "terminology/clusters.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "terminology/table_text.hpp"

namespace ferry::terminology {

void Clusters::add(std::string_view cluster, std::string_view title, ConceptId member)
{
    auto at = gathered_.find(cluster);
    if (at == gathered_.end()) {
        at = gathered_.emplace(cluster, Gathered{.title = std::string{title}, .members = {}}).first;
    }
    at->second.members.insert(member);
}

void Clusters::close()
{
    std::vector<ConceptId> members;
    for (auto& [id, gathered] : gathered_) {
        clusters_.push_back({.id = id,
                             .title = std::move(gathered.title),
                             .first = members.size(),
                             .size = gathered.members.size()});
        members.insert(members.end(), gathered.members.begin(), gathered.members.end());
    }
    gathered_ = {};
    members_ = Column{std::move(members)};
}

std::span<const ConceptId> Clusters::of(std::string_view cluster) const
{
    const auto at = std::ranges::lower_bound(clusters_, cluster, {}, &Cluster::id);
    if (at == clusters_.end() || at->id != cluster) {
        return {};
    }
    return members_.all().subspan(at->first, at->size);
}

bool Clusters::contains(std::string_view cluster, ConceptId member) const
{
    return std::ranges::binary_search(of(cluster), member);
}

void Clusters::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    for (const Cluster& cluster : clusters_) {
        for (const ConceptId member : of(cluster.id)) {
            sum.add(fmt::format("{}\t{}", cluster.id, member.value), seed);
        }
    }
}

void Clusters::store(ImageWriter& into) const
{
    std::string rows;
    for (const Cluster& cluster : clusters_) {
        rows += fmt::format("{}\t{}\t{}\n", cluster.id, cluster.title, cluster.size);
    }
    into.add_text(rows);
    into.add(members_.all());
}

void Clusters::fetch(ImageReader& from)
{
    std::size_t first = 0;
    for (const auto& cells : table_rows(from.text(), 3)) {
        clusters_.push_back({.id = std::string{cells[0]},
                             .title = std::string{cells[1]},
                             .first = first,
                             .size = number_in(cells[2])});
        first += clusters_.back().size;
    }
    members_ = from.column<ConceptId>();
    from.same_size(first, members_.size());
}

} // namespace ferry::terminology

#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "terminology/column.hpp"
#include "terminology/image.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// A named set of concepts: a primary care (PCD, QOF) code cluster or its reference set.
struct Cluster {
    std::string id;    ///< "DM_COD", or the id of a reference set
    std::string title; ///< what it is for; empty if the file does not say
    std::size_t first = 0;
    std::size_t size = 0;
};

/// Code clusters, by which registers are counted: filled, closed, then asked.
class Clusters {
public:
    /// Adds a concept to a cluster. Of two titles the first one given counts.
    void add(std::string_view cluster, std::string_view title, ConceptId member);
    void close();

    std::span<const Cluster> all() const { return clusters_; }
    /// The concepts of a cluster, in order; empty if there is no such cluster. \pre closed.
    std::span<const ConceptId> of(std::string_view cluster) const;
    bool contains(std::string_view cluster, ConceptId member) const;

    void add_to(Fingerprint128& sum, std::uint64_t seed) const;
    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    struct Gathered {
        std::string title;
        std::set<ConceptId> members;
    };
    std::map<std::string, Gathered, std::less<>> gathered_; // until close()
    std::vector<Cluster> clusters_;                         // afterwards, by id
    Column<ConceptId> members_;
};

} // namespace ferry::terminology

#pragma once

#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "terminology/code_maps.hpp"
#include "workspace/workspace.hpp"

namespace ferry::workspace {

/// What was asked of the code maps: system, code, term code, value or not, term.
using AskedKey = std::tuple<std::string, std::string, std::string, bool, std::string>;

struct Answered {
    terminology::Verdict verdict = terminology::Verdict::none;
    std::uint64_t id = 0;
    std::string display;
    std::string rule;
};

/// What was asked of a release: question ("is_a", "history" or "product"), id, and of
/// "is_a" the ancestor.
using AskedFact = std::tuple<std::string, std::string, std::string>;

/// Passes questions on and keeps the answers, for the workspace.
class RecordingMaps final : public terminology::Maps {
public:
    /// \pre `maps` outlives the object.
    explicit RecordingMaps(const terminology::Maps& maps) : maps_{maps} {}

    terminology::MapAnswer to_snomed(const terminology::MapQuestion& question) const override;
    terminology::DmdAnswer drug(terminology::System from, std::string_view code) const override;
    terminology::Subsumption is_a(terminology::ConceptId one,
                                  terminology::ConceptId ancestor) const override;
    terminology::HistoryAnswer history(terminology::ConceptId id) const override;
    terminology::ProductAnswer product(terminology::ConceptId id) const override;

    /// Puts all answers in place of those stored. \pre a transaction is open.
    void store(Workspace& workspace) const;

private:
    const terminology::Maps& maps_;
    mutable std::mutex mutex_;
    mutable std::map<AskedKey, Answered> answers_;
    mutable std::map<AskedFact, std::string> facts_; ///< the answers as text
};

/// Answers as the maps of the last pass did.
class RecordedMaps final : public terminology::Maps {
public:
    explicit RecordedMaps(Workspace& workspace);

    terminology::MapAnswer to_snomed(const terminology::MapQuestion& question) const override;
    terminology::DmdAnswer drug(terminology::System from, std::string_view code) const override;
    terminology::Subsumption is_a(terminology::ConceptId one,
                                  terminology::ConceptId ancestor) const override;
    terminology::HistoryAnswer history(terminology::ConceptId id) const override;
    terminology::ProductAnswer product(terminology::ConceptId id) const override;

private:
    struct History {
        bool known = false;
        bool active = false;
        std::vector<terminology::Successor> successors;
    };
    struct Product {
        terminology::ProductState state{};
        terminology::ConceptId now;
        std::string name;
    };
    void read_facts(Workspace& workspace);

    std::map<AskedKey, Answered> answers_;
    std::map<std::pair<terminology::ConceptId, terminology::ConceptId>, terminology::Subsumption>
        kinds_;
    std::map<terminology::ConceptId, History> histories_;
    std::map<terminology::ConceptId, Product> products_;
};

} // namespace ferry::workspace

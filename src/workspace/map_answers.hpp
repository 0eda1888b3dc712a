#pragma once

#include <map>
#include <mutex>
#include <string>
#include <tuple>

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

/// Passes questions on and keeps the answers, for the workspace.
class RecordingMaps final : public terminology::Maps {
public:
    /// \pre `maps` outlives the object.
    explicit RecordingMaps(const terminology::Maps& maps) : maps_{maps} {}

    terminology::MapAnswer to_snomed(const terminology::MapQuestion& question) const override;
    terminology::DmdAnswer drug(terminology::System from, std::string_view code) const override;

    /// Puts all answers in place of those stored. \pre a transaction is open.
    void store(Workspace& workspace) const;

private:
    const terminology::Maps& maps_;
    mutable std::mutex mutex_;
    mutable std::map<AskedKey, Answered> answers_;
};

/// Answers as the maps of the last pass did.
class RecordedMaps final : public terminology::Maps {
public:
    explicit RecordedMaps(Workspace& workspace);

    terminology::MapAnswer to_snomed(const terminology::MapQuestion& question) const override;
    terminology::DmdAnswer drug(terminology::System from, std::string_view code) const override;

private:
    std::map<AskedKey, Answered> answers_;
};

} // namespace ferry::workspace

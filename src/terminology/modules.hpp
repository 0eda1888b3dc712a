#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "terminology/image.hpp"
#include "terminology/snomed.hpp"

namespace ferry::terminology {

/// One row of the RF2 module dependency reference set: one module of a release needs
/// another one, both as of a day.
struct ModuleRow {
    ConceptId module;
    std::uint32_t as_of = 0; ///< sourceEffectiveTime, yyyymmdd
    ConceptId needs;
    std::uint32_t needs_as_of = 0; ///< targetEffectiveTime
    std::uint32_t effective_time = 0;
    bool active = false;
};

/// A module that is loaded, and as of when: this is its version.
struct ModuleVersion {
    ConceptId module;
    std::uint32_t as_of = 0;
};

/// The modules that make up what is loaded: filled, closed, then asked.
class Modules {
public:
    void add(const ModuleRow& row) { rows_.push_back(row); }
    void close();

    /// The newest state of each module that the files state, by id.
    std::vector<ModuleVersion> versions() const;
    /// Modules that another one needs as of a day on which they are not loaded, in
    /// words: releases that were not made for each other stand together.
    std::vector<std::string> unmet() const;

    void store(ImageWriter& into) const;
    void fetch(ImageReader& from);

private:
    std::vector<ModuleRow> rows_;
};

/// A day as yyyymmdd in the usual form, "2020-04-01".
std::string day_text(std::uint32_t day);

} // namespace ferry::terminology

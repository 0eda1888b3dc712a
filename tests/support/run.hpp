#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/source.hpp"
#include "sources/tabular/description.hpp"
#include "transform/mapper.hpp"

/// Extract and transform in memory: the steps of a pass without workspace and target,
/// so that a test can run them a thousand times.
namespace ferry::support {

/// A source as the pipeline knows it: how it is opened and mapped.
struct Source {
    std::function<std::unique_ptr<extract::OpenExtract>(const extract::ExtractOrder&)> open;
    std::function<std::unique_ptr<transform::Mapper>(const transform::MapperOrder&,
                                                     const transform::Context&)>
        mapper;
};

/// \pre `description` outlives the answer.
Source described_by(const tabular::Description& description);

/// What a test may decide beforehand.
struct RunOptions {
    std::map<std::string, std::string> decisions; ///< cause -> choice
    const terminology::Maps* maps = nullptr;      ///< nullptr: maps that know nothing
    std::string practice;                         ///< ODS code of the practice that moves
};

/// What became of one row, in words.
struct ShownFate {
    Outcome outcome{};
    std::string rule;
    std::string cause; ///< "" if none
    ItemType type{};
    ItemNo item = -1;
};

/// An extract that was read and mapped.
class Run {
public:
    /// Reads the folder. Throws InputError where it cannot be used.
    Run(const Source& source, const std::filesystem::path& extract, const RunOptions& options = {});

    const extract::Manifest& manifest() const { return manifest_; }

    struct One {
        extract::Case source;
        std::shared_ptr<const transform::Mapped> mapped;
    };
    /// Every case: the directory, the unattached parts, then the patients.
    const std::vector<std::unique_ptr<One>>& cases() const { return cases_; }

    /// The case of the patient with this id, in the organisation if one is given.
    const One& patient(std::string_view id, std::string_view organisation = {}) const;
    const One& directory() const { return *cases_.front(); }

    /// What became of the row on this line of the table's file.
    ShownFate fate(std::string_view table, std::int64_t line) const;
    ShownFate shown(const transform::RowFate& fate) const;

    /// The table that a row stands in.
    const std::string& table_of(const extract::RawRow& row) const;

    /// How many rows ended in this outcome.
    std::int64_t count(Outcome outcome) const;
    std::int64_t rows() const;

    /// What breaks the conservation of rows: "" if nothing does. By file: each row that
    /// was counted while reading stands in exactly one case and has one fate; a fate in
    /// the target has its item, a held one has its cause.
    std::string breach() const;

    /// How many rows of patients became items and have no id by which a later extract could be
    /// seen to lack them. A patient has none in messages, a registration none in EMIS: they are
    /// not counted.
    std::int64_t unidentified() const;

    /// Everything that was read and made of it, as one text: to compare two runs.
    std::string whole() const;

private:
    extract::Manifest manifest_;
    terminology::CodeMaps no_maps_{std::span<const std::filesystem::path>{}}; ///< know nothing
    transform::DecisionBook decisions_;
    transform::Rules rules_;
    transform::Causes causes_;
    transform::Concepts concepts_;
    std::vector<std::unique_ptr<One>> cases_;
    std::unique_ptr<transform::Mapper> mapper_;
};

} // namespace ferry::support

#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "practice/irregularity.hpp"
#include "practice/model.hpp"

/// The forms in which a practice can be written. A layout is a folder below
/// this one and a row of the table in layouts.cpp. The practice is the same in
/// all of them; what a layout has no place for stands in its row.
namespace ferry::practice {

/// One file of the extract as it was written.
struct FileCount {
    std::string name;
    std::string_view table; ///< what it holds: a table, or a kind of message
    std::int64_t rows;
    std::int64_t bytes;
};

/// Writes records in the form of one layout, patient by patient. What is
/// irregular about files and rows themselves is done here.
class PracticeWriter {
public:
    PracticeWriter() = default;
    virtual ~PracticeWriter() = default;
    PracticeWriter(const PracticeWriter&) = delete;
    PracticeWriter& operator=(const PracticeWriter&) = delete;

    virtual void write(const Record& record) = 0;

    /// How the extract calls the patient, or an item, of the record that was
    /// written last.
    virtual std::string name_of(const Guid& id) const = 0;

    /// Writes what belongs to no patient and closes the files.
    virtual void finish() = 0;

    /// The files, by table. \pre the extract is finished
    virtual const std::vector<FileCount>& files() const = 0;

    /// The irregularities that this writer made: of files, of rows as they are
    /// written, and of patients who are not in the extract.
    virtual const Findings& findings() const = 0;
};

/// Begins an extract with a writer that needs no more than each does.
template <typename Writer>
std::unique_ptr<PracticeWriter> open_with(const Setting& setting, const Plan& plan,
                                          const std::filesystem::path& folder)
{
    return std::make_unique<Writer>(setting, plan, folder);
}

/// One row of the table of layouts.
struct Layout {
    using Open = std::unique_ptr<PracticeWriter> (*)(const Setting& setting, const Plan& plan,
                                                     const std::filesystem::path& folder);

    std::string_view name{};    ///< "emis-8.2"
    std::string_view system{};  ///< "emis"
    std::string_view version{}; ///< "8.2"
    std::string_view title{};   ///< for people
    bool texts;                 ///< observations have a free text
    bool middle_names = true;
    std::span<const Irregularity> cannot_bear{};         ///< beside those of other systems
    std::span<const std::string_view> not_expressible{}; ///< what it has no place for
    Open open; ///< begins an extract in a folder that is empty

    bool bears(Irregularity kind) const;
};

std::span<const Layout* const> layouts();

/// The layout with this name, or none.
const Layout* find_layout(std::string_view name);

} // namespace ferry::practice

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "practice/layout.hpp"
#include "practice/numbers.hpp"
#include "practice/oddities.hpp"
#include "practice/vision/tables.hpp"

namespace ferry::practice::vision {

/// One row of the journal, which holds nearly all that is recorded. What is
/// empty stays an empty cell.
struct JournalRow {
    const Entry& entry;
    std::int64_t id = 0;
    std::string_view code{};
    std::string_view snomed{};
    std::string_view bnf{};
    std::string_view episode{};
    std::string_view text{};
    std::string_view rubric{};
    std::string_view pack{};
    std::string_view dmd{};
    std::string_view vaccination{}; ///< given, refused ...
    std::string_view entity{};
    std::string_view value_name{};
    std::string_view value{};
    std::string_view unit{};
    std::string_view second_name{};
    std::string_view second_value{};
    Date end{};
    std::string_view links{};
    std::string_view subset{};
    std::string_view document{};
};

/// Writes records as the files of a Vision extract, patient by patient.
class Writer : public PracticeWriter {
public:
    /// Makes all files in `folder`, which is empty.
    Writer(const Setting& setting, const Plan& plan, const std::filesystem::path& folder);

    void write(const Record& record) override;
    std::string name_of(const Guid& id) const override;
    void finish() override;
    const std::vector<FileCount>& files() const override { return counts_; }
    const Findings& findings() const override { return findings_; }

private:
    TableFile& file(Table table) { return *files_[static_cast<std::size_t>(table)]; }
    std::string file_name(Table table) const;

    // writer.cpp
    void write_patient();
    void write(const Consultation& consultation);
    void write(const JournalRow& row);

    // What is recorded: journal.cpp
    void write_observations();
    void write(const Observation& observation);
    void write_entry(const Observation& observation);
    void write_blood_pressure(const Observation* heading);
    void write_vaccination(const Observation& observation, const Code& vaccine, bool given);
    void write_referral(const Observation& observation);
    void write(const Diary& diary);
    std::string links_of(const Observation& observation);
    void write_medicines();
    void write(const DrugRecord& drug, const Issue* issue);
    void write(const Issue& issue);

    // What belongs to nobody: practice.cpp
    void write_practice();
    void write_orphans();
    void write_short_rows();
    void break_off(Table table);

    const Person& person() const { return record_->person; }
    std::string_view ods() const { return setting_.practice.organisations[0].ods; }
    std::string_view staff_type(StaffNumber number) const;
    std::string link(const Guid& consultation, const Guid& problem);
    bool is_odd(Irregularity kind, const Guid& id) const { return oddities_.has(kind, id); }

    const Setting& setting_;
    const Plan& plan_;
    std::vector<std::unique_ptr<TableFile>> files_;
    std::vector<FileCount> counts_;
    Findings findings_;

    // Of the record that is being written:
    const Record* record_ = nullptr;
    std::int64_t patient_ = 0; ///< the patient's own number
    Numbers numbers_;
    Oddities oddities_;
    std::unordered_map<std::int64_t, const Issue*> issue_of_; ///< by the number of the acute
};

constexpr std::int64_t staff_number(StaffNumber number)
{
    return number + 1;
}

/// The customer number of the practice.
constexpr std::int64_t service = 30'041;

} // namespace ferry::practice::vision

#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "practice/layout.hpp"
#include "practice/numbers.hpp"
#include "practice/oddities.hpp"
#include "practice/systmone/tables.hpp"

namespace ferry::practice::systmone {

/// Writes records as the files of a SystmOne extract, patient by patient.
/// Each patient's rows have numbers of a range of their own.
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

    /// Begins a row with the columns that all tables of entries begin with:
    /// whose, when and by whom. `id` is the row's.
    TableFile& begin(Table table, const Entry& entry, std::int64_t id);
    /// Up to who did it, where others come before where it was done.
    TableFile& begin_done(Table table, const Entry& entry, std::int64_t id);
    /// The same where nobody wrote it down: addresses, telephone numbers.
    TableFile& begin_undone(Table table, Day day);
    /// Ends a row with the columns of the patient's organisation.
    void end(TableFile& row);
    /// A row that says no more than which one was removed.
    void write_removed(Table table, std::int64_t id);

    // The patient: people.cpp
    void write_person();
    void write_registrations();
    void write_address();
    void write_contact(std::string_view type, std::string_view number);
    void write_note();
    void write_appointment(const Slot& slot);

    // What is recorded of him: clinical.cpp
    void write_observations();
    void write(const Consultation& consultation);
    void write(const Observation& observation);
    void write_code(const Observation& observation);
    void write_problem(const Observation& observation, const Problem& problem);
    void write_sensitivity(const Observation& observation);
    void write_immunisation(const Observation& observation, const Code& vaccine, bool given);
    void write_referral(const Observation& observation);
    void write(const Diary& diary);
    std::int64_t event_of(const Observation& observation);

    // What is prescribed: medicine.cpp
    void write_medicines();
    void write_template(const DrugRecord& drug);
    void write_acute(const DrugRecord& drug, const Issue* issue);
    void write_issue(const Issue& issue);

    // What belongs to the practice or to nobody: practice.cpp
    void write_organisations();
    void write_staff();
    void write_rotas();
    void write_code_tables();
    void write_code_rows(std::int64_t number, const Code& code);
    void write_lists();
    void write_orphans();
    void break_off(Table table);
    void write_manifest();

    const Person& person() const { return record_->person; }
    std::string_view ods() const { return setting_.practice.organisations[0].ods; }
    std::int64_t id_of(const Guid& id) { return id.empty() ? 0 : first_ + numbers_.of(id); }
    std::int64_t next_id() { return first_ + numbers_.next(); }
    bool is_odd(Irregularity kind, const Guid& id) const { return oddities_.has(kind, id); }

    const Setting& setting_;
    const Plan& plan_;
    std::vector<std::unique_ptr<TableFile>> files_;
    std::set<std::tuple<Day, int, StaffNumber>> rotas_;
    std::vector<FileCount> counts_;
    Findings findings_;

    // Of the record that is being written:
    const Record* record_ = nullptr;
    std::int64_t first_ = 0; ///< the patient's own number; his rows' come behind
    Numbers numbers_;
    Oddities oddities_;
    Guid heading_{}; ///< of the blood pressure whose parts come next
    std::unordered_map<std::int64_t, const Issue*> issue_of_; ///< by the number of the acute
};

/// "05 Mar 2025 15:20:00", or nothing.
void put_moment(CsvFile& out, Date date, int minute);

constexpr std::int64_t staff_number(StaffNumber number)
{
    return 4'000 + number;
}

/// Each member of staff has one profile.
constexpr std::int64_t profile_number(StaffNumber number)
{
    return 104'000 + number;
}

/// A rota is one clinician's half of a day.
std::int64_t rota_number(Day day, int half, StaffNumber clinician);

/// The number of the building.
constexpr std::int64_t branch_number = 200;

/// What a drug sensitivity is to, as a number of the supplier's drug database.
std::int64_t sensitivity_number(const Setting& setting, const Code& code);

} // namespace ferry::practice::systmone

#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "practice/emis/fields.hpp"
#include "practice/emis/oddities.hpp"
#include "practice/emis/tables.hpp"
#include "practice/layout.hpp"

namespace ferry::practice::emis {

/// Writes records as the files of an EMIS extract, patient by patient. What is
/// irregular about the files themselves is done here.
class Writer : public PracticeWriter {
public:
    /// Makes all files in `folder`, which is empty.
    Writer(const Setting& setting, const Version& version, const Plan& plan,
           std::filesystem::path folder);

    void write(const Record& record) override;
    std::string name_of(const Guid& id) const override { return braced(id); }
    void finish() override;
    const std::vector<FileCount>& files() const override { return files_; }
    const Findings& findings() const override { return findings_; }

private:
    template <typename... Items>
    using Writers = std::tuple<std::unique_ptr<TableWriter<Items>>...>;
    using AllWriters =
        Writers<Location, Organisation, OrganisationLocation, Person, HistoryStep, Staff, Agreement,
                Session, SessionUser, Slot, AuditStep, RegistrationAudit, Consultation, Diary,
                Observation, Referral, Problem, Code, Drug, DrugRecord, Issue>;

    template <typename Item>
    TableWriter<Item>* table()
    {
        return std::get<std::unique_ptr<TableWriter<Item>>>(writers_).get();
    }
    template <typename Item>
    void put(const Setting& setting, const Person& person, const Item& item);
    template <typename Item>
    void put(const Row<Item>& row);
    template <typename Items>
    void put_all(const Person& person, const Items& items);
    template <typename Item>
    void open(std::unique_ptr<TableWriter<Item>>& writer);
    template <typename Item>
    void close(std::unique_ptr<TableWriter<Item>>& writer);

    TableFile file_of(std::string_view table);
    void write_next_door(const Record& record);
    void write_odd_rows(const Record& record);
    void write_superseded(const Record& record, const Guid& id);
    void write_later_issues(const Record& record, const Guid& drug);
    void write_practice();
    void write_codes();
    void write_sessions();
    void write_free_slot(Slot slot);
    void write_orphans();
    void write_deleted_patients();
    Observation of_nobody(std::uint64_t number) const;
    void note(Irregularity kind, const Guid& id, std::string text = {});
    void note(Irregularity kind, const Person& person, std::string_view place, const Guid& id);
    void break_off(CsvFile& file, std::string_view table);
    std::string file_name(std::string_view table) const;

    const Setting& setting_;
    const Version& version_;
    const Plan& plan_;
    std::filesystem::path folder_;
    Guid agreement_;
    Practice next_door_practice_; ///< our practice with the first two organisations exchanged
    Setting next_door_;
    AllWriters writers_;
    std::set<std::tuple<Day, int, StaffNumber>> sessions_;
    std::set<const Code*> synonyms_; ///< the codes that a synonym stood for
    Oddities oddities_;              ///< of the record that was written last
    std::vector<FileCount> files_;
    Findings findings_;
};

} // namespace ferry::practice::emis

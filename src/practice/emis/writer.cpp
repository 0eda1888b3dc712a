#include "practice/emis/writer.hpp"

#include <algorithm>
#include <cstddef>

#include "base/contains.hpp"

namespace ferry::practice::emis {
namespace {

template <typename Item>
constexpr std::string_view table_of;
template <>
constexpr std::string_view table_of<Location> = "Admin_Location";
template <>
constexpr std::string_view table_of<Organisation> = "Admin_Organisation";
template <>
constexpr std::string_view table_of<OrganisationLocation> = "Admin_OrganisationLocation";
template <>
constexpr std::string_view table_of<Person> = "Admin_Patient";
template <>
constexpr std::string_view table_of<HistoryStep> = "Admin_PatientHistory";
template <>
constexpr std::string_view table_of<Staff> = "Admin_UserInRole";
template <>
constexpr std::string_view table_of<Agreement> = "Agreements_SharingOrganisation";
template <>
constexpr std::string_view table_of<Session> = "Appointment_Session";
template <>
constexpr std::string_view table_of<SessionUser> = "Appointment_SessionUser";
template <>
constexpr std::string_view table_of<Slot> = "Appointment_Slot";
template <>
constexpr std::string_view table_of<AuditStep> = "Audit_PatientAudit";
template <>
constexpr std::string_view table_of<RegistrationAudit> = "Audit_RegistrationAudit";
template <>
constexpr std::string_view table_of<Consultation> = "CareRecord_Consultation";
template <>
constexpr std::string_view table_of<Diary> = "CareRecord_Diary";
template <>
constexpr std::string_view table_of<Observation> = "CareRecord_Observation";
template <>
constexpr std::string_view table_of<Referral> = "CareRecord_ObservationReferral";
template <>
constexpr std::string_view table_of<Problem> = "CareRecord_Problem";
template <>
constexpr std::string_view table_of<Code> = "Coding_ClinicalCode";
template <>
constexpr std::string_view table_of<Drug> = "Coding_DrugCode";
template <>
constexpr std::string_view table_of<DrugRecord> = "Prescribing_DrugRecord";
template <>
constexpr std::string_view table_of<Issue> = "Prescribing_IssueRecord";

/// What is wrong with a file; the first so many of each kind are done.
struct Damage {
    Irregularity kind;
    std::string_view table;
    std::string_view column;
};
constexpr Damage damages[] = {
    {Irregularity::column_missing,      "Admin_Location",             "FaxNumber"    },
    {Irregularity::column_missing,      "Admin_Organisation",         "CloseDate"    },
    {Irregularity::column_unknown,      "Admin_UserInRole",           "StaffNickname"},
    {Irregularity::column_unknown,      "Admin_OrganisationLocation", "LocationRank" },
    {Irregularity::last_line_truncated, "CareRecord_Diary",           ""             },
    {Irregularity::last_line_truncated, "Audit_PatientAudit",         ""             },
};

/// The damage of a kind done to a table, or none.
const Damage* damage_of(const Plan& plan, Irregularity kind, std::string_view table)
{
    std::int64_t left = plan.count(kind);
    for (const Damage& damage : damages) {
        if (damage.kind == kind && left-- > 0 && damage.table == table) {
            return &damage;
        }
    }
    return nullptr;
}

/// Somebody the extract knows nothing of.
Person stranger(const Setting& setting, std::uint64_t number)
{
    return {.number = 0, .id = guid_of(setting.seed ^ 0x0D0FU, number)};
}

template <typename Item>
bool is_deleted(const Item& item)
{
    if constexpr (requires { item.entry; }) {
        return item.entry.deleted;
    } else if constexpr (requires { item.deleted; }) {
        return item.deleted;
    } else {
        return false;
    }
}

template <typename Item>
const Item& item_with(const std::vector<Item>& items, const Guid& id)
{
    return *std::ranges::find(items, id, [](const Item& item) { return item.entry.id; });
}

Practice exchanged(Practice practice)
{
    std::swap(practice.organisations[0], practice.organisations[1]);
    return practice;
}

} // namespace

Writer::Writer(const Setting& setting, const Version& version, const Plan& plan,
               std::filesystem::path folder)
    : setting_{setting}, version_{version}, plan_{plan}, folder_{std::move(folder)},
      agreement_{guid_of(setting.seed, 0xA6EE)}, next_door_practice_{exchanged(setting.practice)},
      next_door_{setting.codes,    setting.drugs,   next_door_practice_, setting.seed,
                 setting.patients, setting.density, setting.today}
{
    std::apply([this](auto&... writer) { (open(writer), ...); }, writers_);
}

std::string Writer::file_name(std::string_view table) const
{
    const std::string agreement = braced(agreement_);
    const Date made = date_of(setting_.today + 1);
    return std::to_string(first_processing_id) + "-" + std::to_string(last_processing_id) + "_" +
           std::string{table} + "_" + std::to_string(made.ymd) + "013000_" +
           agreement.substr(1, agreement.size() - 2) + ".csv";
}

TableFile Writer::file_of(std::string_view table)
{
    TableFile file{.path = folder_ / file_name(table)};
    const auto note = [&](const Damage& damage) {
        findings_.add(damage.kind,
                      {.file = file_name(table), .column = std::string{damage.column}});
    };
    const Damage* missing = damage_of(plan_, Irregularity::column_missing, table);
    for (const std::string_view column : version_.columns_of(table)) {
        if (missing != nullptr && missing->column == column) {
            note(*missing);
            continue;
        }
        file.columns.push_back(column);
        file.headers.emplace_back(version_.header_of(table, column));
        if (file.headers.back() != column) {
            note({Irregularity::emis_misspelt_headers, table, file.headers.back()});
        }
    }
    if (const Damage* unknown = damage_of(plan_, Irregularity::column_unknown, table)) {
        note(*unknown);
        file.columns.push_back(unknown->column);
        file.headers.emplace_back(unknown->column);
    }
    return file;
}

template <typename Item>
void Writer::open(std::unique_ptr<TableWriter<Item>>& writer)
{
    if (version_.has(table_of<Item>)) {
        writer = std::make_unique<TableWriter<Item>>(file_of(table_of<Item>), common_fields<Item>(),
                                                     own_fields<Item>());
    }
}

template <typename Item>
void Writer::close(std::unique_ptr<TableWriter<Item>>& writer)
{
    if (writer == nullptr) {
        return;
    }
    CsvFile& file = writer->file();
    if (damage_of(plan_, Irregularity::last_line_truncated, table_of<Item>) != nullptr) {
        break_off(file, table_of<Item>);
    }
    // The first row is the header.
    files_.push_back({file_name(table_of<Item>), table_of<Item>, file.rows() - 1, file.bytes()});
    file.finish();
}

template <typename Item>
void Writer::put(const Setting& setting, const Person& person, const Item& item)
{
    put(Row<Item>{setting, person, item, oddities_, processing_id(person)});
}

template <typename Item>
void Writer::put(const Row<Item>& row)
{
    TableWriter<Item>* writer = table<Item>();
    if (writer == nullptr) {
        return;
    }
    if (is_deleted(row.item)) {
        writer->write_deleted(row);
    } else {
        writer->write(row);
    }
}

template <typename Items>
void Writer::put_all(const Person& person, const Items& items)
{
    for (const auto& item : items) {
        put(setting_, person, item);
    }
}

void Writer::write(const Record& record)
{
    const Person& person = record.person;
    oddities_.choose(record, plan_.of(person.number), odd_rows());
    put(setting_, person, person);
    put_all(person, record.history);
    put_all(person, record.registration_audit);
    put_all(person, record.audit);
    put_all(person, record.consultations);
    put_all(person, record.observations);
    put_all(person, record.problems);
    put_all(person, record.referrals);
    put_all(person, record.diary);
    put_all(person, record.drug_records);
    put_all(person, record.issues);
    put_all(person, record.slots);
    for (const Slot& slot : record.slots) {
        const Session session = session_of(setting_, slot);
        sessions_.emplace(session.day, session.half, session.clinician);
    }
    if (!record.also_next_door.empty()) {
        write_next_door(record);
    }
    if (!contains(person.postcode, ' ')) {
        note(Irregularity::emis_postcode_run_together, person, "patient", person.id);
    }
    write_odd_rows(record);
}

/// Adds the rows that oddities need and notes where all of them stand.
void Writer::write_odd_rows(const Record& record)
{
    for (const auto& [kind, place, id] : oddities_.all()) {
        if (kind == Irregularity::emis_acute_post_dated) {
            write_later_issues(record, id);
            continue;
        }
        if (kind == Irregularity::emis_two_processing_ids) {
            write_superseded(record, id);
        } else if (kind == Irregularity::emis_read_synonym) {
            synonyms_.insert(item_with(record.observations, id).code);
        }
        note(kind, record.person, place, id);
    }
}

/// What the row said before. It stands behind the later one, so that the order of the lines
/// does not tell which is which.
void Writer::write_superseded(const Record& record, const Guid& id)
{
    Observation before = item_with(record.observations, id);
    before.code = &setting_.codes["SUMMARY"];
    put(Row<Observation>{setting_, record.person, before, oddities_, first_processing_id});
}

/// More issues of an acute, written on the day of the first and dated later.
void Writer::write_later_issues(const Record& record, const Guid& drug)
{
    Issue issue = *std::ranges::find(record.issues, drug, &Issue::drug_record);
    const Day first = day_of(issue.entry.on);
    for (const int days : later_issue_days) {
        issue.entry.id = guid_of(drug.high, static_cast<std::uint64_t>(days));
        issue.entry.on = date_of(first + days);
        put(setting_, record.person, issue);
        note(Irregularity::emis_acute_post_dated, record.person, "issue", issue.entry.id);
    }
}

void Writer::write_next_door(const Record& record)
{
    Person person = record.person;
    person.given = "Robin";
    person.surname = "Nextdoor";
    person.nhs.clear();
    const auto found =
        std::ranges::find(record.observations, record.also_next_door,
                          [](const Observation& observation) { return observation.entry.id; });
    Observation observation = *found;
    observation.code = &setting_.codes["SUMMARY"];
    observation.kind = ObservationKind::observation;
    observation.consultation = {};
    put(next_door_, person, person);
    put(next_door_, person, observation);
}

void Writer::write_practice()
{
    const Person nobody;
    put(setting_, nobody, Location{});
    put(setting_, nobody, OrganisationLocation{});
    put(setting_, nobody, Agreement{});
    put_all(nobody, setting_.practice.organisations);
    put_all(nobody, setting_.practice.staff);
    put_all(nobody, setting_.drugs.drugs());
    write_codes();
}

void Writer::write_codes()
{
    const Person nobody;
    put_all(nobody, setting_.codes.codes());
    for (const Code* code : synonyms_) {
        put(setting_, nobody, synonym_of(setting_, *code));
    }
    for (const Code& code : setting_.codes.codes()) {
        if (!code.is_official()) {
            findings_.add(Irregularity::emis_parent_code,
                          {.called = code.code_id, .note = code.read});
        }
    }
}

void Writer::write_sessions()
{
    const Person nobody;
    std::int64_t without_user = plan_.count(Irregularity::emis_session_without_user);
    for (const auto& [day, half, clinician] : sessions_) {
        const Slot slot{.day = day, .minute = half == 0 ? 710 : 1'070, .clinician = clinician};
        const Session session = session_of(setting_, slot);
        put(setting_, nobody, session);
        if (without_user-- > 0) {
            note(Irregularity::emis_session_without_user, session.id);
        } else {
            put(setting_, nobody, SessionUser{session});
        }
        if (day > setting_.today - 30) { // of late, some slots were not filled
            write_free_slot(slot);
        }
    }
}

void Writer::write_free_slot(Slot slot)
{
    const Guid session = session_of(setting_, slot).id;
    slot.id = {session.low, session.high};
    slot.free = true;
    put(setting_, Person{}, slot);
    note(Irregularity::emis_free_slot, slot.id);
}

void Writer::note(Irregularity kind, const Guid& id, std::string text)
{
    findings_.add(kind, {.called = braced(id), .note = std::move(text)});
}

void Writer::note(Irregularity kind, const Person& person, std::string_view place, const Guid& id)
{
    findings_.add(kind, {.patient = person.number, .kind = place, .called = braced(id)});
}

/// An entry of somebody who has no row of his own, or had one.
Observation Writer::of_nobody(std::uint64_t number) const
{
    const Date day = date_of(setting_.today - 700);
    return {
        .entry = {.id = guid_of(setting_.seed ^ 0x0B5U, number),
                  .on = day,
                  .entered = day,
                  .minute = 600},
        .code = &setting_.codes["COUGH"]
    };
}

void Writer::write_orphans()
{
    for (std::int64_t i = 0; i < plan_.count(Irregularity::orphan_observation); ++i) {
        const auto number = static_cast<std::uint64_t>(i);
        const Person person = stranger(setting_, number);
        const Observation observation = of_nobody(number);
        put(setting_, person, observation);
        note(Irregularity::orphan_observation, observation.entry.id,
             "patient " + braced(person.id));
    }
    const Day day = setting_.today - 700;
    for (std::int64_t i = 0; i < plan_.count(Irregularity::orphan_appointment); ++i) {
        const Person person = stranger(setting_, static_cast<std::uint64_t>(i) + 1'000'000);
        const Slot slot{.id = guid_of(setting_.seed ^ 0x5107U, static_cast<std::uint64_t>(i)),
                        .day = day,
                        .minute = 600,
                        .booked = day - 3};
        put(setting_, person, slot);
        sessions_.emplace(day, 0, slot.clinician);
        note(Irregularity::orphan_appointment, slot.id, "patient " + braced(person.id));
    }
}

/// Patients whose deletion came without that of what is recorded of them.
void Writer::write_deleted_patients()
{
    for (std::int64_t i = 0; i < plan_.count(Irregularity::emis_patient_deleted); ++i) {
        const auto number = static_cast<std::uint64_t>(i) + 2'000'000;
        Person person = stranger(setting_, number);
        person.deleted = true;
        put(setting_, person, person);
        const Observation observation = of_nobody(number);
        put(setting_, person, observation);
        note(Irregularity::emis_patient_deleted, observation.entry.id,
             "patient " + braced(person.id));
    }
}

void Writer::break_off(CsvFile& file, std::string_view table)
{
    const Guid id = guid_of(setting_.seed ^ 0xB0FFU, files_.size());
    const std::string patient = braced(guid_of(setting_.seed, files_.size()));
    file.raw("\"" + braced(id) + "\",\"" + patient.substr(0, 23));
    findings_.add(Irregularity::last_line_truncated,
                  {.called = braced(id), .note = "not counted in rows", .file = file_name(table)});
}

void Writer::finish()
{
    write_practice();
    write_orphans();
    write_deleted_patients();
    write_sessions();
    std::apply([this](auto&... writer) { (close(writer), ...); }, writers_);
}

} // namespace ferry::practice::emis

#include "practice/systmone/writer.hpp"

#include <cstddef>

namespace ferry::practice::systmone {
namespace {

/// So many numbers a patient's rows have.
constexpr std::int64_t numbers_each = 1'000'000;

constexpr CsvDialect dialect{.quotes_always = true, .windows_1252 = true};

/// What is wrong with a file; the first so many of each kind are done.
struct Damage {
    Irregularity kind;
    std::string_view table;
    std::string_view column;
};
constexpr Damage damages[] = {
    {Irregularity::column_missing, "SROrganisation",       "SecondaryTelephone"},
    {Irregularity::column_missing, "SRCcg",                "Fax"               },
    {Irregularity::column_unknown, "SRStaffMember",        "SmartCardSuspended"},
    {Irregularity::column_unknown, "SROrganisationBranch", "BranchRank"        },
};

ColumnDamage damage_of(const Plan& plan, std::string_view table, Findings& findings)
{
    ColumnDamage done;
    for (const Irregularity kind : {Irregularity::column_missing, Irregularity::column_unknown}) {
        std::int64_t left = plan.count(kind);
        for (const Damage& damage : damages) {
            if (damage.kind != kind || left-- <= 0 || damage.table != table) {
                continue;
            }
            (kind == Irregularity::column_missing ? done.missing : done.unknown) = damage.column;
            findings.add(
                kind, {.file = std::string{table} + ".csv", .column = std::string{damage.column}});
        }
    }
    return done;
}

bool is_any(const Observation& observation)
{
    return is_plain_entry(observation);
}

constexpr OddRow odd_rows[] = {
    {Irregularity::systmone_foreign_row,       "obs",
     [](const Record& record) { return first_observation(record, is_any); }},
    {Irregularity::systmone_placeholder_value, "obs",
     [](const Record& record) { return first_observation(record, is_any); }},
    {Irregularity::systmone_registration_list, "patient",
     [](const Record& record) { return record.person.id; }                 },
    {Irregularity::systmone_two_problems,      "prob",
     [](const Record& record) {
         return record.problems.empty() ? Guid{} : record.problems.front().id;
     }                                                                     },
};

} // namespace

void put_moment(CsvFile& out, Date date, int minute)
{
    if (!date.empty()) {
        out.long_date(date);
        out.plain(" ");
        out.clock(minute);
    }
}

std::int64_t rota_number(Day day, int half, StaffNumber clinician)
{
    return (std::int64_t{day} * 2 + half) * 65'536 + clinician;
}

Writer::Writer(const Setting& setting, const Plan& plan, const std::filesystem::path& folder)
    : setting_{setting}, plan_{plan}
{
    for (const TableShape& shape : tables()) {
        files_.push_back(std::make_unique<TableFile>(folder / (std::string{shape.table} + ".csv"),
                                                     shape, dialect,
                                                     damage_of(plan, shape.table, findings_)));
        files_.back()->write_header();
    }
}

std::string Writer::name_of(const Guid& id) const
{
    return std::to_string(id == person().id ? first_ : first_ + numbers_.known(id));
}

void Writer::write(const Record& record)
{
    record_ = &record;
    first_ = (record.person.number + 1) * numbers_each;
    numbers_.clear();
    oddities_.choose(record, plan_.of(record.person.number), odd_rows);
    write_person();
    for (const Consultation& consultation : record.consultations) {
        write(consultation);
    }
    write_observations();
    for (const Diary& diary : record.diary) {
        write(diary);
    }
    write_medicines();
    for (const Slot& slot : record.slots) {
        write_appointment(slot);
    }
    for (const Oddities::Oddity& oddity : oddities_.all()) {
        findings_.add(
            oddity.kind,
            {.patient = record.person.number, .kind = oddity.place, .called = name_of(oddity.id)});
    }
}

TableFile& Writer::begin_done(Table table, const Entry& entry, std::int64_t id)
{
    const Date on = entry.precision == Precision::unknown ? Date{} : entry.on;
    return file(table)
        .begin()
        .number(id)
        .plain(ods())
        .cell([&](CsvFile& out) { put_moment(out, entry.entered, entry.minute); })
        .cell([&](CsvFile& out) { put_moment(out, on, entry.minute); })
        .number(profile_number(entry.entered_by))
        .number(staff_number(entry.clinician));
}

TableFile& Writer::begin(Table table, const Entry& entry, std::int64_t id)
{
    const bool foreign = is_odd(Irregularity::systmone_foreign_row, entry.id);
    return begin_done(table, entry, id)
        .empty()
        .plain(foreign ? setting_.practice.organisations[1].ods : ods());
}

TableFile& Writer::begin_undone(Table table, Day day)
{
    constexpr int morning = 570;
    return file(table)
        .begin()
        .number(next_id())
        .plain(ods())
        .cell([&](CsvFile& out) { put_moment(out, date_of(day), morning); })
        .cell([&](CsvFile& out) { put_moment(out, date_of(day), morning); })
        .empty(4);
}

void Writer::end(TableFile& row)
{
    row.plain(ods()).plain(ods()).plain("0").end();
}

void Writer::write_removed(Table table, std::int64_t id)
{
    TableFile& row = file(table);
    row.begin().number(id).empty(row.columns() - 2).plain("1").end();
}

void Writer::finish()
{
    write_orphans();
    write_organisations();
    write_staff();
    write_rotas();
    write_code_tables();
    write_lists();
    std::int64_t left = plan_.count(Irregularity::last_line_truncated);
    for (const Table table : {Table::recall, Table::appointment}) {
        if (left-- > 0) {
            break_off(table);
        }
    }
    write_manifest();
    for (const auto& one : files_) {
        counts_.push_back({std::string{one->shape().table} + ".csv", one->shape().table,
                           one->rows(), one->file().bytes()});
        one->file().finish();
    }
}

} // namespace ferry::practice::systmone

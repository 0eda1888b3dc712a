#include "practice/names.hpp"
#include "practice/vision/writer.hpp"

// What belongs to the practice or to nobody.
namespace ferry::practice::vision {
namespace {

/// Numbers above those of all patients.
constexpr std::int64_t strangers = 7'000'000;
/// Numbers above those of all rows of a patient.
constexpr std::int64_t broken_rows = 900'000;

} // namespace

void Writer::write_practice()
{
    const Organisation& us = setting_.practice.organisations[0];
    const Organisation& hospital = setting_.practice.organisations[3];
    std::string address = "4 Beacon Road, ";
    address.append(towns().back());
    file(Table::practice)
        .begin()
        .number(1)
        .text(us.name)
        .plain(us.ods)
        .plain("Y904")
        .text(address)
        .plain("4 Beacon Road")
        .plain(towns().back())
        .plain(county)
        .empty(2)
        .plain("ZZ99 1AA")
        .plain("01632 960100")
        .empty(2)
        .end();
    file(Table::practice).begin().number(2).text(hospital.name).plain(hospital.ods).empty(11).end();
    const auto& staff = setting_.practice.staff;
    for (std::size_t i = 0; i < staff.size(); ++i) {
        const auto number = static_cast<StaffNumber>(i);
        const bool doctor = number < setting_.practice.doctors;
        file(Table::staff)
            .begin()
            .number(staff_number(number))
            .plain(staff_type(number))
            .plain(doctor ? "G9" + std::to_string(100'000 + i) : "")
            .text(staff[i].surname)
            .text(staff[i].given)
            .plain(staff[i].title)
            .plain(staff[i].title == "Mrs" ? "F" : "U")
            .number(service)
            .end();
        file(Table::active_user).begin().number(staff_number(number)).text(staff[i].surname).end();
    }
}

void Writer::write_orphans()
{
    const Day day = setting_.today - 700;
    const Record nobody;
    record_ = &nobody;
    oddities_ = {};
    const std::int64_t count = plan_.count(Irregularity::orphan_observation);
    for (std::int64_t i = 0; i < count; ++i) {
        patient_ = strangers + i;
        numbers_.clear();
        Observation observation{.code = &setting_.codes["COUGH"]};
        observation.entry = {.id = guid_of(1, static_cast<std::uint64_t>(i)),
                             .on = date_of(day),
                             .entered = date_of(day),
                             .minute = 600};
        write(observation);
        findings_.add(Irregularity::orphan_observation,
                      {.called = name_of(observation.entry.id),
                       .note = "patient " + std::to_string(patient_)});
    }
    record_ = nullptr;
}

/// Without headers no column can be missing; a row can be short of one.
void Writer::write_short_rows()
{
    std::int64_t left = plan_.count(Irregularity::column_missing);
    for (const Table table : {Table::journal, Table::encounter}) {
        if (left-- <= 0) {
            return;
        }
        const std::int64_t patient = 100'000;
        const std::int64_t id = broken_rows + static_cast<std::int64_t>(table);
        TableFile& rows = file(table);
        rows.begin().number(patient).number(id).empty(rows.columns() - 3).end_short();
        findings_.add(Irregularity::column_missing,
                      {.called = std::to_string(patient) + "/" + std::to_string(id),
                       .note = "row without its last column",
                       .file = file_name(table)});
    }
}

void Writer::break_off(Table table)
{
    const std::string id = std::to_string(broken_rows + 100 + static_cast<int>(table));
    file(table).file().raw("100000," + id + ",2019");
    findings_.add(
        Irregularity::last_line_truncated,
        {.called = "100000/" + id, .note = "not counted in rows", .file = file_name(table)});
}

} // namespace ferry::practice::vision

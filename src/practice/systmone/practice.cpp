#include <array>

#include "practice/names.hpp"
#include "practice/systmone/writer.hpp"

// The tables that belong to the practice or to nobody.
namespace ferry::practice::systmone {
namespace {

constexpr Day since = day_of(2013, 4, 1);
constexpr int ten_o_clock = 600;

/// Numbers above those of all patients.
constexpr std::int64_t strangers = 900'000'000'000'000;

const std::array<std::string_view, 3> roles = {"General Medical Practitioner", "Practice Nurse",
                                               "Clerical Worker"};

std::size_t role_of(const Practice& practice, std::size_t place)
{
    const auto number = static_cast<StaffNumber>(place);
    return number < practice.doctors ? 0U : number < practice.doctors + practice.nurses ? 1U : 2U;
}

constexpr std::int64_t role_number(std::size_t role)
{
    return 300 + static_cast<std::int64_t>(role);
}

std::string whole_name(const Staff& staff)
{
    std::string name{staff.title};
    name.append(" ").append(staff.given).append(" ").append(staff.surname);
    return name;
}

bool is_vaccine(const Code& code)
{
    return code.category == "Immunisations" && code.refuses.empty();
}

} // namespace

std::int64_t sensitivity_number(const Setting& setting, const Code& code)
{
    return 9'000'000 + (&code - setting.codes.codes().data());
}

void Writer::write_organisations()
{
    const auto& organisations = setting_.practice.organisations;
    constexpr std::int64_t board = 1;
    for (std::size_t i = 0; i < organisations.size(); ++i) {
        if (i == 2) {
            continue;
        }
        file(Table::organisation)
            .begin()
            .number(100 + static_cast<std::int64_t>(i))
            .text(organisations[i].name)
            .plain(organisations[i].ods)
            .empty(10)
            .plain("false")
            .empty()
            .number(board)
            .plain("0")
            .end();
    }
    file(Table::ccg)
        .begin()
        .number(board)
        .cell([](CsvFile& out) { put_moment(out, date_of(since), 0); })
        .empty()
        .text(organisations[2].name)
        .plain(organisations[2].ods)
        .empty(10)
        .plain("0")
        .end();
    file(Table::branch)
        .begin()
        .number(branch_number)
        .plain(ods())
        .plain(std::string{ods()} + "001")
        .plain("Main")
        .empty()
        .plain("4")
        .plain("Beacon Road")
        .empty()
        .plain(towns().back())
        .plain(county)
        .plain("ZZ99 1AA")
        .plain("false")
        .plain(ods())
        .plain("0")
        .end();
}

void Writer::write_staff()
{
    const auto& staff = setting_.practice.staff;
    for (std::size_t i = 0; i < staff.size(); ++i) {
        const auto number = static_cast<StaffNumber>(i);
        const std::size_t role = role_of(setting_.practice, i);
        const std::string gmp = role == 0 ? "G9" + std::to_string(100'000 + i) : "";
        file(Table::staff)
            .begin()
            .number(staff_number(number))
            .text(whole_name(staff[i]))
            .plain("user" + std::to_string(i))
            .plain(gmp.empty() ? "" : "GMP")
            .plain(gmp)
            .empty()
            .plain("false")
            .plain("0")
            .end();
        const auto hired = [&](CsvFile& out) { out.long_date(date_of(staff[i].since)); };
        file(Table::profile)
            .begin()
            .number(profile_number(number))
            .cell([&](CsvFile& out) { put_moment(out, date_of(staff[i].since), ten_o_clock); })
            .empty()
            .number(role_number(role))
            .text(staff[i].job)
            .cell(hired)
            .empty(3)
            .number(staff_number(number))
            .plain(ods())
            .plain(gmp)
            .plain("0")
            .end();
    }
    for (std::size_t role = 0; role < roles.size(); ++role) {
        file(Table::role)
            .begin()
            .number(role_number(role))
            .text(roles[role])
            .plain("true")
            .cell([](CsvFile& out) { put_moment(out, date_of(since), 0); })
            .empty()
            .plain("0")
            .end();
    }
}

void Writer::write_rotas()
{
    for (const auto& [day, half, clinician] : rotas_) {
        const auto on = [day = day](int before, int minute) {
            return [=](CsvFile& out) { put_moment(out, date_of(day - before), minute); };
        };
        file(Table::rota)
            .begin()
            .number(rota_number(day, half, clinician))
            .plain(ods())
            .cell(on(60, ten_o_clock))
            .number(profile_number(clinician))
            .plain("Surgery")
            .plain("GP")
            .plain("Main")
            .plain("S")
            .number(profile_number(clinician))
            .cell(on(0, half == 0 ? 510 : 840))
            .plain("false")
            .empty(2)
            .number(branch_number)
            .plain("0")
            .end();
    }
}

void Writer::write_code_tables()
{
    std::int64_t number = 7'000;
    for (const Code& code : setting_.codes.codes()) {
        write_code_rows(++number, code);
    }
    for (const Drug& drug : setting_.drugs.drugs()) {
        file(Table::drug_code)
            .begin()
            .number(++number)
            .plain(drug.multilex)
            .plain(drug.read)
            .text(drug.row.name)
            .plain("0")
            .end();
    }
}

void Writer::write_code_rows(std::int64_t number, const Code& code)
{
    file(Table::ctv3)
        .begin()
        .number(number)
        .plain(ods())
        .plain(code.ctv3)
        .text(code.term)
        .plain("0")
        .end();
    if (code.mapping == Mapping::assured) {
        file(Table::ctv3_to_snomed)
            .begin()
            .number(number)
            .plain(ods())
            .plain(code.ctv3)
            .plain(code.concept_id)
            .plain("0")
            .end();
    }
    if (code.is_official()) {
        file(Table::ctv3_to_read)
            .begin()
            .number(number)
            .plain(code.ctv3)
            .plain(code.ctv3)
            .plain("0")
            .end();
    }
    if (is_vaccine(code)) {
        file(Table::immunisation_content)
            .begin()
            .number(1 + (&code - setting_.codes.codes().data()))
            .text(code.term)
            .plain(code.key)
            .empty()
            .plain("0")
            .end();
    }
    if (code.category == "Allergy and adverse drug reactions") {
        file(Table::drug_code)
            .begin()
            .number(number)
            .number(sensitivity_number(setting_, code))
            .plain(code.ctv3)
            .text(code.term)
            .plain("0")
            .end();
    }
}

void Writer::write_lists()
{
    std::int64_t number = 20;
    for (const std::string_view state : {"Registered", "Deducted", "Deceased", "Temporary"}) {
        ++number;
        file(Table::mapping).begin().number(number).plain("7").plain(state).end();
        file(Table::list_option)
            .begin()
            .number(number)
            .plain("12")
            .plain(state)
            .empty(3)
            .plain("0")
            .end();
    }
}

void Writer::write_orphans()
{
    const Day day = setting_.today - 700;
    Record record;
    record_ = &record;
    oddities_ = {};
    const auto next_stranger = [&](std::int64_t i) {
        numbers_.clear();
        first_ = strangers + i * 1'000;
        return "patient " + std::to_string(first_);
    };
    const std::int64_t observations = plan_.count(Irregularity::orphan_observation);
    for (std::int64_t i = 0; i < observations; ++i) {
        const std::string note = next_stranger(i);
        Observation observation{.code = &setting_.codes["COUGH"]};
        observation.entry = {.id = guid_of(1, static_cast<std::uint64_t>(i)),
                             .on = date_of(day),
                             .entered = date_of(day),
                             .minute = ten_o_clock};
        write_code(observation);
        findings_.add(Irregularity::orphan_observation,
                      {.called = name_of(observation.entry.id), .note = note});
    }
    const std::int64_t slots = plan_.count(Irregularity::orphan_appointment);
    for (std::int64_t i = 0; i < slots; ++i) {
        const std::string note = next_stranger(observations + i);
        const Slot slot{.id = guid_of(2, static_cast<std::uint64_t>(i)),
                        .day = day,
                        .minute = ten_o_clock,
                        .booked = day - 3};
        write_appointment(slot);
        findings_.add(Irregularity::orphan_appointment, {.called = name_of(slot.id), .note = note});
    }
}

void Writer::break_off(Table table)
{
    const std::string id = std::to_string(strangers + 999'000'000 + static_cast<int>(table));
    file(table).file().raw("\"" + id + "\",\"" + std::string{ods()} + "\",\"28 Ju");
    findings_.add(Irregularity::last_line_truncated,
                  {.called = id,
                   .note = "not counted in rows",
                   .file = std::string{file(table).shape().table} + ".csv"});
}

void Writer::write_manifest()
{
    const std::string until = std::to_string(date_of(setting_.today).ymd) + "_0200";
    for (const auto& one : files_) {
        if (one->shape().table != "SRManifest") {
            file(Table::manifest)
                .begin()
                .plain(one->shape().table)
                .plain("N")
                .plain("N")
                .empty()
                .plain(until)
                .end();
        }
    }
}

} // namespace ferry::practice::systmone

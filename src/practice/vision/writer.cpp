#include "practice/vision/writer.hpp"

#include <algorithm>

#include "practice/names.hpp"

namespace ferry::practice::vision {
namespace {

constexpr std::int64_t first_patient = 100'000;

constexpr CsvDialect dialect{.quotes_always = false};

bool is_any(const Observation& observation)
{
    return is_plain_entry(observation);
}

bool is_about_a_problem(const Observation& observation)
{
    return is_plain_entry(observation) && !observation.problem.empty();
}

Guid a_plain_entry(const Record& record)
{
    return first_observation(record, is_any);
}

constexpr OddRow odd_rows[] = {
    {Irregularity::vision_check_sum_missing, "patient",
     [](const Record& record) { return record.person.id; }           },
    {Irregularity::vision_further_problems,  "obs",
     [](const Record& record) {
         return record.problems.size() < 2 ? Guid{} : first_observation(record, is_about_a_problem);
     }                                                               },
    {Irregularity::vision_odd_code,          "obs",     a_plain_entry},
    {Irregularity::vision_snomed_20_digits,  "obs",     a_plain_entry},
    {Irregularity::vision_time_9999,         "obs",     a_plain_entry},
    {Irregularity::vision_wrong_entity,      "imm",
     [](const Record& record) {
         return first_observation(record, [](const Observation& observation) {
             return observation.kind == ObservationKind::immunisation;
         });
     }                                                               },
};

void put_day(CsvFile& out, Day day)
{
    out.compact_date(day == 0 ? Date{} : date_of(day));
}

/// What the patient's entries say of a thing the patient's row says too.
std::string_view said(const Record& record, std::string_view category)
{
    const auto found = std::ranges::find_if(record.observations, [&](const Observation& one) {
        return one.code != nullptr && one.code->category == category;
    });
    return found == record.observations.end() ? std::string_view{} : found->code->term;
}

std::string_view kind_of(Status status)
{
    switch (status) {
    case Status::current:
    case Status::test:
        return "R";
    case Status::left:
        return "L";
    case Status::dead:
        return "D";
    case Status::temporary:
        return "T";
    }
    return "";
}

} // namespace

Writer::Writer(const Setting& setting, const Plan& plan, const std::filesystem::path& folder)
    : setting_{setting}, plan_{plan}
{
    for (std::size_t i = 0; i < tables().size(); ++i) {
        files_.push_back(std::make_unique<TableFile>(folder / file_name(static_cast<Table>(i)),
                                                     tables()[i], dialect));
    }
}

std::string Writer::file_name(Table table) const
{
    const std::string day = std::to_string(date_of(setting_.today + 1).ymd);
    std::string name = "FULL_";
    name.append(ods()).append("_");
    name.append(tables()[static_cast<std::size_t>(table)].table).append("_data_extract-");
    name.append(day, 0, 4).append("-").append(day, 4, 2).append("-").append(day, 6, 2);
    return name + "-000500.csv";
}

std::string Writer::name_of(const Guid& id) const
{
    const std::string patient = std::to_string(patient_);
    return id == person().id ? patient : patient + "/" + std::to_string(numbers_.known(id));
}

std::string_view Writer::staff_type(StaffNumber number) const
{
    const Practice& practice = setting_.practice;
    return number < practice.doctors                     ? "A"
           : number < practice.doctors + practice.nurses ? "D06"
                                                         : "D";
}

void Writer::write(const Record& record)
{
    record_ = &record;
    patient_ = first_patient + record.person.number;
    numbers_.clear();
    oddities_.choose(record, plan_.of(record.person.number), odd_rows);
    const std::int64_t journals = file(Table::journal).rows();
    const std::int64_t referrals = file(Table::referral).rows();
    write_patient();
    for (const Consultation& consultation : record.consultations) {
        write(consultation);
    }
    write_observations();
    for (const Diary& diary : record.diary) {
        write(diary);
    }
    write_medicines();
    if (!is_odd(Irregularity::vision_check_sum_missing, record.person.id)) {
        file(Table::check_sum)
            .begin()
            .number(patient_)
            .number(static_cast<std::int64_t>(record.consultations.size()))
            .number(file(Table::journal).rows() - journals)
            .number(file(Table::referral).rows() - referrals)
            .end();
    }
    for (const Oddities::Oddity& oddity : oddities_.all()) {
        findings_.add(
            oddity.kind,
            {.patient = record.person.number, .kind = oddity.place, .called = name_of(oddity.id)});
    }
}

void Writer::write_patient()
{
    constexpr std::size_t ethnic_size = 10; // the term is cut
    const Person& who = person();
    const std::string_view married = said(*record_, "Marital status");
    std::string address = who.house;
    address.append(" ").append(who.street).append(", ").append(who.town);
    file(Table::patient)
        .begin()
        .number(patient_)
        .number(who.number + 1)
        .cell([&](CsvFile& out) { put_day(out, who.birth); })
        .plain({&who.sex, 1})
        .plain(who.postcode)
        .plain(married.empty() ? "U" : married.substr(0, 1))
        .number(staff_number(who.usual_gp))
        .number(staff_number(who.usual_gp))
        .plain(kind_of(who.status))
        .cell([&](CsvFile& out) { put_day(out, who.registered); })
        .cell([&](CsvFile& out) { put_day(out, who.left); })
        .plain("Y904")
        .empty(3)
        .plain("N")
        .plain(said(*record_, "Ethnicity").substr(0, ethnic_size))
        .cell([&](CsvFile& out) { put_day(out, who.death); })
        .plain("1")
        .text(who.surname)
        .text(who.given)
        .plain(who.title)
        .plain(who.nhs)
        .text(address)
        .text(who.house)
        .text(who.street)
        .text(who.town)
        .plain(county)
        .empty()
        .plain(who.home_phone)
        .plain(who.mobile_phone)
        .plain(who.email)
        .plain(ods())
        .number(service)
        .plain("A")
        .end();
}

void Writer::write(const Consultation& consultation)
{
    const Entry& entry = consultation.entry;
    file(Table::encounter)
        .begin()
        .number(patient_)
        .number(numbers_.of(entry.id))
        .cell([&](CsvFile& out) { out.compact_date(entry.on); })
        .number(staff_number(entry.clinician))
        .plain(staff_type(entry.clinician))
        .plain(consultation.source)
        .plain("S")
        .cell([&](CsvFile& out) { out.compact_clock(entry.minute); })
        .plain("10")
        .empty(2)
        .plain(ods())
        .number(service)
        .plain("A")
        .end();
}

void Writer::write(const JournalRow& row)
{
    const Entry& entry = row.entry;
    const bool given = row.vaccination == "Given";
    const bool undated = entry.precision == Precision::unknown || entry.on.empty();
    const bool untimed = undated || is_odd(Irregularity::vision_time_9999, entry.id);
    TableFile& out = file(Table::journal).begin();
    out.number(patient_)
        .number(row.id)
        .cell([&](CsvFile& cell) { cell.compact_date(undated ? Date{} : entry.on); })
        .cell([&](CsvFile& cell) { cell.compact_date(entry.entered); })
        .plain(row.code)
        .plain(row.snomed)
        .plain(row.bnf)
        .number(staff_number(entry.clinician))
        .plain(staff_type(entry.clinician))
        .plain("N")
        .plain(row.episode)
        .text(row.text)
        .text(row.rubric)
        .empty(2)
        .plain(row.pack)
        .plain(row.dmd)
        .plain(row.vaccination)
        .plain(given ? "Vaccine" : "")
        .plain(given ? "GP" : "")
        .empty(2)
        .plain(given ? "IM" : "")
        .plain(given ? "Left deltoid" : "");
    out.plain(row.entity)
        .plain(row.value_name)
        .plain(row.value)
        .plain(row.unit)
        .plain(row.second_name)
        .plain(row.second_value)
        .plain(row.second_name.empty() ? "" : row.unit)
        .cell([&](CsvFile& cell) { cell.compact_date(row.end); })
        .cell([&](CsvFile& cell) {
            if (untimed) {
                cell.plain("9999");
            } else {
                cell.compact_clock(entry.minute);
            }
        })
        .plain("A")
        .empty(2)
        .plain(row.links)
        .empty()
        .number(service)
        .plain(entry.deleted ? "D" : "A")
        .plain(row.subset)
        .plain(row.document)
        .end();
}

void Writer::finish()
{
    write_orphans();
    write_practice();
    write_short_rows();
    std::int64_t left = plan_.count(Irregularity::last_line_truncated);
    for (const Table table : {Table::encounter, Table::referral}) {
        if (left-- > 0) {
            break_off(table);
        }
    }
    for (std::size_t i = 0; i < files_.size(); ++i) {
        TableFile& one = *files_[i];
        counts_.push_back(
            {file_name(static_cast<Table>(i)), one.shape().table, one.rows(), one.file().bytes()});
        one.file().finish();
    }
}

} // namespace ferry::practice::vision

#include <algorithm>
#include <array>
#include <cstddef>

#include "practice/vision/writer.hpp"

// What Vision records of a patient's health: rows of the journal.
namespace ferry::practice::vision {
namespace {

/// What stands where a Read code and its term code should.
constexpr std::array<std::string_view, 4> odd_codes = {"DNA", "9V0.00", "asthma", "#9V0.."};
constexpr std::string_view garbage = "29993973518322896898";

/// The preferred term's code behind the five signs of Read v2.
std::string seven_signs(const Code& code)
{
    return code.is_official() ? code.ctv3 + "00" : "#" + code.read.substr(code.read.size() - 4);
}

std::string_view stated_concept(const Code& code)
{
    return code.is_official() && !code.is_left_to_maps() ? std::string_view{code.concept_id}
                                                         : std::string_view{};
}

bool is_test(const Code& code)
{
    return code.category == "Biochemistry" || code.category == "Haematology";
}

/// In which part of the journal an entry stands.
struct Home {
    std::string_view subset;
    std::string_view entity;
};

Home home_of(const Observation& observation)
{
    if (observation.kind == ObservationKind::allergy) {
        return {"L", "ALLERGY"};
    }
    return is_test(*observation.code) ? Home{"T", "TEST"} : Home{"C", "MEDHIST"};
}

std::string odd_code(const Person& person)
{
    return std::string{odd_codes[static_cast<std::size_t>(person.number) % odd_codes.size()]};
}

std::string joined(std::string_view one, std::string_view other)
{
    std::string text{one};
    if (!one.empty() && !other.empty()) {
        text += "; ";
    }
    return text.append(other);
}

} // namespace

std::string Writer::link(const Guid& consultation, const Guid& problem)
{
    std::string links;
    if (!consultation.empty()) {
        links = "E" + std::to_string(numbers_.of(consultation));
    }
    if (!problem.empty()) {
        links += (links.empty() ? "" : "|") + std::to_string(numbers_.of(problem));
    }
    return links;
}

std::string Writer::links_of(const Observation& observation)
{
    const Guid& parent = observation.parent;
    // Where the parent never was, it is the consultation that never was.
    const bool nowhere = !parent.empty() && numbers_.known(parent) == 0;
    std::string links = link(nowhere ? parent : observation.consultation, observation.problem);
    if (is_odd(Irregularity::vision_further_problems, observation.entry.id)) {
        const auto other = std::ranges::find_if(record_->problems, [&](const Problem& problem) {
            return problem.id != observation.problem;
        });
        links += "|" + std::to_string(numbers_.of(other->id));
    }
    return links;
}

void Writer::write_observations()
{
    const auto& all = record_->observations;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].entry.deleted) {
            write({.entry = all[i].entry, .id = numbers_.of(all[i].entry.id), .subset = "C"});
        } else if (all[i].code->key == "BP") {
            write_blood_pressure(&all[i]);
            i += 2; // both values stand in its row
        } else {
            write(all[i]);
        }
    }
}

void Writer::write_blood_pressure(const Observation* heading)
{
    const bool in_order = heading[1].code->key == "SYS";
    const Observation& systolic = heading[in_order ? 1 : 2];
    const Observation& diastolic = heading[in_order ? 2 : 1];
    const std::string links = links_of(*heading);
    const std::string code = seven_signs(*heading->code);
    write({.entry = heading->entry,
           .id = numbers_.of(heading->entry.id),
           .code = code,
           .snomed = stated_concept(*heading->code),
           .text = heading->text,
           .rubric = heading->code->term,
           .entity = "BP",
           .value_name = "SYSTOLIC",
           .value = systolic.value.view(),
           .unit = systolic.code->measure->unit,
           .second_name = "DIASTOLIC",
           .second_value = diastolic.value.view(),
           .links = links,
           .subset = "C"});
}

void Writer::write(const Observation& observation)
{
    const Code& code = *observation.code;
    if (observation.kind == ObservationKind::referral) {
        write_referral(observation);
        return;
    }
    if (observation.kind == ObservationKind::immunisation || !code.refuses.empty()) {
        const bool given = code.refuses.empty();
        write_vaccination(observation, given ? code : setting_.codes[code.refuses], given);
        return;
    }
    write_entry(observation);
}

void Writer::write_entry(const Observation& observation)
{
    const Entry& entry = observation.entry;
    const Code& code = *observation.code;
    const auto problem = std::ranges::find(record_->problems, entry.id, &Problem::id);
    const bool is_problem = problem != record_->problems.end();
    const bool is_value = observation.kind == ObservationKind::value;
    const bool odd = is_odd(Irregularity::vision_odd_code, entry.id);
    const bool garbled = is_odd(Irregularity::vision_snomed_20_digits, entry.id);
    const std::string signs = odd ? odd_code(person()) : seven_signs(code);
    const std::string links = links_of(observation);
    const std::string text =
        joined(observation.text, is_problem ? problem->comment : std::string_view{});
    const std::string document = "D" + std::to_string(numbers_.of(entry.id));
    const Home home = is_problem ? Home{"P", "MEDHIST"} : home_of(observation);
    write({.entry = entry,
           .id = numbers_.of(entry.id),
           .code = signs,
           .snomed = garbled ? garbage
                     : odd   ? std::string_view{}
                             : stated_concept(code),
           .text = text,
           .rubric = code.term,
           .entity = home.entity,
           .value_name = is_value ? "NUM_RESULT" : "",
           .value = observation.value.view(),
           .unit = is_value ? code.measure->unit : "",
           .end = is_problem ? problem->ended : Date{},
           .links = links,
           .subset = home.subset,
           .document = observation.document ? std::string_view{document} : ""});
}

void Writer::write_vaccination(const Observation& observation, const Code& vaccine, bool given)
{
    const bool weight = is_odd(Irregularity::vision_wrong_entity, observation.entry.id);
    const std::string links = links_of(observation);
    const std::string code = seven_signs(vaccine);
    write({.entry = observation.entry,
           .id = numbers_.of(observation.entry.id),
           .code = code,
           .snomed = stated_concept(vaccine),
           .text = observation.text,
           .rubric = vaccine.term,
           .vaccination = weight  ? ""
                          : given ? "Given"
                                  : "Refusal to start or complete course",
           .entity = weight ? "WEIGHT" : "IMMS",
           .value_name = weight ? "WEIGHT" : "",
           .value = weight ? "71.5" : "",
           .unit = weight ? "kg" : "",
           .links = links,
           .subset = "I"});
}

void Writer::write_referral(const Observation& observation)
{
    const Entry& entry = observation.entry;
    const std::string_view hospital = setting_.practice.organisations[3].ods;
    file(Table::referral)
        .begin()
        .number(patient_)
        .number(numbers_.of(entry.id))
        .cell([&](CsvFile& out) { out.compact_date(entry.on); })
        .number(staff_number(entry.clinician))
        .plain(staff_type(entry.clinician))
        .empty()
        .text(observation.code->term)
        .plain(hospital)
        .plain("O")
        .plain(hospital)
        .empty()
        .cell([&](CsvFile& out) { out.compact_date(entry.on); })
        .plain(links_of(observation))
        .number(service)
        .plain("A")
        .end();
}

void Writer::write(const Diary& diary)
{
    const std::string links = link(diary.consultation, {});
    const std::string code = seven_signs(*diary.code);
    write({.entry = diary.entry,
           .id = numbers_.of(diary.entry.id),
           .code = code,
           .snomed = stated_concept(*diary.code),
           .text = diary.text,
           .rubric = diary.code->term,
           .entity = "RECALL",
           .links = links,
           .subset = "C"});
}

void Writer::write_medicines()
{
    issue_of_.clear();
    for (const Issue& issue : record_->issues) {
        if (!issue.repeat && !issue.entry.deleted) {
            issue_of_[numbers_.of(issue.drug_record)] = &issue;
        }
    }
    for (const DrugRecord& drug : record_->drug_records) {
        const auto issue = issue_of_.find(numbers_.of(drug.entry.id));
        write(drug, issue == issue_of_.end() ? nullptr : issue->second);
    }
    for (const Issue& issue : record_->issues) {
        if (issue.entry.deleted) {
            write({.entry = issue.entry, .id = numbers_.of(issue.entry.id), .subset = "S"});
        } else if (issue.repeat) {
            write(issue);
        }
    }
}

namespace {

/// What all rows of a product say.
JournalRow row_of(const Entry& entry, const Drug& drug, std::string_view code)
{
    return {.entry = entry,
            .code = code,
            .bnf = drug.row.bnf_chapter,
            .rubric = drug.row.name,
            .pack = drug.row.unit,
            .dmd = drug.product_id,
            .entity = "THERAPY",
            .value_name = "QUANTITY",
            .value = drug.row.quantity,
            .unit = drug.row.unit};
}

} // namespace

void Writer::write(const DrugRecord& drug, const Issue* issue)
{
    const bool acute = drug.type == PrescriptionType::acute;
    const std::string code = drug.drug->read + "00";
    const std::string links = link(issue == nullptr ? Guid{} : issue->consultation, drug.problem);
    JournalRow row = row_of(drug.entry, *drug.drug, code);
    row.id = numbers_.of(drug.entry.id);
    row.episode = row.subset = acute ? "A" : "R";
    row.text = drug.dosage;
    row.links = links;
    row.end = !acute             ? drug.cancelled
              : issue == nullptr ? Date{}
                                 : date_of(day_of(drug.entry.on) + issue->days);
    write(row);
}

void Writer::write(const Issue& issue)
{
    const std::string code = issue.drug->read + "00";
    const std::string links = link(issue.consultation, issue.problem);
    JournalRow row = row_of(issue.entry, *issue.drug, code);
    row.id = numbers_.of(issue.entry.id);
    row.episode = row.subset = "S";
    row.text = issue.dosage;
    row.links = links;
    write(row);
}

} // namespace ferry::practice::vision

#include <algorithm>
#include <array>

#include "base/contains.hpp"
#include "practice/systmone/writer.hpp"

// What SystmOne records of a patient's health.
namespace ferry::practice::systmone {
namespace {

/// What stands where a row that is not numeric has no value.
constexpr std::array<std::string_view, 4> placeholders = {"0", "0.0", "-1", "-1.0"};

bool is_part_of(const Observation& observation, const Guid& heading)
{
    return !heading.empty() && observation.parent == heading;
}

bool is_to_a_drug(const Code& code)
{
    return code.category == "Allergy and adverse drug reactions";
}

std::string_view stated_concept(const Code& code)
{
    return code.is_official() && !code.is_left_to_maps() ? std::string_view{code.concept_id}
                                                         : std::string_view{};
}

} // namespace

void Writer::write_observations()
{
    heading_ = {};
    for (const Observation& observation : record_->observations) {
        if (observation.entry.deleted) {
            write_removed(Table::code, id_of(observation.entry.id));
        } else if (observation.code->key == "BP") {
            heading_ = observation.entry.id; // SystmOne writes the two values only
        } else {
            write(observation);
        }
    }
}

void Writer::write(const Consultation& consultation)
{
    const bool on_telephone = consultation.source == "Telephone consultation";
    begin_done(Table::event, consultation.entry, id_of(consultation.entry.id))
        .empty(2)
        .plain(ods())
        .empty(2)
        .plain("Main")
        .plain(on_telephone ? "Telephone" : consultation.source)
        .plain("false")
        .plain("true")
        .empty()
        .number(first_)
        .plain(ods())
        .empty()
        .number(branch_number)
        .plain(ods())
        .plain("0")
        .end();
}

void Writer::write(const Observation& observation)
{
    const Code& code = *observation.code;
    switch (observation.kind) {
    case ObservationKind::immunisation:
        write_immunisation(observation, code, true);
        return;
    case ObservationKind::referral:
        write_referral(observation);
        return;
    case ObservationKind::allergy:
        if (is_to_a_drug(code)) {
            write_sensitivity(observation);
            return;
        }
        break;
    case ObservationKind::observation:
    case ObservationKind::value:
    case ObservationKind::family_history:
        break;
    }
    if (!code.refuses.empty()) { // of vaccinations, with the code of the vaccine
        write_immunisation(observation, setting_.codes[code.refuses], false);
        return;
    }
    write_code(observation);
}

/// The event of an entry; one that never was, where the entry's parent never was.
std::int64_t Writer::event_of(const Observation& observation)
{
    const Guid& parent = observation.parent;
    const bool nowhere = !parent.empty() && numbers_.known(parent) == 0;
    return id_of(nowhere ? parent : observation.consultation);
}

void Writer::write_code(const Observation& observation)
{
    const Entry& entry = observation.entry;
    const Code& code = *observation.code;
    // The first part of a blood pressure is called as its heading.
    const bool first_part = is_part_of(observation, heading_);
    const std::int64_t id = id_of(first_part ? heading_ : entry.id);
    heading_ = first_part ? Guid{} : heading_;
    const bool numeric = observation.kind == ObservationKind::value;
    std::string_view value = observation.value.view();
    const std::string_view comparator = value.starts_with('<') ? "<" : "";
    value.remove_prefix(comparator.size());
    if (is_odd(Irregularity::systmone_placeholder_value, entry.id)) {
        value = placeholders[static_cast<std::size_t>(person().number) % placeholders.size()];
    }
    const std::int64_t event = event_of(observation);
    TableFile& row = begin(Table::code, entry, id)
                         .plain(code.ctv3)
                         .text(code.term)
                         .plain(stated_concept(code))
                         .text(stated_concept(code).empty() ? std::string_view{} : code.term)
                         .plain(comparator)
                         .flag(numeric)
                         .plain(value)
                         .plain(numeric ? code.measure->unit : "")
                         .plain(observation.first_episode ? "First" : "")
                         .empty(2)
                         .number(event)
                         .number(first_)
                         .empty(3);
    end(row);
    const auto problem = std::ranges::find(record_->problems, entry.id, &Problem::id);
    if (problem != record_->problems.end()) {
        write_problem(observation, *problem);
    }
    const Guid& link = observation.problem;
    if (!link.empty() && !contains(record_->problems, link, &Problem::id)) {
        Observation nowhere = observation; // a problem's row whose entry never was
        nowhere.entry.id = link;
        write_problem(nowhere, {.code = observation.code});
    }
}

void Writer::write_problem(const Observation& observation, const Problem& problem)
{
    const std::int64_t code_row = id_of(observation.entry.id);
    const auto write = [&](Date ended, bool significant) {
        TableFile& row = begin(Table::problem, observation.entry, next_id())
                             .plain(observation.code->ctv3)
                             .cell([&](CsvFile& out) { put_moment(out, ended, 0); })
                             .plain(significant ? "Major" : "Minor")
                             .number(code_row)
                             .number(id_of(observation.consultation))
                             .number(first_)
                             .empty();
        end(row);
    };
    if (is_odd(Irregularity::systmone_two_problems, problem.id)) {
        write({}, !problem.significant);
    }
    write(problem.ended, problem.significant);
}

void Writer::write_sensitivity(const Observation& observation)
{
    const Entry& entry = observation.entry;
    const Date on = entry.precision == Precision::unknown ? Date{} : entry.on;
    TableFile& row = begin(Table::sensitivity, entry, id_of(entry.id))
                         .cell([&](CsvFile& out) { put_moment(out, on, entry.minute); })
                         .empty()
                         .plain("false")
                         .number(sensitivity_number(setting_, *observation.code))
                         .empty(2)
                         .number(event_of(observation))
                         .number(first_);
    end(row);
}

void Writer::write_immunisation(const Observation& observation, const Code& vaccine, bool given)
{
    const std::int64_t content = 1 + (&vaccine - setting_.codes.codes().data());
    TableFile& row = begin(Table::immunisation, observation.entry, id_of(observation.entry.id))
                         .number(content)
                         .number(content)
                         .plain("0.5ml")
                         .plain(given ? "Left deltoid" : "")
                         .plain("Intramuscular")
                         .empty()
                         .plain(vaccine.ctv3)
                         .plain(stated_concept(vaccine))
                         .empty(3)
                         .plain(given ? "Given" : "Refused")
                         .number(event_of(observation))
                         .number(first_);
    end(row);
}

void Writer::write_referral(const Observation& observation)
{
    const auto referral =
        std::ranges::find(record_->referrals, observation.entry.id, &Referral::id);
    const Code& code = *observation.code;
    begin(Table::referral, observation.entry, id_of(observation.entry.id))
        .plain(referral->service)
        .plain("Assessment")
        .number(profile_number(observation.entry.clinician))
        .plain(referral->mode)
        .plain("false")
        .plain(referral->urgency)
        .plain(code.ctv3)
        .plain(stated_concept(code))
        .plain(setting_.practice.organisations[3].ods)
        .plain("Organisation")
        .number(event_of(observation))
        .number(first_)
        .plain(ods())
        .empty()
        .plain(ods())
        .plain("0")
        .end();
}

void Writer::write(const Diary& diary)
{
    const std::string_view state = diary.done ? "Completed" : "Pending";
    Entry made = diary.entry;
    made.on = made.entered; // the row says when it was made, and when it is due
    TableFile& row = begin(Table::recall, made, id_of(diary.entry.id))
                         .cell([&](CsvFile& out) { put_moment(out, diary.entry.on, 0); })
                         .text(diary.code->term)
                         .plain("Pending")
                         .plain(state)
                         .cell([&](CsvFile& out) { put_moment(out, made.entered, made.minute); })
                         .empty()
                         .number(id_of(diary.consultation))
                         .number(first_);
    end(row);
}

} // namespace ferry::practice::systmone

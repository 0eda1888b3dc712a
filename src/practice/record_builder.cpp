#include "practice/record_builder.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/contains.hpp"
#include "practice/names.hpp"

namespace ferry::practice {
namespace {

/// So long back go the appointment books of the system.
constexpr Day appointment_book_days = 11 * 365;
/// Records were not kept on computers before.
constexpr Day first_computer = day_of(1988, 4, 1);

Day last_day_of(const Person& person, Day today)
{
    if (person.death != 0) {
        return person.death - 1;
    }
    return person.left != 0 ? person.left - 1 : today - 1;
}

void set_value(Observation& observation, double value)
{
    const Measure& measure = *observation.code->measure;
    const double unit = std::pow(10.0, measure.decimals);
    observation.kind = ObservationKind::value;
    observation.value = ShortText::decimal(std::lround(value * unit), measure.decimals);
    if (measure.normal_high > 0) {
        observation.abnormal = value > measure.normal_high  ? 'H'
                               : value < measure.normal_low ? 'L'
                                                            : ' ';
    }
}

} // namespace

RecordBuilder::RecordBuilder(const Setting& setting, Record& record, Random& random)
    : setting_{setting}, record_{record}, random_{random}, last_day_{last_day_of(record.person,
                                                                                 setting.today)},
      grown_height_{record.person.sex == 'F' ? random.bell(148, 178) : random.bell(160, 194)},
      grown_bmi_{random.bell(18, 37)}
{
    const Day computer = first_computer + random.below(12 * 365);
    first_day_ = std::max(record.person.birth + 10, computer);
    if (first_day_ >= last_day_) { // born or dead too late for the rule above
        first_day_ = last_day_ - 400;
    }
}

int RecordBuilder::age_on(Day day) const
{
    return std::max(0, record_.person.age_on(day));
}

StaffNumber RecordBuilder::clinician(Clinician by)
{
    switch (by) {
    case Clinician::doctor:
        return random_.chance(0.45) ? record_.person.usual_gp : setting_.practice.a_doctor(random_);
    case Clinician::nurse:
        return setting_.practice.a_nurse(random_);
    case Clinician::clerk:
        return setting_.practice.a_clerk(random_);
    }
    return 0;
}

Guid RecordBuilder::booked_slot(const Contact& contact, const ContactKind& kind)
{
    if (!kind.by_appointment || contact.day < setting_.today - appointment_book_days ||
        !random_.chance(0.86)) {
        return {};
    }
    Slot slot{.id = next_guid(random_),
              .day = contact.day,
              .minute = contact.minute - contact.minute % 10,
              .clinician = contact.clinician,
              .by_telephone = kind.by_telephone};
    slot.booked = slot.day - random_.between(0, 21);
    record_.slots.push_back(slot);
    return slot.id;
}

Contact RecordBuilder::contact(Day day, const ContactKind& kind)
{
    day = std::clamp(day, first_day_, last_day_);
    while (is_weekend(day) && day < last_day_) {
        ++day;
    }
    const bool morning = random_.chance(0.55);
    Contact contact{.day = day,
                    .minute = morning ? random_.between(510, 715) : random_.between(840, 1'075),
                    .clinician = clinician(kind.by),
                    .id = next_guid(random_)};
    Consultation consultation{.entry = entry(contact), .source = kind.source};
    consultation.entry.id = contact.id;
    consultation.slot = booked_slot(contact, kind);
    if (!consultation.slot.empty()) {
        consultation.entry.precision = Precision::time;
    }
    record_.consultations.push_back(consultation);
    return contact;
}

Entry RecordBuilder::entry(const Contact& contact)
{
    const bool later = random_.chance(0.03);
    const Day entered = later ? contact.day + random_.between(1, 9) : contact.day;
    return {.id = next_guid(random_),
            .on = date_of(contact.day),
            .entered = date_of(std::min(entered, setting_.today)),
            .minute = static_cast<std::int16_t>(contact.minute + random_.below(8)),
            .clinician = contact.clinician,
            .entered_by = later ? setting_.practice.a_clerk(random_) : contact.clinician};
}

std::string_view RecordBuilder::remark(double share)
{
    return random_.chance(share) ? random_.pick(remarks()) : std::string_view{};
}

Observation& RecordBuilder::note(const Contact& contact, std::string_view code)
{
    Observation& observation = record_.observations.emplace_back();
    observation.entry = entry(contact);
    observation.code = &setting_.codes[code];
    observation.problem = contact.problem;
    observation.consultation = contact.id;
    observation.text = remark(0.18);
    return observation;
}

double RecordBuilder::drawn_value(const Measure& measure, Day day)
{
    const int age = age_on(day);
    const double part_grown = age >= 18 ? 1.0 : 0.3 + 0.7 * age / 18.0;
    const double height = grown_height_ * part_grown;
    const double bmi = (age >= 18 ? grown_bmi_ : 14.0 + age * 0.3) * random_.bell(0.93, 1.07);
    if (measure.code == "HT") {
        return height;
    }
    if (measure.code == "BMI") {
        return bmi;
    }
    if (measure.code == "WT") {
        return bmi * height * height / 10'000.0;
    }
    for (const Shift& shift : shifts()) {
        if (shift.code == measure.code && contains(conditions_, shift.condition)) {
            return random_.bell(shift.low, shift.high);
        }
    }
    return random_.bell(measure.low, measure.high);
}

Observation& RecordBuilder::value(const Contact& contact, std::string_view code, double value)
{
    Observation& observation = note(contact, code);
    set_value(observation, value);
    return observation;
}

Observation& RecordBuilder::measured(const Contact& contact, std::string_view code)
{
    const Measure& measure = *setting_.codes[code].measure;
    return value(contact, code, drawn_value(measure, contact.day));
}

namespace {

/// Puts an entry under a heading: what is entered together has one time and one hand.
void put_under(const Entry& heading, Observation& part)
{
    const Guid own = part.entry.id;
    part.entry = heading;
    part.entry.id = own;
    part.parent = heading.id;
}

} // namespace

void RecordBuilder::blood_pressure(const Contact& contact)
{
    const Entry heading = note(contact, "BP").entry;
    const double systolic = drawn_value(*setting_.codes["SYS"].measure, contact.day);
    const double drawn = drawn_value(*setting_.codes["DIA"].measure, contact.day);
    const double diastolic = std::min(drawn, systolic - 20);
    for (const auto& [code, pressure] : {
             std::pair{"SYS", systolic },
             std::pair{"DIA", diastolic}
    }) {
        Observation& part = value(contact, code, pressure);
        put_under(heading, part);
        part.text = {}; // a remark stands with the heading
    }
}

void RecordBuilder::panel(const Contact& contact, std::string_view header)
{
    const Entry heading = note(contact, header).entry;
    for (const std::string_view part : practice::panel(header).parts) {
        put_under(heading, measured(contact, part));
    }
}

void RecordBuilder::check(const Contact& contact, std::string_view code)
{
    if (code == "BP") {
        blood_pressure(contact);
    } else if (contains(panels(), code, &Panel::header)) {
        panel(contact, code);
    } else if (setting_.codes[code].measure != nullptr) {
        measured(contact, code);
    } else {
        note(contact, code);
    }
}

Guid RecordBuilder::problem(Contact& contact, std::string_view code, bool significant)
{
    Observation& observation = note(contact, code);
    observation.problem = {};
    observation.first_episode = true;
    contact.problem = observation.entry.id;
    const bool grouped = !record_.problems.empty() && random_.chance(0.02);
    const Guid parent = grouped ? record_.problems.back().id : Guid{};
    record_.problems.push_back({.id = observation.entry.id,
                                .code = observation.code,
                                .since = observation.entry.on,
                                .reviewed = observation.entry.on,
                                .reviewer = contact.clinician,
                                .parent = parent,
                                .comment = remark(0.1),
                                .significant = significant});
    return observation.entry.id;
}

void RecordBuilder::end_problem(Day day)
{
    if (day < last_day_) {
        record_.problems.back().ended = date_of(day);
    }
}

void RecordBuilder::vaccination(const Contact& contact, std::string_view code)
{
    note(contact, code).kind = ObservationKind::immunisation;
}

void RecordBuilder::allergy(const Contact& contact, std::string_view code)
{
    note(contact, code).kind = ObservationKind::allergy;
}

void RecordBuilder::family_history(const Contact& contact, std::string_view code)
{
    note(contact, code).kind = ObservationKind::family_history;
}

void RecordBuilder::referral(const Contact& contact, std::string_view code, bool urgent)
{
    Observation& observation = note(contact, code);
    observation.kind = ObservationKind::referral;
    const bool electronic = contact.day > day_of(2008, 1, 1) && random_.chance(0.7);
    record_.referrals.push_back(
        {.id = observation.entry.id,
         .urgency = code == "REF2WW" ? "2 Week Wait"
                    : urgent         ? "Urgent"
                                     : "Routine",
         .mode = electronic ? "NHS e-Referral" : "Written",
         .service = "Outpatient",
         .booking_number = electronic ? 100'000'000'000 + random_.below(2'000'000'000) //
                                      : 0});
}

} // namespace ferry::practice

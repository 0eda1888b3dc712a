#include "practice/life.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ferry::practice {
namespace {

using Key = std::string_view;

/// How many contacts a year patients of an age have beside their reviews.
struct ContactRate {
    int to_age;
    double contacts;
};
constexpr ContactRate contact_rates[] = {
    {1,   8.4},
    {4,   6.0},
    {15,  2.7},
    {29,  3.6},
    {49,  4.3},
    {64,  5.0},
    {74,  6.6},
    {84,  9.0},
    {200, 11 },
};

double contacts_a_year(int age)
{
    return std::ranges::find_if(contact_rates, [age](const auto& row) { return age <= row.to_age; })
        ->contacts;
}

/// What was put on computers in a year: little at first.
double kept_share(Day day)
{
    const int year = date_of(day).year();
    return year < 1996 ? 0.35 : year < 2004 ? 0.75 : 1.0;
}

bool fits(char sex, char of_patient)
{
    return sex == ' ' || sex == of_patient;
}

const ContactKind& kind_of_visit(Day day, int age, Random& random)
{
    const double drawn = random.unit();
    if (drawn < (age > 82 ? 0.24 : 0.02)) {
        return home_visit;
    }
    if (drawn > 0.74) {
        return by_telephone;
    }
    return drawn > 0.7 && day > day_of(2019, 6, 1) ? online : in_surgery;
}

void visit_for(RecordBuilder& builder, Day day, const Illness& illness)
{
    Random& random = builder.random();
    Contact contact = builder.contact(day, kind_of_visit(day, builder.age_on(day), random));
    for (const Key symptom : illness.symptoms) {
        if (random.chance(0.7)) {
            builder.note(contact, symptom);
        }
    }
    if (random.chance(0.35)) {
        builder.problem(contact, illness.code, random.chance(0.1));
        builder.end_problem(contact.day + random.between(7, 90));
    } else {
        builder.note(contact, illness.code);
    }
    for (const Key check : illness.checks) {
        builder.check(contact, check);
    }
    if (builder.age_on(day) >= 18 && random.chance(0.2)) {
        builder.blood_pressure(contact);
    }
    if (!illness.drugs.empty() && random.chance(0.84)) {
        builder.acute(contact, random.pick(illness.drugs));
    }
    if (!illness.referral.empty() && random.chance(0.2)) {
        builder.referral(contact, illness.referral, random.chance(0.15));
    }
}

void fall_ill(RecordBuilder& builder, Day day)
{
    const int age = builder.age_on(day);
    const char sex = builder.record().person.sex;
    const auto can = [&](const Illness& illness) {
        return age >= illness.from_age && age <= illness.to_age && fits(illness.sex, sex);
    };
    double total = 0;
    for (const Illness& illness : illnesses()) {
        total += can(illness) ? illness.weight : 0;
    }
    double left = builder.random().unit() * total;
    for (const Illness& illness : illnesses()) {
        left -= can(illness) ? illness.weight : 0;
        if (left < 0) {
            visit_for(builder, day, illness);
            return;
        }
    }
}

void have_blood_taken(RecordBuilder& builder, Day day)
{
    constexpr std::array<Key, 8> extras = {"CRP",    "ESR",  "FERR", "B12",
                                           "FOLATE", "GLUC", "CALC", "A1C"};
    Random& random = builder.random();
    const Contact contact = builder.contact(day, laboratory);
    for (const Key header : {"FBCH", "UEH", "LFTH"}) {
        if (random.chance(0.5)) {
            builder.panel(contact, header);
        }
    }
    for (const Key header : {"LIPH", "TFTH"}) {
        if (random.chance(0.2)) {
            builder.panel(contact, header);
        }
    }
    builder.check(contact, random.pick<Key>(extras));
    if (random.chance(0.15)) {
        builder.recall(contact, "DUEBLOOD", contact.day + random.between(60, 400));
    }
}

/// What this patient says when asked about smoking: one habit for a lifetime.
Key smoking_habit(const Person& person)
{
    constexpr std::array<Key, 7> habits = {"NEVSMOK", "NEVSMOK", "NEVSMOK", "NEVSMOK",
                                           "EXSMOK",  "EXSMOK",  "SMOKER"};
    return habits[static_cast<std::size_t>(person.id.low % habits.size())];
}

void be_checked(RecordBuilder& builder, Day day)
{
    Random& random = builder.random();
    const Contact contact = builder.contact(day, nurse_clinic);
    if (builder.age_on(day) < 16) {
        builder.measured(contact, "WT");
        builder.measured(contact, "HT");
        return;
    }
    builder.blood_pressure(contact);
    for (const Key code : {"WT", "BMI", "PULSE", "ALCO"}) {
        if (random.chance(0.5)) {
            builder.measured(contact, code);
        }
    }
    const Key habit = smoking_habit(builder.record().person);
    if (random.chance(0.6)) {
        builder.note(contact, habit);
    }
    if (habit == "SMOKER" && random.chance(0.6)) {
        builder.note(contact, "ADVSMOK");
    }
}

void be_written_about(RecordBuilder& builder, Day day)
{
    constexpr std::array<Key, 9> notes = {"LETTER", "LETTER", "LETTER", "DISCH",  "SICK",
                                          "TELE",   "SMS",    "RESULT", "CONSENT"};
    Random& random = builder.random();
    const Key code = random.pick<Key>(notes);
    const bool by_post = code == "LETTER" || code == "DISCH";
    const Contact contact = builder.contact(day, by_post ? letter : admin_note);
    Observation& observation = builder.note(contact, code);
    observation.document = by_post;
    if (builder.age_on(day) >= 18 && random.chance(0.012)) {
        Contact about = contact;
        constexpr std::array<Key, 5> operations = {"APPX", "CHOLE", "THR", "CATAR", "TONSY"};
        builder.problem(about, random.pick<Key>(operations), true);
    }
}

void live_a_year(RecordBuilder& builder, Day from, Day until)
{
    Random& random = builder.random();
    const double share = static_cast<double>(until - from) / 365.0;
    const double mean = contacts_a_year(builder.age_on(from)) * kept_share(from) * share *
                        builder.setting().density;
    const int contacts = random.around(mean);
    for (int i = 0; i < contacts; ++i) {
        const Day day = random.between(from, until);
        const bool grown = builder.age_on(day) >= 16;
        const double purpose = random.unit();
        if (purpose < (grown ? 0.47 : 0.72)) {
            fall_ill(builder, day);
        } else if (purpose < (grown ? 0.57 : 0.75)) {
            have_blood_taken(builder, day);
        } else if (purpose < (grown ? 0.66 : 0.82)) {
            be_checked(builder, day);
        } else {
            be_written_about(builder, day);
        }
        if (random.chance(0.012)) {
            builder.missed_appointment(day);
        }
    }
}

void review(RecordBuilder& builder, const Condition& condition, Day day, Guid problem)
{
    Random& random = builder.random();
    Contact contact = builder.contact(day, random.chance(0.7) ? nurse_clinic : by_telephone);
    contact.problem = problem;
    builder.note(contact, condition.review);
    for (const Key check : condition.checks) {
        if (random.chance(0.68)) {
            builder.check(contact, check);
        }
    }
    const Day due = contact.day + 365;
    const bool lately = due > builder.setting().today;
    if (!condition.due.empty() && random.chance(lately ? 0.85 : 0.22)) {
        builder.recall(contact, condition.due, due);
    }
}

void live_with(RecordBuilder& builder, const Condition& condition, Day since)
{
    Random& random = builder.random();
    Contact contact = builder.contact(since, in_surgery);
    builder.remember(condition.code);
    const Guid problem = builder.problem(contact, condition.code, true);
    const std::size_t place = builder.record().problems.size() - 1;
    Day start = contact.day;
    for (const Key drug : condition.drugs) {
        if (random.chance(0.55)) {
            Contact begin = contact;
            begin.day = start;
            const Day until =
                random.chance(0.6) ? builder.last_day() : start + random.between(300, 3'000);
            builder.repeat(begin, drug, until);
        }
        start = std::min(builder.last_day(), start + random.between(100, 1'500));
    }
    const double a_year = condition.reviews_per_year * builder.setting().density;
    const int gap = std::max(7, static_cast<int>(365.0 / a_year));
    for (Day day = contact.day + gap; day < builder.last_day(); day += gap) {
        review(builder, condition, day + random.between(-gap / 4, gap / 4), problem);
        builder.record().problems[place].reviewed = builder.record().consultations.back().entry.on;
    }
}

void meet_conditions(RecordBuilder& builder)
{
    Random& random = builder.random();
    const Person& person = builder.record().person;
    for (const Condition& condition : conditions()) {
        if (!fits(condition.sex, person.sex) || !random.chance(condition.share)) {
            continue;
        }
        const int age = random.between(condition.from_age, condition.to_age);
        const Day since = person.birth + age * 365 + random.below(365);
        if (since < builder.last_day()) {
            live_with(builder, condition, std::max(since, builder.first_day()));
        }
    }
}

void live_years(RecordBuilder& builder)
{
    for (Day from = builder.first_day(); from < builder.last_day(); from += 365) {
        live_a_year(builder, from, std::min(from + 364, builder.last_day()));
    }
}

} // namespace

void write_life(RecordBuilder& builder)
{
    write_register(builder);
    write_prevention(builder);
    meet_conditions(builder);
    live_years(builder);
    write_audit(builder);
}

} // namespace ferry::practice

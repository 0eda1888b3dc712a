#include <algorithm>
#include <array>

#include "practice/life.hpp"

namespace ferry::practice {
namespace {

using Key = std::string_view;

void grow_up(RecordBuilder& builder)
{
    const Person& person = builder.record().person;
    Random& random = builder.random();
    Contact contact;
    for (const ChildVaccination& row : child_vaccinations()) {
        const Day day = person.birth + row.age_days;
        const bool due = day >= builder.first_day() && day < builder.last_day() &&
                         (row.sex == ' ' || row.sex == person.sex);
        if (due && random.chance(0.95)) {
            if (contact.id.empty() || contact.day < day) {
                contact = builder.contact(day + random.below(6), nurse_clinic);
            }
            builder.vaccination(contact, row.code);
        }
    }
    if (person.birth + 56 >= builder.first_day() && person.birth + 56 < builder.last_day()) {
        contact = builder.contact(person.birth + 56, in_surgery);
        builder.note(contact, "CHILD8W");
        builder.measured(contact, "WT");
        builder.measured(contact, "HEADC");
    }
    if (builder.age_on(builder.last_day()) < 18 && random.chance(0.02)) {
        contact = builder.contact(builder.last_day() - random.between(10, 900), admin_note);
        builder.note(contact, "CHILDRISK");
    }
}

void be_vaccinated(RecordBuilder& builder)
{
    Random& random = builder.random();
    const bool takes_them = random.chance(0.75);
    for (int year = 2001; takes_them && year < 2026; ++year) {
        const Day day = day_of(year, 10, 1) + random.below(60);
        const int from_age = year > 2020 ? 50 : 65;
        if (day < builder.first_day() || day >= builder.last_day() ||
            builder.age_on(day) < from_age || !random.chance(0.8)) {
            continue;
        }
        const Contact contact = builder.contact(day, nurse_clinic);
        builder.vaccination(contact, "FLU");
        if (year > 2020 && random.chance(0.7)) {
            builder.vaccination(contact, "COVID");
        }
        if (builder.age_on(day) == 65 || builder.age_on(day) == 70) {
            builder.vaccination(contact, builder.age_on(day) == 65 ? "PNEUMO" : "SHINGV");
        }
        if (day + 365 > builder.setting().today) {
            builder.recall(contact, "DUEFLU", day + 365);
        }
    }
}

void be_screened(RecordBuilder& builder)
{
    const Person& person = builder.record().person;
    Random& random = builder.random();
    for (int age = 25; person.sex == 'F' && age <= 64; age += age < 50 ? 3 : 5) {
        const Day day = person.birth + age * 365 + 180;
        if (day >= builder.first_day() && day < builder.last_day() && random.chance(0.75)) {
            const Contact contact = builder.contact(day, nurse_clinic);
            builder.note(contact, "SMEAR");
            builder.note(contact, "SMEARN");
            builder.recall(contact, "DUESMEAR", contact.day + 3 * 365);
        }
    }
    for (int age = 42; age <= 72; age += 5) {
        const Day day = person.birth + age * 365 + 90;
        if (day >= std::max(builder.first_day(), day_of(2010, 1, 1)) && day < builder.last_day() &&
            random.chance(0.5)) {
            const Contact contact = builder.contact(day, nurse_clinic);
            for (const Key code : {"HCHECK", "BP", "WT", "HT", "BMI", "QRISK", "LIPH", "A1C"}) {
                builder.check(contact, code);
            }
        }
    }
}

void bear_child(RecordBuilder& builder, Day booked)
{
    Random& random = builder.random();
    Contact contact = builder.contact(booked, in_surgery);
    const Guid pregnancy = builder.problem(contact, "PREG", true);
    builder.end_problem(booked + 230);
    builder.referral(contact, "REFMID", false);
    builder.acute(contact, "FOLIC4");
    for (const int week : {6, 14, 20, 24, 28, 31}) {
        const Day day = booked + week * 7;
        if (day >= builder.last_day()) {
            return;
        }
        contact = builder.contact(day, nurse_clinic);
        contact.problem = pregnancy;
        for (const Key code : {"ANTEN", "BP", "FHEART"}) {
            builder.check(contact, code);
        }
        if (week > 12) {
            builder.measured(contact, "FUNDAL");
        }
        if (week == 20) {
            builder.vaccination(contact, "PERT");
        }
    }
    contact = builder.contact(booked + 250, random.chance(0.5) ? home_visit : in_surgery);
    builder.note(contact, random.chance(0.25) ? "CAES" : "POSTN");
    builder.check(contact, "BP");
}

void bear_children(RecordBuilder& builder)
{
    const Person& person = builder.record().person;
    Random& random = builder.random();
    if (person.sex != 'F') {
        return;
    }
    for (int age = 20; age < 43; age += random.between(2, 5)) {
        const Day day = person.birth + age * 365 + random.below(365);
        if (random.chance(0.3) && day >= builder.first_day() && day < builder.last_day()) {
            bear_child(builder, day);
        }
    }
}

void take_contraception(RecordBuilder& builder)
{
    const Person& person = builder.record().person;
    Random& random = builder.random();
    const Day start = person.birth + random.between(17, 30) * 365;
    if (person.sex == 'F' && start >= builder.first_day() && start < builder.last_day() &&
        random.chance(0.4)) {
        const Contact contact = builder.contact(start, nurse_clinic);
        builder.blood_pressure(contact);
        builder.repeat(contact, random.chance(0.5) ? "MICRO" : "DESO",
                       start + random.between(200, 2'200));
    }
}

} // namespace

void write_prevention(RecordBuilder& builder)
{
    grow_up(builder);
    be_vaccinated(builder);
    be_screened(builder);
    bear_children(builder);
    take_contraception(builder);
}

} // namespace ferry::practice

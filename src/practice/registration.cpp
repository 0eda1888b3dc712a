#include <algorithm>
#include <array>

#include "practice/life.hpp"

namespace ferry::practice {
namespace {

using Key = std::string_view;

void write_steps(Record& record)
{
    const Person& person = record.person;
    const Day day = person.registered;
    record.history.push_back({day, 570, "Patient has presented"});
    record.registration_audit.push_back({day, "Insert"});
    if (person.status == Status::temporary) {
        return;
    }
    record.history.push_back({day, 572, "Application Form FP1 submitted"});
    record.history.push_back({day + 1, 600, "Notification of registration"});
    record.history.push_back({day + 3, 600, "Medical record received by FHSA"});
    if (person.death != 0) {
        record.history.push_back({person.death, 660, "Death"});
    }
    if (person.left != 0) {
        record.history.push_back({person.left, 540, "Deduction"});
        record.registration_audit.push_back({person.left, "Update"});
    }
}

Key marital_status(const Person& person, int age)
{
    const auto lot = static_cast<int>(person.id.high % 100);
    if (age > 74 && lot < (person.sex == 'F' ? 48 : 22)) {
        return "WIDOW";
    }
    return lot < 55 ? "MARR" : lot < 85 ? "SINGLE" : "DIVOR";
}

/// Who the patient is beside name and birthday.
void write_first_screening(RecordBuilder& builder)
{
    constexpr std::array<Key, 12> groups = {"ETHWB", "ETHWB", "ETHWB", "ETHWB", "ETHWB", "ETHWB",
                                            "ETHIR", "ETHAS", "ETHAS", "ETHBL", "ETHMX", "ETHNS"};
    const Person& person = builder.record().person;
    Random& random = builder.random();
    const Contact contact =
        builder.contact(std::max(person.registered, builder.first_day()), nurse_clinic);
    const int age = builder.age_on(builder.last_day());
    builder.note(contact, random.pick<Key>(groups));
    builder.note(contact, "NEWPAT");
    if (age >= 16) {
        builder.note(contact, marital_status(person, age));
        builder.measured(contact, "HT");
        builder.measured(contact, "WT");
    }
    if (age > 76 && random.chance(0.3)) {
        builder.note(contact, random.chance(0.5) ? "ALONE" : "HOUSEB");
    } else if (age > 30 && random.chance(0.04)) {
        builder.note(contact, "CARER");
    }
}

void write_dispositions(RecordBuilder& builder)
{
    constexpr std::array<Key, 6> to_drugs = {"PENAL", "PENAL", "SULFAL",
                                             "ASPAL", "CODAL", "STATAL"};
    constexpr std::array<Key, 5> to_others = {"PEANAL", "EGGAL", "LATEXAL", "WASPAL", "CATAL"};
    constexpr std::array<Key, 6> in_family = {"FHDM",  "FHIHD", "FHBCA",
                                              "FHHTN", "FHAST", "FHBOWEL"};
    Random& random = builder.random();
    const auto some_day = [&] { return random.between(builder.first_day(), builder.last_day()); };
    if (random.chance(0.16)) {
        builder.allergy(builder.contact(some_day(), in_surgery), random.pick<Key>(to_drugs));
    }
    if (random.chance(0.07)) {
        builder.allergy(builder.contact(some_day(), in_surgery), random.pick<Key>(to_others));
    }
    if (random.chance(0.3)) {
        builder.family_history(builder.contact(some_day(), nurse_clinic),
                               random.pick<Key>(in_family));
    }
}

} // namespace

void write_register(RecordBuilder& builder)
{
    write_steps(builder.record());
    write_first_screening(builder);
    write_dispositions(builder);
}

void write_audit(RecordBuilder& builder)
{
    Record& record = builder.record();
    Random& random = builder.random();
    const auto add = [&](const Entry& entry, Key type, Key mode) {
        record.audit.push_back(
            {entry.id, type, mode, entry.entered, entry.minute, entry.entered_by});
    };
    for (const Consultation& consultation : record.consultations) {
        if (random.chance(0.17)) {
            add(consultation.entry, "Consultation", "Insert");
        }
    }
    for (const Observation& observation : record.observations) {
        if (random.chance(0.016)) {
            add(observation.entry, "Observation", random.chance(0.7) ? "Insert" : "Update");
        }
    }
    for (const DrugRecord& drug : record.drug_records) {
        if (random.chance(0.2)) {
            add(drug.entry, "DrugRecord", drug.active ? "Insert" : "Update");
        }
    }
}

} // namespace ferry::practice

#include "practice/plant.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace ferry::practice {
namespace {

using Key = std::string_view;
using enum Irregularity;

/// One irregularity on its way into one record.
struct Bed {
    RecordBuilder& builder;
    const Planned& planned;
    const Layout& layout;
    Findings& findings;

    Record& record() const { return builder.record(); }

    bool borne() const { return layout.bears(planned.kind); }

    void found(Key kind, const Guid& id, std::string note = {}) const
    {
        if (!borne()) {
            return;
        }
        findings.add(planned.kind,
                     {.patient = planned.patient, .kind = kind, .id = id, .note = std::move(note)});
    }

    Contact contact() const
    {
        const Day day = builder.random().between(builder.first_day(), builder.last_day());
        return builder.contact(day, nurse_clinic);
    }

    /// A fresh entry that nothing else points at.
    Observation& unnoticed(Key code) const
    {
        Observation& observation = builder.note(contact(), code);
        observation.text = {};
        return observation;
    }

    /// One that bears the irregularity.
    Observation& entry(Key code) const
    {
        Observation& observation = unnoticed(code);
        found("obs", observation.entry.id);
        return observation;
    }

    Observation& value(Key code, Key text) const
    {
        Observation& observation = builder.measured(contact(), code);
        observation.value = ShortText{text};
        observation.abnormal = ' ';
        found("obs", observation.entry.id);
        return observation;
    }

    /// One of two codes, in turns.
    Key one_of(Key first, Key second) const { return planned.patient % 2 == 0 ? first : second; }
};

DrugRecord& fresh_repeat(const Bed& bed, Key drug)
{
    RecordBuilder& builder = bed.builder;
    const Day start = std::max(builder.first_day(), builder.last_day() - 220);
    builder.repeat(builder.contact(start, in_surgery), drug, builder.last_day());
    DrugRecord& record = bed.record().drug_records.back();
    bed.found("med", record.entry.id);
    return record;
}

void plant_active_drug_cancelled(const Bed& bed)
{
    DrugRecord& drug = fresh_repeat(bed, "LANS30");
    const Day first = day_of(drug.entry.on);
    const Day last = day_of(bed.record().issues.back().entry.on); // which is its own
    drug.active = true;
    drug.cancelled = date_of(first + (last - first) / 2);
}

void plant_inactive_drug_no_end(const Bed& bed)
{
    DrugRecord& drug = fresh_repeat(bed, "CITA20");
    drug.active = false;
    drug.cancelled = {};
}

void plant_bp_diastolic_first(const Bed& bed)
{
    bed.builder.blood_pressure(bed.contact());
    auto& rows = bed.record().observations;
    std::swap(rows[rows.size() - 1], rows[rows.size() - 2]);
    bed.found("bp", rows[rows.size() - 3].entry.id);
}

/// A day on which clocks are an hour forward: the next one, or else the last.
Day summer_day_near(Day day, Day last)
{
    const auto is_summer = [](Day when) {
        const int month = date_of(when).month();
        return month >= 4 && month <= 9;
    };
    Day after = day;
    while (!is_summer(after)) {
        ++after;
    }
    while (after > last && !is_summer(day)) {
        --day;
    }
    return after <= last ? after : day;
}

void plant_bst_midnight(const Bed& bed)
{
    Observation& observation = bed.entry("TELE");
    const Day day = summer_day_near(day_of(observation.entry.on), bed.builder.last_day());
    observation.entry.on = observation.entry.entered = date_of(day);
    observation.entry.minute = 0;
    observation.entry.precision = Precision::time;
    observation.consultation = {};
}

void plant_code_case_pair(const Bed& bed)
{
    const std::array<Key, 2> pair = bed.planned.patient % 2 == 0
                                        ? std::array<Key, 2>{"BILX", "TRIGX"}
                                        : std::array<Key, 2>{"PAIRU", "PAIRL"};
    const Contact contact = bed.contact();
    for (const Key code : pair) {
        bed.builder.check(contact, code);
        bed.found("obs", bed.record().observations.back().entry.id);
    }
}

/// One entry of each family of codes.
void plant_local_supplier(const Bed& bed)
{
    for (const Key code : {"EMISL1", "EMISL2", "EMISL3", "EMISL4", "EMISL5", "EMISL6", "EMISL7"}) {
        const Observation& observation = bed.unnoticed(code);
        bed.found("obs", observation.entry.id, observation.code->read);
    }
}

void plant_date_feb30(const Bed& bed)
{
    Entry& entry = bed.entry("BACKP").entry;
    const int year = entry.on.year() * 10'000;
    entry.on = {year + 230};
    entry.entered = {year + 302};
}

void plant_deleted(const Bed& bed)
{
    Random& random = bed.builder.random();
    Observation observation;
    observation.entry.id = next_guid(random);
    observation.entry.deleted = true;
    bed.record().observations.push_back(observation);
    bed.found("obs", observation.entry.id);
    if (bed.planned.patient % 2 == 0) {
        Issue issue;
        issue.entry.id = next_guid(random);
        issue.entry.deleted = true;
        bed.record().issues.push_back(issue);
        bed.found("issue", issue.entry.id);
    }
}

void plant_drug_unmapped(const Bed& bed)
{
    bed.builder.acute(bed.contact(), bed.one_of("OLDMIX", "OLDLINC"));
    bed.found("med", bed.record().drug_records.back().entry.id);
}

void plant_second_record(const Bed& bed)
{
    bed.found("patient", bed.record().person.id,
              "other record: patient " + std::to_string(bed.planned.other));
}

void plant_person(const Bed& bed)
{
    bed.found("patient", bed.record().person.id);
}

void plant_dob_future(const Bed& bed)
{
    bed.found("patient", bed.record().person.id, "so all items lie before the birth");
}

void plant_two_organisations(const Bed& bed)
{
    const Observation& observation = bed.builder.note(bed.contact(), "LETTER");
    if (bed.borne()) {
        bed.record().also_next_door = observation.entry.id;
    }
    bed.found("patient", bed.record().person.id,
              "also in organisation " + braced(bed.builder.setting().practice.organisations[1].id) +
                  ", with observation " + braced(observation.entry.id));
}

void plant_qualifiers(const Bed& bed)
{
    bed.entry("KNEEP").qualifiers = "<qualifier><item><key codeId=\"0\">Laterality</key>"
                                    "<value codeId=\"1\">Left</value></item></qualifier>";
}

void plant_event_at(const Bed& bed, Key code, Day day)
{
    Observation& observation = bed.entry(code);
    observation.entry.on = date_of(day);
    observation.entry.entered = std::max(observation.entry.entered, observation.entry.on);
    observation.consultation = {};
}

void plant_issue_no_drug(const Bed& bed)
{
    bed.builder.acute(bed.contact(), "PARA");
    bed.record().drug_records.pop_back();
    Issue& issue = bed.record().issues.back();
    issue.drug_record = {};
    issue.consultation = {};
    issue.repeat = true; // an issue of its own, as a repeat's is
    bed.found("issue", issue.entry.id);
}

void plant_same_day_reregistration(const Bed& bed)
{
    Record& record = bed.record();
    const Day day =
        record.person.registered + (bed.builder.last_day() - record.person.registered) / 2;
    record.person.registered = day;
    record.history.push_back({day, 540, "Deduction"});
    record.history.push_back({day, 545, "Notification of registration"});
    record.registration_audit.push_back({day, "Delete"});
    record.registration_audit.push_back({day, "Insert"});
    bed.found("patient", record.person.id);
}

struct Wording {
    std::string_view dosage;
    std::string_view remark;
};

void plant_text(const Bed& bed, const Wording& wording)
{
    bed.builder.acute(bed.contact(), "EMOL");
    DrugRecord& drug = bed.record().drug_records.back();
    drug.dosage = wording.dosage;
    bed.found("med", drug.entry.id);
    Observation& rash = bed.unnoticed("RASH");
    rash.text = wording.remark;
    if (bed.layout.texts) {
        bed.found("obs", rash.entry.id);
    }
}

void plant_accents(const Bed& bed)
{
    bed.record().person.middle = bed.one_of("Zoë", "Siôn");
    if (bed.layout.middle_names) {
        bed.found("patient", bed.record().person.id, "middle name");
    }
    constexpr Key dosage = "Apply to café-au-lait patch – ½ fingertip";
    plant_text(bed, {dosage, "Naïve to it; 38 °C, très bien"});
}

void plant_quotes(const Bed& bed)
{
    plant_text(bed, {"Apply \"thinly\", not thickly,\r\nat night",
                     "Says \"it burns\", itches,\r\nand is \"worse\" after rain"});
}

void plant_precision(const Bed& bed, Precision precision)
{
    bed.entry("TONSY").entry.precision = precision;
}

struct Planting {
    using Plant = void (*)(const Bed& bed);

    constexpr Planting(Irregularity its_kind, Plant how) : kind{its_kind}, plant{how} {}

    Irregularity kind;
    Plant plant;
};
constexpr Planting plantings[] = {
    Planting(active_drug_cancelled, plant_active_drug_cancelled),
    Planting(bp_diastolic_first, plant_bp_diastolic_first),
    Planting(bst_midnight, plant_bst_midnight),
    Planting(code_case_pair, plant_code_case_pair),
    Planting(code_local_practice,
             [](const Bed& bed) { bed.entry(bed.one_of("LOCCLIN", "LOCPACK")); }),
    Planting(code_local_supplier, plant_local_supplier),
    Planting(code_one_to_many, [](const Bed& bed) { bed.entry("ONEMANY"); }),
    Planting(code_unassured, [](const Bed& bed) { bed.entry(bed.one_of("OLDMONI", "OLDSCREEN")); }),
    Planting(code_unmapped, [](const Bed& bed) { bed.entry("OLDHABIT"); }),
    Planting(confidential, [](const Bed& bed) { bed.entry("STRESS").entry.confidential = true; }),
    Planting(date_feb30, plant_date_feb30),
    Planting(deleted_in_bulk, plant_deleted),
    Planting(dob_future, plant_dob_future),
    Planting(drug_unmapped, plant_drug_unmapped),
    Planting(dup_nhs, plant_second_record),
    Planting(dup_transposed_dob, plant_second_record),
    Planting(dup_typo_name, plant_second_record),
    Planting(emis_duplicate_guids_two_orgs, plant_two_organisations),
    Planting(emis_empty_code,
             [](const Bed& bed) {
                 Observation& observation = bed.entry("TATT");
                 observation.code = bed.borne() ? nullptr : observation.code;
             }),
    Planting(emis_qualifiers_xml, plant_qualifiers),
    Planting(event_after_death,
             [](const Bed& bed) { plant_event_at(bed, "LETTER", bed.record().person.death + 30); }),
    Planting(event_before_birth,
             [](const Bed& bed) { plant_event_at(bed, "COUGH", bed.record().person.birth - 40); }),
    Planting(immunisation_refused,
             [](const Bed& bed) {
                 const Observation& observation =
                     bed.builder.note(bed.contact(), bed.one_of("FLUREF", "MMRREF"));
                 bed.found("imm", observation.entry.id);
             }),
    Planting(inactive_drug_no_end, plant_inactive_drug_no_end),
    Planting(issue_no_drug, plant_issue_no_drug),
    Planting(nhs_bad_check_digit, plant_person),
    Planting(nhs_missing, plant_person),
    Planting(parent_missing,
             [](const Bed& bed) { bed.entry("ABDSOFT").parent = next_guid(bed.builder.random()); }),
    Planting(precision_u, [](const Bed& bed) { plant_precision(bed, Precision::unknown); }),
    Planting(precision_y, [](const Bed& bed) { plant_precision(bed, Precision::year); }),
    Planting(precision_ym, [](const Bed& bed) { plant_precision(bed, Precision::month); }),
    Planting(problem_link_nowhere,
             [](const Bed& bed) { bed.entry("NAUS").problem = next_guid(bed.builder.random()); }),
    Planting(same_day_reregistration, plant_same_day_reregistration),
    Planting(temporary, plant_person),
    Planting(test_patient, plant_person),
    Planting(text_accents, plant_accents),
    Planting(text_quotes_newlines, plant_quotes),
    Planting(value_bare_point, [](const Bed& bed) { bed.value("K", "6."); }),
    Planting(value_less_than, [](const Bed& bed) { bed.value("CRP", "<0.1"); }),
    Planting(value_trailing_zero, [](const Bed& bed) { bed.value("HDL", "1.50"); }),
};

} // namespace

void plant(RecordBuilder& builder, std::span<const Planned> planned, const Layout& layout,
           Findings& findings)
{
    for (const Planned& one : planned) {
        const auto* const planting = std::ranges::find(plantings, one.kind, &Planting::kind);
        if (planting != std::end(plantings)) {
            planting->plant({builder, one, layout, findings});
        }
    }
}

} // namespace ferry::practice

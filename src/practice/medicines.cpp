#include <algorithm>

#include "practice/record_builder.hpp"

// The part of RecordBuilder that prescribes and plans.
namespace ferry::practice {
namespace {

/// Patients who left or died take nothing from this practice any more.
bool goes_on(const Person& person)
{
    return person.left == 0;
}

} // namespace

void RecordBuilder::issue(const DrugRecord& drug, Day day, const Contact& contact)
{
    Contact moment = contact;
    moment.day = day;
    Issue& issue = record_.issues.emplace_back();
    issue.entry = entry(moment);
    issue.drug = drug.drug;
    issue.dosage = drug.dosage;
    issue.drug_record = drug.entry.id;
    issue.problem = drug.problem;
    issue.repeat = drug.type != PrescriptionType::acute;
}

void RecordBuilder::acute(const Contact& contact, std::string_view drug_key)
{
    DrugRecord& drug = record_.drug_records.emplace_back();
    drug.entry = entry(contact);
    drug.drug = &setting_.drugs[drug_key];
    drug.dosage = drug.drug->row.dosage;
    drug.problem = contact.problem;
    drug.issues = 1;
    issue(drug, contact.day, contact);
    record_.issues.back().consultation = contact.id;
    record_.issues.back().days = random_.between(5, 14);
}

/// Issues `drug` from one day on and returns the day after the last supply.
Day RecordBuilder::issues_of(DrugRecord& drug, Day from, Day until, int interval)
{
    drug.authorised = random_.chance(0.6) ? 12 : 6;
    const int planned = random_.between(8, 26);
    Day day = from;
    while (drug.issues < planned && day <= until) {
        Contact desk{.day = day, .minute = random_.between(480, 1'080)};
        desk.clinician = drug.entry.clinician;
        issue(drug, day, desk);
        record_.issues.back().days = interval;
        ++drug.issues;
        day += interval + random_.between(-1, 2);
    }
    return day;
}

void RecordBuilder::repeat(const Contact& contact, std::string_view drug_key, Day until)
{
    const bool to_the_end = until >= last_day_;
    const bool dispensing = random_.chance(0.08);
    const int monthly = random_.chance(0.62) ? 28 : 56;
    const int interval = std::max(3, static_cast<int>(monthly / setting_.density));
    until = std::min(until, last_day_);
    for (Day day = contact.day; day <= until;) {
        Contact start = contact;
        start.day = day;
        start.clinician = day == contact.day ? contact.clinician : record_.person.usual_gp;
        DrugRecord drug{.entry = entry(start), .drug = &setting_.drugs[drug_key]};
        drug.dosage = drug.drug->row.dosage;
        drug.problem = contact.problem;
        drug.type = dispensing ? PrescriptionType::repeat_dispensing : PrescriptionType::repeat;
        day = issues_of(drug, day, until, interval);
        drug.active = day > until && to_the_end && goes_on(record_.person);
        if (!drug.active) {
            drug.cancelled = date_of(std::min(day, last_day_));
        }
        record_.drug_records.push_back(drug);
    }
}

void RecordBuilder::recall(const Contact& contact, std::string_view code, Day due)
{
    Diary& diary = record_.diary.emplace_back();
    diary.entry = entry(contact);
    diary.entry.on = date_of(due);
    diary.code = &setting_.codes[code];
    diary.text = remark(0.1);
    diary.consultation = contact.id;
    diary.done = due < setting_.today || !goes_on(record_.person);
}

void RecordBuilder::missed_appointment(Day day)
{
    Slot slot{.id = next_guid(random_),
              .day = std::clamp(day, first_day_, last_day_),
              .minute = random_.between(51, 70) * 10,
              .clinician = setting_.practice.a_doctor(random_),
              .attended = false};
    slot.booked = slot.day - random_.between(1, 21);
    record_.slots.push_back(slot);
}

} // namespace ferry::practice

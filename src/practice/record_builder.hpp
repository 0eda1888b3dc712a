#pragma once

#include <string_view>
#include <vector>

#include "practice/conditions.hpp"
#include "practice/model.hpp"

namespace ferry::practice {

/// One contact of the patient with the practice, to hang entries on.
struct Contact {
    Day day = 0;
    int minute = 0;
    StaffNumber clinician = 0;
    Guid id{};
    Guid problem{}; ///< what it is about, if anything
};

/// Adds entries to one record, each whole: links, dates, values, audit of who
/// and when. Knows how entries look, not why they are made.
class RecordBuilder {
public:
    RecordBuilder(const Setting& setting, Record& record, Random& random);

    /// The days on which the patient can be seen.
    Day first_day() const { return first_day_; }
    Day last_day() const { return last_day_; }
    int age_on(Day day) const;

    /// A consultation on the working day at or after `day`, with the slot that
    /// was booked for it if the time of appointment books covers the day.
    Contact contact(Day day, const ContactKind& kind);

    /// An entry with a code and no value.
    Observation& note(const Contact& contact, std::string_view code);
    /// An entry with a code and the value a patient of this kind has.
    Observation& measured(const Contact& contact, std::string_view code);
    /// Systolic and diastolic under one header.
    void blood_pressure(const Contact& contact);
    void panel(const Contact& contact, std::string_view header);
    /// Whichever of these the code stands for.
    void check(const Contact& contact, std::string_view code);

    /// A problem that begins with this contact. Returns its id.
    Guid problem(Contact& contact, std::string_view code, bool significant);
    /// Ends the problem that was begun last.
    void end_problem(Day day);

    void vaccination(const Contact& contact, std::string_view code);
    void allergy(const Contact& contact, std::string_view code);
    void family_history(const Contact& contact, std::string_view code);
    void referral(const Contact& contact, std::string_view code, bool urgent);

    /// A medicine given once.
    void acute(const Contact& contact, std::string_view drug);
    /// A medicine taken from the contact until `until`, with its issues.
    void repeat(const Contact& contact, std::string_view drug, Day until);

    /// A reminder for `due`; done if that is past.
    void recall(const Contact& contact, std::string_view code, Day due);

    /// A patient who booked and did not come.
    void missed_appointment(Day day);

    /// From now on the values of this condition are drawn.
    void remember(std::string_view condition) { conditions_.push_back(condition); }

    const Setting& setting() const { return setting_; }
    Record& record() { return record_; }
    Random& random() { return random_; }

private:
    Entry entry(const Contact& contact);
    std::string_view remark(double share);
    StaffNumber clinician(Clinician by);
    Guid booked_slot(const Contact& contact, const ContactKind& kind);
    double drawn_value(const Measure& measure, Day day);
    Observation& value(const Contact& contact, std::string_view code, double value);
    void issue(const DrugRecord& drug, Day day, const Contact& contact);
    Day issues_of(DrugRecord& drug, Day from, Day until, int interval);

    const Setting& setting_;
    Record& record_;
    Random& random_;
    Day first_day_;
    Day last_day_;
    double grown_height_;
    double grown_bmi_;
    std::vector<std::string_view> conditions_;
};

} // namespace ferry::practice

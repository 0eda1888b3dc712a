#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "practice/calendar.hpp"
#include "practice/dictionary.hpp"
#include "practice/formulary.hpp"
#include "practice/guid.hpp"
#include "practice/short_text.hpp"

/// One patient's record, free of any supplier's layout: what happened, to whom,
/// by whom. Histories fill it, irregularities bend it, layouts write it.
/// Views point at tables that outlive every record.
namespace ferry::practice {

/// A member of staff, by place in Practice::staff.
using StaffNumber = std::uint16_t;

enum class Status : unsigned char { current, left, dead, temporary, test };

/// "current", "left", ...
std::string_view name_of(Status status);

/// Who the patient is and where.
struct Person {
    std::int64_t number = 0; ///< from 0; the record number is one more
    Guid id{};
    char sex = 'F';
    Day birth = 0;
    Day death = 0; ///< 0 unless dead
    Status status = Status::current;
    Day registered = 0;
    Day left = 0; ///< 0 unless left or dead
    std::string_view title{};
    std::string_view given{};
    std::string_view middle{};
    std::string surname{};
    std::string nhs{}; ///< empty where there is none
    std::string house{};
    std::string_view street{};
    std::string_view town{};
    std::string postcode{};
    std::string home_phone{};
    std::string mobile_phone{};
    std::string email{};
    StaffNumber usual_gp = 0;
    std::string_view carer{};
    std::string_view carer_relation{};
    std::string_view care_home{};
    bool spine_sensitive = false;
    bool deleted = false; ///< an extract says no more than that

    int age_on(Day day) const { return practice::age_on(birth, day); }
};

/// What every entry says of itself.
struct Entry {
    Guid id{};
    Date on{};
    Precision precision = Precision::day;
    Date entered{};
    std::int16_t minute = 0; ///< of the day it was entered
    StaffNumber clinician = 0;
    StaffNumber entered_by = 0;
    bool confidential = false;
    bool deleted = false;
};

enum class ObservationKind : unsigned char {
    observation,
    value,
    allergy,
    immunisation,
    referral,
    family_history,
};

struct Observation {
    Entry entry{};
    const Code* code = nullptr; ///< none: an entry without a code
    ObservationKind kind = ObservationKind::observation;
    ShortText value{};
    Guid parent{};
    Guid problem{};
    Guid consultation{};
    std::string_view text{};
    std::string_view qualifiers{};
    char abnormal = ' '; ///< H above, L below what is normal
    bool first_episode = false;
    bool document = false;
};

struct Consultation {
    Entry entry{};
    std::string_view source{};
    Guid slot{};
};

/// Makes the observation with the same id a problem.
struct Problem {
    Guid id{};
    const Code* code = nullptr;
    Date since{};
    Date ended{}; ///< none: still active
    Date reviewed{};
    StaffNumber reviewer = 0;
    Guid parent{};
    std::string_view comment{};
    bool significant = false;
};

/// Makes the observation with the same id a referral.
struct Referral {
    Guid id{};
    std::string_view urgency{};
    std::string_view mode{};
    std::string_view service{};
    std::int64_t booking_number = 0;
};

enum class PrescriptionType : unsigned char { acute, repeat, repeat_dispensing };

struct DrugRecord {
    Entry entry{};
    const Drug* drug = nullptr;
    std::string_view dosage{};
    Guid problem{};
    PrescriptionType type = PrescriptionType::acute;
    bool active = false;
    Date cancelled{};
    int issues = 0;
    int authorised = 1;
};

struct Issue {
    Entry entry{};
    const Drug* drug = nullptr;
    std::string_view dosage{};
    Guid drug_record{};
    Guid problem{};
    Guid consultation{};
    int days = 28;
    bool repeat = false;
};

struct Slot {
    Guid id{};
    Day day = 0;
    int minute = 0;
    StaffNumber clinician = 0;
    bool attended = true;
    bool free = false; ///< nobody booked it
    bool by_telephone = false;
    Day booked = 0;
};

struct Diary {
    Entry entry{};
    const Code* code = nullptr;
    std::string_view text{};
    Guid consultation{};
    bool done = false;
};

/// One step of the patient's registration.
struct HistoryStep {
    Day day = 0;
    int minute = 0;
    std::string_view status{};
};

/// One line of the audit trail of the registration.
struct RegistrationAudit {
    Day day = 0;
    std::string_view mode{};
};

/// One line of the audit trail.
struct AuditStep {
    Guid item{};
    std::string_view item_type{};
    std::string_view mode{};
    Date on{};
    int minute = 0;
    StaffNumber by = 0;
};

struct Record {
    Person person;
    std::vector<Consultation> consultations{};
    std::vector<Observation> observations{};
    std::vector<Problem> problems{};
    std::vector<Referral> referrals{};
    std::vector<DrugRecord> drug_records{};
    std::vector<Issue> issues{};
    std::vector<Slot> slots{};
    std::vector<Diary> diary{};
    std::vector<HistoryStep> history{};
    std::vector<RegistrationAudit> registration_audit{};
    std::vector<AuditStep> audit{};

    /// An observation whose id, and the patient's, the practice next door has
    /// given to a patient of its own; usually none.
    Guid also_next_door{};

    /// Empties the record and keeps its room for the next patient.
    void clear();
};

/// A person who works in the practice.
struct Staff {
    Guid id{};
    std::string_view title{};
    std::string_view given{};
    std::string_view surname{};
    std::string_view job_code{};
    std::string_view job{};
    Day since = 0;
};

/// An organisation or place the practice deals with.
struct Organisation {
    Guid id{};
    std::string_view name{};
    std::string_view ods{};
    std::string_view type{};
    std::string_view cdb{};
};

/// The practice whose records these are. organisations[0] is itself, [1] the
/// practice next door, [2] the board over both, [3] the hospital.
struct Practice {
    std::vector<Organisation> organisations{};
    Guid location{};
    std::vector<Staff> staff{}; ///< doctors first, then nurses, then clerks
    StaffNumber doctors = 0;
    StaffNumber nurses = 0;

    StaffNumber a_doctor(Random& random) const;
    StaffNumber a_nurse(Random& random) const;
    StaffNumber a_clerk(Random& random) const;
};

/// A practice with as much staff as its number of patients asks for.
Practice make_staff(std::int64_t patients, std::uint64_t seed);

/// What all parts of the making share.
struct Setting {
    const Dictionary& codes;
    const Formulary& drugs;
    const Practice& practice;
    std::uint64_t seed;
    std::int64_t patients;
    double density;
    Day today; ///< the day of the extract
};

} // namespace ferry::practice

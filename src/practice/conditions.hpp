#pragma once

#include <span>
#include <string_view>

/// What happens to patients, as tables: long conditions with their reviews and
/// medicines, short illnesses, the vaccinations of childhood, the kinds of
/// contact. A story is drawn from these rows.
namespace ferry::practice {

using Keys = std::span<const std::string_view>;

/// A condition that stays: asthma, diabetes, ...
struct Condition {
    std::string_view code;
    int from_age; ///< when it begins
    int to_age;
    double share;            ///< of those who live through these ages
    char sex;                ///< 'F', 'M' or ' ' for both
    double reviews_per_year; ///< how often it is looked after
    std::string_view review;
    Keys checks;          ///< what is measured at a review: codes, panels, "BP"
    Keys drugs;           ///< repeats, in the order they are begun
    std::string_view due; ///< the recall for the next review
};

/// A value that a condition moves.
struct Shift {
    std::string_view condition;
    std::string_view code;
    double low;
    double high;
};

/// An illness that passes.
struct Illness {
    std::string_view code;
    int from_age;
    int to_age;
    char sex;
    double weight; ///< how common it is beside the others
    Keys symptoms;
    Keys checks;
    Keys drugs; ///< one of them is prescribed, if any
    std::string_view referral;
};

/// A vaccination that children of a certain age are given.
struct ChildVaccination {
    std::string_view code;
    int age_days;
    char sex;
};

enum class Clinician : unsigned char { doctor, nurse, clerk };

/// A way to be in contact with the practice.
struct ContactKind {
    std::string_view source;
    Clinician by;
    bool by_appointment;
    bool by_telephone;
};

std::span<const Condition> conditions();
std::span<const Shift> shifts();
std::span<const Illness> illnesses();
std::span<const ChildVaccination> child_vaccinations();

constexpr ContactKind in_surgery{"GP Surgery", Clinician::doctor, true, false};
constexpr ContactKind nurse_clinic{"Nurse clinic", Clinician::nurse, true, false};
constexpr ContactKind by_telephone{"Telephone consultation", Clinician::doctor, true, true};
constexpr ContactKind online{"Online consultation", Clinician::doctor, false, false};
constexpr ContactKind home_visit{"Home visit", Clinician::doctor, false, false};
constexpr ContactKind letter{"Hospital letter", Clinician::clerk, false, false};
constexpr ContactKind admin_note{"Administration note", Clinician::clerk, false, false};
constexpr ContactKind laboratory{"Laboratory report", Clinician::doctor, false, false};

} // namespace ferry::practice

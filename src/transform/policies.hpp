#pragma once

#include <array>

#include "transform/rule.hpp"

/// What is left in the source whatever anybody decides, and why. Nothing is left in silence: a
/// source item that none of these speaks of is carried, or waits for a person.
namespace ferry::transform {

/// Their meaning says why the item is not in the record. To add one, add it here and to the list.
namespace policy {

inline constexpr Rule audit_retained{"policy-audit-retained",
                                     "The audit trail belongs to the system that made it: it is "
                                     "not interpreted, and kept as it stood."};
inline constexpr Rule control_file{
    "policy-control-file", "Says what is in the extract, and was checked; nothing of a patient."};
inline constexpr Rule count_agrees{"policy-count-agrees",
                                   "Says how many items a case has, and it has as many."};
inline constexpr Rule deleted_in_source{"policy-deleted-in-source",
                                        "The source says that it is deleted."};
inline constexpr Rule dictionary_retained{
    "policy-dictionary-retained",
    "Explains codes or products; what it says stands where they are used."};
inline constexpr Rule entered_in_error{"policy-entered-in-error",
                                       "The source says that it was entered in error."};
inline constexpr Rule envelope_retained{
    "policy-envelope-retained", "The message around the record: routing, fragments, wrappers."};
inline constexpr Rule group_of_patients{"policy-group-of-patients",
                                        "A group of patients, made for the transfer."};
inline constexpr Rule heading_of_no_consultation{"policy-heading-of-no-consultation",
                                                 "A heading that belongs to no consultation."};
inline constexpr Rule list_of_items{"policy-list-of-items",
                                    "A list of items that stand in the record by themselves."};
inline constexpr Rule message_part{"policy-message-part",
                                   "Part of the message, not of the record."};
inline constexpr Rule nothing_below{"policy-nothing-below", "A heading with nothing under it."};
inline constexpr Rule patient_deleted{"policy-patient-deleted",
                                      "Belongs to a patient whom the source has deleted."};
inline constexpr Rule repeated_row{"policy-repeated-row",
                                   "Says once more what another row says in the same words."};
inline constexpr Rule says_empty{"policy-says-empty",
                                 "Says in so many words that there is nothing."};
inline constexpr Rule says_nothing{"policy-says-nothing",
                                   "Has neither a code nor a text nor a date."};
inline constexpr Rule superseded_row{"policy-superseded-row",
                                     "A later row of the same id says what holds now."};
inline constexpr Rule table_retained{
    "policy-table-retained", "A table that nobody carries; the source's description says why."};
inline constexpr Rule technical_address{"policy-technical-address", "The address of a computer."};

} // namespace policy

inline constexpr std::array policies{
    policy::audit_retained,    policy::control_file,        policy::count_agrees,
    policy::deleted_in_source, policy::dictionary_retained, policy::entered_in_error,
    policy::envelope_retained, policy::group_of_patients,   policy::heading_of_no_consultation,
    policy::list_of_items,     policy::message_part,        policy::nothing_below,
    policy::patient_deleted,   policy::repeated_row,        policy::says_empty,
    policy::says_nothing,      policy::superseded_row,      policy::table_retained,
    policy::technical_address,
};

} // namespace ferry::transform

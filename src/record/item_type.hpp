#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ferry {

/// The item types of the canonical record. The number of a type is on disk, in
/// ledgers: add at the end, change none.
enum class ItemType : std::uint8_t {
    patient,
    registration,
    address,
    contact,
    consultation,
    observation,
    blood_pressure,
    problem,
    allergy,
    immunisation,
    family_history,
    medication,
    issue,
    referral,
    diary_entry,
    appointment,
    document,
    test_request,
    test_report,
    consent,
    task,
    audit_entry,
    alert,
    organisation,
    location,
    staff,
    session,
    session_user,
    dictionary_entry,
    sharing_agreement,
};

inline constexpr std::size_t item_type_count = 30;

/// The type's name: in tables, files, JSON and messages.
std::string_view name_of(ItemType type);

/// The type with this name.
std::optional<ItemType> item_type_named(std::string_view name);

} // namespace ferry

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "record/item_type.hpp"

/// The types of resources there are, and whose they are.
namespace ferry::fhir {

/// In whose case a resource is kept.
enum class Home : std::uint8_t {
    subject,   ///< a Patient: makes a case
    patient,   ///< the case of the patient it names
    directory, ///< the practice's
    bundle,    ///< names nobody: its bundle's patient, if that has exactly one; else the
               ///< practice's
};

/// What becomes of resources of a type.
enum class Treatment : std::uint8_t {
    carried, ///< read into the record
    left,    ///< not migrated by a policy; stays in the retained source
    held,    ///< nobody has said how to read it: waits for a person
};

struct ResourceKind {
    std::string_view name;
    Home home = Home::patient;
    std::string_view patient; ///< where it names its patient; ways parted by '|'
    Treatment treatment = Treatment::held;
    ItemType item = ItemType::observation; ///< what it counts as in the books
    std::string_view policy;               ///< by which it is left
};

/// Every type of STU3 and R4 that can stand in a GP record.
std::span<const ResourceKind> resource_kinds();

/// The kind of this name; null if there is no such type in FHIR.
const ResourceKind* find_kind(std::string_view name);

} // namespace ferry::fhir

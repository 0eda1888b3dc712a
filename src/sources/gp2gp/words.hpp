#pragma once

#include <array>
#include <string_view>

/// The words of the message: element names, ids of identifier and code systems.
namespace ferry::gp2gp::words {

/// Elements that are source items: one raw row each.
inline constexpr std::array<std::string_view, 17> items{
    "ehrComposition",
    "CompoundStatement",
    "ObservationStatement",
    "NarrativeStatement",
    "PlanStatement",
    "RequestStatement",
    "LinkSet",
    "RegistrationStatement",
    "EhrEmpty",
    "MedicationStatement",
    "ehrSupplyAuthorise",
    "ehrSupplyPrescribe",
    "ehrSupplyDiscontinue",
    "ehrSupplyDispense",
    "Agent",
    "agentOrganization",
    "representedOrganization",
};

/// Those of them that belong to the practice: they go to the directory.
inline constexpr std::array<std::string_view, 3> directory_items{"Agent", "agentOrganization",
                                                                 "representedOrganization"};

/// The one of them that others of them stand in.
inline constexpr std::string_view agent = "Agent";

/// What a message's outermost element may be.
inline constexpr std::array<std::string_view, 5> roots{"RCMR_IN030000UK06", "RCMR_IN030000UK07",
                                                       "EhrExtract", "custom_transport",
                                                       "COPC_IN000001UK01"};
inline constexpr std::string_view fragment_root = "COPC_IN000001UK01";

inline constexpr std::string_view nhs_number = "2.16.840.1.113883.2.1.4.1";
inline constexpr std::string_view ods_code = "1.2.826.0.1285.0.1.10";

} // namespace ferry::gp2gp::words

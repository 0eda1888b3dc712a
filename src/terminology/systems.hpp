#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The code systems a GP record is written in.
///
/// A code means nothing without its system: `44E..` is a Read code, `44e..` is
/// another one, and in CTV3 both may be something else. Case and trailing full
/// stops are part of a code in every system here (R123).
namespace ferry::terminology {

enum class System : std::uint8_t {
    snomed,       ///< SNOMED CT, UK edition
    read2,        ///< Read codes version 2, five bytes
    ctv3,         ///< Clinical Terms Version 3
    emis_local,   ///< codes EMIS or a practice using EMIS made
    dmd,          ///< the NHS dictionary of medicines and devices
    emis_drug,    ///< EMIS's own drug codes, numeric (CodeId) or old (META1787)
    multilex,     ///< First Databank's drug codes, used by SystmOne
    tpp_local,    ///< codes TPP or a practice using SystmOne made
    vision_local, ///< codes of Vision that are in no release of Read codes
};

/// What is known of a system.
struct SystemFacts {
    System system;
    std::string_view uri;   ///< as FHIR names it
    std::string_view name;  ///< short, for files and messages
    std::string_view title; ///< for people
};

/// Every system once, in the order of the enumeration.
// Not aligned: the rows would be too long.
// clang-format off
inline constexpr std::array systems{
    SystemFacts{System::snomed, "http://snomed.info/sct",
                "snomed", "SNOMED CT"},
    SystemFacts{System::read2, "http://read.info/readv2",
                "read2", "Read codes version 2"},
    SystemFacts{System::ctv3, "http://read.info/ctv3",
                "ctv3", "Clinical Terms Version 3"},
    SystemFacts{System::emis_local, "https://fhir.hl7.org.uk/Id/egton-codes",
                "emis-local", "EMIS local codes"},
    SystemFacts{System::dmd, "https://dmd.nhs.uk",
                "dmd", "NHS dictionary of medicines and devices (dm+d)"},
    SystemFacts{System::emis_drug, "https://fhir.hl7.org.uk/Id/emis-drug-codes",
                "emis-drug", "EMIS drug codes"},
    SystemFacts{System::multilex, "https://fhir.hl7.org.uk/Id/multilex-drug-codes",
                "multilex", "Multilex drug codes"},
    SystemFacts{System::tpp_local, "urn:ferry:systmone-codes",
                "tpp-local", "SystmOne local codes"},
    SystemFacts{System::vision_local, "urn:oid:2.16.840.1.113883.2.1.6.10",
                "vision-local", "Vision local codes"},
};
// clang-format on

/// What is known of `system`.
constexpr const SystemFacts& facts(System system)
{
    return systems[static_cast<std::size_t>(system)];
}

/// The system with this URI, written exactly so; none if it is another's.
constexpr std::optional<System> system_with_uri(std::string_view uri)
{
    for (const SystemFacts& row : systems) {
        if (row.uri == uri) {
            return row.system;
        }
    }
    return std::nullopt;
}

} // namespace ferry::terminology

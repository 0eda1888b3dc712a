#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "terminology/systems.hpp"
#include "transform/code_rules.hpp"
#include "transform/immunisation.hpp"

/// The codes by which the kind of an entry is told. Rules of docs/formats/gp2gp.md.
namespace ferry::gp2gp {

/// What a code by itself says of the kind of its entry.
enum class Meant : std::uint8_t {
    drug_allergies,     ///< heading of allergies to drugs
    other_allergies,    ///< heading of other allergies
    systolic,           ///< half of a blood pressure
    diastolic,          ///< the other half
    laboratory_report,  ///< a group that is a report of tests
    specimen,           ///< a group that describes a specimen
    outside_consulting, ///< a composition that is no contact: a wrapper of one entry
};

struct MeaningOfCode {
    Meant meant;
    terminology::System system;
    std::string_view code; ///< Read v2 and CTV3 by their five characters
};

// clang-format off
inline constexpr std::array meanings_of_codes{
    MeaningOfCode{Meant::drug_allergies,     terminology::System::read2,  "14L.."           },
    MeaningOfCode{Meant::drug_allergies,     terminology::System::ctv3,   "14L.."           },
    MeaningOfCode{Meant::other_allergies,    terminology::System::read2,  "SN53."           },
    MeaningOfCode{Meant::other_allergies,    terminology::System::ctv3,   "SN53."           },
    MeaningOfCode{Meant::systolic,           terminology::System::read2,  "2469."           },
    MeaningOfCode{Meant::systolic,           terminology::System::ctv3,   "2469."           },
    MeaningOfCode{Meant::systolic,           terminology::System::snomed, "163030003"       },
    MeaningOfCode{Meant::systolic,           terminology::System::snomed, "271649006"       },
    MeaningOfCode{Meant::systolic,           terminology::System::snomed, "72313002"        },
    MeaningOfCode{Meant::diastolic,          terminology::System::read2,  "246A."           },
    MeaningOfCode{Meant::diastolic,          terminology::System::ctv3,   "246A."           },
    MeaningOfCode{Meant::diastolic,          terminology::System::snomed, "163031004"       },
    MeaningOfCode{Meant::diastolic,          terminology::System::snomed, "271650006"       },
    MeaningOfCode{Meant::diastolic,          terminology::System::snomed, "1091811000000102"},
    MeaningOfCode{Meant::laboratory_report,  terminology::System::snomed, "16488004"        },
    MeaningOfCode{Meant::specimen,           terminology::System::snomed, "123038009"       },
    MeaningOfCode{Meant::outside_consulting, terminology::System::snomed, "196391000000103" },
    MeaningOfCode{Meant::outside_consulting, terminology::System::snomed, "196401000000100" },
};
// clang-format on

/// The five characters of a Read code, without its term code; other codes as they are.
constexpr std::string_view without_term(terminology::System system, std::string_view code)
{
    const bool read = system == terminology::System::read2 || system == terminology::System::ctv3;
    return read ? code.substr(0, 5) : code;
}

/// True if one of the codings says so.
inline bool means(const transform::SourceCode& code, Meant what)
{
    return std::ranges::any_of(code.codings, [&](const Coding& coding) {
        return std::ranges::any_of(meanings_of_codes, [&](const MeaningOfCode& row) {
            return row.meant == what && coding.system == terminology::facts(row.system).uri &&
                   without_term(row.system, coding.code) == row.code;
        });
    });
}

/// The letters and digits that follow "65" in Read codes of vaccinations given. The rest
/// of that chapter is contact, carriage and notification of infectious disease.
inline constexpr std::string_view vaccination_letters =
    "123456789ABCDEFGHIJKLMabcdefghijklmnopqrstuvwxyz";

/// True for a Read v2 or CTV3 code of a vaccination given.
inline bool is_read_vaccination(const Coding& coding)
{
    const auto system = terminology::system_with_uri(coding.system);
    const bool read = system == terminology::System::read2 || system == terminology::System::ctv3;
    return read && coding.code.size() >= 3 && coding.code.starts_with("65") &&
           vaccination_letters.find(coding.code[2]) != std::string_view::npos;
}

/// By which rule the code is that of an immunisation; "" if it is none. A loaded release
/// decides about a SNOMED CT concept, else the stated lists do.
inline std::string_view immunisation_rule(const transform::SourceCode& code,
                                          const terminology::Maps& maps)
{
    for (const Coding& coding : code.codings) {
        const auto id = coding.system == terminology::facts(terminology::System::snomed).uri
                            ? terminology::parse_concept_id(coding.code)
                            : tl::unexpected{Fault::missing};
        if (!id) {
            continue;
        }
        const auto told = transform::told_immunisation(*id, maps);
        if (told.is_immunisation) {
            return told.rule;
        }
        if (told.rule == "observation-by-hierarchy") {
            return {};
        }
    }
    return std::ranges::any_of(code.codings, is_read_vaccination) ? "immunisation-by-read-chapter"
                                                                  : std::string_view{};
}

} // namespace ferry::gp2gp

#pragma once

#include <array>
#include <span>
#include <string_view>

#include "record/concept.hpp"
#include "terminology/code_maps.hpp"
#include "transform/rule.hpp"

/// Whether a coded entry is an immunisation, for sources that do not say so themselves
/// (GP2GP sends immunisations and observations in one form).
namespace ferry::transform {

/// A concept that is known to be about an immunisation, and what it is.
struct ImmunisationConcept {
    terminology::ConceptId id;
    std::string_view term;
};

/// Where immunisations stand in the hierarchy of the SNOMED CT UK edition (given, vaccine,
/// status, not done, given elsewhere): what is one of these, or a kind of one, is an
/// immunisation. The national GP2GP adaptor goes by the same five.
inline constexpr std::array immunisation_roots{
    terminology::ConceptId{127785005}, terminology::ConceptId{787859002},
    terminology::ConceptId{304250009}, terminology::ConceptId{90351000119108},
    terminology::ConceptId{713404003}};

/// The stated list: what is taken for an immunisation where no release tells. Short on
/// purpose, since each line is somebody's knowledge; a loaded release goes before it.
// Not aligned: the rows would be too long.
// clang-format off
inline constexpr std::array stated_immunisations{
    ImmunisationConcept{{33879002}, "Administration of vaccine to produce active immunity"},
    ImmunisationConcept{{86198006}, "Influenza vaccination"},
    ImmunisationConcept{{12866006}, "Pneumococcal vaccination"},
    ImmunisationConcept{{247631000000101}, "First pneumococcal conjugated vaccination"},
    ImmunisationConcept{{247641000000105}, "Second pneumococcal conjugated vaccination"},
    ImmunisationConcept{{314414007}, "First meningitis C vaccination"},
    ImmunisationConcept{{314415008}, "Second meningitis C vaccination"},
    ImmunisationConcept{{428975001}, "Haemophilus influenzae type b and meningitis C vaccination"},
    ImmunisationConcept{{414259000}, "First diphtheria, tetanus, pertussis, Hib and polio vaccination"},
    ImmunisationConcept{{415507003}, "Second diphtheria, tetanus, pertussis, Hib and polio vaccination"},
    ImmunisationConcept{{415712004}, "Third diphtheria, tetanus, pertussis, Hib and polio vaccination"},
    ImmunisationConcept{{38598009}, "Measles, mumps and rubella vaccination"},
    ImmunisationConcept{{170378007}, "First hepatitis A vaccination"},
    ImmunisationConcept{{6041000175108}, "Hepatitis A vaccination not done"},
    ImmunisationConcept{{840534001}, "SARS-CoV-2 vaccination"},
    ImmunisationConcept{{1324681000000101}, "First SARS-CoV-2 vaccination"},
    ImmunisationConcept{{1324691000000104}, "Second SARS-CoV-2 vaccination"},
};
// clang-format on

/// The stated list of Read v2 and CTV3 codes: vaccinations given are those of chapter 65
/// with one of these signs behind it. The rest of the chapter is contact, carriage and
/// notification of infectious disease.
inline constexpr std::string_view stated_read_chapter = "65";
inline constexpr std::string_view stated_read_signs =
    "123456789ABCDEFGHIJKLMabcdefghijklmnopqrstuvwxyz";

/// By what an entry was told to be an immunisation, or to be none.
namespace immunisation_rule {

inline constexpr Rule by_hierarchy{
    "immunisation-by-hierarchy",
    "The hierarchy of the release has the entry's concept among immunisations."};
inline constexpr Rule by_history{
    "immunisation-by-history",
    "The entry's concept is inactive, and all that replaced it are immunisations."};
inline constexpr Rule by_stated_list{
    "immunisation-by-stated-list",
    "No release tells, and the entry's code is on the stated list of immunisations."};
inline constexpr Rule none_by_hierarchy{
    "observation-by-hierarchy",
    "The hierarchy of the release does not have the entry's concept among immunisations."};
inline constexpr Rule not_stated{
    "observation-not-stated",
    "No release tells, and the entry's code is not on the stated list of immunisations."};

inline constexpr std::array all{by_hierarchy, by_history, by_stated_list, none_by_hierarchy,
                                not_stated};

} // namespace immunisation_rule

/// What an entry was told to be, and by what.
struct ToldImmunisation {
    bool is_immunisation = false;
    std::string_view rule; ///< for the entry's fate
};

/// Tells whether an entry with these codings is an immunisation. In this order:
///
///  1. the hierarchy, of the first SNOMED CT concept given that it has; an entry that was
///     degraded before is not told by its degrade code;
///  2. of an inactive concept: it is one where all that its history names are;
///  3. the hierarchy, of the concept that the maps give for a Read v2 or CTV3 code, if
///     that may stand as a code;
///  4. the stated lists.
///
/// The codes themselves stay as they are.
ToldImmunisation told_immunisation(std::span<const Coding> codings, const terminology::Maps& maps);

} // namespace ferry::transform

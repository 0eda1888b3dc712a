#pragma once

#include <array>
#include <string_view>

#include "terminology/code_maps.hpp"

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

/// What an entry was told to be, and by what.
struct ToldImmunisation {
    bool is_immunisation = false;
    /// Why, for the entry's fate: "immunisation-by-hierarchy", "immunisation-by-history"
    /// or "immunisation-by-stated-list"; "observation-by-hierarchy" where the hierarchy
    /// says no, and "observation-not-stated" where nothing but the list could be asked.
    std::string_view rule;
};

/// Tells whether an entry coded so is an immunisation. The hierarchy decides if it has
/// the concept; of an inactive concept, where all that its history names are
/// immunisations, it is one; else the stated list decides. The code itself stays as it is.
ToldImmunisation told_immunisation(terminology::ConceptId id, const terminology::Maps& maps);

} // namespace ferry::transform

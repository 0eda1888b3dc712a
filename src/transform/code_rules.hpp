#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/concept.hpp"
#include "terminology/snomed.hpp"
#include "transform/mapper.hpp"

/// How a code comes across, whatever source it comes from. These are safety rules,
/// not settings (design: "Safety rules", 1; ADR 0010):
///
///  1. A person's decision on the code's cause goes before everything.
///  2. A SNOMED CT concept that the source itself gives stands: rule source-snomed.
///     Where the maps do not confirm it the rule says so (source-snomed-maps-several,
///     -unassured, -none, -differ): counted, not converted.
///  3. Else the maps are asked: one target that is clinically assured, or worded
///     exactly like the original, converts the code (R116).
///  4. Else it degrades to text behind the degrade code of its use (R118); several
///     targets are never chosen between, but held.
/// A concept that is inactive in the release that is loaded is kept, and the rule's name
/// ends in -inactive. A dm+d product that has another id now is the same product: rule
/// dmd-changed-id; an id that fails its check digit is believed no more than a concept that
/// does, and the maps are asked; where two claim its old id, it is held (ADR 0013).
/// The original codes, term and text are kept and shown in every case (R117).
namespace ferry::transform {

/// A code as a source gave it.
struct SourceCode {
    std::string_view text; ///< the original term; empty where there is none
    /// Every coding given, in any order but that the source's own comes last. A Read v2
    /// code has five or, with its term code, seven characters.
    std::vector<Coding> codings;
};

/// What the code is used for, as far as it matters for the rules.
struct CodeUse {
    terminology::DegradeUse degrade = terminology::DegradeUse::other;
    bool has_value = false;
    bool is_drug = false;
    bool contradictory = false; ///< the source explains the code twice, differently
};

/// What an allergy is to, as far as the source says so.
enum class AllergyTo : std::uint8_t { unclear, drug, other };

/// The use of an item's code. An allergy to nobody says what is neither of the two (R118).
terminology::DegradeUse degrade_use(ItemType type, AllergyTo to = AllergyTo::unclear);

/// What an entry says that has a text and no code: the degrade code of its use.
Concept text_without_code(terminology::DegradeUse use);

/// What an entry says that does not say what its code says, such as a vaccination that
/// was refused: all that the source gave, behind a degrade code. `rule` says why.
Concept as_text(const SourceCode& source, terminology::DegradeUse use, std::string_view rule);

/// What the code says in the record, and why. The outcome is held where a person
/// has to decide first, left where a person decided so.
Concept resolve(const SourceCode& source, const CodeUse& use, const Context& context);

/// What a person has decided or is to decide about what a code says. \pre it has a cause.
const Cause& cause_of(const Concept& meaning, Causes& causes);

} // namespace ferry::transform

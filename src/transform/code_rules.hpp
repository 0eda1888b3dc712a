#pragma once

#include <string>
#include <string_view>

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
/// The original codes, term and text are kept and shown in every case (R117).
namespace ferry::transform {

/// A code as a source gave it. Where the source's own code is itself a Read or CTV3
/// code, `system` names that system, and codes that no release can hold are taken for
/// the supplier's.
struct SourceCode {
    std::string_view system;    ///< URI of the source's own code
    std::string_view code;      ///< the source's own code
    std::string_view term;      ///< the term it shows
    std::string_view read_term; ///< Read v2 in the supplier's form; may be empty
    std::string_view snomed;    ///< SNOMED CT concept id; may be empty or local
    std::string_view dmd;       ///< dm+d product; may be empty
    /// URI for what looks like a SNOMED CT id and is none; empty: EMIS's.
    std::string_view local;
};

/// What the code is used for, as far as it matters for the rules.
struct CodeUse {
    terminology::DegradeUse degrade = terminology::DegradeUse::other;
    bool has_value = false;
    bool is_drug = false;
};

/// What the code says in the record, and why. The outcome is held where a person
/// has to decide first, left where a person decided so.
Concept resolve(const SourceCode& source, const CodeUse& use, const Context& context);

/// The same for an entry that does not say what its code says, such as a vaccination
/// that was refused: all the source gave, behind a degrade code. `rule` says why.
Concept as_text(const SourceCode& source, const CodeUse& use, std::string_view rule,
                const Context& context);

} // namespace ferry::transform

#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "terminology/systems.hpp"

/// Read v2 codes as EMIS hands them over.
///
/// A Read v2 code is five characters, filled up with full stops (`H33..`), and a
/// term code of two characters says which of its wordings was chosen (`00` the
/// preferred one). EMIS leaves the full stops off and puts the synonym behind a
/// hyphen (`N142-11`). Case is significant, and so are full stops (R123).
namespace ferry::terminology {

/// What an EMIS ReadTermId stands for.
struct EmisReadTerm {
    System system = System::emis_local; ///< read2 or emis_local
    /// read2: five characters. emis_local: the whole text as it stood.
    std::string code;
    /// read2: two characters, or empty if EMIS's suffix is no Read term code.
    /// emis_local: empty.
    std::string term_code;

    /// The 7-character form, code and term code together (`N142.11`). Where the
    /// term code is not known, the code alone.
    std::string whole() const { return code + term_code; }
};

/// Reads a Coding_ClinicalCode.ReadTermId.
///
/// - no suffix: the preferred term, term code `00`;
/// - a suffix of two digits is the term code (`-11` gives `11`);
/// - a suffix of one or of three and more digits is EMIS's own numbering: the
///   code is the Read code, the term code stays empty, since filling it up to
///   two digits would be a guess at a wording;
/// - codes that start with EMIS, ESCT, FUNDHC, JHCC or RAFME or end with -KC60
///   or -SHHAPT are EMIS's own and keep their hyphen;
/// - what fits no Read v2 form is local too.
///
/// Fault::missing if there is nothing. Nothing else is wrong here: a strange
/// code is a local code, and maps to nothing.
Parsed<EmisReadTerm> parse_emis_read_term(std::string_view read_term_id);

/// Reads a CTV3 code as SystmOne hands it over: five characters. Codes that begin
/// with Y are in no release of CTV3, TPP or a practice made them; what is no CTV3
/// code is local too.
EmisReadTerm parse_ctv3_code(std::string_view code);

/// Reads a Read v2 code as Vision hands it over: five characters, or seven with the
/// term code. Anything else is a code of Vision's own.
EmisReadTerm parse_vision_code(std::string_view code);

/// True for five characters from [0-9A-Za-z.], full stops only at the end, not
/// full stops alone.
bool is_read2_code(std::string_view code);

} // namespace ferry::terminology

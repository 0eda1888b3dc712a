#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "transform/code_rules.hpp"
#include "xml/tree.hpp"

/// Values of the message as the record has them.
namespace ferry::gp2gp {

/// A point in time of 4, 6, 8, 12 or 14 digits as an ISO text of the same precision.
/// Fractions of a second, also the three digits of milliseconds without a point, and the zone
/// behind it are left off; the clock is not shifted.
Parsed<std::string> time_of(std::string_view value);

/// When something was so.
struct Effective {
    std::string_view begin;   ///< as it stood; "" if not known
    std::string_view end;     ///< of a period; "" if it has none
    bool unknown = false;     ///< the source says that it does not know
    bool contradicts = false; ///< several beginnings: nobody can say which holds
};

/// effectiveTime, or availabilityTime where that says "no information": the usual case. Of
/// a period of which only the end is given the beginning is unknown.
Effective effective_of(const xml::Node& node);

/// What a coded value says. Translations come first, its own code last.
transform::SourceCode code_of(const xml::Node& coded);

/// The code of the system with this URI among those of a coded value; "" if there is none.
std::string_view code_in(const transform::SourceCode& code, std::string_view uri);

/// Its term: original text, else the shown term, else that of a translation.
std::string_view term_of(const xml::Node& coded);

/// Qualifiers of a coded value in words; the one that says which episode it was, apart.
struct Qualifiers {
    std::string episode;
    std::vector<std::string> others; ///< "name: value"
};
Qualifiers qualifiers_of(const xml::Node& coded);

/// A measured or other value.
struct Measured {
    std::string value; ///< digit for digit
    std::string comparator;
    std::string unit;
    std::string more;        ///< what there is no field for, in words
    bool unreadable = false; ///< it says something that cannot be told truly in these fields
};
Measured measured_in(const xml::Node& value);

/// An amount and its unit: `<quantity value="28" unit="1"><translation> ...`.
Measured amount_in(const xml::Node& quantity);

/// All that stands in an element, in words: "low(value=5 unit=g)".
std::string in_words(const xml::Node& node);

/// Its term, else its code.
std::string_view term_or_code(const xml::Node& coded);

/// A comment of a laboratory message, without its header.
struct PmipComment {
    std::string_view type; ///< "LAB SPECIMEN COMMENT(E271)"; "" if there is no header
    std::string_view date; ///< as it stood
    std::string_view text;
};
PmipComment pmip_comment(std::string_view text);

} // namespace ferry::gp2gp

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/outcome.hpp"

namespace ferry {

/// One code of one code system, as a source gave it or a rule found it.
struct Coding {
    std::string system;      ///< the usual URI
    std::string code;        ///< case and trailing full stops as they stood (R123)
    std::string display;     ///< the code's term; empty if not known
    bool original = true;    ///< the source gave it; false: a rule or decision added it
    std::string description; ///< the id of the term chosen; empty if the source gave none (R123)

    friend bool operator==(const Coding&, const Coding&) = default;
};

/// What a coded field says: every coding the source gave, the original text,
/// and how it came across. The first coding is the one to act on.
///
/// Concepts belong to the practice, not to a case: thousands of items share one.
struct Concept {
    std::int64_t key = 0; ///< content_key() of the rest: the same in every pass
    std::vector<Coding> codings;
    std::string text;                   ///< the original term
    Outcome outcome = Outcome::carried; ///< carried, converted, degraded or held
    std::string rule;                   ///< the rule or map that decided
    std::string cause;                  ///< the cause a person decides on; "" if none
};

/// Whether it says in words what it is, be it the original term or that of a coding.
bool has_words(const Concept& value);

/// Works out the key of what the concept says.
std::int64_t key_of(const Concept& value);

} // namespace ferry

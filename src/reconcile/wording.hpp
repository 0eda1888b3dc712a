#pragma once

#include <string>
#include <string_view>

#include "load/target.hpp"

/// How values are shown in a report. Nothing here decides whether they agree.
namespace ferry::reconcile {

/// The two sides of a difference, as people read them.
struct Shown {
    std::string source;
    std::string target;
};

/// Both texts, whole if they are short; of long ones, the surroundings of the
/// first place where they part.
Shown shown_apart(std::string_view source, std::string_view target);

/// All that a concept says, on one line.
std::string shown(const Concept& meaning);
std::string shown(const load::FoundConcept& meaning);

/// The item's own id in the source; its key in the target if it has none.
std::string id_of(const Record& record, CaseNo case_no, ItemNo item);

} // namespace ferry::reconcile

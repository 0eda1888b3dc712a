#include "transform/immunisation.hpp"

#include <algorithm>

namespace ferry::transform {
namespace {

using terminology::ConceptId;
using terminology::Subsumption;

/// Whether the hierarchy has the concept under one of the roots.
Subsumption by_hierarchy(ConceptId id, const terminology::Maps& maps)
{
    Subsumption answer = Subsumption::unknown;
    for (const ConceptId root : immunisation_roots) {
        answer = std::max(answer, maps.is_a(id, root)); // yes before no before unknown
    }
    return answer;
}

bool by_history(ConceptId id, const terminology::Maps& maps)
{
    const auto history = maps.history(id);
    return !history.successors.empty() &&
           std::ranges::all_of(history.successors, [&](const terminology::Successor& next) {
               return by_hierarchy(next.id, maps) == Subsumption::yes;
           });
}

bool is_stated(ConceptId id)
{
    return std::ranges::find(immunisation_roots, id) != immunisation_roots.end() ||
           std::ranges::find(stated_immunisations, id, &ImmunisationConcept::id) !=
               stated_immunisations.end();
}

} // namespace

ToldImmunisation told_immunisation(ConceptId id, const terminology::Maps& maps)
{
    switch (by_hierarchy(id, maps)) {
    case Subsumption::yes:
        return {.is_immunisation = true, .rule = "immunisation-by-hierarchy"};
    case Subsumption::no:
        return {.is_immunisation = false, .rule = "observation-by-hierarchy"};
    case Subsumption::unknown:
        break;
    }
    if (by_history(id, maps)) {
        return {.is_immunisation = true, .rule = "immunisation-by-history"};
    }
    if (is_stated(id)) {
        return {.is_immunisation = true, .rule = "immunisation-by-stated-list"};
    }
    return {.is_immunisation = false, .rule = "observation-not-stated"};
}

} // namespace ferry::transform

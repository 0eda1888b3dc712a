#include "transform/immunisation.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/contains.hpp"

namespace ferry::transform {
namespace {

using terminology::ConceptId;
using terminology::Subsumption;
using terminology::System;

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

std::optional<ToldImmunisation> told_by_hierarchy(ConceptId id, const terminology::Maps& maps)
{
    if (!id) {
        return std::nullopt;
    }
    switch (by_hierarchy(id, maps)) {
    case Subsumption::yes:
        return ToldImmunisation{.is_immunisation = true,
                                .rule = immunisation_rule::by_hierarchy.name};
    case Subsumption::no:
        return ToldImmunisation{.is_immunisation = false,
                                .rule = immunisation_rule::none_by_hierarchy.name};
    case Subsumption::unknown:
        break;
    }
    return std::nullopt;
}

/// The concept that a coding gives; none if it gives another thing, or nothing but that
/// the entry was degraded.
ConceptId concept_in(const Coding& coding)
{
    if (coding.system != facts(System::snomed).uri) {
        return {};
    }
    const auto id = terminology::parse_concept_id(coding.code);
    return id && !terminology::is_degrade_code(*id) ? *id : ConceptId{};
}

bool is_read(const Coding& coding)
{
    return coding.system == facts(System::read2).uri || coding.system == facts(System::ctv3).uri;
}

/// The concept that the maps give for a Read code; none where it may not stand as a code.
ConceptId mapped_from(const Coding& coding, const terminology::Maps& maps)
{
    constexpr std::size_t code_size = 5;
    if (!is_read(coding) || coding.code.size() < code_size) {
        return {};
    }
    const bool read2 = coding.system == facts(System::read2).uri;
    const std::string_view code = coding.code;
    const auto answer = maps.to_snomed({.from = read2 ? System::read2 : System::ctv3,
                                        .code = code.substr(0, code_size),
                                        .term_code = code.substr(code_size),
                                        .original_term = {}});
    return is_usable(answer.verdict) ? answer.concept_id : ConceptId{};
}

bool is_stated(const Coding& coding)
{
    const ConceptId id = concept_in(coding);
    if (id) {
        return contains(immunisation_roots, id) ||
               contains(stated_immunisations, id, &ImmunisationConcept::id);
    }
    const std::string_view code = coding.code;
    return is_read(coding) && code.size() > stated_read_chapter.size() &&
           code.starts_with(stated_read_chapter) &&
           stated_read_signs.find(code[stated_read_chapter.size()]) != std::string_view::npos;
}

} // namespace

ToldImmunisation told_immunisation(std::span<const Coding> codings, const terminology::Maps& maps)
{
    for (const Coding& coding : codings) {
        if (const auto told = told_by_hierarchy(concept_in(coding), maps)) {
            return *told;
        }
    }
    for (const Coding& coding : codings) {
        if (const ConceptId id = concept_in(coding); id && by_history(id, maps)) {
            return {.is_immunisation = true, .rule = immunisation_rule::by_history.name};
        }
    }
    for (const Coding& coding : codings) {
        if (const auto told = told_by_hierarchy(mapped_from(coding, maps), maps)) {
            return *told;
        }
    }
    if (std::ranges::any_of(codings, is_stated)) {
        return {.is_immunisation = true, .rule = immunisation_rule::by_stated_list.name};
    }
    return {.is_immunisation = false, .rule = immunisation_rule::not_stated.name};
}

} // namespace ferry::transform

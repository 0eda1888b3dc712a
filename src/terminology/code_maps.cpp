#include "terminology/code_maps.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "terminology/map_tables.hpp"

namespace ferry::terminology {
namespace {

constexpr std::string_view alternate_rule = "alternate-for-value";
constexpr std::string_view preferred_alternate_rule = "alternate-for-value-preferred-term";

/// A code system that has maps: where they are, and the names of the rules.
struct Mapped {
    System system;
    CodeFamily MapTables::*family;
    std::string_view exact_rule;
    std::string_view preferred_rule;
};

constexpr std::array mapped_systems{
    Mapped{System::read2, &MapTables::read2, "read2-map", "read2-map-preferred-term"},
    Mapped{System::ctv3,  &MapTables::ctv3,  "ctv3-map",  "ctv3-map-preferred-term" },
};

/// One way to look a code up: under which term, and the names of the rules.
struct Lookup {
    std::string_view term;
    std::string_view map_rule;
    std::string_view alternate_rule;
};

struct DrugSystem {
    System system;
    std::string_view rule;
};

constexpr std::array drug_systems{
    DrugSystem{System::emis_drug, "emis-drug-map"},
    DrugSystem{System::multilex,  "multilex-map" },
};

struct FoundRows {
    std::string_view rule;
    std::span<const MapTarget> targets;
};

/// The rows for exactly this code and term. An alternate goes before the map:
/// the map's target is a finding ("O/E - weight"), and a value belongs to the
/// observable that the alternate names ("Body weight").
FoundRows rows_for(const CodeFamily& family, const MapQuestion& question, const Lookup& lookup)
{
    const auto key = code_key(question.code, lookup.term);
    if (!key) {
        return {};
    }
    if (question.has_value) {
        if (const auto targets = family.alternates.find(*key); !targets.empty()) {
            return {.rule = lookup.alternate_rule, .targets = targets};
        }
    }
    return {.rule = lookup.map_rule, .targets = family.map.find(*key)};
}

/// The exact term first. Failing that the preferred term of the same code, whose
/// meaning a synonym shares; the rule's name says so, for whoever is stricter.
FoundRows rows_for(const MapTables& tables, const MapQuestion& question)
{
    const auto* const mapped = std::ranges::find(mapped_systems, question.from, &Mapped::system);
    if (mapped == mapped_systems.end()) {
        return {};
    }
    const CodeFamily& family = tables.*mapped->family;
    if (!question.term_code.empty()) { // an unknown term is no exact one
        const Lookup exact{question.term_code, mapped->exact_rule, alternate_rule};
        if (const FoundRows found = rows_for(family, question, exact); !found.targets.empty()) {
            return found;
        }
    }
    return rows_for(family, question,
                    {family.preferred_term, mapped->preferred_rule, preferred_alternate_rule});
}

MapAnswer with_display(MapAnswer answer, const Descriptions& descriptions)
{
    const auto* shown = descriptions.shown(answer.concept_id, answer.description_id);
    if (shown != nullptr) {
        answer.display = descriptions.text(*shown);
    }
    return answer;
}

/// The answer for one target: assured, or worded as the original, or neither.
MapAnswer judged(MapAnswer answer, const Descriptions& descriptions, std::string_view term)
{
    const MapTarget& target = answer.targets.front();
    answer.concept_id = target.concept_id;
    answer.description_id = target.description_id;
    answer.verdict = target.assured ? Verdict::assured : Verdict::unassured;
    if (!target.assured && !term.empty()) {
        if (const auto* same = descriptions.worded(target.concept_id, term)) {
            answer.verdict = Verdict::same_term;
            answer.description_id = same->id;
        }
    }
    return with_display(answer, descriptions);
}

} // namespace

std::string_view name_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::assured:
        return "assured";
    case Verdict::same_term:
        return "same_term";
    case Verdict::unassured:
        return "unassured";
    case Verdict::several:
        return "several";
    case Verdict::none:
        return "none";
    case Verdict::drug:
        return "drug";
    }
    return "";
}

std::optional<ReleaseKind> release_behind(std::string_view rule, std::string_view system)
{
    struct Row {
        std::string_view begins;
        ReleaseKind read2; ///< for codes of Read v2 and all others
        ReleaseKind ctv3;
    };
    // The first that fits decides.
    constexpr std::array rows{
        Row{"read2-map",              ReleaseKind::read2_map,        ReleaseKind::read2_map      },
        Row{"ctv3-map",               ReleaseKind::ctv3_map,         ReleaseKind::ctv3_map       },
        Row{"alternate-for-value",    ReleaseKind::read2_alternates, ReleaseKind::ctv3_alternates},
        Row{"source-snomed-maps-",    ReleaseKind::read2_map,        ReleaseKind::ctv3_map       },
        Row{"source-snomed-inactive", ReleaseKind::concepts,         ReleaseKind::concepts       },
        Row{"degraded-unassured_map", ReleaseKind::read2_map,        ReleaseKind::ctv3_map       },
        Row{"emis-drug-map",          ReleaseKind::drug_products,    ReleaseKind::drug_products  },
        Row{"multilex-map",           ReleaseKind::drug_products,    ReleaseKind::drug_products  },
        Row{"dmd-changed-id",         ReleaseKind::dmd_products,     ReleaseKind::dmd_products   },
        Row{"dmd-other-name",         ReleaseKind::dmd_products,     ReleaseKind::dmd_products   },
        Row{"source-dmd-",            ReleaseKind::dmd_products,     ReleaseKind::dmd_products   },
    };
    const auto* const row =
        std::ranges::find_if(rows, [rule](const Row& one) { return rule.starts_with(one.begins); });
    if (row == rows.end()) {
        return std::nullopt;
    }
    return system == facts(System::ctv3).uri ? row->ctv3 : row->read2;
}

CodeMaps::CodeMaps(std::span<const std::filesystem::path> directories,
                   const std::filesystem::path& cache)
    : loaded_{std::make_unique<const LoadedTables>(load_map_tables(directories, cache))}
{
}

const MapTables& CodeMaps::tables() const
{
    return loaded_->tables;
}

CodeMaps::~CodeMaps() = default;
CodeMaps::CodeMaps(CodeMaps&& other) noexcept = default;
CodeMaps& CodeMaps::operator=(CodeMaps&& other) noexcept = default;

MapAnswer CodeMaps::to_snomed(const MapQuestion& question) const
{
    const FoundRows found = rows_for(tables(), question);
    if (found.targets.empty()) {
        return {};
    }
    MapAnswer answer;
    answer.rule = found.rule;
    answer.targets = found.targets;
    if (found.targets.size() > 1) {
        // Also where exactly one of them is assured: the release then says that
        // the code has this meaning, and that it has another one too. Which of
        // them the clinician had in mind, the map cannot know.
        answer.verdict = Verdict::several;
        return answer;
    }
    if (found.targets.front().is_drug()) {
        answer.verdict = Verdict::drug;
        return answer;
    }
    return judged(answer, tables().descriptions, trimmed(question.original_term));
}

DmdAnswer CodeMaps::drug(System from, std::string_view code) const
{
    for (const DrugSystem& known : drug_systems) {
        const auto products = tables().drugs.find(from, code);
        if (known.system != from || products.empty()) {
            continue;
        }
        const DrugProduct only = products.size() == 1 ? products.front() : DrugProduct{};
        return {.product_id = only.id, .name = only.name, .rule = known.rule, .products = products};
    }
    return {};
}

Subsumption CodeMaps::is_a(ConceptId one, ConceptId ancestor) const
{
    return tables().hierarchy.is_a(one, ancestor);
}

HistoryAnswer CodeMaps::history(ConceptId id) const
{
    const auto active = tables().concepts.active(id);
    return {.known = active.has_value(),
            .active = active.value_or(false),
            .successors = tables().history.of(id)};
}

ProductAnswer CodeMaps::product(ConceptId id) const
{
    return tables().dmd.find(id);
}

std::string_view CodeMaps::display(ConceptId id) const
{
    const auto* shown = tables().descriptions.shown(id, {});
    return shown == nullptr ? std::string_view{} : tables().descriptions.text(*shown);
}

const Clusters& CodeMaps::clusters() const
{
    return tables().clusters;
}

const Modules& CodeMaps::modules() const
{
    return tables().modules;
}

std::span<const CatalogueEntry> CodeMaps::catalogue() const
{
    return tables().catalogue;
}

std::span<const IgnoredFile> CodeMaps::ignored() const
{
    return tables().ignored;
}

std::string CodeMaps::fingerprint() const
{
    return tables().fingerprint;
}

} // namespace ferry::terminology

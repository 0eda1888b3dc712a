#include "transform/rule_meanings.hpp"

#include <array>
#include <span>

#include <fmt/format.h>

#include "transform/cause.hpp"
#include "transform/decisions.hpp"
#include "transform/immunisation.hpp"
#include "transform/medication.hpp"
#include "transform/policies.hpp"

namespace ferry::transform {
namespace {

struct CodeRule {
    std::string_view name;
    std::string_view meaning;
    bool gives_concept = false; ///< a SNOMED CT concept, which may be inactive
};

// clang-format off
constexpr std::array code_rules{
    CodeRule{"source-snomed", "The source's own SNOMED CT concept stands, and the code maps do not speak against it.", true},
    CodeRule{"source-snomed-maps-differ", "The source's own SNOMED CT concept stands; the code maps give another for the code beside it.", true},
    CodeRule{"source-snomed-maps-several", "The source's own SNOMED CT concept stands; the code maps give several for the code beside it.", true},
    CodeRule{"source-snomed-maps-unassured", "The source's own SNOMED CT concept stands; the map of the code beside it is not clinically assured.", true},
    CodeRule{"source-snomed-maps-none", "The source's own SNOMED CT concept stands; no map knows the code beside it.", true},
    CodeRule{"read2-map", "The Read v2 code has one clinically assured SNOMED CT concept in the official map.", true},
    CodeRule{"read2-map-preferred-term", "The Read v2 code has one SNOMED CT concept in the official map, worded exactly like the original term.", true},
    CodeRule{"ctv3-map", "The CTV3 code has one clinically assured SNOMED CT concept in the official map.", true},
    CodeRule{"ctv3-map-preferred-term", "The CTV3 code has one SNOMED CT concept in the official map, worded exactly like the original term.", true},
    CodeRule{"alternate-for-value", "The entry has a value, and the official alternate map gives one assured SNOMED CT concept for the code where it has one.", true},
    CodeRule{"alternate-for-value-preferred-term", "The entry has a value, and the official alternate map gives one SNOMED CT concept, worded exactly like the original term.", true},
    CodeRule{"source-dmd", "The source's own dm+d product stands."},
    CodeRule{"dmd-other-name", "The source's own dm+d product stands; the dm+d release that was loaded words its name otherwise."},
    CodeRule{"source-dmd-absent", "The source's own dm+d product stands, though the dm+d release that was loaded does not have it."},
    CodeRule{"source-dmd-invalid", "The source's own dm+d product stands, though dm+d says that it is invalid."},
    CodeRule{"dmd-changed-id", "dm+d has given the same product another id, which stands in front; the old one is kept behind it."},
    CodeRule{"emis-drug-map", "The EMIS drug code has one valid dm+d product of exactly this name."},
    CodeRule{"multilex-map", "The Multilex drug code has one valid dm+d product of exactly this name."},
    CodeRule{"degraded-before", "The source had already put a degrade code in place of the code."},
    CodeRule{"text-without-code", "The source gave words without a code: they stand behind the degrade code of their use."},
    CodeRule{"immunisation-not-given", "An immunisation that was not given: the words stand behind a degrade code, not the code of the vaccine."},
    CodeRule{"immunisation-wrong-entity", "A row of immunisations that does not say that one was given: the words stand behind a degrade code."},
    CodeRule{by_decision, "A named person decided so; the decision book has who, when and why."},
};
// clang-format on

std::vector<RuleMeaning> list_all()
{
    std::vector<RuleMeaning> all;
    for (const CodeRule& rule : code_rules) {
        all.push_back({std::string{rule.name}, std::string{rule.meaning}});
        if (rule.gives_concept) {
            all.push_back({fmt::format("{}-inactive", rule.name),
                           fmt::format("{} The concept is inactive in the release that was loaded.",
                                       rule.meaning)});
        }
    }
    const auto add = [&all](std::span<const Rule> rules) {
        for (const Rule& rule : rules) {
            all.push_back({std::string{rule.name}, std::string{rule.meaning}});
        }
    };
    add(policies);
    add(medication_rule::all);
    add(immunisation_rule::all);
    for (const CauseKind& kind : cause_kinds) {
        all.push_back({std::string{kind.name},
                       fmt::format("Waits for a person's decision: it {}.", kind.meaning)});
        if (kind.until_decided == Outcome::degraded) {
            all.push_back({fmt::format("degraded-{}", kind.name),
                           fmt::format("The entry {}: its words stand behind the degrade code of "
                                       "its use, and the original code is kept.",
                                       kind.meaning)});
        }
    }
    return all;
}

} // namespace

const std::vector<RuleMeaning>& rule_meanings()
{
    static const std::vector<RuleMeaning> all = list_all();
    return all;
}

} // namespace ferry::transform

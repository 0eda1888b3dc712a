#include "pipeline/map_changes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/progress.hpp"
#include "base/require.hpp"
#include "pipeline/replay.hpp"

namespace ferry::pipeline {
namespace {

using transform::Mapped;
using transform::RowFate;

/// The concepts of an item, by field; none where the item is not in the record.
std::vector<const Concept*> concepts_of(const Record& record, ItemNo item)
{
    std::vector<const Concept*> concepts;
    if (item < 0) {
        return concepts;
    }
    const auto fields = describe(record.at(item).type).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Value& value = record.values(item)[i];
        if (fields[i].kind == Kind::code && value.present) {
            concepts.push_back(value.meaning);
        }
    }
    return concepts;
}

bool same_concepts(const std::vector<const Concept*>& one, const std::vector<const Concept*>& other)
{
    return std::ranges::equal(one, other, {}, &Concept::key, &Concept::key);
}

/// The concept that differs, or the first one, or none.
const Concept* told_by(const std::vector<const Concept*>& these,
                       const std::vector<const Concept*>& those)
{
    for (std::size_t i = 0; i < these.size(); ++i) {
        if (i >= those.size() || these[i]->key != those[i]->key) {
            return these[i];
        }
    }
    return these.empty() ? nullptr : these.front();
}

CodeOutcome outcome_of(const RowFate& fate, const Concept* value, const transform::Rules& rules)
{
    CodeOutcome made{.outcome = std::string{name_of(fate.outcome)},
                     .type = std::string{describe(fate.type).name},
                     .rule = rules.name(fate.rule)};
    if (value != nullptr) {
        const Coding& first = value->codings.front();
        made.system = first.system;
        made.code = first.code;
        made.display = first.display;
        made.rule = value->rule;
    }
    return made;
}

/// The source's own code: what a person would look for.
std::string own_code(const Concept* one, const Concept* other, const RowFate& fate)
{
    const Concept* value = one != nullptr ? one : other;
    if (value == nullptr) {
        return fate.cause == nullptr ? std::string{} : fate.cause->id;
    }
    const auto own = std::ranges::find(value->codings, true, &Coding::original);
    return own == value->codings.end() ? std::string{} : own->code;
}

class Comparer {
public:
    Comparer(const transform::Rules& now, const transform::Rules& then) : now_{now}, then_{then} {}

    void compare(const Mapped& now, const Mapped& then)
    {
        require(now.fates.size() == then.fates.size(), "both have the fates of one case");
        for (std::size_t row = 0; row < now.fates.size(); ++row) {
            compare_row({now, now.fates[row]}, {then, then.fates[row]});
        }
    }

    void finish(MapChanges& into)
    {
        std::set<std::string> codes;
        for (auto& [key, change] : changes_) {
            into.items += change.items;
            codes.insert(change.code);
            into.changes.push_back(std::move(change));
        }
        into.codes = static_cast<std::int64_t>(codes.size());
        std::ranges::stable_sort(into.changes, std::ranges::greater{}, &MapChange::items);
    }

private:
    struct Side {
        const Mapped& mapped;
        const RowFate& fate;
    };

    void compare_row(const Side& now, const Side& then)
    {
        const auto mine = concepts_of(now.mapped.record, now.fate.item);
        const auto others = concepts_of(then.mapped.record, then.fate.item);
        const bool same = now.fate.outcome == then.fate.outcome &&
                          now.fate.type == then.fate.type && same_concepts(mine, others) &&
                          now_.name(now.fate.rule) == then_.name(then.fate.rule);
        if (same) {
            return;
        }
        const Concept* one = told_by(mine, others);
        const Concept* other = told_by(others, mine);
        const CodeOutcome before = outcome_of(now.fate, one, now_);
        const CodeOutcome after = outcome_of(then.fate, other, then_);
        const std::string code = own_code(one, other, now.fate);
        MapChange& change = changes_[{code, before, after}];
        if (change.items == 0) {
            const Concept* any = one != nullptr ? one : other;
            change = {.code = code,
                      .term = any == nullptr ? std::string{} : any->text,
                      .now = before,
                      .then = after};
        }
        ++change.items;
    }

    const transform::Rules& now_;
    const transform::Rules& then_;
    std::map<std::tuple<std::string, CodeOutcome, CodeOutcome>, MapChange> changes_;
};

} // namespace

MapChanges changes_with(workspace::Workspace& workspace,
                        const std::vector<std::filesystem::path>& folders)
{
    Replay now{workspace};
    const terminology::CodeMaps maps{folders};
    MapChanges made;
    made.maps.assign(maps.catalogue().begin(), maps.catalogue().end());
    const auto frozen = workspace.frozen_maps();
    if (frozen && frozen->fingerprint == maps.fingerprint()) {
        made.same = true;
        return made;
    }
    const Replay then{workspace, maps};
    Comparer comparer{now.rules(), then.rules()};
    Progress progress{"compare", "cases", now.store().count()};
    now.store().each([&](workspace::StoredCase&& stored) {
        progress.advance(1);
        comparer.compare(*transform::read_case(now.mapper(), stored.source),
                         *transform::read_case(then.mapper(), stored.source));
        return true;
    });
    comparer.finish(made);
    return made;
}

} // namespace ferry::pipeline

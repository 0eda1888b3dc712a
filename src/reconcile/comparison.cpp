#include "reconcile/comparison.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/digest.hpp"

namespace ferry::reconcile {
namespace {

using Is = load::FoundValue::Is;

bool codings_agree(const Concept& expected, const load::FoundConcept& found)
{
    return found.key == expected.key && found.text == expected.text &&
           found.outcome == name_of(expected.outcome) && found.rule == expected.rule &&
           found.codings == expected.codings;
}

/// Nothing stands in a field that is absent; a field that is not there is absent.
const Value* value_at(const Record& record, ItemNo item, FieldNo field)
{
    if (field == no_field) {
        return nullptr;
    }
    const Value& value = record.value(item, field);
    return value.present ? &value : nullptr;
}

} // namespace

void Comparison::compare(const ComparedCase& compared, const Record& expected, Report& report)
{
    const Pair pair{.compared = compared, .expected = expected, .report = report};
    seen_.assign(expected.items().size(), 0);
    check_mark(pair);
    check_contents(pair);
    reader_.read(compared.case_no, [&](const load::FoundItem& found) { take(pair, found); });
    list_missing(pair);
    report.patients += compared.case_no > unattached_case ? 1 : 0;
    report.items += static_cast<std::int64_t>(expected.items().size());
}

void Comparison::find_strangers(std::span<const CaseNo> expected, Report& report)
{
    std::vector<CaseNo> sorted{expected.begin(), expected.end()};
    std::ranges::sort(sorted);
    for (const CaseNo case_no : reader_.cases()) {
        if (!std::ranges::binary_search(sorted, case_no)) {
            list_stranger(case_no, report);
        }
    }
    for (const std::string& table : reader_.unknown_tables()) {
        report.unexpected.add({.type = "table", .item = table});
    }
    load::ConceptKeys concepts;
    for (const auto& [meaning, checked] : checked_) {
        concepts.insert(meaning->key);
    }
    for (load::StrangeRow& strange : reader_.strange_concepts(concepts)) {
        report.unexpected.add({.type = std::string{strange.type}, .item = std::move(strange.row)});
    }
}

void Comparison::check_owner(std::string_view migration, Report& report)
{
    std::vector<std::string> owners = reader_.owners();
    const auto ours = std::ranges::find(owners, migration);
    if (ours == owners.end()) {
        report.missing.add({.type = "migration", .item = std::string{migration}});
    } else {
        owners.erase(ours);
    }
    for (std::string& other : owners) {
        report.unexpected.add({.type = "migration", .item = std::move(other)});
    }
}

const Comparison::Plan& Comparison::plan_of(ItemType type)
{
    Plan& plan = plans_[static_cast<std::size_t>(type)];
    if (plan.made) {
        return plan;
    }
    plan.made = true;
    const auto names = reader_.columns(type);
    const auto fields = describe(type).fields;
    std::vector<bool> held(fields.size());
    for (const std::string& name : names) {
        Column column{.is = name == load::owner_column ? Column::Is::owner : Column::Is::unknown};
        column.field = find_field(type, name);
        if (column.field != no_field) {
            column.is = Column::Is::field;
            column.kind = fields[column.field].kind;
            held[column.field] = true;
        }
        plan.columns.push_back(column);
    }
    for (std::size_t field = 0; field < fields.size(); ++field) {
        if (!held[field]) {
            plan.without_column.push_back(static_cast<FieldNo>(field));
        }
    }
    return plan;
}

void Comparison::check_mark(const Pair& pair)
{
    if (pair.compared.mark.empty()) {
        return;
    }
    const std::string patient{pair.compared.patient};
    const auto found = reader_.mark(pair.compared.case_no);
    if (!found) {
        pair.report.missing.add({.patient = patient, .type = "mark"});
        return;
    }
    const auto hold = [&](const char* field, std::string source, std::string target) {
        if (source != target) {
            pair.report.differ.add({.patient = patient,
                                    .type = "mark",
                                    .field = field,
                                    .source = std::move(source),
                                    .target = std::move(target)});
        }
    };
    hold("digest", std::string{pair.compared.mark}, found->digest);
    hold("items", std::to_string(pair.expected.items().size()), std::to_string(found->items));
}

void Comparison::check_contents(const Pair& pair)
{
    wrong_contents_.clear();
    for (const auto& [digest, bytes] : pair.expected.contents()) {
        wrong_contents_.emplace(digest, "");
    }
    reader_.read_contents(pair.compared.case_no, [&](const load::FoundContent& found) {
        const auto expected = wrong_contents_.find(found.digest);
        if (expected == wrong_contents_.end() || !expected->second.empty() ||
            (found.place != 0 &&
             found.place != std::distance(wrong_contents_.begin(), expected) + 1)) {
            pair.report.unexpected.add({.patient = std::string{pair.compared.patient},
                                        .type = "content",
                                        .item = std::string{found.digest}});
            return;
        }
        expected->second = evidence_digest(found.bytes);
    });
    std::erase_if(wrong_contents_, [](const auto& one) { return one.first == one.second; });
}

/// What the target has in place of a document's content; nullptr where that is right.
const std::string* Comparison::wrong_content(const Pair& pair, ItemNo item) const
{
    if (wrong_contents_.empty() || pair.expected.at(item).type != ItemType::document) {
        return nullptr;
    }
    constexpr FieldNo digest = field_no(ItemType::document, "digest");
    const Value* named = value_at(pair.expected, item, digest);
    const auto wrong =
        named == nullptr ? wrong_contents_.end() : wrong_contents_.find(named->view());
    return wrong == wrong_contents_.end() ? nullptr : &wrong->second;
}

/// The hot path: an item that agrees costs one look at each of its values.
void Comparison::take(const Pair& pair, const load::FoundItem& found)
{
    const ItemNo item = item_of(found.key);
    const bool expected = item >= 0 && static_cast<std::size_t>(item) < seen_.size() &&
                          seen_[static_cast<std::size_t>(item)] == 0 &&
                          case_of(found.key) == pair.compared.case_no &&
                          pair.expected.at(item).type == found.type;
    if (!expected) {
        pair.report.unexpected.add({.patient = std::string{pair.compared.patient},
                                    .type = std::string{name_of(found.type)},
                                    .item = id_of_found(found)});
        return;
    }
    seen_[static_cast<std::size_t>(item)] = 1;
    if (item_agrees(pair, item, found)) {
        ++pair.report.agree;
    } else {
        list_differences(pair, item, found);
    }
}

bool Comparison::item_agrees(const Pair& pair, ItemNo item, const load::FoundItem& found)
{
    const Plan& plan = plan_of(found.type);
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const Column& column = plan.columns[i];
        if (!value_agrees(column, pair.compared.case_no,
                          value_at(pair.expected, item, column.field), found.values[i])) {
            return false;
        }
    }
    return wrong_content(pair, item) == nullptr &&
           std::ranges::none_of(plan.without_column, [&](FieldNo field) {
               return pair.expected.value(item, field).present;
           });
}

bool Comparison::value_agrees(const Column& column, CaseNo case_no, const Value* expected,
                              const load::FoundValue& found)
{
    if (column.is == Column::Is::owner) {
        return found.is == Is::number && found.number == case_no;
    }
    if (expected == nullptr || found.is == Is::absent) {
        return expected == nullptr && found.is == Is::absent;
    }
    switch (column.kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        return found.is == Is::text && found.text == expected->view();
    case Kind::flag:
    case Kind::reference:
        return found.is == Is::number && found.number == expected->number;
    case Kind::link:
        return found.is == Is::number &&
               found.number == item_key(case_no, static_cast<ItemNo>(expected->number));
    case Kind::code:
        return found.is == Is::number && concept_agrees(*expected->meaning, found.number);
    }
    return false;
}

bool Comparison::concept_agrees(const Concept& expected, std::int64_t key)
{
    if (key != expected.key) {
        return false;
    }
    Checked& checked = checked_[&expected];
    if (checked.key != key) {
        const load::FoundConcept* found = reader_.concept_of(key);
        checked = {.key = key, .agrees = found != nullptr && codings_agree(expected, *found)};
    }
    return checked.agrees;
}

/// Of an item that agrees each was looked at; of another some were not.
void Comparison::expect_concepts(const Pair& pair, ItemNo item)
{
    const auto fields = describe(pair.expected.at(item).type).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Value* value = value_at(pair.expected, item, static_cast<FieldNo>(i));
        if (value != nullptr && fields[i].kind == Kind::code) {
            checked_.try_emplace(value->meaning);
        }
    }
}

void Comparison::list_differences(const Pair& pair, ItemNo item, const load::FoundItem& found)
{
    expect_concepts(pair, item);
    const Plan& plan = plan_of(found.type);
    const auto add = [&](std::string_view field, Shown shown) {
        pair.report.differ.add({.patient = std::string{pair.compared.patient},
                                .type = std::string{name_of(found.type)},
                                .item = id_of(pair.expected, pair.compared.case_no, item),
                                .field = std::string{field},
                                .source = std::move(shown.source),
                                .target = std::move(shown.target)});
    };
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const Column& column = plan.columns[i];
        const Value* expected = value_at(pair.expected, item, column.field);
        if (!value_agrees(column, pair.compared.case_no, expected, found.values[i])) {
            add(reader_.columns(found.type)[i], shown(pair, column, expected, found.values[i]));
        }
    }
    for (const FieldNo field : plan.without_column) {
        const Field& described = describe(found.type).fields[field];
        if (const Value* expected = value_at(pair.expected, item, field)) {
            const Column column{.is = Column::Is::field, .field = field, .kind = described.kind};
            add(described.name, shown(pair, column, expected, {}));
        }
    }
    if (const std::string* instead = wrong_content(pair, item)) {
        constexpr FieldNo digest = field_no(ItemType::document, "digest");
        add("content",
            {.source = std::string{pair.expected.value(item, digest).view()}, .target = *instead});
    }
}

void Comparison::list_missing(const Pair& pair)
{
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        if (seen_[i] == 0) {
            const auto item = static_cast<ItemNo>(i);
            expect_concepts(pair, item);
            pair.report.missing.add({.patient = std::string{pair.compared.patient},
                                     .type = std::string{name_of(pair.expected.at(item).type)},
                                     .item = id_of(pair.expected, pair.compared.case_no, item)});
        }
    }
}

/// Everything of a case nobody expects, under the patient's id as the target has it.
void Comparison::list_stranger(CaseNo case_no, Report& report)
{
    std::string patient = fmt::format("case {}", case_no);
    std::vector<Stray> strays;
    reader_.read(case_no, [&](const load::FoundItem& found) {
        std::string id = id_of_found(found);
        if (found.type == ItemType::patient) {
            patient = id;
        }
        strays.push_back({.type = std::string{name_of(found.type)}, .item = std::move(id)});
    });
    reader_.read_contents(case_no, [&](const load::FoundContent& found) {
        strays.push_back({.type = "content", .item = std::string{found.digest}});
    });
    if (strays.empty()) {
        strays.push_back({.type = "mark"});
    }
    for (Stray& stray : strays) {
        stray.patient = patient;
        report.unexpected.add(std::move(stray));
    }
}

std::string Comparison::id_of_found(const load::FoundItem& found)
{
    const auto names = reader_.columns(found.type);
    const auto at = std::ranges::find(names, "source_id") - names.begin();
    const auto column = static_cast<std::size_t>(at);
    if (column < names.size() && found.values[column].is == Is::text) {
        return std::string{found.values[column].text};
    }
    return std::to_string(found.key);
}

} // namespace ferry::reconcile

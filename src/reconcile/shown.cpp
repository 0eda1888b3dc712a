#include <fmt/format.h>

#include "reconcile/comparison.hpp"

/// How a comparison shows the two sides of a difference.
namespace ferry::reconcile {
namespace {

using Is = load::FoundValue::Is;

bool is_text(Kind kind)
{
    return kind == Kind::text || kind == Kind::number || kind == Kind::date;
}

/// An empty text that is there must not look like nothing.
std::string visible(std::string_view text)
{
    return text.empty() ? "\"\"" : std::string{text};
}

} // namespace

Shown Comparison::shown(const Pair& pair, const Column& column, const Value* expected,
                        const load::FoundValue& found)
{
    if (expected != nullptr && is_text(column.kind) && found.is == Is::text) {
        Shown both = shown_apart(expected->view(), found.text);
        return {.source = visible(both.source), .target = visible(both.target)};
    }
    Shown both{.target = shown(pair, column, found)};
    if (column.is == Column::Is::owner) {
        both.source = std::to_string(pair.compared.case_no);
    } else if (expected != nullptr) {
        both.source = shown(pair, column, *expected);
    }
    if (both.source == both.target && found.is == Is::number) {
        // Two items or concepts that look alike: their keys tell them apart.
        both.target += fmt::format(" (key {})", found.number);
    }
    return both;
}

std::string Comparison::shown(const Pair& pair, const Column& column, const Value& expected) const
{
    switch (column.kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        return visible(shown_apart(expected.view(), "").source);
    case Kind::flag:
        return expected.number != 0 ? "yes" : "no";
    case Kind::code:
        return reconcile::shown(*expected.meaning);
    case Kind::link:
        return item_behind(pair,
                           item_key(pair.compared.case_no, static_cast<ItemNo>(expected.number)));
    case Kind::reference:
        return item_behind(pair, expected.number);
    }
    return "";
}

std::string Comparison::shown(const Pair& pair, const Column& column, const load::FoundValue& found)
{
    if (found.is == Is::absent) {
        return "";
    }
    if (found.is == Is::text) {
        return visible(shown_apart("", found.text).target);
    }
    if (column.kind == Kind::flag && (found.number == 0 || found.number == 1)) {
        return found.number != 0 ? "yes" : "no";
    }
    if (column.kind == Kind::code) {
        const load::FoundConcept* meaning = reader_.concept_of(found.number);
        return meaning != nullptr ? reconcile::shown(*meaning)
                                  : fmt::format("no concept has the key {}", found.number);
    }
    if (column.kind == Kind::link || column.kind == Kind::reference) {
        return item_behind(pair, found.number);
    }
    return std::to_string(found.number);
}

/// The source's id of the item under a key where it is at hand, else the key.
std::string Comparison::item_behind(const Pair& pair, std::int64_t key) const
{
    const CaseNo case_no = case_of(key);
    const Record* record = case_no == pair.compared.case_no ? &pair.expected
                           : case_no == directory_case      ? directory_
                                                            : nullptr;
    const ItemNo item = item_of(key);
    if (record == nullptr || item < 0 || static_cast<std::size_t>(item) >= record->items().size()) {
        return std::to_string(key);
    }
    return id_of(*record, case_no, item);
}

} // namespace ferry::reconcile

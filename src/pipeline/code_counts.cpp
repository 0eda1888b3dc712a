#include "pipeline/code_counts.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "terminology/systems.hpp"

namespace ferry::pipeline {
namespace {

using terminology::System;

/// The URI of the code that a map was asked about; empty if no map has such codes.
std::string mapped_system(const Concept& value)
{
    const auto found = std::ranges::find_if(value.codings, [](const Coding& coding) {
        return coding.original && (coding.system == facts(System::read2).uri ||
                                   coding.system == facts(System::ctv3).uri);
    });
    return found == value.codings.end() ? std::string{} : found->system;
}

/// The code whose standing the rule tells: the one to act on, or the one it came from.
const Coding& told_of(const Concept& value)
{
    const bool changed = value.rule == "dmd-changed-id";
    return value.codings.at(changed ? 1 : 0);
}

bool tells_standing(std::string_view rule)
{
    return rule.ends_with("-inactive") || rule == "dmd-changed-id" ||
           rule.starts_with("source-dmd-");
}

/// A line for each concept that the release leads to from the code.
std::string leads_of(const Concept& value, const terminology::CodeMaps& maps)
{
    if (value.rule == "dmd-changed-id") {
        return fmt::format("changed id\t{}\t{}", value.codings.front().code,
                           value.codings.front().display);
    }
    std::string lines;
    if (const auto id = terminology::parse_concept_id(told_of(value).code)) {
        for (const terminology::Successor& next : maps.history(*id).successors) {
            lines += fmt::format("{}{}\t{}\t{}", lines.empty() ? "" : "\n", facts(next.kind).name,
                                 next.id.value, maps.display(next.id));
        }
    }
    return lines;
}

} // namespace

void CodeCounts::add(const Record& record)
{
    const auto items = static_cast<ItemNo>(record.items().size());
    for (ItemNo item = 0; item < items; ++item) {
        const auto fields = describe(record.at(item).type).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Value& value = record.values(item)[i];
            if (value.present && fields[i].kind == Kind::code) {
                ++counts_[value.meaning];
            }
        }
    }
}

load::ConceptKeys CodeCounts::concepts() const
{
    load::ConceptKeys keys;
    for (const auto& [value, count] : counts_) {
        keys.insert(value->key);
    }
    return keys;
}

std::vector<workspace::MapUse> CodeCounts::uses() const
{
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    for (const auto& [value, count] : counts_) {
        sums[{value->rule, mapped_system(*value)}] += count;
    }
    std::vector<workspace::MapUse> uses;
    uses.reserve(sums.size());
    for (const auto& [key, entries] : sums) {
        uses.push_back({.rule = key.first, .system = key.second, .entries = entries});
    }
    return uses;
}

std::vector<workspace::CodeStanding> CodeCounts::standings(const terminology::CodeMaps& maps) const
{
    std::map<std::pair<std::string, std::string>, workspace::CodeStanding> by_code;
    for (const auto& [value, count] : counts_) {
        if (!tells_standing(value->rule)) {
            continue;
        }
        auto& standing = by_code[{told_of(*value).code, value->rule}];
        if (standing.entries == 0 || value->text < standing.term) { // the same in every pass
            standing.term = value->text;
        }
        standing.code = told_of(*value).code;
        standing.rule = value->rule;
        standing.leads = leads_of(*value, maps);
        standing.entries += count;
    }
    std::vector<workspace::CodeStanding> standings;
    standings.reserve(by_code.size());
    for (auto& [key, standing] : by_code) {
        standings.push_back(std::move(standing));
    }
    return standings;
}

} // namespace ferry::pipeline

#include "workspace/map_answers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::workspace {
namespace {

using terminology::ConceptId;

AskedKey key_of(const terminology::MapQuestion& question)
{
    return {std::string{facts(question.from).uri}, std::string{question.code},
            std::string{question.term_code}, question.has_value,
            std::string{question.original_term}};
}

AskedKey key_of(terminology::System from, std::string_view code)
{
    return {std::string{facts(from).uri}, std::string{code}, {}, false, {}};
}

std::string id_text(std::uint64_t id)
{
    return id == 0 ? std::string{} : std::to_string(id);
}

std::uint64_t number_in(std::string_view digits)
{
    const auto number = whole_number(digits);
    if (!number && !digits.empty()) {
        throw Error{fmt::format("the workspace is damaged: it holds the concept '{}'", digits)};
    }
    return static_cast<std::uint64_t>(number.value_or(0));
}

/// The enumerator that has this name; `last` is the last one there is.
template <typename Enumeration>
Enumeration named(std::string_view name, Enumeration last)
{
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (name_of(static_cast<Enumeration>(i)) == name) {
            return static_cast<Enumeration>(i);
        }
    }
    throw Error{fmt::format("the workspace is damaged: it holds the map answer '{}'", name)};
}

/// A line of its own for the standing of the concept and for each successor.
std::string text_of(const terminology::HistoryAnswer& answer)
{
    std::string text = !answer.known ? "unknown" : answer.active ? "active" : "inactive";
    for (const terminology::Successor& next : answer.successors) {
        text += fmt::format("\n{}\t{}", facts(next.kind).name, next.id.value);
    }
    return text;
}

std::vector<terminology::Successor> successors_in(const std::vector<std::string_view>& lines)
{
    std::vector<terminology::Successor> successors;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto cells = split(lines[i], '\t');
        const auto* kind = std::ranges::find(terminology::successions, cells.front(),
                                             &terminology::SuccessionFacts::name);
        if (kind == terminology::successions.end() || cells.size() != 2) {
            throw Error{"the workspace is damaged: it holds a history that cannot be read"};
        }
        successors.push_back({.id = {number_in(cells[1])}, .kind = kind->kind});
    }
    return successors;
}

} // namespace

terminology::MapAnswer RecordingMaps::to_snomed(const terminology::MapQuestion& question) const
{
    const auto answer = maps_.to_snomed(question);
    const std::lock_guard lock{mutex_};
    answers_.insert_or_assign(key_of(question), Answered{.verdict = answer.verdict,
                                                         .id = answer.concept_id.value,
                                                         .display = std::string{answer.display},
                                                         .rule = std::string{answer.rule}});
    return answer;
}

terminology::DmdAnswer RecordingMaps::drug(terminology::System from, std::string_view code) const
{
    const auto answer = maps_.drug(from, code);
    const std::lock_guard lock{mutex_};
    answers_.insert_or_assign(key_of(from, code), Answered{.id = answer.product_id.value,
                                                           .display = std::string{answer.name},
                                                           .rule = std::string{answer.rule}});
    return answer;
}

terminology::Subsumption RecordingMaps::is_a(ConceptId one, ConceptId ancestor) const
{
    const auto answer = maps_.is_a(one, ancestor);
    const std::lock_guard lock{mutex_};
    facts_.insert_or_assign({"is_a", one.text(), ancestor.text()}, name_of(answer));
    return answer;
}

terminology::HistoryAnswer RecordingMaps::history(ConceptId id) const
{
    const auto answer = maps_.history(id);
    const std::lock_guard lock{mutex_};
    facts_.insert_or_assign({"history", id.text(), {}}, text_of(answer));
    return answer;
}

terminology::ProductAnswer RecordingMaps::product(ConceptId id) const
{
    const auto answer = maps_.product(id);
    const std::lock_guard lock{mutex_};
    facts_.insert_or_assign(
        {"product", id.text(), {}},
        fmt::format("{}\t{}\t{}", name_of(answer.state), answer.now.value, answer.name));
    return answer;
}

void RecordingMaps::store(Workspace& workspace) const
{
    workspace.database().run("DELETE FROM map_answer; DELETE FROM map_fact");
    sql::Statement insert{workspace.database(),
                          "INSERT INTO map_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    const std::lock_guard lock{mutex_};
    for (const auto& [key, answer] : answers_) {
        const std::string id = id_text(answer.id);
        insert.bind(0, std::get<0>(key))
            .bind(1, std::get<1>(key))
            .bind(2, std::get<2>(key))
            .bind(3, std::int64_t{std::get<3>(key) ? 1 : 0})
            .bind(4, std::get<4>(key))
            .bind(5, static_cast<std::int64_t>(answer.verdict))
            .bind(6, id)
            .bind(7, answer.display)
            .bind(8, answer.rule)
            .run();
    }
    sql::Statement fact{workspace.database(), "INSERT INTO map_fact VALUES (?, ?, ?, ?)"};
    for (const auto& [key, answer] : facts_) {
        fact.bind(0, std::get<0>(key))
            .bind(1, std::get<1>(key))
            .bind(2, std::get<2>(key))
            .bind(3, answer)
            .run();
    }
}

RecordedMaps::RecordedMaps(Workspace& workspace)
{
    sql::Statement row{workspace.database(), "SELECT system, code, term_code, has_value, term, "
                                             "verdict, answer, display, rule FROM map_answer"};
    while (row.step()) {
        const std::string_view digits = row.text(6);
        const std::uint64_t id = number_in(digits);
        answers_.emplace(
            AskedKey{row.text(0), row.text(1), row.text(2), row.number(3) == 1, row.text(4)},
            Answered{.verdict = static_cast<terminology::Verdict>(row.number(5)),
                     .id = id,
                     .display = std::string{row.text(7)},
                     .rule = std::string{row.text(8)}});
    }
    read_facts(workspace);
}

void RecordedMaps::read_facts(Workspace& workspace)
{
    sql::Statement row{workspace.database(), "SELECT question, code, about, answer FROM map_fact"};
    while (row.step()) {
        const ConceptId id{number_in(row.text(1))};
        const std::string_view answer = row.text(3);
        if (row.text(0) == "is_a") {
            kinds_[{id, {number_in(row.text(2))}}] =
                named<terminology::Subsumption>(answer, terminology::Subsumption::yes);
        } else if (row.text(0) == "history") {
            const auto lines = split(answer, '\n');
            History& history = histories_[id];
            history = {.known = lines[0] != "unknown",
                       .active = lines[0] == "active",
                       .successors = successors_in(lines)};
        } else {
            const auto cells = split(answer, '\t');
            const auto name_at = cells[0].size() + cells.at(1).size() + 2;
            products_[id] = {.state = named<terminology::ProductState>(
                                 cells[0], terminology::ProductState::several),
                             .now = {number_in(cells[1])},
                             .name = std::string{answer.substr(name_at)}};
        }
    }
}

terminology::Subsumption RecordedMaps::is_a(ConceptId one, ConceptId ancestor) const
{
    const auto found = kinds_.find({one, ancestor});
    return found == kinds_.end() ? terminology::Subsumption::unknown : found->second;
}

terminology::HistoryAnswer RecordedMaps::history(ConceptId id) const
{
    const auto found = histories_.find(id);
    if (found == histories_.end()) {
        return {};
    }
    return {.known = found->second.known,
            .active = found->second.active,
            .successors = found->second.successors};
}

terminology::ProductAnswer RecordedMaps::product(ConceptId id) const
{
    const auto found = products_.find(id);
    if (found == products_.end()) {
        return {};
    }
    return {.state = found->second.state, .now = found->second.now, .name = found->second.name};
}

terminology::MapAnswer RecordedMaps::to_snomed(const terminology::MapQuestion& question) const
{
    const auto found = answers_.find(key_of(question));
    if (found == answers_.end()) {
        return {};
    }
    return {.verdict = found->second.verdict,
            .concept_id = {found->second.id},
            .display = found->second.display,
            .rule = found->second.rule};
}

terminology::DmdAnswer RecordedMaps::drug(terminology::System from, std::string_view code) const
{
    const auto found = answers_.find(key_of(from, code));
    if (found == answers_.end()) {
        return {};
    }
    return {.product_id = {found->second.id},
            .name = found->second.display,
            .rule = found->second.rule};
}

} // namespace ferry::workspace

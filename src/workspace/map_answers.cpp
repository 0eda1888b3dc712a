#include "workspace/map_answers.hpp"

#include <charconv>

namespace ferry::workspace {
namespace {

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

void RecordingMaps::store(Workspace& workspace) const
{
    workspace.database().run("DELETE FROM map_answer");
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
}

RecordedMaps::RecordedMaps(Workspace& workspace)
{
    sql::Statement row{workspace.database(), "SELECT system, code, term_code, has_value, term, "
                                             "verdict, answer, display, rule FROM map_answer"};
    while (row.step()) {
        const std::string_view digits = row.text(6);
        std::uint64_t id = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), id);
        answers_.emplace(
            AskedKey{row.text(0), row.text(1), row.text(2), row.number(3) == 1, row.text(4)},
            Answered{.verdict = static_cast<terminology::Verdict>(row.number(5)),
                     .id = id,
                     .display = std::string{row.text(7)},
                     .rule = std::string{row.text(8)}});
    }
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

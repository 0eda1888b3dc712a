#include "targets/sqlite/concept_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"

namespace ferry::targets::sqlite {
namespace {

bool same(const Concept& a, const Concept& b)
{
    return a.text == b.text && a.outcome == b.outcome && a.rule == b.rule && a.codings == b.codings;
}

[[noreturn]] void refuse(const Concept& held, const Concept& meaning)
{
    throw Error{fmt::format(R"(two concepts have one key, {}: "{}" and "{}"; please report this)",
                            meaning.key, held.text, meaning.text)};
}

} // namespace

ConceptWriter::ConceptWriter(sql::Database& database)
    : database_{database}, find_{database,
                                 "SELECT text, outcome, rule FROM concept WHERE concept = ?"},
      find_codings_{database, "SELECT system, code, display, original, description FROM coding"
                              " WHERE concept = ? ORDER BY n"},
      insert_{database, "INSERT OR REPLACE INTO concept VALUES (?, ?, ?, ?)"},
      clear_{database, "DELETE FROM concept WHERE concept = ?"},
      clear_codings_{database, "DELETE FROM coding WHERE concept = ?"},
      insert_coding_{database, "INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?)"}
{
}

void ConceptWriter::keep(const Concept& meaning)
{
    Recent& recent = recent_[static_cast<std::size_t>(meaning.key) % recent_.size()];
    if (recent.meaning == &meaning && recent.key == meaning.key) {
        return; // nearly every item's concept was met a moment ago
    }
    keep_slowly(meaning);
    recent = {.meaning = &meaning, .key = meaning.key};
}

void ConceptWriter::keep_slowly(const Concept& meaning)
{
    const auto known = kept_.find(meaning.key);
    if (known != kept_.end()) {
        if (!same(known->second, meaning)) {
            refuse(known->second, meaning);
        }
        return;
    }
    const auto standing = held(meaning.key);
    if (!standing || !same(*standing, meaning)) {
        // A whole concept that says something else really has this key; one that
        // does not match its own key was changed after it was written.
        if (standing && key_of(*standing) == meaning.key) {
            refuse(*standing, meaning);
        }
        write(meaning);
    }
    kept_.emplace(meaning.key, meaning);
}

void ConceptWriter::keep_only(const load::ConceptKeys& used)
{
    std::vector<std::int64_t> unused;
    {
        sql::Statement all{database_,
                           "SELECT concept FROM concept UNION SELECT concept FROM coding"};
        while (all.step()) {
            if (!used.contains(all.number(0))) {
                unused.push_back(all.number(0));
            }
        }
    }
    for (const std::int64_t key : unused) {
        clear_.bind(0, key).run();
        clear_codings_.bind(0, key).run();
    }
    forget();
}

std::optional<Concept> ConceptWriter::held(std::int64_t key)
{
    if (!find_.bind(0, key).step()) {
        return std::nullopt;
    }
    Concept result{.key = key, .text = std::string{find_.text(0)}};
    result.rule = find_.text(2);
    const auto* outcome =
        std::ranges::find(outcomes, find_.text(1), [](Outcome one) { return name_of(one); });
    const bool known_outcome = outcome != outcomes.end();
    find_.reset();
    find_codings_.bind(0, key);
    while (find_codings_.step()) {
        result.codings.push_back({.system = std::string{find_codings_.text(0)},
                                  .code = std::string{find_codings_.text(1)},
                                  .display = std::string{find_codings_.text(2)},
                                  .original = find_codings_.number(3) != 0,
                                  .description = std::string{find_codings_.text(4)}});
    }
    if (!known_outcome) {
        return std::nullopt; // Damaged: not a concept anybody wrote.
    }
    result.outcome = *outcome;
    return result;
}

void ConceptWriter::write(const Concept& meaning)
{
    insert_.bind(0, meaning.key).bind(1, meaning.text).bind(2, name_of(meaning.outcome));
    insert_.bind(3, meaning.rule).run();
    clear_codings_.bind(0, meaning.key).run();
    std::int64_t n = 0;
    for (const Coding& coding : meaning.codings) {
        insert_coding_.bind(0, meaning.key).bind(1, ++n).bind(2, coding.system);
        insert_coding_.bind(3, coding.code).bind(4, coding.display);
        insert_coding_.bind(5, std::int64_t{coding.original ? 1 : 0});
        insert_coding_.bind(6, coding.description).run();
    }
}

} // namespace ferry::targets::sqlite

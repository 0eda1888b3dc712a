#include <algorithm>
#include <set>

#include <gmock/gmock.h>

#include "practices/made.hpp"
#include "record/fields.hpp"
#include "transform/rule_meanings.hpp"
#include "workspace/books.hpp"

namespace ferry::practices {
namespace {

class MadePractice : public testing::TestWithParam<Made> {
protected:
    static corpora::Migration& migration() { return migration_of(GetParam()); }
};

INSTANTIATE_TEST_SUITE_P(Layouts, MadePractice,
                         testing::Values(Made{"emis-8.2", "emis-csv"}, Made{"emis-5.4", "emis-csv"},
                                         Made{"systmone-93", "systmone-csv"},
                                         Made{"vision", "vision-csv"}),
                         [](const auto& one) { return word_of(one.param.layout); });

TEST_P(MadePractice, HasTheRowsItsTruthSays)
{
    const auto& truth = migration().truth();
    const auto& files = migration().run().manifest().files;
    ASSERT_EQ(files.size(), truth.rows_by_file.size());
    std::map<std::string, std::int64_t> broken; // lines that break off are not in the truth
    for (const corpora::Place& place : truth.irregularities.at("last_line_truncated").where) {
        ++broken[place.file];
    }
    for (const auto& file : files) {
        EXPECT_EQ(file.rows, truth.rows_by_file.at(file.name) + broken[file.name]) << file.name;
    }
}

TEST_P(MadePractice, IsAccountedForToTheLastRow)
{
    EXPECT_EQ(migration().run().breach(), "");
    EXPECT_EQ(migration().run().unidentified(), 0);
    for (const auto by :
         {workspace::BalanceBy::type, workspace::BalanceBy::file, workspace::BalanceBy::patient}) {
        const auto balance = workspace::balance(migration().workspace(), by, {});
        EXPECT_TRUE(balance.balanced());
        EXPECT_EQ(balance.total.extracted, migration().run().rows());
    }
}

TEST_P(MadePractice, IsReadBackAsItWasWritten)
{
    const auto& reconciled = migration().report().reconciled;
    EXPECT_TRUE(reconciled.clean());
    EXPECT_EQ(reconciled.agree, reconciled.items);
    EXPECT_GT(reconciled.items, 20'000);
}

/// The rows, by their ids, in which something irregular was planted.
std::set<std::string> irregular_rows(const corpora::Truth& truth)
{
    std::set<std::string> ids;
    for (const auto& [name, irregularity] : truth.irregularities) {
        for (const corpora::Place& place : irregularity.where) {
            ids.insert(place.id);
        }
    }
    return ids;
}

/// Whether a row is held for what another is: its patient's or its entry's is the irregular one.
bool is_held_for_another(std::string_view cause)
{
    return cause.starts_with("other_organisation:") || cause.starts_with("missing_base:");
}

/// What is held for its own sake in a case, and is no row of these, with its cause.
std::vector<std::string> regular_and_held(const support::Run& run, const support::Run::One& one,
                                          const std::set<std::string>& irregular)
{
    std::vector<std::string> found;
    for (std::size_t i = 0; i < one.source.rows.size(); ++i) {
        const auto fate = run.shown(one.mapped->fates[i]);
        const auto ids = corpora::ids_of_row(one.source.rows[i].bytes);
        const bool known =
            std::ranges::any_of(ids, [&](const auto& id) { return irregular.contains(id); });
        if (fate.outcome == Outcome::held && !known && !is_held_for_another(fate.cause)) {
            found.push_back(fate.cause + ": " + std::string{one.source.rows[i].bytes});
        }
    }
    return found;
}

TEST_P(MadePractice, HoldsNothingButWhatIsIrregular)
{
    const auto irregular = irregular_rows(migration().truth());
    for (const auto& one : migration().run().cases()) {
        EXPECT_THAT(regular_and_held(migration().run(), *one, irregular), testing::IsEmpty());
    }
}

/// The rules by which the codes of a record came across.
void add_rules(const Record& record, std::set<std::string>& rules)
{
    for (ItemNo item = 0; item < std::ssize(record.items()); ++item) {
        const auto& fields = describe(record.at(item).type).fields;
        for (std::size_t f = 0; f < fields.size(); ++f) {
            const Value& value = record.value(item, static_cast<FieldNo>(f));
            if (fields[f].kind == Kind::code && value.present) {
                rules.insert(value.meaning->rule);
            }
        }
    }
}

TEST_P(MadePractice, SaysWhatEveryRuleOfACodeMeans)
{
    std::set<std::string> rules;
    for (const auto& one : migration().run().cases()) {
        add_rules(one->mapped->record, rules);
    }
    for (const auto& left : workspace::left_out(migration().workspace())) {
        rules.insert(left.rule);
    }
    EXPECT_GT(rules.size(), 5U);
    std::set<std::string> told;
    for (const auto& rule : transform::rule_meanings()) {
        told.insert(rule.name);
    }
    EXPECT_THAT(told, testing::IsSupersetOf(rules));
}

} // namespace
} // namespace ferry::practices

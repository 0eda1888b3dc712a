#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>

#include "corpora/emis_items.hpp"
#include "corpora/migration.hpp"

namespace ferry::corpora {
namespace {

using support::items_of;
using testing::IsEmpty;

INSTANTIATE_TEST_SUITE_P(Layouts, EmisCorpus, testing::Values("8.2", "5.4"),
                         [](const auto& one) { return name_of_layout(one.param); });

const Record& record_of(const Migration& migration, const TruePatient& patient)
{
    for (const auto& one : migration.run().cases()) {
        if (one->source.no > unattached_case && one->source.subject.patient == patient.id &&
            !one->mapped->record.items().empty()) {
            return one->mapped->record;
        }
    }
    static const Record none;
    return none;
}

TEST_P(EmisCorpus, IsOfTheLayoutItSays)
{
    EXPECT_EQ(migration().run().manifest().layout, "emis-csv " + std::string{GetParam()});
}

TEST_P(EmisCorpus, HasTheRowsOfEveryFile)
{
    const auto& files = migration().run().manifest().files;
    const std::string& cut =
        migration().truth().irregularities.at("last_line_truncated").where.at(0).file;
    ASSERT_EQ(files.size(), migration().truth().rows_by_file.size());
    for (const auto& file : files) {
        const std::int64_t one_more = file.name == cut ? 1 : 0; // the line that breaks off
        EXPECT_EQ(file.rows, migration().truth().rows_by_file.at(file.name) + one_more)
            << file.name;
    }
}

TEST_P(EmisCorpus, LosesNothing)
{
    EXPECT_EQ(migration().run().breach(), "");
    for (const auto by :
         {workspace::BalanceBy::type, workspace::BalanceBy::file, workspace::BalanceBy::patient}) {
        const auto balance = workspace::balance(migration().workspace(), by, {});
        EXPECT_TRUE(balance.balanced());
        EXPECT_EQ(balance.total.extracted, migration().run().rows());
        for (const auto& row : balance.rows) {
            EXPECT_TRUE(row.balanced()) << row.key;
        }
    }
}

TEST_P(EmisCorpus, IsReadBackAsItWasWritten)
{
    const auto& reconciled = migration().report().reconciled;
    EXPECT_TRUE(reconciled.clean());
    EXPECT_EQ(reconciled.agree, reconciled.items);
    EXPECT_GT(reconciled.items, 15'000);
}

TEST_P(EmisCorpus, HasItsPatientsInTheTarget)
{
    EXPECT_EQ(migration().report().patients, 152); // two ids stand in two organisations
    EXPECT_EQ(migration().report().imported, 150);
    EXPECT_EQ(migration().truth().patients.size(), 150U);
}

TEST_P(EmisCorpus, HoldsWhoThePatientsAre)
{
    for (const TruePatient& patient : migration().truth().patients) {
        const auto items = items_of(record_of(migration(), patient), ItemType::patient);
        ASSERT_EQ(items.size(), 1U) << patient.id;
        EXPECT_EQ(items[0].at("nhs_number"), patient.nhs_number) << patient.id;
        EXPECT_EQ(items[0].at("birth_date"), patient.birth_date) << patient.id;
        EXPECT_EQ(items[0].at("sex"), patient.sex) << patient.id;
        EXPECT_EQ(items[0].at("surname"), patient.surname) << patient.id;
        EXPECT_EQ(items[0].at("given_names"), patient.given_name) << patient.id;
        EXPECT_EQ(items[0].at("death_date"), patient.died) << patient.id;
    }
}

TEST_P(EmisCorpus, HoldsWhenThePatientsCameAndLeft)
{
    for (const TruePatient& patient : migration().truth().patients) {
        const auto items = items_of(record_of(migration(), patient), ItemType::registration);
        // The registration that the patient's own row states comes first.
        ASSERT_FALSE(items.empty()) << patient.id;
        EXPECT_EQ(items[0].at("start_date"), patient.registered) << patient.id;
        const std::string end = patient.died.empty() ? patient.left : patient.died;
        EXPECT_EQ(items[0].at("end_date"), end) << patient.id;
    }
}

TEST_P(EmisCorpus, LetsEveryActiveRepeatWaitAndNoOtherOne)
{
    for (const TruePatient& patient : migration().truth().patients) {
        const auto items = items_of(record_of(migration(), patient), ItemType::medication);
        const auto waiting = std::ranges::count_if(items, [](const support::ShownItem& item) {
            return item.at("status") == "awaiting_reauthorisation";
        });
        const auto contradicted = std::ranges::count_if(items, [](const auto& item) {
            return item.at("active_in_source") == "true" && !item.at("end_date").empty();
        });
        EXPECT_EQ(waiting + contradicted, patient.active_repeats) << patient.id;
    }
}

/// The items that the truth has and the record has not, and the other way round.
struct Differences {
    std::vector<std::string> missing, unexpected;
};

Differences differences(const Migration& migration)
{
    Differences all;
    for (const TruePatient& patient : migration.truth().patients) {
        const auto found = emis_items(record_of(migration, patient), migration.truth().code_keys);
        auto wanted = patient.items;
        std::ranges::sort(wanted);
        std::ranges::set_difference(wanted, found, std::back_inserter(all.missing));
        std::ranges::set_difference(found, wanted, std::back_inserter(all.unexpected));
    }
    std::ranges::sort(all.missing);
    return all;
}

TEST_P(EmisCorpus, HasEveryItemOfEveryPatientButThoseThatAreHeld)
{
    const Differences found = differences(migration());
    EXPECT_THAT(found.unexpected, IsEmpty());
    // Two observations of 30 February and two without code or text wait for a decision.
    EXPECT_THAT(found.missing, testing::ElementsAre(
                                   "observation|2015-02-30|HEAD||", "observation|2018-02-30|HEAD||",
                                   "observation|2021-01-25|||", "observation|2023-12-12|||"));
    const auto held = migration().run().count(Outcome::held);
    EXPECT_EQ(held, 13); // those, 4 of another organisation, 4 of nobody, and the cut line
}

TEST_P(EmisCorpus, ReadsItselfTheSameAgain)
{
    const auto again = pipeline::run_pass(
        migration().workspace(),
        {.extract = corpora_folder() / "bulk" / ("emis-" + std::string{GetParam()}) / "full",
         .who = "a test"});
    EXPECT_TRUE(again.unchanged);
}

} // namespace
} // namespace ferry::corpora

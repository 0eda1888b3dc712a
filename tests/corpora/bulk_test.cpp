#include <algorithm>
#include <array>
#include <map>

#include <gmock/gmock.h>

#include "base/error.hpp"
#include "corpora/migration.hpp"
#include "corpora/plain_items.hpp"
#include "pipeline/sources.hpp"

/// The three suppliers' extracts, held against what their makers say stands in them.
namespace ferry::corpora {
namespace {

using support::items_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

INSTANTIATE_TEST_SUITE_P(Of, BulkCorpus,
                         testing::Values(emis_82, emis_54, systmone_93, vision_live), name_of);

TEST_P(BulkCorpus, IsOfTheLayoutItSays)
{
    EXPECT_EQ(migration().run().manifest().layout,
              std::string{GetParam().source} + " " + std::string{GetParam().layout});
}

TEST_P(BulkCorpus, HasTheRowsOfEveryFile)
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

TEST_P(BulkCorpus, LosesNothing)
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

TEST_P(BulkCorpus, IsReadBackAsItWasWritten)
{
    const auto& reconciled = migration().report().reconciled;
    EXPECT_TRUE(reconciled.clean());
    EXPECT_EQ(reconciled.agree, reconciled.items);
    EXPECT_GT(reconciled.items, 14'000);
    EXPECT_EQ(migration().report().imported, 150);
}

TEST_P(BulkCorpus, HoldsWhoThePatientsAre)
{
    for (const TruePatient& patient : migration().truth().patients) {
        const auto items = items_of(record_of(patient), ItemType::patient);
        ASSERT_EQ(items.size(), 1U) << patient.id;
        EXPECT_EQ(items[0].at("nhs_number"), patient.nhs_number) << patient.id;
        EXPECT_EQ(items[0].at("birth_date"), patient.birth_date) << patient.id;
        EXPECT_EQ(items[0].at("sex"), patient.sex) << patient.id;
        EXPECT_EQ(items[0].at("surname"), patient.surname) << patient.id;
        EXPECT_EQ(items[0].at("given_names"), patient.given_name) << patient.id;
        EXPECT_EQ(items[0].at("death_date"), patient.died) << patient.id;
    }
}

TEST_P(BulkCorpus, HoldsWhenThePatientsCameAndLeft)
{
    for (const TruePatient& patient : migration().truth().patients) {
        const auto items = items_of(record_of(patient), ItemType::registration);
        const std::string end = patient.died.empty() ? patient.left : patient.died;
        const auto began = [&](const auto& item) {
            return item.at("start_date") == patient.registered;
        };
        const auto ended = [&](const auto& item) { return item.at("end_date") == end; };
        EXPECT_TRUE(std::ranges::any_of(items, began)) << patient.id;
        EXPECT_TRUE(std::ranges::any_of(items, ended)) << patient.id;
    }
}

/// Whether a repeat of the patient was planted that is active and has an end, or has ended
/// without one.
bool contradicts_itself(const Truth& truth, const TruePatient& patient)
{
    return std::ranges::any_of(
        std::array{"active_drug_cancelled", "inactive_drug_no_end"}, [&](const char* name) {
            return std::ranges::any_of(
                truth.irregularities.at(name).where,
                [&](const Place& place) { return place.id.starts_with(patient.id + "/"); });
        });
}

TEST_P(BulkCorpus, LetsEveryActiveRepeatWaitAndNoOtherOne)
{
    for (const TruePatient& patient : migration().truth().patients) {
        if (GetParam().source == "vision-csv" && contradicts_itself(migration().truth(), patient)) {
            continue; // Vision says by an end, or none, whether a repeat is active
        }
        const auto items = items_of(record_of(patient), ItemType::medication);
        const auto waiting = std::ranges::count_if(items, [](const auto& item) {
            return item.at("status") == "awaiting_reauthorisation";
        });
        const auto contradicted = std::ranges::count_if(items, [](const auto& item) {
            return item.at("active_in_source") == "true" && !item.at("end_date").empty();
        });
        EXPECT_EQ(waiting + contradicted, patient.active_repeats) << patient.id;
    }
}

/// The extracts without EMIS Web's codes, whose items are told by their terms, and which say of
/// themselves whether they hold only changes.
class TermedCorpus : public BulkCorpus {};

INSTANTIATE_TEST_SUITE_P(Of, TermedCorpus, testing::Values(systmone_93, vision_live), name_of);

/// What of an item this layout can say.
std::string sayable(const PlainItem& item, std::string_view source)
{
    const bool vision = source == "vision-csv";
    std::string term = item.term;
    if (item.type == "consultation" || (vision && item.type == "referral") ||
        (!vision && (item.type == "allergy" || item.type == "diary"))) {
        term = "*"; // other words, or a class of drugs in place of a code
    }
    if (item.type == "immunisation-refused" || item.type == "immunisation-wrong") {
        term = "*";
    }
    std::string unit = item.unit;
    if (item.type == "immunisation-wrong") {
        unit = "*";
    }
    if (vision && item.type == "medication-repeat") {
        unit = unit.substr(0, unit.rfind(' ')); // whether it is active has its own test
    }
    return item.type + "|" + item.date + "|" + term + "|" + (unit == "*" ? "*" : item.value) + "|" +
           unit;
}

/// Takes out of both lists what differs only in that the truth knows no code for it.
void take_out_codeless(std::map<std::string, std::int64_t>& missing,
                       std::vector<std::string>& unexpected)
{
    std::erase_if(missing, [&](const auto& one) {
        const std::string& words = one.first;
        const bool codeless = words.ends_with("|||");
        const auto same = std::ranges::find_if(unexpected, [&](const std::string& found) {
            return codeless && found.starts_with(words.substr(0, words.size() - 2));
        });
        if (same == unexpected.end()) {
            return false;
        }
        unexpected.erase(same);
        return true;
    });
}

/// The items that the truth has and the record has not, and the other way round.
TEST_P(TermedCorpus, HasEveryItemOfEveryPatientButThoseThatAreHeld)
{
    std::map<std::string, std::int64_t> missing;
    std::vector<std::string> unexpected;
    for (const TruePatient& patient : migration().truth().patients) {
        std::vector<std::string> found;
        for (const PlainItem& item : plain_items(record_of(patient))) {
            found.push_back(sayable(item, GetParam().source));
        }
        std::vector<std::string> wanted;
        for (const std::string& words : patient.items) {
            wanted.push_back(sayable(plain_item(migration().truth(), words), GetParam().source));
        }
        std::ranges::sort(found);
        std::ranges::sort(wanted);
        std::vector<std::string> lost;
        std::ranges::set_difference(wanted, found, std::back_inserter(lost));
        std::ranges::set_difference(found, wanted, std::back_inserter(unexpected));
        for (const std::string& one : lost) {
            ++missing[one];
        }
    }
    take_out_codeless(missing, unexpected);
    EXPECT_THAT(unexpected, IsEmpty());
    // Two observations of 30 February wait for a decision.
    EXPECT_THAT(missing, ElementsAre(testing::Pair("observation|2015-02-30|Headache||", 1),
                                     testing::Pair("observation|2018-02-30|Headache||", 1)));
}

TEST_P(TermedCorpus, IsRefusedWhereItHoldsOnlyChanges)
{
    const pipeline::SourceKind& kind = pipeline::source_kind(GetParam().source);
    try {
        const support::Run run{
            support::Source{.open = kind.open, .mapper = kind.mapper},
            folder() / "delta"
        };
        FAIL() << "an extract of changes was read as a whole one";
    } catch (const InputError& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("the whole extract is needed"));
    }
}

TEST_P(BulkCorpus, ReadsItselfTheSameAgain)
{
    const auto again = pipeline::run_pass(
        migration().workspace(),
        {.extract = folder() / "full", .maps = {folder() / "full.maps"}, .who = "a test"});
    EXPECT_TRUE(again.unchanged);
}

} // namespace
} // namespace ferry::corpora

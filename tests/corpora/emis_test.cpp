#include <algorithm>

#include <gmock/gmock.h>

#include "corpora/emis_items.hpp"
#include "corpora/migration.hpp"
#include "pipeline/sources.hpp"

/// What only the extracts of EMIS Web can be asked.
namespace ferry::corpora {
namespace {

using testing::IsEmpty;

class EmisCorpus : public BulkCorpus {};

INSTANTIATE_TEST_SUITE_P(Of, EmisCorpus, testing::Values(emis_82, emis_54), name_of);

TEST_P(EmisCorpus, HasAPatientOfTwoOrganisationsTwice)
{
    EXPECT_EQ(migration().report().patients, 152); // two ids stand in two organisations
    EXPECT_EQ(migration().truth().patients.size(), 150U);
}

TEST_P(EmisCorpus, HasTheRegistrationOfThePatientsOwnRowFirst)
{
    for (const TruePatient& patient : migration().truth().patients) {
        const auto items = support::items_of(record_of(patient), ItemType::registration);
        ASSERT_FALSE(items.empty()) << patient.id;
        EXPECT_EQ(items[0].at("start_date"), patient.registered) << patient.id;
        const std::string end = patient.died.empty() ? patient.left : patient.died;
        EXPECT_EQ(items[0].at("end_date"), end) << patient.id;
    }
}

/// Neither files nor names say that they hold only changes.
TEST_P(EmisCorpus, IsAskedAboutWhereItHoldsOnlyChanges)
{
    const pipeline::SourceKind& kind = pipeline::source_kind(GetParam().source);
    const support::Run run{
        support::Source{.open = kind.open, .mapper = kind.mapper},
        folder() / "delta"
    };
    EXPECT_THAT(run.manifest().questions,
                testing::Contains(
                    testing::Field(&extract::Question::cause, "empty_table:Admin_Organisation")));
}

/// The items that the truth has and the record has not, and the other way round.
TEST_P(EmisCorpus, HasEveryItemOfEveryPatientButThoseThatAreHeld)
{
    std::vector<std::string> missing;
    std::vector<std::string> unexpected;
    for (const TruePatient& patient : migration().truth().patients) {
        const auto found = emis_items(record_of(patient), migration().truth().code_keys);
        auto wanted = patient.items;
        std::ranges::sort(wanted);
        std::ranges::set_difference(wanted, found, std::back_inserter(missing));
        std::ranges::set_difference(found, wanted, std::back_inserter(unexpected));
    }
    EXPECT_THAT(unexpected, IsEmpty());
    // Two observations of 30 February and two without code or text wait for a decision.
    EXPECT_THAT(missing, testing::UnorderedElementsAre(
                             "observation|2015-02-30|HEAD||", "observation|2018-02-30|HEAD||",
                             "observation|2021-01-25|||", "observation|2023-12-12|||"));
    const auto held = migration().run().count(Outcome::held);
    EXPECT_EQ(held, 13); // those, 4 of another organisation, 4 of nobody, and the cut line
}

} // namespace
} // namespace ferry::corpora

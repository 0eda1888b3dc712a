#include <cstdlib>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>

#include "base/files.hpp"
#include "program/small_migration.hpp"

/// What people are asked, what their decisions reach, and that the answer arrives.
namespace ferry::program {
namespace {

using testing::HasSubstr;

const std::string bad_date = "bad_value:CareRecord_Observation.EffectiveDate";

class DecisionsTest : public SmallMigration {
protected:
    Ended decide(const std::string& choice) const
    {
        return ferry({"decide", workspace(), bad_date, "--as", choice, "--by", "Dr Adams", "--why",
                      "it was looked up"});
    }
    nlohmann::json pass() const
    {
        auto words = pass_words();
        words.emplace_back("--json");
        return ferry(words).json();
    }

    /// Writes the extract with one more row, whose date has another fault.
    void write_more()
    {
        practice_.add("CareRecord_Observation", {
                                                    {"ObservationGuid", "obs4"   },
                                                    {"PatientGuid",     "p1"     },
                                                    {"CodeId",          "asthma" },
                                                    {"EffectiveDate",   "someday"}
        });
        practice_.write(folder_ / "more");
    }
};

TEST_F(DecisionsTest, TellACauseInAllItsWords)
{
    write_more();
    carry();
    ferry({"pass", workspace(), "--extract", folder_ / "more"});
    const auto shown = ferry({"exceptions", workspace()}).out;
    EXPECT_THAT(shown, HasSubstr("cannot be, such as 30 February"));
    EXPECT_THAT(shown, HasSubstr("is not written as values there are"));
    EXPECT_THAT(shown, HasSubstr("; and a value of"));
    ferry(pass_words());
    EXPECT_THAT(ferry({"exceptions", workspace()}).out, testing::Not(HasSubstr("; and")))
        << "the words of the last pass";
}

TEST_F(DecisionsTest, DoNotCoverWhatCameLaterUnderTheSameCause)
{
    carry();
    EXPECT_EQ(decide("without-value").status, 0);
    EXPECT_EQ(pass().at("held"), 0);
    write_more();
    ferry({"pass", workspace(), "--extract", folder_ / "more"});
    const auto shown = ferry({"exceptions", workspace()}).out;
    EXPECT_THAT(shown, HasSubstr("is not written as values there are (came after it was decided "
                                 "as without-value: decide again)"));
    EXPECT_THAT(shown, testing::Not(HasSubstr("30 February")));
    EXPECT_EQ(decide("leave").status, 0);
    ferry({"pass", workspace(), "--extract", folder_ / "more"});
    EXPECT_THAT(ferry({"exceptions", workspace()}).out, HasSubstr("Nothing waits"));
}

TEST_F(DecisionsTest, CanBeTakenAgainThoughNothingWaitsAnyMore)
{
    carry();
    EXPECT_EQ(decide("without-value").status, 0);
    EXPECT_EQ(pass().at("held"), 0);
    EXPECT_EQ(decide("fix").status, 0);
    EXPECT_EQ(pass().at("held"), 1);
    expect_refusal(ferry({"decide", workspace(), "bad_value:Other.Column", "--as", "leave", "--by",
                          "me", "--why", "so"}),
                   2, {"there is no cause"});
}

TEST_F(DecisionsTest, AreAskedForAFileThatCameToAnExtractThatIsKnown)
{
    carry();
    EXPECT_TRUE(pass().at("unchanged").get<bool>());
    write_whole(folder_ / "extract" + "/letter.pdf", "%PDF-1.4");
    EXPECT_FALSE(pass().at("unchanged").get<bool>());
    EXPECT_THAT(ferry({"exceptions", workspace()}).out, HasSubstr("unknown_file:letter.pdf"));
    EXPECT_TRUE(pass().at("unchanged").get<bool>());
    std::filesystem::remove(folder_ / "extract" + "/letter.pdf");
    EXPECT_FALSE(pass().at("unchanged").get<bool>());
    EXPECT_THAT(ferry({"exceptions", workspace()}).out, testing::Not(HasSubstr("unknown_file")));
}

TEST_F(DecisionsTest, AreNotMissedForAnAnswerThatCouldNotBeWritten)
{
    carry();
    for (const char* verb : {"balance", "exceptions", "reconcile"}) {
        const std::string command =
            fmt::format("'{}' {} '{}' >/dev/full 2>/dev/null", FERRY_PROGRAM, verb, workspace());
        const int status = std::system(command.c_str());
        EXPECT_EQ(WEXITSTATUS(status), 4) << verb;
    }
}

} // namespace
} // namespace ferry::program

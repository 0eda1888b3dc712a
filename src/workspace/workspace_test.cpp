#include "workspace/workspace.hpp"

#include "base/error.hpp"
#include "base/files.hpp"
#include "workspace/test_books.hpp"

namespace ferry::workspace {
namespace {

class EventChain : public BooksTest {
protected:
    EventChain()
    {
        for (const char* choice : {"leave", "fix", "without-value", "leave"}) {
            workspace().decide(
                {.cause = "bad_value:A.B", .choice = choice, .by = "Dr Adams", .why = "so"});
        }
    }
    std::optional<std::int64_t> broken_after(const std::string& change)
    {
        workspace().database().run(change);
        return workspace().first_broken_event();
    }
};

TEST_F(EventChain, HoldsWhereNobodyTouchedIt)
{
    EXPECT_EQ(workspace().first_broken_event(), std::nullopt);
    EXPECT_EQ(workspace().database().number("SELECT count(*) FROM event"), 4);
}

TEST_F(EventChain, ShowsAChangeOfAnyColumn)
{
    for (const char* column : {"at", "who", "what", "about", "previous", "digest"}) {
        const std::string name{column};
        EXPECT_EQ(broken_after("UPDATE event SET " + name + " = " + name + " || '.' WHERE no = 2"),
                  2)
            << name;
        workspace().database().run("UPDATE event SET " + name + " = rtrim(" + name +
                                   ", '.') WHERE no = 2");
        ASSERT_EQ(workspace().first_broken_event(), std::nullopt) << name;
    }
}

TEST_F(EventChain, ShowsAWordThatMovedFromOneColumnToTheNext)
{
    EXPECT_EQ(broken_after("UPDATE event SET who = who || what, what = '' WHERE no = 3"), 3);
}

TEST_F(EventChain, ShowsADroppedEvent)
{
    EXPECT_EQ(broken_after("DELETE FROM event WHERE no = 2"), 3);
}

TEST_F(EventChain, ShowsAFirstEventThatWasDropped)
{
    EXPECT_EQ(broken_after("DELETE FROM event WHERE no = 1"), 2);
}

TEST_F(EventChain, ShowsEventsInAnotherOrder)
{
    EXPECT_EQ(broken_after("UPDATE event SET no = 99 WHERE no = 2; UPDATE event SET no = 2 WHERE "
                           "no = 3; UPDATE event SET no = 3 WHERE no = 99"),
              2);
}

using WorkspaceTest = BooksTest;

TEST_F(WorkspaceTest, OpensTheFirstTimeWhileAnotherProgramHasItOpen)
{
    const std::filesystem::path path = workspace().path().string() + ".new";
    create(path, {.source = "emis-csv", .target = "sqlite:t"});
    {
        sql::Database other{path, sql::Mode::read_write};
        const sql::Transaction reads{other, sql::Access::read};
        ASSERT_EQ(other.number("SELECT count(*) FROM migration"), 1);
        EXPECT_NO_THROW(Workspace{path});
    }
    std::filesystem::remove(path);
}

TEST_F(WorkspaceTest, KnowsTheDecisionsInForceAtANumber)
{
    const auto decide = [this](const char* cause, const char* choice) {
        workspace().decide({.cause = cause, .choice = choice, .by = "Dr Adams", .why = "so"});
    };
    decide("a:1", "fix");
    decide("b:1", "leave");
    decide("a:1", "leave");
    EXPECT_EQ(workspace().decisions().choice("a:1"), "leave");
    EXPECT_EQ(workspace().decisions(2).choice("a:1"), "fix");
    EXPECT_EQ(workspace().decisions(1).choice("b:1"), "");
    EXPECT_EQ(workspace().decisions(0).choice("a:1"), "");
    EXPECT_NE(workspace().decisions(2).digest(), workspace().decisions().digest());
    EXPECT_EQ(workspace().decisions(3).digest(), workspace().decisions().digest());
}

TEST_F(WorkspaceTest, TakesUpAPassThatWasCutOffUnderItsOwnNumber)
{
    EXPECT_EQ(workspace().begin_pass({.kind = "rehearsal", .extract = "x"}, "me").no, 1);
    open_again();
    EXPECT_EQ(workspace().pass(), std::nullopt) << "nothing of it is stored";
    EXPECT_FALSE(workspace().pass(1)->finished);
    EXPECT_EQ(workspace().begin_pass({.kind = "final", .extract = "y"}, "me").no, 1);
    workspace().start_storing(1);
    ASSERT_TRUE(workspace().pass());
    EXPECT_EQ(workspace().pass()->kind, "final");
    finish(*workspace().pass());
    EXPECT_EQ(workspace().begin_pass({.kind = "final", .extract = "y"}, "me").no, 2);
    EXPECT_EQ(workspace().pass(1)->finished, true);
    EXPECT_EQ(workspace().pass(7), std::nullopt);
    EXPECT_EQ(workspace().first_broken_event(), std::nullopt);
}

TEST_F(WorkspaceTest, PutsTheFilesOfAPassInPlaceOfThoseBefore)
{
    begin(3, 2);
    const Pass again = begin(5, 2);
    ASSERT_EQ(workspace().files(again.no).size(), 2U);
    EXPECT_EQ(workspace().files(again.no).front().rows, 5);
    EXPECT_EQ(workspace().files().size(), 2U);
}

TEST_F(WorkspaceTest, GivesFilesNumbersThatNoPassBeforeHas)
{
    EXPECT_EQ(workspace().next_file_no(), 1);
    const Pass pass = begin(3, 2);
    EXPECT_EQ(workspace().next_file_no(), 3);
    EXPECT_EQ(workspace().next_file_no(pass.no), 1) << "its own are put in place of these";
}

TEST_F(WorkspaceTest, TellsTheQuestionsOfOneKindAboutAPass)
{
    const auto ask = [this](std::int64_t pass, const char* cause) {
        workspace().ask(pass, {.cause = cause, .what = "what", .count = 2, .sample = "a.csv:1"});
    };
    ask(1, "unknown_file:b");
    ask(1, "unknown_file:a");
    ask(1, "unknown_column:T.C");
    ask(2, "unknown_file:c");
    const auto questions = workspace().questions(1, "unknown_file");
    ASSERT_EQ(questions.size(), 2U);
    EXPECT_EQ(questions[0].cause, "unknown_file:a");
    EXPECT_EQ(questions[1].cause, "unknown_file:b");
    EXPECT_EQ(questions[1].what, "what");
    EXPECT_EQ(questions[1].count, 2);
    EXPECT_EQ(questions[1].sample, "a.csv:1");
}

TEST(WorkspaceFile, IsRefusedWhereItIsNone)
{
    const auto folder = std::filesystem::temp_directory_path();
    EXPECT_THROW(Workspace{folder / "ferry-is-not-there.db"}, UsageError);
    EXPECT_THROW(Workspace{folder}, InputError);
    EXPECT_THROW(create(folder / "ferry-no-folder" / "w.db", {}), UsageError);
}

} // namespace
} // namespace ferry::workspace

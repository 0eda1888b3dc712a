#include <fmt/format.h>

#include "program/books_text.hpp"
#include "program/small_migration.hpp"
#include "sql/database.hpp"
#include "workspace/workspace.hpp"

namespace ferry::program {
namespace {

using std::filesystem::perms;

/// A migration whose machinery fails.
class FailingMachinery : public SmallMigration {
protected:
    /// Permissions of a file or folder, given back at the end.
    class Closed {
    public:
        explicit Closed(std::filesystem::path path, perms left)
            : path_{std::move(path)}, before_{std::filesystem::status(path_).permissions()}
        {
            std::filesystem::permissions(path_, left);
        }
        ~Closed() { std::filesystem::permissions(path_, before_); }
        Closed(const Closed&) = delete;
        Closed& operator=(const Closed&) = delete;

    private:
        std::filesystem::path path_;
        perms before_;
    };

    static constexpr perms only_read = perms::owner_read | perms::owner_exec;

    /// TYPE:NUMBER of what the row with this id became.
    std::string target_key_of(const char* id) const
    {
        const auto said =
            ferry({"explain", workspace(), "--item", PracticeRows::guid_of(id), "--json"});
        return said.json()["items"].front()["target"];
    }

    Ended bound(const Words& words) const { return ferry(words, {.bound_by_permissions = true}); }
};

TEST_F(FailingMachinery, SaysThatAWorkspaceCannotBeWrittenAndGoesOnLater)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    {
        const Closed file{workspace(), perms::owner_read};
        const Closed folder{folder_.path(), only_read};
        expect_refusal(bound(pass_words()), 4, {"w.db"});
    }
    EXPECT_EQ(ferry(pass_words()).status, 1);
}

TEST_F(FailingMachinery, SaysThatAWorkspaceCannotBeRead)
{
    carry();
    const Closed file{workspace(), perms::none};
    expect_refusal(bound({"balance", workspace()}), 4, {"w.db"});
}

TEST_F(FailingMachinery, SaysThatATargetCannotBeWrittenAndGoesOnLater)
{
    carry();
    practice_.change("CareRecord_Observation", "obs1",
                     {
                         {"EffectiveDate", "2010-01-01"}
    });
    practice_.write(folder_ / "later");
    const Words later{"pass", workspace(), "--extract", folder_ / "later"};
    {
        const Closed file{target(), perms::owner_read};
        expect_refusal(bound(later), 4, {"t.db"});
    }
    EXPECT_EQ(ferry(later).status, 1);
    EXPECT_EQ(ferry({"reconcile", workspace()}).status, 0);
}

TEST_F(FailingMachinery, SaysThatTheTargetsFolderIsMissingAndGoesOnOnceItIsThere)
{
    ASSERT_EQ(ferry({"new", workspace(), "--source", "emis-csv", "--target",
                     "sqlite:" + folder_ / "none" + "/t.db"})
                  .status,
              0);
    expect_refusal(ferry(pass_words()), 3, {"none/t.db", "no folder"});
    std::filesystem::create_directory(folder_ / "none");
    EXPECT_EQ(ferry(pass_words()).status, 1);
}

TEST_F(FailingMachinery, LeavesAPassOnAFullDiskToBeResumed)
{
    const auto made = ferry(
        {"make-practice", "--patients", "40", "--density", "0.1", "--out", folder_ / "practice"});
    ASSERT_EQ(made.status, 0) << made.err;
    const Words pass{"pass", workspace(), "--extract", folder_ / "practice"};
    ASSERT_EQ(ferry(new_words()).status, 0);
    ASSERT_EQ(ferry(pass).status, 1);
    const auto books = books_text(workspace());
    const auto content = target_text(target());
    for (const char* file : {"w.db", "t.db"}) {
        std::filesystem::remove(folder_ / file);
    }
    ASSERT_EQ(ferry(new_words()).status, 0);
    for (std::uint64_t room = 300'000; room < 3'000'000; room += 300'000) {
        SCOPED_TRACE(room);
        const auto ended = ferry(pass, {.file_bytes_max = room});
        if (ended.status == 1) {
            break; // there was room enough
        }
        expect_refusal(ended, 4, {"ferry: "});
    }
    const auto resumed = ferry(pass);
    ASSERT_EQ(resumed.status, 1) << resumed.err;
    auto found = books_text(workspace());
    found.at("pass").resize(1); // the last run had nothing to do if there was room before
    EXPECT_EQ(first_differences(books, found), "");
    EXPECT_EQ(first_differences(content, target_text(target())), "");
    EXPECT_EQ(names_in(folder_.path()), "extract practice practice.maps practice.truth.json t.db "
                                        "w.db");
}

TEST_F(FailingMachinery, TellsOfAPassThatWasCutOff)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    {
        workspace::Workspace books{workspace()};
        const auto pass = books.begin_pass({.kind = "rehearsal", .extract = extract()}, "me");
        books.start_storing(pass.no);
    }
    expect_refusal(ferry({"balance", workspace()}), 2, {"pass 1 was cut off", "ferry pass"});
    expect_refusal(ferry({"reconcile", workspace()}), 2, {"pass 1 was cut off"});
    expect_refusal(ferry({"record", workspace(), "p1"}), 2, {"pass 1 was cut off"});
    expect_refusal(ferry({"maps", workspace()}), 2, {"pass 1 was cut off"});
    expect_refusal(ferry({"explain", workspace(), "--item", "x"}), 2, {"pass 1 was cut off"});
    for (const char* look : {"exceptions", "profile"}) {
        EXPECT_TRUE(ferry({look, workspace()}).out.starts_with("Pass 1 was cut off: ")) << look;
        EXPECT_EQ(ferry({look, workspace(), "--json"}).json()["cut_off"], true) << look;
    }
    EXPECT_EQ(ferry({"exceptions", workspace()}).status, 1) << "somebody has to run it again";
    EXPECT_EQ(ferry(pass_words()).status, 1);
    EXPECT_EQ(ferry({"balance", workspace()}).status, 0);
    for (const char* look : {"exceptions", "profile"}) {
        EXPECT_EQ(ferry({look, workspace()}).out.find("cut off"), std::string::npos) << look;
        EXPECT_EQ(ferry({look, workspace(), "--json"}).json()["cut_off"], false) << look;
    }
}

TEST_F(FailingMachinery, SaysWhatAWorkspaceThatSomebodyTamperedWithHasNot)
{
    carry();
    const std::string observation = target_key_of("obs1");
    std::filesystem::copy_file(workspace(), folder_ / "whole.db");
    const auto expect_after = [&](const char* change, const char* what) {
        std::filesystem::copy_file(folder_ / "whole.db", workspace(),
                                   std::filesystem::copy_options::overwrite_existing);
        sql::Database{workspace(), sql::Mode::read_write}.run(change);
        const std::string p2 = PracticeRows::guid_of("p2");
        for (const std::string& look :
             {"record " + p2, "explain --target " + observation,
              "explain --item " + PracticeRows::guid_of("obs1"), std::string{"reconcile"}}) {
            SCOPED_TRACE(change + (" " + look));
            expect_refusal(ferry(at(look, workspace())), 4, {"w.db", "is damaged", what});
        }
    };
    expect_after("DELETE FROM source_file WHERE table_name = 'CareRecord_Observation'",
                 "source_file");
    expect_after("DELETE FROM rule", "rule");
    expect_after("DELETE FROM source_file", "source_file");
}

TEST_F(FailingMachinery, TwoPassesAtOnceNeverSpoilAWorkspace)
{
    const auto made = ferry(
        {"make-practice", "--patients", "60", "--density", "0.1", "--out", folder_ / "practice"});
    ASSERT_EQ(made.status, 0) << made.err;
    const Words pass{"pass", workspace(), "--extract", folder_ / "practice"};
    ASSERT_EQ(ferry(new_words()).status, 0);
    ASSERT_EQ(ferry(pass).status, 1);
    const auto content = target_text(target());
    for (int i = 0; i < 3; ++i) {
        std::filesystem::remove(workspace());
        std::filesystem::remove(target());
        ASSERT_EQ(ferry(new_words()).status, 0);
        Child one{pass};
        Child other{pass};
        for (const Ended& ended : {one.wait(), other.wait()}) {
            EXPECT_TRUE(ended.status == 1 ||
                        (ended.status == 4 &&
                         ended.err.find("another pass of this migration") != std::string::npos))
                << ended.status << ended.err;
        }
        ASSERT_EQ(ferry(pass).status, 1) << "goes on, or has nothing to do";
        EXPECT_EQ(ferry({"balance", workspace()}).status, 0);
        EXPECT_EQ(first_differences(content, target_text(target())), "");
        EXPECT_EQ(ferry({"reconcile", workspace()}).status, 0);
        EXPECT_EQ(workspace::Workspace{workspace()}.first_broken_event(), std::nullopt);
    }
}

} // namespace
} // namespace ferry::program

#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "program/books_text.hpp"
#include "program/child.hpp"
#include "sql/database.hpp"
#include "workspace/workspace.hpp"

namespace ferry::program {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr int kills_wanted = 100;
constexpr int kills_in_a_row_max = 4;
/// Further kills until each stage has been hit.
constexpr int further_kills_max = 150;

/// Where a killed pass stood.
enum class Stage { extract, import, finishing, over };

constexpr const char* name_of(Stage stage)
{
    switch (stage) {
    case Stage::extract:
        return "extract";
    case Stage::import:
        return "import";
    case Stage::finishing:
        return "finishing";
    case Stage::over:
        return "over";
    }
    return "";
}

/// How an undisturbed pass ended.
struct Undisturbed {
    Tables books, target;
    microseconds took{};
    std::int64_t pass = 0;
    std::int64_t cases = 0;
};

class KillTest : public testing::Test {
protected:
    KillTest()
    {
        std::filesystem::create_directory(folder_ / "look");
        make("old", 196);
        make("new", 200);
        EXPECT_EQ(ferry(start_words()).status, 0);
        keep_as("fresh");
        fresh_ = undisturbed("fresh", "new");
        restore("fresh");
        EXPECT_EQ(ferry(pass_words("old")).status, 1);
        keep_as("moved");
        moved_ = undisturbed("moved", "new");
        listing_ = names_in(folder_.path());
    }

    Words start_words() const
    {
        return {"new",      folder_ / "w.db", "--source",
                "emis-csv", "--target",       "sqlite:" + folder_ / "t.db"};
    }
    Words pass_words(const std::string& extract) const
    {
        return {"pass",      folder_ / "w.db",
                "--extract", folder_ / extract,
                "--maps",    folder_ / (extract + ".maps"),
                "--by",      "the kill test"};
    }
    void make(const std::string& name, int patients) const
    {
        const auto made = ferry({"make-practice", "--patients", std::to_string(patients),
                                 "--density", "0.1", "--out", folder_ / name});
        EXPECT_EQ(made.status, 0) << made.err;
    }

    void keep_as(const std::string& name) const
    {
        std::filesystem::create_directory(folder_ / name);
        for (const char* file : {"w.db", "t.db"}) {
            if (std::filesystem::exists(folder_ / file)) {
                std::filesystem::copy(folder_ / file, (folder_ / name) + "/" + file);
            }
        }
    }
    void restore(const std::string& name) const
    {
        for (const char* file : {"w.db", "w.db-wal", "w.db-shm", "t.db", "t.db-wal", "t.db-shm"}) {
            std::filesystem::remove(folder_ / file);
        }
        std::filesystem::copy(folder_ / name, folder_.path());
    }

    Undisturbed undisturbed(const std::string& from, const std::string& extract) const
    {
        Undisturbed result;
        microseconds shortest = microseconds::max();
        for (int i = 0; i < 2; ++i) { // the first is slowed by cold caches
            restore(from);
            const auto begun = Clock::now();
            EXPECT_EQ(ferry(pass_words(extract)).status, 1);
            shortest =
                std::min(shortest, std::chrono::duration_cast<microseconds>(Clock::now() - begun));
        }
        result.took = shortest;
        result.books = books_text(folder_ / "w.db");
        result.target = target_text(folder_ / "t.db");
        workspace::Workspace workspace{folder_ / "w.db"};
        result.pass = workspace.pass()->no;
        result.cases = static_cast<std::int64_t>(result.books.at("raw_case").size());
        return result;
    }

    /// Looks at a copy: what the next run finds is just what the kill left.
    Stage stage_of(const Undisturbed& expected) const
    {
        for (const char* file : {"w.db", "w.db-wal"}) {
            std::filesystem::remove(folder_ / "look" + "/" + file);
            if (std::filesystem::exists(folder_ / file)) {
                std::filesystem::copy(folder_ / file, folder_ / "look" + "/" + file);
            }
        }
        workspace::Workspace workspace{folder_ / "look" + "/w.db"};
        const auto pass = workspace.pass();
        if (!pass || pass->no < expected.pass) {
            return Stage::extract;
        }
        if (pass->finished) {
            return Stage::over;
        }
        const auto done = workspace.database().number(
            fmt::format("SELECT count(*) FROM raw_case WHERE pass = {}", expected.pass));
        return done == 0               ? Stage::extract
               : done < expected.cases ? Stage::import
                                       : Stage::finishing;
    }

    /// Kills a pass at this moment, unless it has ended by then. \return where it stood
    Stage kill_at(microseconds moment, const Undisturbed& expected)
    {
        const auto ended = ferry(pass_words("new"), {.killed_after = moment});
        EXPECT_TRUE(ended.killed() || ended.status == 1) << ended.status << ended.err;
        kills_ += ended.killed() ? 1 : 0;
        const Stage stage = stage_of(expected);
        ++hits_[stage];
        return stage;
    }

    void run_again_and_compare(const Undisturbed& expected) const
    {
        const auto ended = ferry(pass_words("new"));
        ASSERT_EQ(ended.status, 1) << ended.err;
        auto books = books_text(folder_ / "w.db");
        // Where a kill came after the end, the last run was one more pass that had
        // nothing to do.
        if (books.at("pass").size() > expected.books.at("pass").size()) {
            books.at("pass").pop_back();
        }
        EXPECT_EQ(first_differences(expected.books, books), "");
        EXPECT_EQ(first_differences(expected.target, target_text(folder_ / "t.db")), "");
        workspace::Workspace workspace{folder_ / "w.db"};
        EXPECT_EQ(workspace.first_broken_event(), std::nullopt);
    }

    WorkFolder folder_;
    Undisturbed fresh_, moved_;
    std::string listing_;
    std::map<Stage, int> hits_;
    int kills_ = 0;
};

TEST_F(KillTest, APassKilledAtAnyMomentAndRunAgainComesToTheSameEnd)
{
    std::mt19937 random{20261121}; // NOLINT(cert-msc51-cpp): the same moments each time
    const auto up_to = [&](std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>{1, most}(random);
    };
    const auto round = [&](const char* from, const Undisturbed& expected, auto moment) {
        restore(from);
        for (auto left = up_to(kills_in_a_row_max); left > 0; --left) {
            const microseconds at = moment();
            const Stage stage = kill_at(at, expected);
            SCOPED_TRACE(fmt::format("killed after {} us in {}", at.count(), name_of(stage)));
            if (stage == Stage::over) {
                break;
            }
        }
        run_again_and_compare(expected);
        EXPECT_EQ(names_in(folder_.path()), listing_) << "left behind";
    };
    for (int i = 0; kills_ < kills_wanted && !HasFailure(); ++i) {
        const bool first = i % 2 == 0;
        const Undisturbed& expected = first ? fresh_ : moved_;
        round(first ? "fresh" : "moved", expected,
              [&] { return microseconds{up_to(expected.took.count())}; });
    }
    // Finishing is short: go on near the end until it was hit.
    for (int i = 0; i < further_kills_max && !HasFailure(); ++i) {
        if (hits_[Stage::extract] > 0 && hits_[Stage::import] > 0 && hits_[Stage::finishing] > 0) {
            break;
        }
        round("fresh", fresh_,
              [&] { return microseconds{fresh_.took.count() / 2 + up_to(fresh_.took.count())}; });
    }
    for (const Stage stage : {Stage::extract, Stage::import, Stage::finishing}) {
        EXPECT_GT(hits_[stage], 0) << "no kill hit " << name_of(stage);
        RecordProperty(name_of(stage), hits_[stage]);
    }
    fmt::print(
        "{} kills; passes cut off in extract {}, import {}, finishing {}, after the end {}\n",
        kills_, hits_[Stage::extract], hits_[Stage::import], hits_[Stage::finishing],
        hits_[Stage::over]);
}

TEST_F(KillTest, AnotherExtractAfterAKillIsCarriedAsIfTheFirstHadNotBeen)
{
    restore("moved"); // by the extract of fewer patients
    const auto patients = target_text(folder_ / "t.db").at("patient").size();
    for (int i = 1; i <= 12; ++i) {
        restore("fresh");
        const Stage stage = kill_at(fresh_.took * i / 12, fresh_);
        SCOPED_TRACE(fmt::format("killed in {}", name_of(stage)));
        ASSERT_EQ(ferry(pass_words("old")).status, 1);
        EXPECT_EQ(ferry({"balance", folder_ / "w.db"}).status, 0);
        EXPECT_EQ(ferry({"reconcile", folder_ / "w.db"}).status, 0);
        EXPECT_EQ(target_text(folder_ / "t.db").at("patient").size(), patients);
    }
    EXPECT_GT(hits_[Stage::import], 0);
}

} // namespace
} // namespace ferry::program

#include <algorithm>
#include <iterator>

#include "base/files.hpp"
#include "base/text.hpp"
#include "program/small_migration.hpp"
#include "sql/database.hpp"
#include "workspace/workspace.hpp"

namespace ferry::program {
namespace {

/// All that there are, as `ferry` names them where it is given none.
Words verbs()
{
    constexpr std::string_view before = "there are ";
    const std::string said = ferry({}).err;
    const auto from = said.find(before) + before.size();
    const std::string list = said.substr(from, said.find(';', from) - from);
    Words all;
    for (const std::string_view verb : split(list, ',')) {
        all.emplace_back(trimmed(verb));
    }
    return all;
}

/// Verbs that look at a workspace, with all they need besides it.
const Words looks{
    "balance",   "maps",      "profile",          "exceptions",
    "reconcile", "record p1", "explain --item x", "decide c --as leave --by me --why so"};

TEST(CommandLine, HelpsWithEachVerb)
{
    const auto all = ferry({"--help"});
    EXPECT_EQ(all.status, 0);
    const Words named = verbs();
    EXPECT_GE(named.size(), 14U);
    for (const std::string& verb : named) {
        const auto help = ferry({verb, "--help"});
        EXPECT_EQ(help.status, 0) << verb;
        EXPECT_NE(help.out.find("--json"), std::string::npos) << verb;
        EXPECT_EQ(help.err, "") << verb;
        EXPECT_NE(all.out.find("  " + verb + " "), std::string::npos) << verb;
    }
}

TEST(CommandLine, NamesTheVerbsWhereItIsGivenNone)
{
    expect_refusal(ferry({}), 2, {"a verb is missing", "make-practice", "explain", "--help"});
    expect_refusal(ferry({"migrate"}), 2, {"'migrate' is no verb", "pass", "--help"});
    expect_refusal(ferry({""}), 2, {"a verb is missing", "pass"});
    expect_refusal(ferry({"--verbose"}), 2, {"verb", "--help"});
}

TEST(CommandLine, SaysWhichOptionIsMissingOrWrong)
{
    expect_refusal(ferry({"make-practice"}), 2, {"--out", "ferry make-practice --help"});
    expect_refusal(ferry({"new"}), 2, {"ferry new --help"});
    expect_refusal(ferry({"new", "w.db"}), 2, {"--source"});
    expect_refusal(ferry({"new", "w.db", "--source", "emis-csv"}), 2, {"--target"});
    expect_refusal(ferry({"pass"}), 2, {"ferry pass --help"});
    expect_refusal(ferry({"pass", "w.db"}), 2, {"--extract"});
    expect_refusal(ferry({"record", "w.db"}), 2, {"PATIENT"});
    expect_refusal(ferry({"decide", "w.db", "cause"}), 2, {"--as"});
    expect_refusal(ferry({"balance", "w.db", "--pass", "x"}), 2, {"--pass"});
    expect_refusal(ferry({"balance", "w.db", "--pas", "1"}), 2, {"--pas"});
    expect_refusal(ferry({"make-practice", "--patients", "many", "--out", "o"}), 2, {"many"});
    expect_refusal(ferry({"sources", "more"}), 2, {"more"});
    expect_refusal(ferry({"targets", "more"}), 2, {"more"});
    for (const std::string& look : looks) {
        const std::string verb{split(look, ' ').front()};
        expect_refusal(ferry({verb}), 2, {"required", "ferry " + verb + " --help"});
    }
}

TEST_F(SmallMigration, MakesNoPracticeOfNonsense)
{
    const auto make = [this](Words more) {
        more.insert(more.begin(), {"make-practice", "--out", folder_ / "made"});
        return ferry(more);
    };
    expect_refusal(make({"--layout", "emis-1.0"}), 2, {"emis-1.0", "emis-8.2"});
    expect_refusal(make({"--patients", "-1"}), 2, {"-1"});
    expect_refusal(make({"--density", "-2"}), 2, {"densit"});
    expect_refusal(ferry({"make-practice", "--out", extract()}), 2, {extract()});
    for (const char* patients : {"", "0", "99999999999", "99999999999999999999", "1.5"}) {
        expect_refusal(make({"--patients", patients}), 2, {"patients"});
    }
    for (const char* seed : {"", "-1", "18446744073709551616", "0.5"}) {
        expect_refusal(make({"--seed", seed}), 2, {"--seed", seed});
    }
    for (const char* density : {"0", "-1", "nan", "inf", "1e9"}) {
        expect_refusal(make({"--density", density}), 2, {"densit"});
    }
    EXPECT_EQ(names_in(folder_.path()), "extract");
}

TEST_F(SmallMigration, MakesNoPracticeOverWhatIsLeftOfAnother)
{
    const std::string out = folder_ / "made";
    const Words make{"make-practice", "--patients", "1", "--density", "0.01", "--out", out};
    ASSERT_EQ(ferry(make).status, 0);
    std::filesystem::remove_all(out);
    const std::string truth = read_whole(out + ".truth.json");
    expect_refusal(ferry(make), 2, {out + ".truth.json", "not written over"});
    EXPECT_EQ(read_whole(out + ".truth.json"), truth);
    std::filesystem::remove(out + ".truth.json");
    expect_refusal(ferry(make), 2, {out + ".maps", "not written over"});
    std::filesystem::remove_all(out + ".maps");
    EXPECT_EQ(ferry(make).status, 0);
}

TEST_F(SmallMigration, TakesNothingForAPath)
{
    const Words words[] = {
        {"new",                 "",            "--source",                "emis-csv",                    "--target", "sqlite:" + target()},
        {"make-practice", "--out",              ""                        },
        {"adaptor",                     "check",                          ""},
        {"adaptor",             "draft",       extract(),                 "--out",                                               ""},
        {"adaptor",                     "check",                          "d.yaml",                        "--extract",  ""},
        {"pass",                   workspace(),                                "--extract",                                                    ""                      },
        {"pass",                   workspace(),                                "--extract", extract(),                    "--maps", ""},
        {"pass",            workspace(),                 "--extract",                                        extract(),                                                   "--maps", extract(), "--maps", ""},
        {"pass",workspace(),"--extract",extract(),"--description", ""},
        {"maps",             workspace(),                        "--against",                                                 ""                                                 },
    };
    for (const Words& one : words) {
        SCOPED_TRACE(one.front());
        expect_refusal(ferry(one), 2, {"a path was expected", "ferry " + one.front() + " --help"});
    }
    for (const std::string& look : looks) {
        SCOPED_TRACE(look);
        expect_refusal(ferry(at(look, "")), 2, {"W: a path was expected"});
    }
    EXPECT_EQ(names_in(folder_.path()), "extract");
}

TEST_F(SmallMigration, StartsNoMigrationOfNonsense)
{
    const auto start = [this](const std::string& source, const std::string& target) {
        return ferry({"new", workspace(), "--source", source, "--target", target});
    };
    expect_refusal(start("emis", "sqlite:t.db"), 2, {"'emis' is no kind of source", "emis-csv"});
    expect_refusal(start("emis-csv", "t.db"), 2, {"'t.db' is no target", "sqlite:PATH"});
    expect_refusal(start("emis-csv", "sqlite:"), 2, {"'sqlite:' is no target"});
    EXPECT_FALSE(std::filesystem::exists(workspace())) << "nothing is begun";
    expect_refusal(ferry({"new", folder_ / "none" + "/w.db", "--source", "emis-csv", "--target",
                          "sqlite:" + target()}),
                   2, {"none", "no folder"});
    ASSERT_EQ(ferry(new_words()).status, 0);
    const std::string before = read_whole(workspace());
    expect_refusal(ferry(new_words()), 2, {workspace(), "already"});
    EXPECT_EQ(read_whole(workspace()), before);
}

TEST_F(SmallMigration, KeepsTheTargetWhereItWasWhenItBegan)
{
    for (const std::string scheme : {"sqlite:", "ferry-extract:"}) {
        SCOPED_TRACE(scheme);
        std::filesystem::remove(workspace());
        const std::string relative = std::filesystem::relative(folder_ / "there").string();
        ASSERT_FALSE(relative.starts_with('/'));
        const auto made =
            ferry({"new", workspace(), "--source", "emis-csv", "--target", scheme + relative});
        ASSERT_EQ(made.status, 0) << made.err;
        EXPECT_NE(made.out.find(scheme + relative), std::string::npos) << "as it was typed";
        const std::string kept = workspace::Workspace{workspace()}.migration().target;
        EXPECT_EQ(kept, scheme + std::filesystem::absolute(relative).string());
    }
}

TEST_F(SmallMigration, SaysOneAsOne)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    const auto carried = ferry(pass_words());
    EXPECT_NE(carried.out.find("\n1 item waits for a decision, 0 questions"), std::string::npos)
        << carried.out;
    EXPECT_NE(carried.out.find("2 patients, "), std::string::npos) << carried.out;
}

TEST_F(SmallMigration, LooksAtNothingThatIsNoWorkspace)
{
    write_whole(folder_ / "text.db", "this is a letter to the practice");
    write_whole(folder_ / "empty.db", "");
    carry();
    std::filesystem::copy(workspace(), folder_ / "later.db");
    sql::Database{folder_ / "later.db", sql::Mode::read_write}.run("PRAGMA user_version = 999");
    auto all = looks;
    all.push_back("pass --extract " + extract());
    for (const std::string& look : all) {
        SCOPED_TRACE(look);
        expect_refusal(ferry(at(look, folder_ / "none.db")), 2, {"none.db", "ferry new"});
        expect_refusal(ferry(at(look, folder_ / "text.db")), 3, {"text.db", "no Ferry workspace"});
        expect_refusal(ferry(at(look, folder_ / "empty.db")), 3,
                       {"empty.db", "no Ferry workspace"});
        expect_refusal(ferry(at(look, extract())), 3, {extract(), "folder"});
        expect_refusal(ferry(at(look, target())), 3, {target(), "no Ferry workspace"});
        expect_refusal(ferry(at(look, folder_ / "later.db")), 3, {"later version", "999"});
    }
    EXPECT_EQ(read_whole(folder_ / "text.db"), "this is a letter to the practice");
    EXPECT_EQ(read_whole(folder_ / "empty.db"), "");
}

TEST_F(SmallMigration, CarriesNothingFromWhatIsNoExtract)
{
    ASSERT_EQ(ferry(new_words()).status, 0);
    const auto pass = [this](Words more) {
        more.insert(more.begin(), {"pass", workspace()});
        return ferry(more);
    };
    std::filesystem::create_directory(folder_ / "empty");
    expect_refusal(pass({"--extract", folder_ / "none"}), 3, {"none"});
    expect_refusal(pass({"--extract", folder_ / "empty"}), 3, {"empty", "expected"});
    expect_refusal(pass({"--extract", workspace()}), 3, {"w.db"});
    expect_refusal(pass({"--extract", extract(), "--maps", folder_ / "none"}), 3, {"none"});
    expect_refusal(pass({"--extract", extract(), "--kind", "delta"}), 2, {"delta", "recheck"});
    expect_refusal(pass({"--extract", extract(), "--kind", "trial"}), 2, {"'trial'", "rehearsal"});
    EXPECT_EQ(names_in(folder_.path()), "empty extract w.db") << "no target was begun";
    expect_refusal(ferry({"balance", workspace()}), 2, {"no pass", "ferry pass"});
}

TEST_F(SmallMigration, DecidesNothingHalfway)
{
    carry();
    const std::string cause = "bad_value:CareRecord_Observation.EffectiveDate";
    const auto decide = [this](const std::string& about, const std::string& choice,
                               const std::string& by, const std::string& why) {
        return ferry({"decide", workspace(), about, "--as", choice, "--by", by, "--why", why});
    };
    expect_refusal(decide("bad_value:No.Such", "leave", "me", "so"), 2,
                   {"bad_value:No.Such", "ferry exceptions"});
    expect_refusal(decide(cause, "burn", "me", "so"), 2, {"'burn'", "without-value leave fix"});
    expect_refusal(decide(cause, "map:a|b|c", "me", "so"), 2, {"map:a|b|c", "without-value"});
    expect_refusal(decide(cause, "leave", " ", "so"), 2, {"--by"});
    expect_refusal(decide(cause, "leave", "me", "\t"), 2, {"--why"});
    for (const char* text : {"\xFF\xC3", "so\nit is", "so\r", "\x1b[31mso"}) {
        expect_refusal(decide(cause, "leave", "me", text), 2, {"--why", "UTF-8", "one line"});
        expect_refusal(decide(cause, "leave", text, "so"), 2, {"--by"});
    }
    const auto entered = decide(cause, "leave", "Dr. \xC3\x96z", "so");
    EXPECT_EQ(entered.status, 0);
    EXPECT_NE(entered.out.find("applies it to 1 item."), std::string::npos) << entered.out;
}

TEST_F(SmallMigration, ShowsOnlyWhatThereIs)
{
    const std::string observations = PracticeRows::file_of("CareRecord_Observation");
    ASSERT_EQ(ferry(new_words()).status, 0);
    Words all = looks;
    std::ranges::copy(
        Words{"maps", "maps --against x", "explain --target 1", "explain --origin a:2"},
        std::back_inserter(all));
    for (const std::string& look : all) {
        SCOPED_TRACE(look);
        expect_refusal(ferry(at(look, workspace())), 2, {"no pass has run yet", "ferry pass"});
        expect_refusal(ferry(at(look + " --json", workspace())), 2, {"no pass has run yet"});
    }
    ASSERT_EQ(ferry(pass_words()).status, 1);
    const auto look = [this](Words words) {
        words.insert(words.begin() + 1, workspace());
        return ferry(words);
    };
    expect_refusal(look({"balance", "--pass", "99"}), 2, {"no pass 99"});
    expect_refusal(look({"balance", "--by", "colour"}), 2, {"'colour'", "type, file and patient"});
    expect_refusal(look({"record", "9999999999"}), 2, {"9999999999"});
    expect_refusal(look({"record", "p1", "--side", "left"}), 2, {"'left'", "target"});
    expect_refusal(look({"explain"}), 2, {"--origin", "--item", "--target"});
    expect_refusal(look({"explain", "--origin", "a:1", "--item", "b"}), 2, {"one of"});
    expect_refusal(look({"explain", "--origin", observations}), 2, {"FILE:LINE"});
    expect_refusal(look({"explain", "--origin", observations + ":x"}), 2, {"FILE:LINE"});
    expect_refusal(look({"explain", "--origin", "other.csv:2"}), 2, {"other.csv"});
    expect_refusal(look({"explain", "--origin", observations + ":1"}), 2, {"header"});
    expect_refusal(look({"explain", "--origin", observations + ":99"}), 2, {"beyond the end"});
    expect_refusal(look({"explain", "--origin", observations + ":0"}), 2, {"0"});
    expect_refusal(look({"explain", "--item", "{no}"}), 2, {"{no}"});
    expect_refusal(look({"explain", "--target", "observation"}), 2, {"TYPE:NUMBER"});
    expect_refusal(look({"explain", "--target", "observation:7"}), 2, {"observation:7"});
    expect_refusal(look({"explain", "--target", "foo:7"}), 2,
                   {"'foo' is no type", "patient, registration", "sharing_agreement"});
    expect_refusal(look({"explain", "--target", ":7"}), 2, {"'' is no type"});
}

TEST_F(SmallMigration, NeverGuessesWhichOfTwoPatientsIsMeant)
{
    for (const char* id : {"p1", "p2"}) {
        practice_.add("Admin_Patient", {
                                           {"PatientGuid", id          },
                                           {"NhsNumber",   "9990000018"}
        });
    }
    practice_.write(extract());
    carry();
    const std::string p1 = PracticeRows::guid_of("p1");
    const std::string p2 = PracticeRows::guid_of("p2");
    for (const char* side : {"source", "target"}) {
        expect_refusal(ferry({"record", workspace(), "9990000018", "--side", side}), 2,
                       {"2 patients", "9990000018", p1, p2, "one of them"});
    }
    EXPECT_EQ(ferry({"record", workspace(), p1}).status, 0);
    EXPECT_EQ(ferry({"record", workspace(), p2}).status, 1);
}

TEST_F(SmallMigration, SaysThatNothingOfAPatientIsInTheRecord)
{
    practice_.add("Admin_Patient", {
                                       {"PatientGuid", "gone"},
                                       {"Deleted",     "true"}
    });
    practice_.write(extract());
    carry();
    const std::string gone = PracticeRows::guid_of("gone");
    const auto shown = ferry({"record", workspace(), gone});
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_TRUE(shown.out.starts_with(gone + ": nothing of this patient is in the record. Its "
                                             "source items: 1 left.\n"))
        << shown.out;
    EXPECT_NE(shown.out.find("ferry explain"), std::string::npos) << shown.out;
    EXPECT_NE(ferry({"record", workspace(), gone, "--side", "target"}).out.find("in the target"),
              std::string::npos);
    EXPECT_EQ(ferry({"record", workspace(), gone, "--json"}).json()["items"].size(), 0U);
}

TEST_F(SmallMigration, ExplainsTheItemOfThisIdAndThisTypeOnly)
{
    carry();
    const std::string id = PracticeRows::guid_of("obs1");
    const auto explained = [this](const char* by, const std::string& what) {
        return ferry({"explain", workspace(), by, what, "--json"});
    };
    const std::string bare = id.substr(1, id.size() - 2);
    for (const std::string& whole : {id, bare}) {
        EXPECT_EQ(explained("--item", whole).json()["items"].size(), 1U) << whole;
    }
    for (const std::string& part : {id.substr(0, 5), id.substr(0, id.size() - 1), bare.substr(0, 8),
                                    bare.substr(0, bare.size() - 1)}) {
        expect_refusal(explained("--item", part), 2, {"no source item has the id"});
    }
    const std::string key = explained("--item", id).json()["items"].front()["target"];
    const std::string number = key.substr(key.find(':') + 1);
    EXPECT_EQ(explained("--target", key).json()["items"].size(), 1U);
    EXPECT_EQ(explained("--target", number).json()["items"].size(), 1U);
    expect_refusal(explained("--target", "consultation:" + number), 2,
                   {"there is no consultation with the number " + number, "observation"});
}

} // namespace
} // namespace ferry::program

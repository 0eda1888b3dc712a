#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/base64.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "corpora/migration.hpp"
#include "pipeline/replay.hpp"
#include "sources/gp2gp/decode.hpp"
#include "sources/gp2gp/gp2gp.hpp"
#include "sources/gp2gp/values.hpp"
#include "sources/gp2gp/words.hpp"
#include "workspace/books.hpp"

/// Public GP2GP messages, carried by whole passes, and what their makers say stands in them.
namespace ferry::corpora {
namespace {

using Json = nlohmann::json;

std::filesystem::path gp2gp_folder()
{
    return corpora_folder() / "gp2gp";
}

/// A folder of messages, carried by a whole pass and, to look at its items, in memory.
struct Carried {
    explicit Carried(const std::filesystem::path& messages)
        : run{
              support::Source{.open = gp2gp::open_extract, .mapper = gp2gp::make_mapper},
              messages
    }
    {
        workspace::create(
            folder / "work.ferry",
            {.source = "gp2gp", .target = "sqlite:" + (folder / "target.sqlite").string()});
        workspace.emplace(folder / "work.ferry");
        report = pipeline::run_pass(*workspace, {.extract = messages, .who = "a test"});
    }

    support::Folder folder;
    support::Run run;
    std::optional<workspace::Workspace> workspace;
    pipeline::PassReport report;
};

/// The messages of one kind, each set laid out as a folder of its own.
class Gp2gpCorpus : public testing::TestWithParam<std::string_view> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(gp2gp_folder())) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
    }

    /// The folder of this set: files of the same name in several folders get theirs in front.
    std::filesystem::path messages()
    {
        const std::map<std::string_view, std::filesystem::path> places{
            {"records",    gp2gp_folder() / "records"            },
            {"large",      gp2gp_folder() / "large"              },
            {"uat",        corpora_folder() / "gpconnect" / "uat"},
            {"components", gp2gp_folder() / "components"         },
        };
        if (GetParam() == "records") {
            return places.at(GetParam());
        }
        for (const auto& file :
             std::filesystem::recursive_directory_iterator{places.at(GetParam())}) {
            const std::string name = file.path().parent_path().filename().string() + "-" +
                                     file.path().filename().string();
            if (file.is_regular_file()) {
                write_whole(laid_out_ / name, as_message(read_whole(file.path())));
            }
        }
        return laid_out_.path();
    }

private:
    /// A cutting inside the smallest message it can stand in; other files as they are.
    static std::string as_message(std::string bytes);
    support::Folder laid_out_;
};

std::string Gp2gpCorpus::as_message(std::string bytes)
{
    const std::string_view root = xml::root_name(bytes);
    const std::map<std::string_view, std::string_view> around{
        {"ehrComposition",       "%"                                                 },
        {"component",            "<ehrComposition><id root=\"C\"/>%</ehrComposition>"},
        {"CompoundStatement",    "<ehrComposition><id root=\"C\"/><component>%</component>"
                              "</ehrComposition>"       },
        {"ObservationStatement", "<ehrComposition><id root=\"C\"/><component>%</component>"
                                 "</ehrComposition>" },
        {"MedicationStatement",  "<ehrComposition><id root=\"C\"/><component>%</component>"
                                "</ehrComposition>"   },
    };
    const auto found = around.find(root);
    if (found == around.end()) {
        return bytes;
    }
    bytes.erase(0, bytes.find(fmt::format("<{}", root)));
    std::string inside{found->second};
    inside.replace(inside.find('%'), 1, bytes);
    return fmt::format("<EhrExtract xmlns:xsi=\"x\"><component><ehrFolder><component>{}"
                       "</component></ehrFolder></component></EhrExtract>",
                       inside);
}

INSTANTIATE_TEST_SUITE_P(Sets, Gp2gpCorpus,
                         testing::Values("records", "large", "uat", "components"),
                         [](const auto& one) { return std::string{one.param}; });

TEST_P(Gp2gpCorpus, LosesNothingAndReadsBackTheSame)
{
    Carried carried{messages()};
    EXPECT_EQ(carried.run.breach(), "");
    for (const auto by :
         {workspace::BalanceBy::type, workspace::BalanceBy::file, workspace::BalanceBy::patient}) {
        const auto balance = workspace::balance(*carried.workspace, by, {});
        EXPECT_TRUE(balance.balanced());
        EXPECT_EQ(balance.total.extracted, carried.run.rows());
    }
    const auto& read_back = carried.report.reconciled;
    EXPECT_GT(read_back.items, 0);
    EXPECT_EQ(read_back.agree, read_back.items);
    EXPECT_EQ(read_back.differ.count() + read_back.missing.count() + read_back.unexpected.count(),
              0);
    const auto again = pipeline::reconcile_all(*carried.workspace, "the test");
    EXPECT_EQ(again.agree, again.items);
    std::map<Outcome, std::int64_t> ended;
    for (const Outcome outcome : outcomes) {
        ended[outcome] = carried.run.count(outcome);
    }
    fmt::print("{}: {} items; {} carried, {} converted, {} degraded, {} held, {} left\n",
               GetParam(), carried.run.rows(), ended[Outcome::carried], ended[Outcome::converted],
               ended[Outcome::degraded], ended[Outcome::held], ended[Outcome::left]);
}

/// Every element that is an item stands in the files as often as there are rows of it.
TEST_P(Gp2gpCorpus, HasARowForEachComponent)
{
    const auto folder = messages();
    const support::Run run{
        {.open = gp2gp::open_extract, .mapper = gp2gp::make_mapper},
        folder
    };
    std::map<std::string, std::int64_t> rows;
    for (const auto& one : run.cases()) {
        for (const auto& row : one->source.rows) {
            if (row.bytes.starts_with('<') && !row.damaged) {
                ++rows[std::string{xml::root_name(row.bytes)}];
            }
        }
    }
    std::map<std::string, std::int64_t> elements;
    for (const auto& file : run.manifest().files) {
        const std::string bytes = read_whole(folder / file.name);
        for (const std::string_view name : gp2gp::words::items) {
            const std::regex opening{fmt::format("<{}[ />]", name)};
            elements[std::string{name}] +=
                std::distance(std::sregex_iterator{bytes.begin(), bytes.end(), opening}, {});
        }
    }
    for (const auto& [name, count] : elements) {
        EXPECT_EQ(rows[name], count) << name;
        if (count > 0) {
            fmt::print("{}: {} {}\n", GetParam(), count, name);
        }
    }
}

/// What a test of the five records looks at.
class Gp2gpRecords : public testing::Test {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(gp2gp_folder())) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
    }
};

TEST_F(Gp2gpRecords, HoldNothingAndDegradeOnlyLocalCodes)
{
    const support::Run run{
        {.open = gp2gp::open_extract, .mapper = gp2gp::make_mapper},
        gp2gp_folder() / "records"
    };
    EXPECT_EQ(run.count(Outcome::held), 0);
    for (const auto& one : run.cases()) {
        for (const auto& fate : one->mapped->fates) {
            const auto shown = run.shown(fate);
            if (shown.outcome == Outcome::degraded) {
                EXPECT_THAT(shown.cause + shown.rule,
                            testing::AnyOf(testing::HasSubstr("local_code"),
                                           testing::HasSubstr("heading"),
                                           testing::HasSubstr("text-without-code")));
            }
        }
    }
}

TEST_F(Gp2gpRecords, LeaveTheTextOfLaboratoryCommentsThatMustRemain)
{
    int seen = 0;
    for (const auto& file :
         std::filesystem::directory_iterator{gp2gp_folder() / "components" / "pmip-comments"}) {
        const std::string name = file.path().stem().string();
        const auto output = file.path().parent_path() / (name + "-output.txt");
        if (!std::filesystem::exists(output)) {
            continue;
        }
        const std::string comment = read_whole(file.path());
        EXPECT_EQ(gp2gp::pmip_comment(comment).text, read_whole(output)) << name;
        ++seen;
    }
    EXPECT_GE(seen, 6);
}

TEST_F(Gp2gpRecords, UnpackAnAttachmentFromEachCoat)
{
    const auto folder = gp2gp_folder() / "components" / "InlineAttachments";
    const std::string plain = read_whole(folder / "text_attachment.txt");
    EXPECT_EQ(from_base64(read_whole(folder / "text_attachment_encoded.txt")), plain);
    const auto packed =
        from_base64(read_whole(folder / "text_attachment_encoded_and_compressed.txt"));
    ASSERT_TRUE(packed.has_value());
    EXPECT_EQ(gp2gp::gunzipped(*packed), plain);
}

TEST_F(Gp2gpRecords, PutALargeMessageTogether)
{
    const support::Run run{
        {.open = gp2gp::open_extract, .mapper = gp2gp::make_mapper},
        gp2gp_folder() / "large" / "Scenario_3"
    };
    const auto documents =
        support::items_of(run.cases().back()->mapped->record, ItemType::document);
    ASSERT_EQ(documents.size(), 1U);
    const Json fragment =
        Json::parse(read_whole(gp2gp_folder() / "large" / "Scenario_3" / "copc.json"));
    const auto bytes =
        from_base64(fragment.at("attachments").at(0).at("payload").get<std::string>());
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(documents.front().at("digest"), evidence_digest(*bytes));
    EXPECT_EQ(documents.front().at("content_type"), "video/mpeg");
}

} // namespace
} // namespace ferry::corpora

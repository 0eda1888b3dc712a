#include <map>

#include <gtest/gtest.h>

#include "trees/made.hpp"

namespace ferry::trees {
namespace {

struct Form {
    const char* name;
    Made& (*made)();
    const char* system; ///< in the truth
};

class MadeTrees : public testing::TestWithParam<Form> {
protected:
    static Made& made() { return GetParam().made(); }
};

INSTANTIATE_TEST_SUITE_P(Forms, MadeTrees,
                         testing::Values(Form{"messages", Made::messages, "gp2gp"},
                                         Form{"bundles", Made::bundles, "gpconnect"}),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_P(MadeTrees, LoseNothingAndReadBackTheSame)
{
    EXPECT_EQ(made().run().breach(), "");
    for (const auto by :
         {workspace::BalanceBy::type, workspace::BalanceBy::file, workspace::BalanceBy::patient}) {
        const auto balance = workspace::balance(made().workspace(), by, {});
        EXPECT_TRUE(balance.balanced());
        EXPECT_EQ(balance.total.extracted, made().run().rows());
    }
    const auto& read_back = made().report().reconciled;
    EXPECT_GT(read_back.items, 10'000);
    EXPECT_EQ(read_back.agree, read_back.items);
    EXPECT_EQ(read_back.differ.count() + read_back.missing.count() + read_back.unexpected.count(),
              0);
}

TEST_P(MadeTrees, AreAskedNothing)
{
    for (const auto& question : made().run().manifest().questions) {
        ADD_FAILURE() << question.cause << ": " << question.what;
    }
    EXPECT_EQ(made().truth().at("extract").at("system"), GetParam().system);
}

/// How many items of a type there are, and how many the truth counts.
struct Counted {
    const char* in_truth;
    ItemType type;
};
constexpr Counted counted[] = {
    {"bp",       ItemType::blood_pressure},
    {"diary",    ItemType::diary_entry   },
    {"problem",  ItemType::problem       },
    {"referral", ItemType::referral      },
};

TEST_P(MadeTrees, HaveAsManyItemsAsTheTruthSays)
{
    std::map<ItemType, std::int64_t> items;
    for (const auto& [id, item] : made().items()) {
        ++items[item.type];
    }
    const auto& truth = made().truth().at("live_items_by_type");
    for (const Counted& row : counted) {
        EXPECT_EQ(items[row.type], truth.at(row.in_truth)) << row.in_truth;
    }
    EXPECT_EQ(items[ItemType::allergy], truth.at("allergy-drug").get<std::int64_t>() +
                                            truth.at("allergy-other").get<std::int64_t>());
    EXPECT_EQ(items[ItemType::medication],
              truth.at("medication-acute").get<std::int64_t>() +
                  truth.at("medication-repeat").get<std::int64_t>() +
                  truth.at("medication-repeat-dispensing").get<std::int64_t>());
}

/// Components and resources are counted where they are written and where they are read.
TEST_P(MadeTrees, HaveAsManyPiecesAsTheTruthSays)
{
    std::map<std::string, std::int64_t> read;
    for (const auto& one : made().run().cases()) {
        for (const auto& row : one->source.rows) {
            const std::string_view bytes = row.bytes;
            constexpr std::string_view resource = "\"resourceType\":\"";
            const auto at = bytes.find(resource);
            if (bytes.starts_with('<')) {
                ++read[std::string{bytes.substr(1, bytes.find_first_of(" >") - 1)}];
            } else if (at != std::string_view::npos) {
                const std::string_view rest = bytes.substr(at + resource.size());
                ++read[std::string{rest.substr(0, rest.find('"'))}];
            }
        }
    }
    for (const auto& [kind, count] : made().truth().at("rows_by_table").items()) {
        const bool a_file =
            kind == "Message" || kind == "Fragment" || kind == "PatientList" || kind == "Bundle";
        if (!a_file) {
            EXPECT_EQ(read[kind], count) << kind;
        }
    }
}

/// What a message may be wrapped in, and that a share of the folder is.
TEST(MadeMessages, TravelInEveryKindOfEnvelope)
{
    std::map<std::string, int> files;
    bool custom_transport = false;
    for (const auto& one : Made::messages().run().cases()) {
        for (const auto& row : one->source.rows) {
            custom_transport =
                custom_transport || row.bytes.find("<custom_transport>") != std::string::npos;
        }
    }
    for (const auto& file : std::filesystem::directory_iterator{Made::messages().extract()}) {
        ++files[file.path().extension().string()];
    }
    EXPECT_GT(files[".xml"], 10);
    EXPECT_GT(files[".json"], 10);
    EXPECT_GT(files[".mime"], 10);
    EXPECT_EQ(files[".csv"], 1);
    EXPECT_TRUE(custom_transport);
    EXPECT_GT(Made::messages().truth().at("rows_by_table").at("Fragment"), 5);
}

TEST(MadeMessages, BringTheirDocuments)
{
    int with_bytes = 0;
    int by_address = 0;
    for (const auto& [id, item] : Made::messages().items()) {
        if (item.type == ItemType::document) {
            with_bytes += item.at("digest").empty() ? 0 : 1;
            by_address += item.at("file").starts_with("https://") ? 1 : 0;
        }
    }
    EXPECT_GT(with_bytes, 100);
    EXPECT_GT(by_address, 10);
}

} // namespace
} // namespace ferry::trees

#include "reconcile/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ferry::reconcile {
namespace {

TEST(AReport, HasTheKeysScriptsRelyOn)
{
    Report report{.patients = 2, .items = 9, .agree = 7};
    report.differ.add({.patient = "P1",
                       .type = "observation",
                       .item = "o1",
                       .field = "value",
                       .source = "1.50",
                       .target = "1.5"});
    report.missing.add({.patient = "P2", .type = "issue", .item = "i1"});
    const auto json = nlohmann::json::parse(json_of(report));
    EXPECT_EQ(json["patients"], 2);
    EXPECT_EQ(json["items"], 9);
    EXPECT_EQ(json["agree"], 7);
    EXPECT_EQ(json["differ"][0], (nlohmann::json{
                                     {"patient", "P1"         },
                                     {"type",    "observation"},
                                     {"item",    "o1"         },
                                     {"field",   "value"      },
                                     {"source",  "1.50"       },
                                     {"target",  "1.5"        }
    }));
    EXPECT_EQ(json["missing"][0]["item"], "i1");
    EXPECT_EQ(json["unexpected"], nlohmann::json::array());
    EXPECT_FALSE(report.clean());
}

TEST(AReport, ListsOnlySoManyAndCountsThemAll)
{
    Report report;
    const auto most = static_cast<std::int64_t>(Findings<Stray>::listed_max);
    for (std::int64_t i = 0; i < most + 5; ++i) {
        report.missing.add({.item = std::to_string(i)});
    }
    EXPECT_EQ(report.missing.count(), most + 5);
    EXPECT_EQ(std::ssize(report.missing.listed()), most);
    EXPECT_EQ(report.missing.listed().back().item, std::to_string(most - 1));
}

TEST(AReport, SaysTheSameWhateverWasFoundFirst)
{
    const Stray a{.patient = "P1", .type = "task", .item = "a"};
    const Stray b{.patient = "P1", .type = "task", .item = "b"};
    Report one;
    one.unexpected.add(a);
    one.unexpected.add(b);
    Report other;
    other.unexpected.add(b);
    other.unexpected.add(a);
    EXPECT_EQ(json_of(one), json_of(other));
}

TEST(AReport, SurvivesBytesThatAreNoText)
{
    Report report;
    report.differ.add({.target = "\xff\xfe"});
    EXPECT_TRUE(nlohmann::json::accept(json_of(report)));
}

} // namespace
} // namespace ferry::reconcile

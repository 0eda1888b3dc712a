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
    Report other;
    for (std::size_t i = 0; i < Findings<Stray>::listed_max - 1; ++i) {
        report.missing.add({});
    }
    for (int i = 0; i < 5; ++i) {
        other.missing.add({.item = std::to_string(i)});
    }
    report.merge(std::move(other));
    report.missing.add({});
    EXPECT_EQ(report.missing.count(), static_cast<std::int64_t>(Findings<Stray>::listed_max) + 5);
    EXPECT_EQ(report.missing.listed().size(), Findings<Stray>::listed_max);
    EXPECT_EQ(report.missing.listed().back().item, "0");
}

TEST(AReport, SaysTheSameWhicheverWorkerFinishedFirst)
{
    Report first{.patients = 1};
    first.unexpected.add({.patient = "P1", .type = "task", .item = "b"});
    Report second{.patients = 2};
    second.unexpected.add({.patient = "P1", .type = "task", .item = "a"});
    Report one = first;
    one.merge(Report{second});
    Report other = second;
    other.merge(Report{first});
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

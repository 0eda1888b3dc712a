#include <algorithm>

#include "program/small_migration.hpp"

namespace ferry::program {
namespace {

using Json = nlohmann::json;

/// The keys of an object, in order, with blanks between.
std::string keys_of(const Json& object)
{
    std::string keys;
    for (const auto& [key, value] : object.items()) {
        keys += (keys.empty() ? "" : " ") + key;
    }
    return keys;
}

void expect_keys(const Json& object, const Words& keys)
{
    for (const std::string& key : keys) {
        EXPECT_TRUE(object.contains(key)) << key << " in " << keys_of(object);
    }
}

class JsonAnswers : public SmallMigration {
protected:
    Json answer(Words words) const
    {
        words.emplace_back("--json");
        const auto ended = ferry(words);
        EXPECT_LE(ended.status, 1) << ended.err;
        EXPECT_EQ(ended.err, "");
        return ended.json();
    }
};

/// Links within the practice's own record are looked at too.
TEST_F(JsonAnswers, TellOfSessionsAndOrganisationsThatLeadNowhere)
{
    practice_.add("Admin_Organisation", {
                                            {"OrganisationGuid",    "elsewhere"  },
                                            {"OrganisationName",    "Elsewhere"  },
                                            {"CCGOrganisationGuid", "no-such-icb"}
    });
    practice_.add("Appointment_SessionUser", {
                                                 {"SessionGuid", "no-such-session"}
    });
    practice_.write(folder_ / "loose");
    ferry(new_words());
    const auto carried = ferry({"pass", workspace(), "--extract", folder_ / "loose", "--json"});
    EXPECT_EQ(carried.json()["reconciled"]["differ"], 0) << carried.err;
    const Json findings = answer({"profile", workspace()})["findings"];
    const auto told = std::ranges::find(findings, "directory_link_missing",
                                        [](const Json& one) { return one["kind"]; });
    ASSERT_NE(told, findings.end()) << findings.dump(1);
    EXPECT_GE((*told)["count"], 2);
}

TEST_F(JsonAnswers, HaveTheKeysThatScriptsRelyOn)
{
    carry();
    const Json balance = answer({"balance", workspace()});
    const Words outcomes{"extracted", "carried", "converted", "degraded", "held", "left"};
    expect_keys(balance, {"pass", "balanced", "total", "by"});
    expect_keys(balance["total"], outcomes);
    expect_keys(balance["by"].front(), {"key"});
    expect_keys(balance["by"].front(), outcomes);
    expect_keys(answer({"profile", workspace()}), {"findings"});
    const Json exceptions = answer({"exceptions", workspace()});
    expect_keys(exceptions, {"causes"});
    expect_keys(exceptions["causes"].front(),
                {"id", "kind", "what", "count", "choices", "samples"});
    const Json reconcile = answer({"reconcile", workspace()});
    expect_keys(reconcile, {"patients", "items", "agree", "differ", "missing", "unexpected"});
    EXPECT_TRUE(reconcile["differ"].is_array());
    for (const char* side : {"source", "target"}) {
        const Json record =
            answer({"record", workspace(), PracticeRows::guid_of("p2"), "--side", side});
        expect_keys(record, {"patient", "items"});
        for (const Json& item : record["items"]) {
            expect_keys(item, {"type", "id", "origin", "date", "precision", "codings", "text",
                               "value", "unit"});
        }
        expect_keys(record["items"].back(), {"kind"});
    }
    expect_keys(answer({"explain", workspace(), "--item", PracticeRows::guid_of("obs1")}),
                {"items"});
    expect_keys(answer({"sources"}), {"sources"});
    expect_keys(answer({"targets"}), {"targets"});
    expect_keys(answer(pass_words()), {"pass", "unchanged", "imported", "removed", "held"});
}

TEST_F(JsonAnswers, BalanceByTypeFileAndPatientInTheSameTotals)
{
    carry();
    const Json by_type = answer({"balance", workspace()});
    for (const char* by : {"type", "file", "patient"}) {
        const Json balance = answer({"balance", workspace(), "--by", by});
        EXPECT_EQ(balance["balanced"], true) << by;
        EXPECT_EQ(balance["total"], by_type["total"]) << by;
        std::int64_t extracted = 0;
        for (const Json& row : balance["by"]) {
            extracted += row["extracted"].get<std::int64_t>();
        }
        EXPECT_EQ(extracted, balance["total"]["extracted"].get<std::int64_t>()) << by;
    }
}

TEST_F(JsonAnswers, ShowNoTypeButTheItemsOwn)
{
    practice_.add_drug("met", {
                                  {"Term", "Metformin"}
    });
    practice_.add("Prescribing_DrugRecord",
                  {
                      {"DrugRecordGuid",   "m1"    },
                      {"CodeId",           "met"   },
                      {"PrescriptionType", "Repeat"}
    });
    practice_.write(extract());
    carry();
    const Json record = answer({"record", workspace(), PracticeRows::guid_of("p1")});
    bool medication = false;
    for (const Json& item : record["items"]) {
        EXPECT_NE(item["type"], "Repeat");
        medication =
            medication || (item["type"] == "medication" && item["medication_type"] == "Repeat");
        EXPECT_NE(item["origin"], "") << item.dump(1);
    }
    EXPECT_TRUE(medication);
}

TEST_F(JsonAnswers, AreValidWhateverBytesTheDataHolds)
{
    const std::string odd =
        "say \"ah\", \\ then\r\n\tDr. \xC3\x96z\xE2\x82\xAC \xF0\x9F\xA9\xBA end";
    practice_.add("Admin_Patient", {
                                       {"PatientGuid", "p2"},
                                       {"Surname",     odd },
                                       {"Town",        odd }
    });
    practice_.add("Admin_Patient",
                  {
                      {"PatientGuid", "p\xFF\xC3"         },
                      {"Surname",     "bad \xFF\xC3 bytes"}
    });
    practice_.add("CareRecord_Observation", {
                                                {"ObservationGuid", "odd"            },
                                                {"PatientGuid",     "{\xFF not a id}"},
                                                {"Bad \xFF column", "x"              }
    });
    practice_.write(extract());
    carry();
    const std::string p2 = PracticeRows::guid_of("p2");
    const Words looks{"profile",
                      "exceptions",
                      "balance --by patient",
                      "balance --by file",
                      "reconcile",
                      "record " + p2,
                      "record " + p2 + " --side target",
                      "record " + PracticeRows::guid_of("p\xFF\xC3"),
                      "explain --item " + PracticeRows::guid_of("odd"),
                      "explain --origin " + PracticeRows::file_of("Admin_Patient") + ":2"};
    for (const std::string& look : looks) {
        SCOPED_TRACE(look);
        EXPECT_FALSE(answer(at(look, workspace())).empty());
    }
    const Json record = answer({"record", workspace(), PracticeRows::guid_of("p2")});
    EXPECT_EQ(record["patient"]["surname"], odd) << "to the byte";
}

} // namespace
} // namespace ferry::program

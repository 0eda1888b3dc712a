#include "sources/systmone/test_systmone.hpp"

namespace ferry::sources {
namespace {

class SystmOneRemovals : public SystmOne {
protected:
    /// Entry 8, and row 91 that makes it a problem.
    void add_asthma_problem(const std::string& severity)
    {
        code("H33..", "Asthma",
             {
                 {"RowIdentifier", "8"}
        });
        extract().add("SRProblem",
                      {
                          {"RowIdentifier", "91"    },
                          {"IDCode",        "8"     },
                          {"Severity",      severity}
        });
    }
};

TEST_F(SystmOneRemovals, LeavesRemovedRowsThatHoldOnlyTheirId)
{
    extract().add_line(
        "SRCode",
        R"("4711","","","","","","","","","","","","","","","","","","","","","","","","","","1")");
    const auto fate = run().fate("SRCode", 2);
    EXPECT_EQ(fate.outcome, Outcome::left);
    EXPECT_EQ(fate.rule, "policy-deleted-in-source");
}

TEST_F(SystmOneRemovals, HoldsARemovalWhoseRowStandsBesideIt)
{
    code("H33..", "Asthma",
         {
             {"RowIdentifier", "4711"}
    });
    extract().add("SRCode",
                  {
                      {"RowIdentifier", "4711"},
                      {"IDPatient",     ""    },
                      {"RemovedData",   "1"   }
    });
    code("H33..", "Asthma",
         {
             {"RowIdentifier", "4712"}
    });
    for (const std::int64_t line : {2, 3}) {
        const auto fate = run().fate("SRCode", line);
        EXPECT_EQ(fate.outcome, Outcome::held);
        EXPECT_EQ(fate.cause, "duplicate_key:SRCode");
    }
    EXPECT_EQ(items(ItemType::observation).size(), 1);
}

TEST_F(SystmOneRemovals, TakesTheLaterOfTwoProblemsOfOneEntry)
{
    add_asthma_problem("Minor");
    extract().add("SRProblem",
                  {
                      {"RowIdentifier", "92"   },
                      {"IDCode",        "8"    },
                      {"Severity",      "Major"}
    });
    const auto found = items(ItemType::problem);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("significance"), "Major");
    EXPECT_EQ(run().fate("SRProblem", 2).rule, "policy-superseded-row");
}

TEST_F(SystmOneRemovals, HoldsAProblemWhoseRemovalStandsBesideIt)
{
    add_asthma_problem("Major");
    extract().add(
        "SRProblem",
        {
            {"RowIdentifier", "91"},
            {"IDCode",        ""  },
            {"IDPatient",     ""  },
            {"RemovedData",   "1" }
    });
    EXPECT_TRUE(items(ItemType::problem).empty());
    for (const std::int64_t line : {2, 3}) {
        EXPECT_EQ(run().fate("SRProblem", line).cause, "duplicate_key:SRProblem") << line;
    }
}

TEST_F(SystmOneRemovals, DoesNotTakeARemovedProblemForALaterOne)
{
    add_asthma_problem("Major");
    extract().add(
        "SRProblem",
        {
            {"RowIdentifier", "92"   },
            {"IDCode",        "8"    },
            {"Severity",      "Minor"},
            {"RemovedData",   "1"    }
    });
    const auto found = items(ItemType::problem);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("significance"), "Major");
    EXPECT_GE(run().fate("SRProblem", 2).item, 0);
    EXPECT_EQ(run().fate("SRProblem", 3).rule, "policy-deleted-in-source");
}

TEST_F(SystmOneRemovals, ExplainsNothingByARowThatWasRemoved)
{
    extract().add("SRCtv3",
                  {
                      {"RowIdentifier", "1"     },
                      {"Ctv3Code",      "XaZ99" },
                      {"Ctv3Text",      "A term"}
    });
    extract().add(
        "SRCtv3",
        {
            {"RowIdentifier", "1"},
            {"Ctv3Code",      "" },
            {"Ctv3Text",      "" },
            {"RemovedData",   "1"}
    });
    code("XaZ99", "");
    EXPECT_EQ(run().fate("SRCode", 2).cause, "unknown_code:XaZ99");
}

} // namespace
} // namespace ferry::sources

#include "sources/tabular/case_rows.hpp"

#include <gtest/gtest.h>

#include "sources/tabular/open.hpp"

namespace ferry::tabular {
namespace {

const Description& described()
{
    static const Description description = parse_description(R"(source: test-csv
title: Test
dialect: {separator: ","}
layouts: ["1"]
tables:
  - name: Notes
    holds: patient
    item: observation
    key: [Id]
    columns: {Id: source_id, Text: text}
  - name: Pairs
    holds: directory
    item: session_user
    key: [A, B]
    columns: {A: session, B: user}
  - name: Audit
    holds: audit
    columns: {Id: {left: "Kept."}}
)",
                                                             "test.yaml");
    return description;
}

std::vector<FilePlan> plans()
{
    const auto plan = [](std::string table, std::string header, bool known = true) {
        return make_plan(described(),
                         {.table = std::move(table), .known = known, .header = std::move(header)});
    };
    return {plan("Notes", "Id,Text"), plan("Pairs", "A,B"), plan("Audit", "Id"),
            plan("else", "x,y", false)};
}

class CaseRowsTest : public testing::Test {
protected:
    /// Adds a row of the file; 0 notes, 1 pairs, 2 audit, 3 unknown.
    void add(extract::FileNo file, std::string_view bytes, bool damaged = false)
    {
        case_.rows.push_back({.file = file, .damaged = damaged, .bytes = bytes});
    }
    CaseRows rows() { return CaseRows{case_, plans_, {}}; }

    extract::Case case_;
    std::vector<FilePlan> plans_ = plans();
};

TEST_F(CaseRowsTest, GiveCellsAndWords)
{
    add(0, R"("1"," two ")");
    const CaseRows cut = rows();
    EXPECT_EQ(cut.cell(0, 1).text, " two ");
    EXPECT_EQ(cut.word(0, 1), "two");
    EXPECT_EQ(cut.cell(0, -1).text, "");
    EXPECT_FALSE(cut.at(0).damaged);
}

TEST_F(CaseRowsTest, TellRowsThatAreDamaged)
{
    add(0, "1");
    add(0, "1,2,3");
    add(0, R"("1","2)");
    add(0, "1,2", true);
    const CaseRows cut = rows();
    for (RowNo row = 0; row < cut.size(); ++row) {
        EXPECT_TRUE(cut.at(row).damaged) << row;
        EXPECT_EQ(cut.at(row).id, 0U) << row;
        EXPECT_EQ(cut.cell(row, 1).text.size() <= 1, true) << row;
    }
}

TEST_F(CaseRowsTest, TellRowsWithBytesThatAreNoText)
{
    add(0, "1,caf\xC3\xA9");
    add(0, "2,caf\xE9");
    add(0, std::string_view{"3,a\0b", 5});
    const CaseRows cut = rows();
    EXPECT_TRUE(cut.at(0).clean);
    EXPECT_FALSE(cut.at(1).clean);
    EXPECT_FALSE(cut.at(2).clean);
}

TEST_F(CaseRowsTest, AreFoundByTableAndKey)
{
    add(0, "1,a");
    add(1, "1,2");
    add(1, "12,");
    CaseRows cut = rows();
    for (RowNo row = 0; row < cut.size(); ++row) {
        cut.stand(row);
    }
    EXPECT_EQ(cut.find(CaseRows::id_of(0, "1")), 0);
    EXPECT_EQ(cut.find(CaseRows::id_of(0, "2")), -1);
    EXPECT_EQ(cut.find(cut.at(1).id), 1);
    EXPECT_EQ(cut.find(cut.at(2).id), 2); // 1 and 2 together are not 12 and nothing
    EXPECT_NE(cut.at(0).id, cut.at(1).id);
}

TEST_F(CaseRowsTest, LetALaterRowStandInPlaceOfAnEarlier)
{
    add(0, "1,a");
    add(0, "1,b");
    CaseRows cut = rows();
    cut.stand(0);
    cut.stand(1);
    EXPECT_EQ(cut.find(CaseRows::id_of(0, "1")), 1);
}

TEST_F(CaseRowsTest, LeaveAuditAndUnknownTablesUncut)
{
    add(2, "\"");
    add(3, "\"");
    const CaseRows cut = rows();
    EXPECT_FALSE(cut.at(0).damaged);
    EXPECT_FALSE(cut.at(1).damaged);
    EXPECT_FALSE(cut.at(1).plan->known());
}

} // namespace
} // namespace ferry::tabular

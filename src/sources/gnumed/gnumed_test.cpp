#include "sources/gnumed/description.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "sources/tabular/review.hpp"

namespace ferry::sources {
namespace {

TEST(GnumedDescription, StandsUpToTheReviewOfDescriptionsThatComeWithAPractice)
{
    EXPECT_NO_THROW(tabular::require_usable(gnumed(), "gnumed.yaml"));
}

TEST(GnumedDescription, GivesAReasonForAllThatIsLeft)
{
    for (const tabular::Table& table : gnumed().tables) {
        for (const tabular::Column& column : table.columns) {
            EXPECT_TRUE(column.role != tabular::Role::left || column.reason.size() > 5)
                << table.name << "." << column.name;
        }
    }
    ASSERT_TRUE(gnumed().database.has_value());
    for (const tabular::LeftTables& left : gnumed().database->left) {
        for (const std::string& table : left.tables) {
            EXPECT_EQ(gnumed().table(table), nullptr) << table << " is described, and left too";
        }
    }
}

TEST(GnumedDescription, ReadsPatientsByQueriesThatNameTheirTable)
{
    for (const tabular::Table& table : gnumed().tables) {
        EXPECT_TRUE(table.query.empty() || table.query.find(table.name) != std::string::npos)
            << table.name;
    }
}

} // namespace
} // namespace ferry::sources

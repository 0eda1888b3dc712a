#include "draft/dialect_guess.hpp"

#include <gmock/gmock.h>

namespace ferry::draft {
namespace {

using testing::ElementsAre;

TEST(GuessDialect, TellsTheSeparatorByTheWidthOfRows)
{
    EXPECT_EQ(guess_dialect("id,name\n1,a\n2,b\n").dialect.separator, ',');
    EXPECT_EQ(guess_dialect("id\tname, first\n1\ta, b\n2\tb\n").dialect.separator, '\t');
    EXPECT_EQ(guess_dialect("id;weight\n1;1,5\n2;2,5\n").dialect.separator, ';');
    EXPECT_EQ(guess_dialect("id|name\n1|a\n2|b\n").dialect.separator, '|');
}

TEST(GuessDialect, TellsQuotesFromSignsLikeAnyOther)
{
    const auto quoted = guess_dialect("id,text\n1,\"a, \"\"b\"\"\"\n2,\"c\nd\"\n");
    EXPECT_EQ(quoted.dialect.quotes, csv::Quotes::doubled);
    const auto plain = guess_dialect("id\ttext\n1\t\"low\n2\t5\" wound\n3\tx\n");
    EXPECT_EQ(plain.dialect.quotes, csv::Quotes::none);
}

TEST(GuessDialect, TellsAHeaderFromData)
{
    const auto with = guess_dialect("id,born\n1,2010-03-17\n");
    EXPECT_TRUE(with.header);
    EXPECT_THAT(with.names, ElementsAre("id", "born"));
    const auto without = guess_dialect("1,2010-03-17\n2,2011-03-17\n");
    EXPECT_FALSE(without.header);
    EXPECT_THAT(without.names, ElementsAre("COLUMN_1", "COLUMN_2"));
    EXPECT_FALSE(guess_dialect("a,a\n1,2\n").header) << "no two columns have one name";
}

TEST(GuessDialect, SaysWhereRowsAndHeaderDoNotFit)
{
    EXPECT_TRUE(guess_dialect("id,name\n1,a,\n2,b,\n").cells_at_end);
    EXPECT_TRUE(guess_dialect("id,dose,name\n1,a\n2,b\n").other_width);
    EXPECT_FALSE(guess_dialect("id,name\n").other_width);
}

} // namespace
} // namespace ferry::draft

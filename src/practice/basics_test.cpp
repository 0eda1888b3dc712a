#include <gtest/gtest.h>
#include <set>

#include "base/files.hpp"
#include "practice/calendar.hpp"
#include "practice/csv_file.hpp"
#include "practice/guid.hpp"
#include "practice/random.hpp"
#include "practice/short_text.hpp"
#include "practice/text_file.hpp"

namespace ferry::practice {
namespace {

TEST(Calendar, GoesFromDaysToDatesAndBack)
{
    EXPECT_EQ(day_of(1970, 1, 1), 0);
    EXPECT_EQ(date_of(day_of(2024, 2, 29)), Date{20240229});
    EXPECT_EQ(date_of(day_of(2024, 2, 29) + 1), Date{20240301});
    EXPECT_EQ(date_of(day_of(1931, 12, 31)), Date{19311231});
    for (Day day = day_of(1920, 1, 1); day < day_of(2030, 1, 1); day += 17) {
        EXPECT_EQ(day_of(date_of(day)), day);
    }
}

TEST(Calendar, KnowsWeekendsAndAges)
{
    EXPECT_TRUE(is_weekend(day_of(2026, 6, 27)));
    EXPECT_TRUE(is_weekend(day_of(2026, 6, 28)));
    EXPECT_FALSE(is_weekend(day_of(2026, 6, 29)));
    EXPECT_FALSE(is_weekend(day_of(1965, 3, 1)));
    EXPECT_EQ(age_on(day_of(2000, 6, 30), day_of(2026, 6, 29)), 25);
    EXPECT_EQ(age_on(day_of(2000, 6, 30), day_of(2026, 6, 30)), 26);
}

TEST(RandomStream, DependsOnSeedAndStreamOnly)
{
    Random one{1, 5};
    Random same{1, 5};
    Random other{1, 6};
    Random another{2, 5};
    const std::uint64_t first = one.next();
    EXPECT_EQ(first, same.next());
    EXPECT_NE(first, other.next());
    EXPECT_NE(first, another.next());
}

TEST(RandomStream, StaysWithinWhatWasAsked)
{
    Random random{3, 1};
    double sum = 0;
    for (int i = 0; i < 20'000; ++i) {
        const int drawn = random.between(-3, 4);
        EXPECT_GE(drawn, -3);
        EXPECT_LE(drawn, 4);
        sum += random.around(2.5);
    }
    EXPECT_NEAR(sum / 20'000, 2.5, 0.05);
    EXPECT_EQ(random.between(9, 9), 9);
}

TEST(Guid, IsWrittenAsEmisWritesIt)
{
    EXPECT_EQ(braced({0x0123456789ABCDEFU, 0xFEDCBA9876543210U}),
              "{01234567-89AB-CDEF-FEDC-BA9876543210}");
}

TEST(Guid, IsOfVersionFourAndUsesAllItsBits)
{
    std::set<std::string> starts;
    for (std::uint64_t i = 0; i < 50; ++i) {
        const std::string text = braced(guid_of(1, i));
        EXPECT_EQ(text[15], '4') << text;
        EXPECT_NE(std::string{"89AB"}.find(text[20]), std::string::npos) << text;
        starts.insert(text.substr(1, 8));
    }
    EXPECT_EQ(starts.size(), 50U);
}

TEST(ShortText, WritesDecimalsWithAllTheirDigits)
{
    EXPECT_EQ(ShortText::decimal(57, 1).view(), "5.7");
    EXPECT_EQ(ShortText::decimal(150, 2).view(), "1.50");
    EXPECT_EQ(ShortText::decimal(4, 2).view(), "0.04");
    EXPECT_EQ(ShortText::decimal(128, 0).view(), "128");
    EXPECT_EQ(ShortText::decimal(0, 1).view(), "0.0");
}

class CsvFileTest : public testing::Test {
protected:
    std::filesystem::path path_ = std::filesystem::path{testing::TempDir()} /
                                  (std::string{"practice_csv_"} +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
    void SetUp() override { std::filesystem::remove(path_); }
    void TearDown() override { std::filesystem::remove(path_); }
};

TEST_F(CsvFileTest, QuotesEveryCellAndEndsLinesWithCrLf)
{
    CsvFile file{path_};
    file.begin_row();
    file.text("says \"no\", twice");
    file.next_cell();
    file.date({20090204});
    file.next_cell();
    file.clock(65);
    file.next_cell();
    file.guid({});
    file.next_cell();
    file.end_row();
    file.finish();
    EXPECT_EQ(read_whole(path_), "\"says \"\"no\"\", twice\",\"2009-02-04\",\"01:05:00\",\"\"\r\n");
    EXPECT_EQ(file.rows(), 1);
}

TEST_F(CsvFileTest, LosesNothingWhenItsBufferRunsOver)
{
    CsvFile file{path_};
    const std::string cell(10'000, 'x');
    for (int i = 0; i < 300; ++i) {
        file.begin_row();
        file.text(cell);
        file.next_cell();
        file.end_row();
    }
    const std::int64_t bytes = file.bytes();
    file.finish();
    EXPECT_EQ(bytes, 300 * 10'004);
    EXPECT_EQ(std::filesystem::file_size(path_), 300U * 10'004U);
}

TEST(JsonText, EscapesWhatJsonDoesNotAllow)
{
    EXPECT_EQ(json_text("a\"b\\c\r\n"), "\"a\\\"b\\\\c\\u000d\\u000a\"");
    EXPECT_EQ(json_text("Zoë"), "\"Zoë\"");
}

} // namespace
} // namespace ferry::practice

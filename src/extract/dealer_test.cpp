#include "extract/dealer.hpp"

#include <array>
#include <span>

#include <gtest/gtest.h>

namespace ferry::extract {
namespace {

/// Gives descending numbers, as a workspace may that saw the patients before.
class Descending final : public CaseNumbers {
public:
    CaseNo number_of(const Subject& subject) override
    {
        static_cast<void>(subject);
        return next_--;
    }

private:
    CaseNo next_ = 100;
};

/// Keeps what it is handed, as text.
class Kept final : public CaseSink {
public:
    bool take(Case&& made) override
    {
        std::string text = std::to_string(made.no) + " " + made.subject.patient + ":";
        for (const RawRow& row : made.rows) {
            text.append(" ").append(row.bytes);
        }
        cases.push_back(text);
        contents.push_back(made.content);
        parts.push_back(made.part);
        return cases.size() < wanted;
    }
    std::size_t wanted = SIZE_MAX;
    std::vector<std::string> cases;
    std::vector<Fingerprint128> contents;
    std::vector<std::int32_t> parts;
};

class DealerTest : public testing::Test {
protected:
    static Dealer dealer(Patients named, std::int64_t bytes = 0)
    {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        return Dealer{std::filesystem::path{testing::TempDir()} /
                          ("dealer_" + std::string{test->name()}),
                      bytes, named};
    }
    static RawRow row(std::string_view bytes, FileNo file = 70000)
    {
        return {.file = file, .line = 2, .bytes = bytes};
    }
    const std::vector<SourceFile> files_{
        {.no = 70000, .table = "A"},
        {.no = 70001, .table = "B"}
    };
    Descending numbers_;
    Kept sink_;
};

TEST_F(DealerTest, HandsOutTheDirectoryThenNobodysRowsThenPatients)
{
    Dealer dealt = dealer(Patients::first);
    dealt.know("O", "A");
    dealt.know("O", "B");
    dealt.deal("O", "A", row("a1"));
    dealt.deal("O", "B", row("b1"));
    dealt.all_are_known(numbers_);
    dealt.deal("O", "A", row("a2"));
    dealt.deal("O", "C", row("c"));
    dealt.deal_to_directory(row("d"));
    dealt.hand_out(files_, numbers_, sink_);
    EXPECT_EQ(sink_.cases,
              (std::vector<std::string>{"1 : d", "2 : c", "99 B: b1", "100 A: a1 a2"}));
}

TEST_F(DealerTest, TellsRowsOfTheDirectoryOnceAndPutsThoseThatComeAgainIntoFurtherParts)
{
    Dealer dealt = dealer(Patients::along);
    const std::array nurse{row("nurse"), row("clinic")};
    const std::array doctor{row("doctor", 70001), row("clinic", 70001)};
    const std::array other_cut{row("nursec"), row("linic")};
    dealt.deal_to_directory_again(nurse);
    dealt.deal_to_directory_again(doctor);
    dealt.deal_to_directory_again(nurse);
    dealt.deal_to_directory_again(other_cut);
    dealt.deal_to_directory_again(std::span{nurse}.first(1));
    dealt.deal_to_directory_again(doctor);
    dealt.hand_out(files_, numbers_, sink_);
    EXPECT_EQ(sink_.cases, (std::vector<std::string>{
                               "1 : nurse clinic nursec linic nurse doctor clinic",
                               "1 : nurse clinic doctor clinic",
                           }));
}

TEST_F(DealerTest, BoundsThePartsOfWhatComesAgain)
{
    Dealer dealt = dealer(Patients::along);
    const std::string large(5U << 20U, 'x');
    const std::array again{row(large)};
    for (int i = 0; i < 6; ++i) {
        dealt.deal_to_directory_again(again);
    }
    dealt.hand_out(files_, numbers_, sink_);
    EXPECT_EQ(sink_.parts, (std::vector<std::int32_t>{0, 1, 2, 3}));
}

TEST_F(DealerTest, SharesPatientsOutWhoComeAlong)
{
    Dealer dealt = dealer(Patients::along);
    const std::string large(5U << 20U, 'x');
    for (const std::string_view patient : {"A", "B", "C", "D"}) {
        dealt.know("O", patient);
        dealt.deal("O", patient, row(large));
        dealt.deal("O", "A", row("a"));
    }
    dealt.hand_out(files_, numbers_, sink_);
    ASSERT_EQ(sink_.cases.size(), 5U);
    EXPECT_TRUE(sink_.cases[1].starts_with("100 A: x"));
    EXPECT_TRUE(sink_.cases[1].ends_with("x a a a a"));
    EXPECT_TRUE(sink_.cases[4].starts_with("97 D: x"));
}

TEST_F(DealerTest, HandsOutCasesOfPatientsWithoutRows)
{
    Dealer dealt = dealer(Patients::first);
    dealt.know("O", "A");
    dealt.hand_out(files_, numbers_, sink_);
    EXPECT_EQ(sink_.cases, (std::vector<std::string>{"1 :", "100 A:"}));
}

TEST_F(DealerTest, StopsWhereNoMoreAreWanted)
{
    Dealer dealt = dealer(Patients::along);
    for (const std::string_view patient : {"A", "B", "C"}) {
        dealt.know("O", patient);
        dealt.deal("O", patient, row("r"));
    }
    sink_.wanted = 2;
    dealt.hand_out(files_, numbers_, sink_);
    EXPECT_EQ(sink_.cases.size(), 2U);
}

TEST_F(DealerTest, MarksACaseByWhatItsRowsSayInWhichColumns)
{
    Dealer dealt = dealer(Patients::along);
    for (const std::string_view patient : {"A", "B", "C"}) {
        dealt.know("O", patient);
    }
    dealt.deal("O", "A", row("r1"));
    dealt.deal("O", "A", row("r2"));
    dealt.deal("O", "B", row("r2"));
    dealt.deal("O", "B", row("r1"));
    dealt.deal("O", "C", row("r1", 70001));
    dealt.deal("O", "C", row("r2", 70001));
    dealt.hand_out(files_, numbers_, sink_);
    EXPECT_EQ(sink_.contents[1], sink_.contents[2]);
    EXPECT_NE(sink_.contents[1], sink_.contents[3]);
}

} // namespace
} // namespace ferry::extract

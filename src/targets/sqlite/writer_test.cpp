#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "targets/sqlite/test_sample.hpp"

namespace ferry::targets::sqlite {
namespace {

class Writing : public testing::Test {
protected:
    bool stands(CaseNo case_no, const Sample& sample)
    {
        const auto reader = target_->reader();
        reconcile::Comparison comparison{*reader};
        reconcile::Report report;
        comparison.compare({.case_no = case_no, .patient = "P"}, sample.record, report);
        return report.clean();
    }
    std::int64_t number(const std::string& query)
    {
        return sql::Database{path_, sql::Mode::read_only}.number(query);
    }

    std::filesystem::path path_ = fresh_path(
        testing::TempDir(),
        std::string{"writing_"} + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::unique_ptr<load::Target> target_ = open(path_);
};

TEST_F(Writing, TwiceLeavesTheSameAsOnce)
{
    const Sample sample = full_sample();
    import(*target_, 3, sample.record);
    const auto concepts = number("SELECT count(*) FROM coding");
    const auto writer = target_->writer();
    for (int i = 0; i < 2; ++i) {
        writer->replace({.case_no = 3, .digest = "new"}, sample.record);
        writer->commit();
        writer->commit(); // Nothing to make lasting.
    }
    EXPECT_TRUE(stands(3, sample));
    EXPECT_EQ(writer->mark(3), "new");
    EXPECT_EQ(number("SELECT count(*) FROM coding"), concepts);
    EXPECT_EQ(number("SELECT count(*) FROM ferry_mark"), 1);
}

TEST_F(Writing, PutsTheNewRecordInPlaceOfAllTheOldOneHad)
{
    import(*target_, 3, full_sample().record);
    const Sample shorter = note_saying("all that is left");
    import(*target_, 3, shorter.record);
    EXPECT_TRUE(stands(3, shorter));
}

TEST_F(Writing, OneCaseLeavesItsNeighboursAlone)
{
    const Sample two = note_saying("two");
    const Sample three = full_sample();
    const Sample four = note_saying("four");
    const auto writer = target_->writer();
    writer->replace({.case_no = 4, .digest = "4"}, four.record);
    writer->replace({.case_no = 2, .digest = "2"}, two.record);
    writer->replace({.case_no = 3, .digest = "3"}, three.record);
    writer->replace({.case_no = 3, .digest = "3"}, three.record);
    writer->commit();
    EXPECT_TRUE(stands(2, two) && stands(3, three) && stands(4, four));
    writer->remove(3);
    writer->commit();
    EXPECT_TRUE(stands(2, two) && stands(3, Sample{}) && stands(4, four));
    EXPECT_EQ(writer->mark(3), std::nullopt);
    EXPECT_THAT(target_->reader()->cases(), testing::ElementsAre(2, 4));
}

TEST_F(Writing, AnEmptyRecordStandsByItsMark)
{
    const Sample empty;
    import(*target_, 3, empty.record);
    EXPECT_TRUE(stands(3, empty));
    EXPECT_EQ(target_->writer()->mark(3), "digest");
    EXPECT_THAT(target_->reader()->cases(), testing::ElementsAre(3));
}

TEST_F(Writing, IsSeenByNobodyBeforeItIsCommitted)
{
    const Sample before = note_saying("before");
    import(*target_, 3, before.record);
    {
        const auto writer = target_->writer();
        writer->replace({.case_no = 3, .digest = "after"}, note_saying("after").record);
        EXPECT_TRUE(stands(3, before));
    }
    EXPECT_TRUE(stands(3, before));
    EXPECT_EQ(target_->writer()->mark(3), "digest");
}

TEST_F(Writing, ThatIsKilledBeforeTheCommitLeavesTheOldRecord)
{
    const Sample before = full_sample();
    import(*target_, 3, before.record);
    const pid_t child = fork();
    if (child == 0) {
        const auto writer = target_->writer();
        const Sample after = note_saying(std::string(40'000'000, 'x')); // More than the cache.
        writer->replace({.case_no = 3, .digest = "a"}, after.record);
        writer->replace({.case_no = 4, .digest = "b"}, after.record);
        writer->replace({.case_no = 5, .digest = "c"}, after.record);
        raise(SIGKILL);
    }
    ASSERT_EQ(waitpid(child, nullptr, 0), child);
    EXPECT_TRUE(stands(3, before));
    EXPECT_EQ(target_->writer()->mark(3), "digest");
    EXPECT_THAT(target_->reader()->cases(), testing::ElementsAre(3));
    import(*target_, 4, before.record);
    EXPECT_TRUE(stands(4, before));
}

TEST_F(Writing, KeepsEveryTextAsItStood)
{
    const std::string texts[] = {
        "",
        " ",
        "O'Neil said \"no\"; DROP TABLE patient; --",
        "line\nline\r\n\ttab",
        "caf\u00e9 \u4e2d\u6587 \U0001F489 e\u0301",
        std::string{"nul\0inside", 10},
        std::string(1 << 20, 'm') + "end",
        "NULL",
        "?1",
        "\xff\xfe no text"
    };
    CaseNo case_no = 3;
    for (const std::string& text : texts) {
        const Sample sample = note_saying(text);
        import(*target_, case_no, sample.record);
        EXPECT_TRUE(stands(case_no++, sample)) << text.substr(0, 40);
    }
}

TEST_F(Writing, KeepsEveryDigitOfANumber)
{
    constexpr FieldNo value = field_no(ItemType::observation, "value");
    const std::string_view numbers[] = {"1.50", "6.", "<0.1", "007", "1e3",
                                        "-0",   ".5", "+1",   "1,5", "12345678901234567890"};
    Sample sample;
    for (const std::string_view number : numbers) {
        sample.record.set_text(sample.record.add(ItemType::observation), value, number);
    }
    import(*target_, 3, sample.record);
    EXPECT_TRUE(stands(3, sample));
    EXPECT_EQ(number("SELECT count(*) FROM observation WHERE typeof(value) = 'text'"), 10);
}

TEST_F(Writing, RefusesTwoConceptsWithOneKeyAndTakesEverythingBack)
{
    constexpr FieldNo code = field_no(ItemType::observation, "code");
    Sample sample;
    const ItemNo first = sample.record.add(ItemType::observation);
    sample.record.set_concept(first, code, add_concept(sample, "one"));
    const Concept& one = sample.concepts.front();
    Concept other{.text = "other"};
    other.key = one.key;
    Sample clash;
    clash.record.set_concept(clash.record.add(ItemType::observation), code, other);
    const auto writer = target_->writer();
    writer->replace({.case_no = 3, .digest = "3"}, sample.record);
    EXPECT_THROW(writer->replace({.case_no = 4, .digest = "4"}, clash.record), Error);
    writer->commit();
    EXPECT_TRUE(target_->reader()->cases().empty());
    writer->replace({.case_no = 3, .digest = "3"}, sample.record);
    writer->commit();
    EXPECT_TRUE(stands(3, sample));
    EXPECT_THROW(target_->writer()->replace({.case_no = 4, .digest = "4"}, clash.record), Error);
}

TEST_F(Writing, SaysWhenTheDiskIsFullAndLosesNothingThatStood)
{
    const Sample before = full_sample();
    import(*target_, 3, before.record);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit tight{.rlim_cur = 2'000'000, .rlim_max = limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tight);
    const auto writer = target_->writer();
    const Sample large = note_saying(std::string(3'000'000, 'x'));
    const auto write = [&] {
        writer->replace({.case_no = 4, .digest = "4"}, large.record);
        writer->commit();
    };
    EXPECT_THROW(write(), Error);
    setrlimit(RLIMIT_FSIZE, &limit);
    EXPECT_TRUE(stands(3, before));
    EXPECT_THAT(target_->reader()->cases(), testing::ElementsAre(3));
    write();
    EXPECT_TRUE(stands(4, large));
}

TEST_F(Writing, IsReadBackByKeyAndType)
{
    import(*target_, 3, full_sample().record);
    const auto reader = target_->reader();
    EXPECT_EQ(reader->type_of(item_key(3, 5)), static_cast<ItemType>(5));
    EXPECT_EQ(reader->type_of(item_key(3, 60)), std::nullopt);
    EXPECT_EQ(reader->concept_of(1), nullptr);
    std::int64_t before = 0;
    reader->read(3, [&](const load::FoundItem& item) {
        const std::int64_t place = static_cast<std::int64_t>(item.type) * 100 + item_of(item.key);
        EXPECT_GT(place + 1, before);
        before = place + 1;
    });
}

} // namespace
} // namespace ferry::targets::sqlite

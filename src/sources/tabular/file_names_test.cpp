#include "sources/tabular/file_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace ferry::tabular {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

FileNameRule rule()
{
    return {
        .pattern = "{extent}_{practice}_{table}-{stamp}",
        .archives = "{extent}_{A|B}_{practice}_{stamp}",
        .whole = {"ALL", "MORE"},
        .changes = {"SOME"    }
    };
}

using Names = std::vector<std::string>;

NamesSaid said(const Names& files, const Names& archives = {}, const FileNameRule& by = rule())
{
    const std::vector<std::filesystem::path> paths{files.begin(), files.end()};
    return check_names(by, paths, archives);
}

std::string refusal(const Names& files, const Names& archives = {}, const FileNameRule& by = rule())
{
    try {
        said(files, archives, by);
    } catch (const InputError& refused) {
        return refused.what();
    }
    return "was taken";
}

const Names sound{"in/ALL_P1_notes-7.csv", "in/MORE_P1_staff-7.csv"};

TEST(FileNames, ThatAgreeAreTaken)
{
    const NamesSaid found = said(sound, {"ALL_A_P1_7.zip", "in/the/all_b_p1_7.ZIP"});
    EXPECT_THAT(found.questions, IsEmpty());
    EXPECT_THAT(found.remarks, IsEmpty());
}

TEST(FileNames, ThatSayOnlyChangesAreRefusedInSmallLettersToo)
{
    for (const char* name : {"in/SOME_P1_notes-7.csv", "in/some_P1_notes-7.csv"}) {
        EXPECT_THAT(refusal({name}), AllOf(HasSubstr(name), HasSubstr("only changes")));
    }
    EXPECT_THAT(refusal(sound, {"ALL_A_P1_7.zip", "Some_B_P1_7.zip"}),
                AllOf(HasSubstr("Some_B_P1_7.zip: "), HasSubstr("only changes (Some)"),
                      HasSubstr("expected was a whole extract (ALL or MORE)"),
                      HasSubstr("Ask the supplier")));
}

TEST(FileNames, ThatSayNeitherWholeNorChangesAreRefused)
{
    EXPECT_THAT(refusal({"in/DELTA_P1_notes-7.csv"}),
                AllOf(HasSubstr("'DELTA'"), HasSubstr("neither"), HasSubstr("ALL or MORE")));
    FileNameRule open = rule();
    open.whole.clear();
    EXPECT_EQ(refusal({"in/DELTA_P1_notes-7.csv"}, {}, open), "was taken")
        << "the description does not say which words mean whole";
}

TEST(FileNames, ThatNameTwoPracticesAreRefused)
{
    EXPECT_THAT(refusal({"in/ALL_P1_notes-7.csv", "in/ALL_P2_staff-7.csv"}),
                AllOf(HasSubstr("in/ALL_P2_staff-7.csv"), HasSubstr("one practice at a time")));
    EXPECT_THAT(refusal(sound, {"ALL_A_P2_7.zip"}),
                AllOf(HasSubstr("ALL_A_P2_7.zip: the archive's name says practice P2, but "
                                "ALL_P1_notes-7.csv is of P1"),
                      HasSubstr("one practice at a time"), HasSubstr("ask for the extract anew")));
    EXPECT_EQ(refusal({"in/ALL_P1_notes-7.csv", "in/ALL_p1_staff-7.csv"}), "was taken");
}

TEST(FileNames, OfArchivesAreComparedWithEachOtherWhereFilesSayNothing)
{
    EXPECT_THAT(refusal({"notes.csv"}, {"ALL_A_P1_7.zip", "ALL_B_P2_7.zip"}),
                HasSubstr("ALL_B_P2_7.zip: the archive's name says practice P2, but "
                          "ALL_A_P1_7.zip is of P1"));
    EXPECT_THAT(refusal({"notes.csv"}, {"SOME_A_P1_7.zip"}), HasSubstr("only changes"));
}

TEST(FileNames, OfAnotherTimeAreAskedAbout)
{
    const auto of_files = said({"ALL_P1_notes-7.csv", "ALL_P1_staff-8.csv"}).questions;
    ASSERT_EQ(of_files.size(), 1U);
    EXPECT_EQ(of_files[0].cause, "mixed_times:8");
    const auto of_archives = said(sound, {"ALL_A_P1_8.zip", "ALL_B_P1_8.zip"}).questions;
    ASSERT_EQ(of_archives.size(), 1U) << "one question for each time";
    EXPECT_EQ(of_archives[0].cause, "mixed_times:8");
    EXPECT_EQ(of_archives[0].what, "the archive is named for 8, but ALL_P1_notes-7.csv is of 7");
    EXPECT_EQ(of_archives[0].sample, "ALL_A_P1_8.zip");
}

TEST(FileNames, OfArchivesKeepTheirMeaningInASecondDownload)
{
    const NamesSaid again = said(sound, {"ALL_A_P1_7 (1).zip"});
    EXPECT_THAT(again.questions, IsEmpty());
    EXPECT_THAT(again.remarks, IsEmpty());
    EXPECT_THAT(refusal(sound, {"SOME_A_P1_7(12).zip"}), HasSubstr("only changes"));
}

TEST(FileNames, OfArchivesThatAreNamedOtherwiseAreRemarked)
{
    for (const std::string name :
         {"extract.zip", "ALL_C_P2_7.zip", "Copy of ALL_A_P2_7.zip", ".zip", "()", "7"}) {
        const NamesSaid found = said(sound, {name});
        EXPECT_THAT(found.remarks,
                    ElementsAre(name + ": the archive is not named like "
                                       "{extent}_{A|B}_{practice}_{stamp}; nothing was taken from "
                                       "its name"));
        EXPECT_THAT(found.questions, IsEmpty());
    }
}

TEST(FileNames, OfArchivesSayNothingWhereNobodyDescribedThem)
{
    FileNameRule none = rule();
    none.archives.clear();
    const NamesSaid found = said(sound, {"SOME_A_P2_8.zip", "extract.zip"}, none);
    EXPECT_THAT(found.questions, IsEmpty());
    EXPECT_THAT(found.remarks, IsEmpty());
}

} // namespace
} // namespace ferry::tabular

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "contract/sources.hpp"
#include "pipeline/pass.hpp"
#include "support/folder.hpp"
#include "support/zip.hpp"
#include "workspace/books.hpp"

/// An extract whose supplier names the archives that it comes in: what the names say is
/// held against what is in them.
namespace ferry::contract {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view stamp = "2026-09-30-000500";

class ArchiveNames : public testing::Test {
protected:
    ArchiveNames()
    {
        workspace::create(
            folder_ / "work.ferry",
            {.source = "vision-csv", .target = "sqlite:" + (folder_ / "target.sqlite").string()});
        const auto extract = full_vision();
        const support::Folder written;
        extract.write(written.path());
        for (const std::string& table : extract.tables()) {
            files_.push_back(
                {.name = fmt::format("FULL_Y00001_{}_data_extract-{}.csv", table, stamp),
                 .bytes = read_whole(written.path() / support::TinyExtract::file_name(table))});
        }
    }

    std::filesystem::path given() const { return folder_ / "given"; }

    /// An archive of this name to give, with some of the files.
    void pack(const std::string& name, std::size_t first = 0, std::size_t count = SIZE_MAX)
    {
        std::filesystem::create_directories(given());
        std::vector<support::ZipMember> members;
        for (std::size_t i = first; i < files_.size() && i - first < count; ++i) {
            members.push_back(files_[i]);
        }
        make_zip(given() / name, members);
    }

    void give_unpacked() const
    {
        std::filesystem::create_directory(given());
        for (const support::ZipMember& file : files_) {
            write_whole(given() / file.name, file.bytes);
        }
    }
    /// Packs what was to be given once more.
    void pack_around(const std::string& name) const
    {
        std::vector<support::ZipMember> members;
        for (const auto& archive : std::filesystem::directory_iterator{given()}) {
            members.push_back({.name = "sent/" + archive.path().filename().string(),
                               .bytes = read_whole(archive.path())});
        }
        std::filesystem::remove_all(given());
        std::filesystem::create_directory(given());
        make_zip(given() / name, members);
    }

    /// What a pass of what was given comes to: the first question about it, or "was taken".
    std::string pass()
    {
        workspace::Workspace books{folder_ / "work.ferry"};
        try {
            pipeline::run_pass(books, {.extract = given(), .who = "a test"});
        } catch (const InputError& refused) {
            EXPECT_EQ(books.database().number("SELECT count(*) FROM pass"), 0);
            return refused.what();
        }
        sql::Statement asked{books.database(), "SELECT cause FROM question"};
        return asked.step() ? std::string{asked.text(0)} : "was taken";
    }
    std::string noted()
    {
        workspace::Workspace books{folder_ / "work.ferry"};
        sql::Statement row{books.database(), "SELECT about FROM event WHERE what = 'noted'"};
        return row.step() ? std::string{row.text(0)} : std::string{};
    }

private:
    support::Folder folder_;
    std::vector<support::ZipMember> files_;
};

TEST_F(ArchiveNames, AreTakenWhereTheyAgreeWithWhatIsInThem)
{
    pack("FULL_PATIENT_Y00001-(service)-V1.0.0_2026-09-30-000500.zip", 0, 3);
    pack("FULL_CLINICAL_Y00001-(service)-V1.0.0_2026-09-30-000500.zip", 3);
    EXPECT_EQ(pass(), "was taken");
    EXPECT_EQ(noted(), "");
}

TEST_F(ArchiveNames, AreRefusedWhereTheyNameAnotherPractice)
{
    pack("FULL_CLINICAL_Y00002-(service)-V1.0.0_2026-09-30-000500.zip");
    EXPECT_THAT(pass(), AllOf(HasSubstr("FULL_CLINICAL_Y00002-(service)-V1.0.0_2026-09-30-000500"),
                              HasSubstr("says practice Y00002"), HasSubstr("is of Y00001"),
                              HasSubstr("ask for the extract anew")));
}

TEST_F(ArchiveNames, AreRefusedWhereTheySayThatOnlyChangesAreThere)
{
    pack("INCREMENTAL_CLINICAL_Y00001-(service)-V1.0.0_2026-09-30-000500.zip");
    EXPECT_THAT(pass(), AllOf(HasSubstr("only changes (INCREMENTAL)"),
                              HasSubstr("expected was a whole extract (FULL or ADDITIONAL)")));
}

TEST_F(ArchiveNames, AreAskedAboutWhereTheyAreOfAnotherTime)
{
    pack("FULL_CLINICAL_Y00001-(service)-V1.0.0_2026-10-07-000500.zip");
    EXPECT_EQ(pass(), "mixed_times:2026-10-07-000500");
}

TEST_F(ArchiveNames, AreNotNeeded)
{
    give_unpacked();
    EXPECT_EQ(pass(), "was taken");
    EXPECT_EQ(noted(), "");
}

TEST_F(ArchiveNames, ThatFollowNoFormAreTakenAndNoted)
{
    pack("from the old system.zip");
    EXPECT_EQ(pass(), "was taken");
    EXPECT_THAT(noted(), AllOf(HasSubstr("from the old system.zip: the archive is not named like "),
                               HasSubstr("nothing was taken from its name")));
}

TEST_F(ArchiveNames, AreReadInAnArchiveThatWasPackedAroundThem)
{
    pack("INCREMENTAL_CLINICAL_Y00001-(service)-V1.0.0_2026-09-30-000500.zip");
    pack_around("vision.zip");
    EXPECT_THAT(pass(), HasSubstr("only changes (INCREMENTAL)"));
}

} // namespace
} // namespace ferry::contract

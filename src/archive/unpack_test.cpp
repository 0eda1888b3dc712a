#include "archive/unpack.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/unpacked_extract.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "support/folder.hpp"
#include "support/zip.hpp"

namespace ferry::archive {
namespace {

using support::make_zip;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Unpack : public testing::Test {
protected:
    std::vector<std::string> files() const { return files(room()); }
    static std::vector<std::string> files(const std::filesystem::path& folder)
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
            names.push_back(entry.path().lexically_relative(folder).string());
        }
        std::ranges::sort(names);
        return names;
    }

    std::filesystem::path room() const { return folder_ / "room"; }
    std::filesystem::path outer() const { return folder_ / "outer.zip"; }

    std::string inner(const std::vector<support::ZipMember>& members) const
    {
        make_zip(folder_ / "inner", members);
        return read_whole(folder_ / "inner");
    }

    std::string refusal(const std::vector<support::ZipMember>& members, const Limits& limits = {})
    {
        make_zip(outer(), members);
        return refusal(limits);
    }

    std::string refusal(const Limits& limits = {})
    {
        std::filesystem::remove_all(room());
        std::filesystem::create_directory(room());
        try {
            unpack(outer(), room(), limits);
        } catch (const InputError& refused) {
            return refused.what();
        }
        return "unpacked";
    }

    support::Folder folder_;
};

TEST_F(Unpack, PutsTheFilesOfAnArchiveSideBySide)
{
    std::filesystem::create_directory(room());
    make_zip(outer(), {
                          {.name = "a.csv",               .bytes = "one"  },
                          {.name = "in/the/folder/b.csv", .bytes = "two"  },
                          {.name = "__MACOSX/._a.csv",    .bytes = "Apple"},
                          {.name = "in/",                 .bytes = ""     },
    });
    const auto archives = unpack(outer(), room());
    EXPECT_THAT(files(), ElementsAre("a.csv", "b.csv"));
    EXPECT_EQ(read_whole(room() / "b.csv"), "two");
    ASSERT_EQ(archives.size(), 1);
    EXPECT_EQ(archives[0].name, "outer.zip");
    EXPECT_EQ(archives[0].files, 2);
    EXPECT_EQ(archives[0].digest, evidence_digest(read_whole(outer())));
}

TEST_F(Unpack, TakesArchivesInArchivesApart)
{
    std::filesystem::create_directory(room());
    make_zip(outer(),
             {
                 {.name = "patient.zip", .bytes = inner({{.name = "p.csv", .bytes = "1"}})},
                 {.name = "journal.zip", .bytes = inner({{.name = "j.csv", .bytes = "2"}})}
    });
    const auto archives = unpack(outer(), room());
    EXPECT_THAT(files(), ElementsAre("j.csv", "p.csv"));
    ASSERT_EQ(archives.size(), 3);
    EXPECT_EQ(archives[0].files, 0);
    EXPECT_EQ(archives[2].name, "journal.zip");
    EXPECT_EQ(archives[2].files, 1);
}

TEST_F(Unpack, TakesTwoArchivesOfOneNameApart)
{
    std::filesystem::create_directory(room());
    make_zip(outer(),
             {
                 {.name = "a/data.zip", .bytes = inner({{.name = "p.csv", .bytes = "1"}})},
                 {.name = "b/data.zip", .bytes = inner({{.name = "j.csv", .bytes = "2"}})}
    });
    unpack(outer(), room());
    EXPECT_THAT(files(), ElementsAre("j.csv", "p.csv"));
}

TEST_F(Unpack, RefusesNamesThatLeadElsewhere)
{
    for (const char* name : {"../out.csv", "in/../../out.csv", "/etc/out.csv", "C:\\out.csv",
                             "..\\out.csv", "c:out.csv", "in/..", "out\n.csv", "in/."}) {
        EXPECT_THAT(refusal({
                        {.name = "good.csv", .bytes = "x"},
                        {.name = name,       .bytes = "x"}
        }),
                    AllOf(HasSubstr(outer().string()), HasSubstr("which"),
                          HasSubstr("it was not unpacked")))
            << name;
        EXPECT_FALSE(std::filesystem::exists(folder_ / "out.csv"));
    }
}

TEST_F(Unpack, RefusesLinksAndTwoFilesOfOneName)
{
    EXPECT_THAT(refusal({
                    {.name = "link", .bytes = "/etc/passwd", .unix_mode = 0120777}
    }),
                HasSubstr("holds a link, 'link'"));
    EXPECT_THAT(refusal({
                    {.name = "a/x.csv", .bytes = "1"},
                    {.name = "b/x.csv", .bytes = "2"}
    }),
                HasSubstr("two files of the name 'x.csv'"));
    EXPECT_THAT(refusal({
                    {.name = "x.zip.1.unpacking", .bytes = "1"                                 },
                    {.name = "x.zip",             .bytes = inner({{.name = "y", .bytes = "2"}})}
    }),
                HasSubstr("two files of the name"));
}

TEST_F(Unpack, RefusesBombs)
{
    const std::string nothing(std::size_t{4} << 20U, '\0');
    const Limits limits{.bytes_always = 1000};
    EXPECT_THAT(refusal(
                    {
                        {.name = "bomb.csv", .bytes = nothing}
    },
                    limits),
                HasSubstr("over 200 times its size"));
    const std::string packed = inner({
        {.name = "bomb.csv", .bytes = nothing}
    });
    EXPECT_THAT(refusal(
                    {
                        {.name = "bomb.zip", .bytes = packed}
    },
                    limits),
                HasSubstr("over 200 times its size"));
    EXPECT_EQ(refusal({
                  {.name = "bomb.csv", .bytes = nothing}
    }),
              "unpacked")
        << "4 MB harm nobody";
}

TEST_F(Unpack, RefusesTooManyFilesAndTooDeepOnes)
{
    EXPECT_THAT(refusal(
                    {
                        {.name = "1", .bytes = ""},
                        {.name = "2", .bytes = ""}
    },
                    {.files_max = 1}),
                HasSubstr("more than 1 files"));
    std::string deep = inner({
        {.name = "x.csv", .bytes = "x"}
    });
    deep = inner({
        {.name = "2.zip", .bytes = deep}
    });
    EXPECT_EQ(refusal({
                  {.name = "1.zip", .bytes = deep}
    }),
              "unpacked");
    deep = inner({
        {.name = "1.zip", .bytes = deep}
    });
    EXPECT_THAT(refusal({
                    {.name = "0.zip", .bytes = deep}
    }),
                HasSubstr("more than 3 deep"));
}

TEST_F(Unpack, SaysWhatIsEncryptedAndWhatIsDamaged)
{
    EXPECT_THAT(refusal({
                    {.name = "a.csv", .bytes = "secret", .password = "word"}
    }),
                AllOf(HasSubstr("'a.csv' in it is encrypted"), HasSubstr("(a folder)")));
    make_zip(outer(), {
                          {.name = "a.csv", .bytes = "0123456789 plain, as short files are kept"}
    });
    const std::string whole = read_whole(outer());
    for (std::size_t size = 4; size < whole.size(); ++size) {
        write_whole(outer(), std::string_view{whole}.substr(0, size));
        EXPECT_THAT(refusal(), HasSubstr("this is a zip archive, but it cannot be opened")) << size;
    }
    std::string changed = whole;
    changed[whole.find("0123")] = 'X';
    write_whole(outer(), changed);
    EXPECT_THAT(refusal(), HasSubstr("it is damaged"));
}

TEST_F(Unpack, LeavesAFolderWithOtherFilesAsItStands)
{
    const support::Folder extract;
    make_zip(extract / "a.zip", {
                                    {.name = "a.csv", .bytes = "1"}
    });
    make_zip(extract / "b.zip", {
                                    {.name = "b.csv", .bytes = "2"}
    });
    {
        const UnpackedExtract both{extract.path(), room()};
        EXPECT_THAT(files(both.folder()), ElementsAre("a.csv", "b.csv"));
        EXPECT_EQ(both.archives().size(), 2);
    }
    EXPECT_FALSE(std::filesystem::exists(room()));
    write_whole(extract / "c.csv", "3");
    const UnpackedExtract mixed{extract.path(), room()};
    EXPECT_EQ(mixed.folder(), extract.path());
    EXPECT_THAT(mixed.archives(), IsEmpty());
}

TEST_F(Unpack, TakesAwayWhatAKilledPassLeft)
{
    make_zip(outer(), {
                          {.name = "a.csv", .bytes = "1"}
    });
    std::filesystem::create_directory(room());
    write_whole(room() / "a.csv", "half");
    const UnpackedExtract again{outer(), room()};
    EXPECT_THAT(files(), ElementsAre("outer.zip", "outer.zip/a.csv"));
    EXPECT_EQ(read_whole(again.folder() / "a.csv"), "1");
}

/// What is refused in an archive is refused by the file's path: it has to say which archive.
TEST_F(Unpack, CallsTheFolderAsTheExtractIsCalled)
{
    const support::Folder extract;
    make_zip(extract / "a.zip", {
                                    {.name = "a.csv", .bytes = "1"}
    });
    const std::filesystem::path named = room() / extract.path().filename();
    EXPECT_EQ(UnpackedExtract(extract / "a.zip", room()).folder(), room() / "a.zip");
    EXPECT_EQ(UnpackedExtract(extract.path(), room()).folder(), named);
    EXPECT_EQ(UnpackedExtract(extract / "", room()).folder(), named);
    EXPECT_EQ(UnpackedExtract(extract / ".", room()).folder(), named);
}

} // namespace
} // namespace ferry::archive

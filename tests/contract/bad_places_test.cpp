#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "cli/command.hpp"
#include "contract/sources.hpp"
#include "pipeline/sources.hpp"
#include "support/folder.hpp"
#include "support/zip.hpp"
#include "workspace/books.hpp"

namespace ferry::contract {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr int nobody = 65534;
constexpr int exit_clean = 0;
constexpr int exit_people = 1;
constexpr int exit_usage = 2;
constexpr int exit_input = 3;
constexpr int exit_machinery = 4;

/// How a command ended, and what it said on standard error.
struct Ended {
    int status = -1;
    std::string said;
};

int run_words(const std::vector<std::string>& words)
{
    std::vector<const char*> all{"ferry"};
    for (const std::string& word : words) {
        all.push_back(word.c_str());
    }
    return cli::run(static_cast<int>(all.size()), all.data());
}

/// The command line as people meet it: in a process of its own, which may first give
/// up rights or room.
class BadPlaces : public testing::TestWithParam<SourceUnderTest> {
protected:
    BadPlaces()
    {
        std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
        GetParam().make().write(extract());
        EXPECT_EQ(ferry({"new", workspace(), "--source", std::string{GetParam().name}, "--target",
                         "sqlite:" + (folder_ / "target.sqlite").string()})
                      .status,
                  exit_clean);
        for (const auto* name : {"work.ferry", "target.sqlite"}) {
            std::error_code absent;
            std::filesystem::permissions(folder_ / name, std::filesystem::perms::all, absent);
        }
    }

    std::filesystem::path extract() const { return folder_ / "extract"; }
    std::string workspace() const { return (folder_ / "work.ferry").string(); }
    const support::Folder& folder() const { return folder_; }
    std::filesystem::path note_file() const
    {
        return extract() / support::TinyExtract::file_name(GetParam().notes);
    }

    Ended ferry(
        const std::vector<std::string>& words, const std::function<void()>& before = [] {}) const
    {
        const auto said = folder_ / "said.txt";
        std::filesystem::remove(said);
        const pid_t child = ::fork();
        if (child == 0) {
            const int file = ::open(said.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0666);
            ::dup2(file, STDERR_FILENO);
            ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO);
            before();
            ::_exit(run_words(words));
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return {.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
                .said = read_whole(said)};
    }
    Ended pass(
        const std::filesystem::path& path, const std::function<void()>& before = [] {}) const
    {
        return ferry({"pass", workspace(), "--extract", path.string()}, before);
    }

private:
    support::Folder folder_;
};

/// As whom a file's rights count: root may read everything.
void become_nobody()
{
    if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) {
        ::_exit(99);
    }
}

INSTANTIATE_TEST_SUITE_P(Sources, BadPlaces, testing::ValuesIn(sources_under_test()),
                         [](const auto& one) { return name_of_source(one.param.name); });

TEST_P(BadPlaces, AreNoneWhereEverythingIsRight)
{
    const Ended ended = pass(extract());
    EXPECT_EQ(ended.status, exit_clean) << ended.said;
}

TEST_P(BadPlaces, AreNoneInAZipArchive)
{
    const auto zipped = folder() / "extract.zip";
    std::vector<support::ZipMember> members;
    for (const auto& file : std::filesystem::directory_iterator{extract()}) {
        members.push_back({.name = "extract/" + file.path().filename().string(),
                           .bytes = read_whole(file.path())});
    }
    make_zip(zipped, members);
    EXPECT_EQ(pass(extract()).status, exit_clean);
    const Ended ended = pass(zipped);
    EXPECT_EQ(ended.status, exit_clean) << ended.said;
    workspace::Workspace books{workspace()};
    EXPECT_EQ(books.pass()->same_as, 1) << "the same files, packed or not";
    EXPECT_EQ(books.database().number("SELECT count(*) FROM event WHERE what = 'unpacked'"), 1);
    EXPECT_FALSE(std::filesystem::exists(workspace() + ".unpacked"));
}

TEST_P(BadPlaces, EndWithOneWherePeopleAreNeeded)
{
    auto broken = GetParam().make();
    broken.add_line(GetParam().notes, "\"{X}\"");
    broken.write(extract());
    EXPECT_EQ(pass(extract()).status, exit_people);
}

TEST_P(BadPlaces, EndWithTwoWhereTheCommandIsWrong)
{
    EXPECT_EQ(ferry({"pass", workspace()}).status, exit_usage);
    EXPECT_EQ(
        ferry({"new", workspace() + "2", "--source", "no-such", "--target", "sqlite:x"}).status,
        exit_usage);
}

TEST_P(BadPlaces, AreNamedWhereNothingIsThere)
{
    const Ended ended = pass(folder() / "nowhere");
    EXPECT_EQ(ended.status, exit_input);
    EXPECT_THAT(ended.said,
                AllOf(HasSubstr((folder() / "nowhere").string()), HasSubstr("there is nothing"),
                      HasSubstr("a folder) was expected")));
}

TEST_P(BadPlaces, AreNamedWhereAFileStandsForAFolder)
{
    const std::pair<std::string_view, std::string_view> files[]{
        {"PK\x03\x04 rest",     "this is a zip archive"        },
        {"\x1f\x8b rest",       "this is a gzip file"          },
        {"\x85\x01 rest",       "this is an encrypted gpg file"},
        {"7z\xbc\xaf\x27\x1c",  "this is a 7-zip archive"      },
        {"\"PatientGuid\"\r\n", "this is a file"               },
    };
    for (const auto& [bytes, words] : files) {
        const auto path = folder() / "given";
        write_whole(path, bytes);
        const Ended ended = pass(path);
        EXPECT_EQ(ended.status, exit_input);
        EXPECT_THAT(ended.said, AllOf(HasSubstr(path.string()), HasSubstr(std::string{words}),
                                      HasSubstr("(a folder) was expected")));
    }
}

TEST_P(BadPlaces, AreNamedWhereAFolderIsNoExtract)
{
    const auto path = folder() / "other";
    std::filesystem::create_directory(path);
    const Ended empty = pass(path);
    EXPECT_EQ(empty.status, exit_input);
    write_whole(path / "letters.csv", "a,b\n1,2\n");
    const Ended other = pass(path);
    EXPECT_EQ(other.status, exit_input);
    for (const Ended& ended : {empty, other}) {
        EXPECT_THAT(ended.said, AllOf(HasSubstr(path.string()), HasSubstr("not one file"),
                                      HasSubstr("expected were files with names like")));
    }
}

TEST_P(BadPlaces, AreNamedWhereAFolderMayNotBeRead)
{
    std::filesystem::permissions(extract(), std::filesystem::perms::none);
    const Ended ended = pass(extract(), become_nobody);
    std::filesystem::permissions(extract(), std::filesystem::perms::all);
    EXPECT_EQ(ended.status, exit_input);
    EXPECT_THAT(ended.said, AllOf(HasSubstr(extract().string()), HasSubstr("Permission denied"),
                                  HasSubstr("check the permissions")));
}

TEST_P(BadPlaces, AreNamedWhereTheFolderAboveMayNotBeEntered)
{
    const auto above = folder() / "above";
    GetParam().make().write(above / "extract");
    std::filesystem::permissions(above, std::filesystem::perms::none);
    const Ended ended = pass(above / "extract", become_nobody);
    std::filesystem::permissions(above, std::filesystem::perms::all);
    EXPECT_EQ(ended.status, exit_input);
    EXPECT_THAT(ended.said, HasSubstr("Permission denied"));
}

TEST_P(BadPlaces, AreNamedWhereAFileMayNotBeRead)
{
    std::filesystem::permissions(note_file(), std::filesystem::perms::none);
    const Ended ended = pass(extract(), become_nobody);
    EXPECT_EQ(ended.status, exit_input);
    EXPECT_THAT(ended.said, HasSubstr(note_file().string() + ": may not be read"));
}

TEST_P(BadPlaces, StopAPassThatIsResumedOnceThereIsRoom)
{
    const Ended full = pass(extract(), [] {
        std::signal(SIGXFSZ, SIG_IGN); // a write then fails as on a full disk
        const rlimit room{.rlim_cur = 200'000, .rlim_max = 200'000};
        ::setrlimit(RLIMIT_FSIZE, &room);
    });
    EXPECT_EQ(full.status, exit_machinery) << full.said;
    EXPECT_FALSE(full.said.empty());
    const Ended again = pass(extract());
    EXPECT_EQ(again.status, exit_clean) << again.said;
    workspace::Workspace opened{workspace()};
    const auto balance = workspace::balance(opened, workspace::BalanceBy::file, {});
    EXPECT_TRUE(balance.balanced());
    EXPECT_GT(balance.total.extracted, 0);
}

} // namespace
} // namespace ferry::contract

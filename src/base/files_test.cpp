#include "base/files.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/test_as_nobody.hpp"

namespace ferry {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::ThrowsMessage;

/// A directory of its own for each test, gone after it.
class Files : public testing::Test {
public:
    Files() { fs::create_directories(folder()); }
    ~Files() override { fs::remove_all(folder()); }
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    static fs::path folder()
    {
        const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
        return fs::temp_directory_path() /
               ("ferry_" + std::string{test->name()} + "_" + std::to_string(::getpid()));
    }
};

TEST_F(Files, ReadsPartsAgainWhereverReadingIs)
{
    const fs::path path = folder() / "parts";
    write_whole(path, "0123456789");
    ReadFile file{path};
    std::string front(4, ' ');
    std::string part(3, ' ');
    file.read(front);
    file.read_at(7, part);
    EXPECT_EQ(part, "789");
    file.read(front);
    EXPECT_EQ(front, "4567");
    EXPECT_NO_THROW(file.check_unchanged());
}

TEST_F(Files, TellsThatAFileWasChangedSinceItWasOpened)
{
    const fs::path path = folder() / "changing";
    write_whole(path, "0123456789");
    const ReadFile file{path};
    write_whole(path, "01234");
    std::string part(3, ' ');
    EXPECT_THAT([&] { file.read_at(3, part); },
                ThrowsMessage<InputError>(HasSubstr("changed while it was read")));
    EXPECT_THROW(file.check_unchanged(), InputError);
    write_whole(path, "abcdefghij");
    fs::last_write_time(path, fs::last_write_time(path) + std::chrono::seconds{1});
    EXPECT_THROW(file.check_unchanged(), InputError);
}

TEST_F(Files, ReadsBackTheBytesThatWereWritten)
{
    const fs::path path = folder() / "bytes";
    std::string bytes;
    for (int i = 0; i < 70'000; ++i) {
        bytes += static_cast<char>(i % 256);
    }
    for (const std::string_view text : {std::string_view{bytes}, std::string_view{}}) {
        write_whole(path, text);
        EXPECT_EQ(read_whole(path), text);
        EXPECT_EQ(ReadFile{path}.size(), static_cast<std::int64_t>(text.size()));
    }
}

TEST_F(Files, ReplacesALongerFileWhole)
{
    const fs::path path = folder() / "text";
    write_whole(path, "a long text");
    write_whole(path, "short");
    EXPECT_EQ(read_whole(path), "short");
}

TEST_F(Files, ReadsInPiecesOfAnySize)
{
    const fs::path path = folder() / "pieces";
    const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
    write_whole(path, text);
    for (std::size_t piece = 1; piece <= text.size() + 1; ++piece) {
        ReadFile file{path};
        std::string room(piece, '\0');
        std::string got;
        for (std::size_t size = file.read(room); size > 0; size = file.read(room)) {
            got += room.substr(0, size);
        }
        EXPECT_EQ(got, text) << "in pieces of " << piece;
        EXPECT_EQ(file.read(room), 0U) << "the end stays the end";
    }
}

TEST_F(Files, NamesTheFileThatIsMissing)
{
    const fs::path path = folder() / "nothing_here.csv";
    EXPECT_THAT([&] { read_whole(path); }, ThrowsMessage<Error>(HasSubstr(path.string())));
    EXPECT_THAT([&] { read_whole(path); }, ThrowsMessage<Error>(HasSubstr("No such file")));
}

TEST_F(Files, RefusesToReadADirectory)
{
    EXPECT_THROW(read_whole(folder()), Error);
}

TEST_F(Files, RefusesToWriteWhereThereIsNoDirectory)
{
    const fs::path path = folder() / "no_such_directory" / "text";
    EXPECT_THAT([&] { write_whole(path, "text"); }, ThrowsMessage<Error>(HasSubstr(path.string())));
}

TEST_F(Files, SaysSoWhenReadingIsNotAllowed)
{
    const fs::path path = folder() / "locked";
    write_whole(path, "text");
    fs::permissions(path, fs::perms::none);
    const AsNobody nobody;
    EXPECT_THAT([&] { read_whole(path); },
                ThrowsMessage<InputError>(HasSubstr("locked: may not be read")));
}

TEST_F(Files, AreLockedByOneAtATime)
{
    const fs::path path = folder() / "lock";
    {
        const FileLock one{path, "busy"};
        EXPECT_THAT([&] { const FileLock other(path, "busy"); },
                    ThrowsMessage<Error>(testing::StrEq("busy")));
    }
    EXPECT_FALSE(fs::exists(path));
    const FileLock again{path, "busy"};
}

} // namespace
} // namespace ferry

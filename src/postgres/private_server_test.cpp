#include "postgres/private_server.hpp"

#include <array>
#include <csignal>
#include <cstdlib>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "postgres/connection.hpp"
#include "postgres/programs.hpp"

namespace ferry::postgres {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::filesystem::path folder_of_test()
{
    return std::filesystem::temp_directory_path() / fmt::format("ferry-server-{}", ::getpid());
}

TEST(PrivateServer, HoldsADatabaseThatIsReachedByItsSocketAndGoneWithIt)
{
    const auto folder = folder_of_test();
    std::filesystem::path socket;
    {
        PrivateServer server{folder};
        socket = server.socket_folder();
        server.make_database("practice", "restorer");
        Connection connection{server.address("practice", "restorer")};
        EXPECT_THAT(connection.rows("SELECT usesuper::text, NULL, '' FROM pg_user WHERE usename = "
                                    "current_user"),
                    ElementsAre(ElementsAre(Cell{"false"}, Cell{}, Cell{""})));
        EXPECT_THAT(connection.rows("SHOW listen_addresses"), ElementsAre(ElementsAre(Cell{""})));
        EXPECT_TRUE(std::filesystem::exists(folder));
    }
    EXPECT_FALSE(std::filesystem::exists(folder));
    EXPECT_FALSE(std::filesystem::exists(socket));
}

TEST(PrivateServer, StandsInAFolderWhoseNameIsTooLongForASocket)
{
    const auto folder = folder_of_test().string() + std::string(120, 'x');
    PrivateServer server{folder};
    Connection connection{server.address("postgres", PrivateServer::superuser)};
    EXPECT_FALSE(connection.rows("SELECT 1").empty());
    EXPECT_TRUE(std::filesystem::exists(folder));
}

TEST(PrivateServer, CopiesRowsWithWhatIsNullToldFromWhatIsEmpty)
{
    PrivateServer server{folder_of_test()};
    Connection connection{server.address("postgres", PrivateServer::superuser)};
    std::string all;
    const auto rows = connection.copy(
        "SELECT * FROM (VALUES (1, NULL, ''), (2, 'a,\"b', E'two\nlines')) AS t (no, one, other)",
        [&](std::string_view row) { all += row; });
    EXPECT_EQ(rows, 2);
    EXPECT_EQ(all, "no,one,other\n1,,\"\"\n2,\"a,\"\"b\",\"two\nlines\"\n");
    EXPECT_THAT([&] { connection.copy("SELECT 1/0", [](std::string_view) {}); },
                testing::ThrowsMessage<Error>(HasSubstr("division by zero")));
    EXPECT_THAT(connection.rows("SELECT 1"), ElementsAre(ElementsAre(Cell{"1"})))
        << "a failed copy leaves the connection in order";
}

TEST(PrivateServer, DoesNotOutliveAProgramThatIsKilled)
{
    const auto folder = folder_of_test();
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t program = ::fork();
    if (program == 0) {
        const PrivateServer server{folder};
        const std::string pid = read_whole(folder / "data" / "postmaster.pid");
        const auto written = ::write(pipe[1], pid.data(), pid.find('\n'));
        ::pause();
        ::_exit(written > 0 ? 0 : 1);
    }
    ::close(pipe[1]);
    std::array<char, 32> text{};
    ASSERT_GT(::read(pipe[0], text.data(), text.size() - 1), 0);
    const pid_t server = std::atoi(text.data());
    ::kill(program, SIGKILL);
    ::waitpid(program, nullptr, 0);
    for (int i = 0; i < 500 && ::kill(server, 0) == 0; ++i) {
        ::usleep(20'000);
    }
    EXPECT_NE(::kill(server, 0), 0) << "the server still runs";
    std::filesystem::remove_all(folder);
}

TEST(Run, SaysWhatAProgramSaidThatFails)
{
    const auto log = folder_of_test().string() + ".log";
    EXPECT_THAT(
        [&] {
            run({.program = needed_programs() / "initdb", .arguments = {"--nonsense"}, .log = log},
                "try this");
        },
        testing::ThrowsMessage<InputError>(
            testing::AllOf(HasSubstr("cannot try this: initdb"), HasSubstr("nonsense"))));
    std::filesystem::remove(log);
}

TEST(Connection, SaysWhereItCouldNotGo)
{
    EXPECT_THAT([] { Connection{"host=/nowhere dbname=x"}; },
                testing::ThrowsMessage<Error>(HasSubstr("/nowhere")));
}

TEST(NamesPassword, SeesOneInEitherForm)
{
    EXPECT_TRUE(names_password("postgresql://me:secret@host/practice"));
    EXPECT_TRUE(names_password("postgresql://host/practice?password=secret"));
    EXPECT_FALSE(names_password("postgresql://me@host/practice"));
}

TEST(QuotedName, KeepsQuotesInIt)
{
    EXPECT_EQ(quoted_name("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(quoted_text("o'neil"), "'o''neil'");
}

} // namespace
} // namespace ferry::postgres

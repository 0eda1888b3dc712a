#include "program/child.hpp"

#include <algorithm>
#include <csignal>
#include <ctime>

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace ferry::program {
namespace {

/// Where one of the child's streams goes: a file in memory.
int stream(const char* name)
{
    const int made = ::memfd_create(name, MFD_CLOEXEC);
    if (made < 0) {
        throw_system_error("cannot make a file in memory");
    }
    return made;
}

std::string whole(int file)
{
    std::string text;
    char room[65536];
    ::lseek(file, 0, SEEK_SET);
    for (ssize_t got = 0; (got = ::read(file, room, sizeof room)) > 0;) {
        text.append(room, static_cast<std::size_t>(got));
    }
    ::close(file);
    return text;
}

/// In the child, before it becomes ferry.
void put_in_the_way(const Obstacles& obstacles)
{
    if (obstacles.file_bytes_max) {
        if (::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) {
            ::_exit(127);
        }
        const rlimit limit{.rlim_cur = *obstacles.file_bytes_max,
                           .rlim_max = *obstacles.file_bytes_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (obstacles.bound_by_permissions) {
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    }
}

void sleep_until(std::chrono::steady_clock::time_point moment)
{
    const auto left = moment - std::chrono::steady_clock::now();
    const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(left).count();
    if (ns > 0) {
        const timespec time{.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
        ::nanosleep(&time, nullptr);
    }
}

} // namespace

nlohmann::json Ended::json() const
{
    auto read = nlohmann::json::parse(out, nullptr, /*allow_exceptions=*/false);
    EXPECT_FALSE(read.is_discarded()) << "no JSON: " << out << err;
    return read.is_discarded() ? nlohmann::json::object() : read;
}

Child::Child(const Words& words, const Obstacles& obstacles)
    : obstacles_{obstacles}, begun_{std::chrono::steady_clock::now()}, out_{stream("out")},
      err_{stream("err")}
{
    start(words);
}

void Child::start(const Words& words)
{
    std::vector<std::string> kept{FERRY_PROGRAM};
    kept.insert(kept.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    arguments.reserve(kept.size() + 1);
    for (std::string& word : kept) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ < 0) {
        throw_system_error("cannot fork");
    }
    if (pid_ == 0) {
        ::dup2(out_, STDOUT_FILENO);
        ::dup2(err_, STDERR_FILENO);
        put_in_the_way(obstacles_);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
}

Child::~Child()
{
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        wait();
    }
}

Ended Child::wait()
{
    if (obstacles_.killed_after) {
        sleep_until(begun_ + *obstacles_.killed_after);
        ::kill(pid_, SIGKILL); // not waited for yet: the id is still the child's
    }
    int how = 0;
    ::waitpid(pid_, &how, 0);
    pid_ = -1;
    Ended ended{.out = whole(out_), .err = whole(err_)};
    if (WIFSIGNALED(how)) {
        ended.signal = WTERMSIG(how);
    } else {
        ended.status = WEXITSTATUS(how);
    }
    return ended;
}

Ended ferry(const Words& words, const Obstacles& obstacles)
{
    return Child{words, obstacles}.wait();
}

WorkFolder::WorkFolder()
{
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string{test->test_suite_name()} + "." + test->name();
    std::ranges::replace(name, '/', '.');
    path_ = std::filesystem::path{FERRY_TEST_FOLDER} / (name + "." + std::to_string(::getpid()));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
}

WorkFolder::~WorkFolder()
{
    if (!testing::Test::HasFailure()) {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
}

std::string names_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    std::string all;
    for (const std::string& name : names) {
        all += (all.empty() ? "" : " ") + name;
    }
    return all;
}

} // namespace ferry::program

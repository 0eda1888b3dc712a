#include "postgres/child.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace ferry::postgres {
namespace {

constexpr int cannot_start = 127;

/// In the child: becomes the program, and goes down with its parent. Only what is safe
/// between fork and exec.
[[noreturn]] void become(const ChildOrder& order, char* const* words, int log, pid_t parent)
{
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    const bool other = order.account.has_value();
    if (::chdir("/") != 0 ||
        (other && (::setgroups(0, nullptr) != 0 || ::setgid(order.account->group) != 0 ||
                   ::setuid(order.account->user) != 0))) {
        ::_exit(cannot_start);
    }
    ::prctl(PR_SET_PDEATHSIG, SIGINT); // a killed pass leaves no server behind
    if (::getppid() == parent) {
        ::execv(words[0], words);
    }
    ::_exit(cannot_start);
}

std::vector<char*> words_of(const ChildOrder& order, std::vector<std::string>& kept)
{
    kept.push_back(order.program.string());
    kept.insert(kept.end(), order.arguments.begin(), order.arguments.end());
    std::vector<char*> words;
    std::ranges::transform(kept, std::back_inserter(words),
                           [](std::string& word) { return word.data(); });
    words.push_back(nullptr);
    return words;
}

} // namespace

std::optional<Account> server_account()
{
    if (::geteuid() != 0) {
        return std::nullopt;
    }
    for (const char* name : {"postgres", "nobody"}) {
        passwd entry{};
        passwd* found = nullptr;
        std::array<char, 4096> room{};
        if (::getpwnam_r(name, &entry, room.data(), room.size(), &found) == 0 && found != nullptr) {
            return Account{.user = found->pw_uid, .group = found->pw_gid};
        }
    }
    throw Error{"PostgreSQL does not run as root, and this machine has neither a user 'postgres' "
                "nor 'nobody'; run ferry as another user"};
}

Child::Child(const ChildOrder& order)
{
    constexpr mode_t private_file = 0600;
    const int log =
        ::open(order.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, private_file);
    if (log < 0) {
        throw_system_error("cannot write " + order.log.string());
    }
    std::vector<std::string> kept;
    const auto words = words_of(order, kept);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) {
        become(order, words.data(), log, parent);
    }
    ::close(log);
    if (pid_ < 0) {
        throw_system_error("cannot start " + order.program.string());
    }
}

Child::~Child()
{
    if (is_running()) {
        ::kill(pid_, SIGQUIT);
        wait();
    }
}

void Child::note_end(int status)
{
    constexpr int by_signal = 128;
    ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : by_signal + WTERMSIG(status);
}

bool Child::is_running()
{
    int status = 0;
    if (!ended_ && ::waitpid(pid_, &status, WNOHANG) == pid_) {
        note_end(status);
    }
    return !ended_;
}

int Child::wait()
{
    int status = 0;
    if (!ended_ && ::waitpid(pid_, &status, 0) == pid_) {
        note_end(status);
    }
    return ended_.value_or(cannot_start);
}

void run(const ChildOrder& order, const std::string& doing)
{
    Child child{order};
    if (const int status = child.wait(); status != 0) {
        throw InputError{fmt::format("cannot {}: {} ended with {}: {}", doing,
                                     order.program.filename().string(), status,
                                     last_words(order.log))};
    }
}

std::string last_words(const std::filesystem::path& log)
{
    constexpr std::size_t most = 600;
    const std::string all = read_whole(log);
    return shortened(trimmed(std::string_view{all}.substr(all.size() - std::min(all.size(), most))),
                     most);
}

} // namespace ferry::postgres

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

/// Other programs, run by this one.
namespace ferry::postgres {

/// A user of this machine.
struct Account {
    uid_t user = 0;
    gid_t group = 0;
};

/// The account that a database server is to run under: PostgreSQL refuses to run as
/// root. Nothing where this program is not root. Throws Error where root has nobody to
/// stand in for it.
std::optional<Account> server_account();

/// What is run, and how.
struct ChildOrder {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::optional<Account> account; ///< nothing: that of this program
    std::filesystem::path log;      ///< takes what it says, behind what stands there
};

/// A program that runs beside this one, and never outlives it.
class Child {
public:
    explicit Child(const ChildOrder& order);
    /// Stops it where it still runs.
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t pid() const { return pid_; }

    /// False once it has ended.
    bool is_running();

    /// Waits for its end: its exit status, or 128 and the signal's number.
    int wait();

private:
    void note_end(int status);

    pid_t pid_ = -1;
    std::optional<int> ended_;
};

/// Runs a program to its end. Throws Error with what it said last if it fails.
/// \param doing for the message: "restore gm22.dump".
void run(const ChildOrder& order, const std::string& doing);

/// The last lines of a log, on one line, for messages.
std::string last_words(const std::filesystem::path& log);

} // namespace ferry::postgres

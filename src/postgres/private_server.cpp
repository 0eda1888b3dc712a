#include "postgres/private_server.hpp"

#include <chrono>
#include <csignal>
#include <thread>

#include <libpq-fe.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "postgres/connection.hpp"
#include "postgres/programs.hpp"

namespace ferry::postgres {
namespace {

constexpr std::chrono::seconds start_time_max{60};
constexpr std::chrono::seconds stop_time_max{60};
constexpr std::chrono::milliseconds look_again{10};

/// The longest name of a folder for a socket: the system knows none longer than this
/// with the socket's own name behind it.
constexpr std::size_t socket_folder_max = 90;

/// A name in the system's folder for temporary files that is the same in every pass, so
/// that what a killed one left behind is found.
std::filesystem::path place_for_temporary(const std::filesystem::path& folder,
                                          std::string_view what)
{
    const std::string name =
        fmt::format("ferry-{}-{:016x}", what, fingerprint(folder.string(), ::geteuid()));
    return std::filesystem::temp_directory_path() / name;
}

/// Whether anybody may walk down to this folder.
bool is_reachable_by_all(const std::filesystem::path& folder)
{
    using std::filesystem::perms;
    for (auto at = std::filesystem::absolute(folder); at != at.root_path(); at = at.parent_path()) {
        std::error_code failed;
        const auto status = std::filesystem::status(at, failed);
        if (failed || (status.permissions() & perms::others_exec) == perms::none) {
            return false;
        }
    }
    return true;
}

} // namespace

PrivateServer::PrivateServer(const std::filesystem::path& folder)
    : programs_{needed_programs()}, account_{server_account()},
      folder_{std::filesystem::absolute(folder)}, socket_{{}}
{
    if (account_ && !is_reachable_by_all(folder_.path.parent_path())) {
        folder_.path = place_for_temporary(folder_.path, "cluster");
    }
    socket_.path = folder_.path / "socket";
    if (socket_.path.string().size() > socket_folder_max) {
        socket_.path = place_for_temporary(folder_.path, "socket");
    }
    make_folder(folder_.path);
    make_folder(socket_.path);
    make_cluster();
    start();
}

PrivateServer::~PrivateServer()
{
    if (server_ && server_->is_running()) {
        ::kill(server_->pid(), SIGINT); // ends connections, writes what is open, ends
        const auto until = std::chrono::steady_clock::now() + stop_time_max;
        while (server_->is_running() && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(look_again);
        }
    }
}

PrivateServer::Kept::~Kept()
{
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
}

/// A new folder that only the server's account may enter.
void PrivateServer::make_folder(const std::filesystem::path& folder) const
{
    constexpr mode_t only_owner = 0700;
    std::filesystem::remove_all(folder); // what a killed pass may have left
    if (::mkdir(folder.c_str(), only_owner) != 0 ||
        (account_ && ::chown(folder.c_str(), account_->user, account_->group) != 0)) {
        throw_system_error("cannot make " + folder.string());
    }
}

void PrivateServer::make_cluster()
{
    postgres::run(
        {
            .program = programs_ / "initdb",
            .arguments = {"--pgdata", (folder_.path / "data").string(), "--username", superuser,
                          "--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust",
                          "--no-sync", "--no-instructions"},
            .account = account_,
            .log = folder_.path / "log"
    },
        "make a database cluster in " + folder_.path.string());
}

void PrivateServer::start()
{
    std::vector<std::string> words{"-D", (folder_.path / "data").string()};
    for (const std::string& setting : {
             std::string{"listen_addresses="},
             fmt::format("unix_socket_directories={}", socket_.path.string()),
             std::string{"port=5432"},
             std::string{"fsync=off"},
             std::string{"full_page_writes=off"},
             std::string{"synchronous_commit=off"},
             std::string{"wal_level=minimal"},
             std::string{"max_wal_senders=0"},
             std::string{"autovacuum=off"},
             std::string{"jit=off"}, // compiling a query takes longer than these run
             std::string{"shared_preload_libraries="},
         }) {
        words.emplace_back("-c");
        words.push_back(setting);
    }
    server_.emplace(ChildOrder{.program = programs_ / "postgres",
                               .arguments = words,
                               .account = account_,
                               .log = folder_.path / "log"});
    const auto until = std::chrono::steady_clock::now() + start_time_max;
    while (PQping(address("postgres", superuser).c_str()) != PQPING_OK) {
        if (!server_->is_running() || std::chrono::steady_clock::now() > until) {
            throw Error{fmt::format("a database server of our own does not start: {}",
                                    last_words(folder_.path / "log"))};
        }
        std::this_thread::sleep_for(look_again);
    }
}

void PrivateServer::make_database(const std::string& name, const std::string& owner) const
{
    Connection connection{address("postgres", superuser)};
    connection.run(fmt::format("CREATE ROLE {} LOGIN", quoted_name(owner)));
    connection.run(fmt::format("CREATE DATABASE {} OWNER {} TEMPLATE template0", quoted_name(name),
                               quoted_name(owner)));
}

std::string PrivateServer::address(const std::string& database, const std::string& user) const
{
    return fmt::format("host={} port=5432 user={} dbname={} options=''", socket_.path.string(),
                       user, database);
}

std::vector<std::string> PrivateServer::reach(const std::string& database,
                                              const std::string& user) const
{
    return {"--host", socket_.path.string(), "--port", "5432", "--username", user, "--dbname",
            database, "--no-password"};
}

} // namespace ferry::postgres

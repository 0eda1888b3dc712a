#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "postgres/child.hpp"

namespace ferry::postgres {

/// A PostgreSQL server of our own, with a cluster of its own, for as long as the object
/// lives. It listens on no network: only on a socket in a folder that none but its
/// account and root may enter. The machine's own clusters are not touched. What is in it
/// is gone with it, so it need not survive a power cut.
class PrivateServer {
public:
    /// Makes the cluster in a new folder, and starts it.
    /// \param folder made here; what a killed pass left there is taken away. Where the
    /// server's account cannot reach it, the cluster stands in the system's folder for
    /// temporary files instead; so does the socket where its name would be too long.
    explicit PrivateServer(const std::filesystem::path& folder);
    ~PrivateServer();
    PrivateServer(const PrivateServer&) = delete;
    PrivateServer& operator=(const PrivateServer&) = delete;

    /// Makes an empty database that its user owns, who is no superuser.
    void make_database(const std::string& name, const std::string& owner) const;

    /// How a database is reached.
    std::string address(const std::string& database, const std::string& user) const;

    /// The words by which PostgreSQL's own programs reach it.
    std::vector<std::string> reach(const std::string& database, const std::string& user) const;

    const std::filesystem::path& socket_folder() const { return socket_.path; }
    /// The user who may do everything.
    static constexpr const char* superuser = "postgres";

private:
    void make_cluster();
    void start();
    void make_folder(const std::filesystem::path& folder) const;

    /// A folder that goes with the object, whatever becomes of the server.
    struct Kept {
        explicit Kept(std::filesystem::path at) : path{std::move(at)} {}
        ~Kept();
        Kept(const Kept&) = delete;
        Kept& operator=(const Kept&) = delete;

        std::filesystem::path path;
    };

    std::filesystem::path programs_;
    std::optional<Account> account_;
    Kept folder_;
    Kept socket_;
    std::optional<Child> server_;
};

} // namespace ferry::postgres

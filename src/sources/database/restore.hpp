#pragma once

#include <filesystem>
#include <string>

#include "postgres/private_server.hpp"

namespace ferry::database {

/// True for a folder that pg_dump made (its form "directory").
bool is_backup_folder(const std::filesystem::path& folder);

/// A backup, restored into a server of its own for as long as the object lives. It is
/// restored by a user who may not touch anything but that database: what stands in a
/// backup is not ours, and is not to run programs or read files here.
class RestoredBackup {
public:
    /// \param room a folder for the cluster.
    /// Throws InputError where the file is no backup, or PostgreSQL cannot restore it.
    RestoredBackup(const std::filesystem::path& backup, const std::filesystem::path& room);

    /// How the restored database is reached.
    std::string address() const;

private:
    void restore_archive(const std::filesystem::path& backup, const std::filesystem::path& log);
    void restore_plain(const std::filesystem::path& backup, const std::filesystem::path& room,
                       const std::filesystem::path& log);

    postgres::PrivateServer server_;
};

} // namespace ferry::database

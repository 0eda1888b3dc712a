#include "sources/database/restore.hpp"

#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "extract/look.hpp"
#include "postgres/programs.hpp"
#include "sources/database/plain_dump.hpp"

namespace ferry::database {
namespace {

constexpr const char* database_name = "restored";
constexpr const char* restorer = "restorer";

enum class Form : std::uint8_t { archive, plain };

std::string beginning(const std::filesystem::path& file)
{
    std::array<char, 1024> room{};
    ReadFile reading{file};
    return {room.data(), reading.read(room)};
}

/// In which of pg_dump's forms the backup is.
Form form_of(const std::filesystem::path& backup)
{
    std::error_code failed;
    if (is_backup_folder(backup)) {
        return Form::archive;
    }
    const bool is_file = std::filesystem::is_regular_file(backup, failed);
    const std::string first = is_file ? beginning(backup) : std::string{};
    if (first.starts_with("PGDMP") || first.starts_with("toc.dat")) { // custom; tar
        return Form::archive;
    }
    if (first.find("PostgreSQL database dump") != std::string::npos) {
        return Form::plain;
    }
    extract::check_folder(backup, "a backup that pg_dump made (custom, directory, tar or plain), a "
                                  "database's address (postgresql://...) or its tables copied out");
    throw InputError{fmt::format("{}: this folder is no backup that pg_dump made; ask for it anew",
                                 backup.string())};
}

std::filesystem::path new_room(const std::filesystem::path& backup,
                               const std::filesystem::path& room)
{
    form_of(backup); // before a server is started for nothing
    return room / "cluster";
}

} // namespace

bool is_backup_folder(const std::filesystem::path& folder)
{
    std::error_code failed;
    return std::filesystem::exists(folder / "toc.dat", failed);
}

RestoredBackup::RestoredBackup(const std::filesystem::path& backup,
                               const std::filesystem::path& room)
    : server_{new_room(backup, room)}
{
    server_.make_database(database_name, restorer);
    const auto log = room / "restore.log";
    const auto whole_path = std::filesystem::absolute(backup);
    switch (form_of(backup)) {
    case Form::archive:
        restore_archive(whole_path, log);
        break;
    case Form::plain:
        restore_plain(whole_path, room, log);
        break;
    }
}

void RestoredBackup::restore_archive(const std::filesystem::path& backup,
                                     const std::filesystem::path& log)
{
    auto words = server_.reach(database_name, restorer);
    words.insert(words.end(), {"--no-owner", "--no-privileges", "--no-comments", "--exit-on-error",
                               backup.string()});
    postgres::run(
        {.program = postgres::needed_programs() / "pg_restore", .arguments = words, .log = log},
        "restore " + backup.string());
}

void RestoredBackup::restore_plain(const std::filesystem::path& backup,
                                   const std::filesystem::path& room,
                                   const std::filesystem::path& log)
{
    const auto script = room / "plain.sql";
    write_safe_script(backup, script);
    auto words = server_.reach(database_name, restorer);
    words.insert(words.end(),
                 {"--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", script.string()});
    postgres::run({.program = postgres::needed_programs() / "psql", .arguments = words, .log = log},
                  "restore " + backup.string());
    std::filesystem::remove(script);
}

std::string RestoredBackup::address() const
{
    return server_.address(database_name, restorer);
}

} // namespace ferry::database

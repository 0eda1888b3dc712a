#include "sources/database/open.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "sources/database/restore.hpp"
#include "sources/database/snapshot.hpp"
#include "sources/tabular/open.hpp"

namespace ferry::database {
namespace {

/// A folder of our own beside the workspace, gone with the object.
class Room {
public:
    explicit Room(std::filesystem::path path) : path_{std::move(path)}
    {
        std::filesystem::remove_all(path_); // what a killed pass may have left
        std::filesystem::create_directories(path_);
    }
    ~Room()
    {
        std::error_code left_for_the_next_pass;
        std::filesystem::remove_all(path_, left_for_the_next_pass);
    }
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

bool is_address(const std::string& extract)
{
    return extract.starts_with("postgresql://") || extract.starts_with("postgres://");
}

/// The tables of a database as files, for as long as they are read.
class DatabaseExtract final : public extract::OpenExtract {
public:
    DatabaseExtract(const tabular::Description& description, const extract::ExtractOrder& order)
        : room_{order.spill_folder.string() + ".database"}
    {
        const std::string name = order.extract.string();
        const auto tables = room_ / "tables";
        std::filesystem::create_directory(tables);
        is_address(name) ? copy_live(description, name, tables)
                         : copy_backup(description, order.extract, tables);
        extract::ExtractOrder of_tables{order};
        of_tables.extract = tables;
        tables_ = tabular::open_extract(description, of_tables);
    }

    const extract::Manifest& manifest() const override { return tables_->manifest(); }
    void digest_files() override { tables_->digest_files(); }
    void sort(extract::CaseNumbers& numbers, extract::CaseSink& sink) override
    {
        tables_->sort(numbers, sink);
    }

private:
    static void copy_live(const tabular::Description& description, const std::string& address,
                          const std::filesystem::path& tables)
    {
        if (postgres::names_password(address)) {
            throw InputError{"the address of the database names a password, and would be kept with "
                             "it in the event log; leave it out and give it as PGPASSWORD or in "
                             "~/.pgpass"};
        }
        postgres::Connection connection{address};
        take_snapshot(connection, description, {.folder = tables});
    }

    void copy_backup(const tabular::Description& description, const std::filesystem::path& backup,
                     const std::filesystem::path& tables) const
    {
        const RestoredBackup restored{backup, room_.path()};
        postgres::Connection connection{restored.address()};
        take_snapshot(connection, description, {.folder = tables, .backup = backup});
    }

    Room room_;
    std::unique_ptr<extract::OpenExtract> tables_;
};

} // namespace

std::unique_ptr<extract::OpenExtract> open_extract(const tabular::Description& description,
                                                   const extract::ExtractOrder& order)
{
    std::error_code failed;
    const bool folder_of_tables =
        std::filesystem::is_directory(order.extract, failed) && !is_backup_folder(order.extract);
    if (!description.database || folder_of_tables) {
        return tabular::open_extract(description, order);
    }
    return std::make_unique<DatabaseExtract>(description, order);
}

} // namespace ferry::database

#include "targets/sqlite/target.hpp"

#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "sql/database.hpp"
#include "targets/sqlite/reader.hpp"
#include "targets/sqlite/schema.hpp"
#include "targets/sqlite/writer.hpp"

namespace ferry::targets::sqlite {
namespace {

class Target final : public load::Target {
public:
    explicit Target(std::filesystem::path path) : path_{std::move(path)} {}

    std::unique_ptr<load::Writer> writer() override { return make_writer(path_); }
    std::unique_ptr<load::Reader> reader() override { return make_reader(path_); }

    void claim(std::string_view migration) override
    {
        sql::Database database{path_, sql::Mode::read_write};
        sqlite::claim(database, migration);
    }

    /// Carries over what is left in the write-ahead log: the file can be copied by itself.
    void finish() override
    {
        sql::Database{path_, sql::Mode::read_write}.run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

private:
    std::filesystem::path path_;
};

/// Refuses what SQLite would only complain about: a missing folder, a folder in
/// the file's place, a file of another kind.
void check_place(const std::filesystem::path& path)
{
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
    if (!std::filesystem::is_directory(folder)) {
        throw InputError{fmt::format("cannot make the target {}: there is no folder {}; make it,"
                                     " or give another path",
                                     path.string(), folder.string())};
    }
    if (std::filesystem::is_directory(path)) {
        throw InputError{fmt::format("{} is a folder; give the path of a file", path.string())};
    }
    if (!std::filesystem::exists(path) || std::filesystem::file_size(path) == 0) {
        return;
    }
    constexpr std::string_view magic = "SQLite format 3";
    std::array<char, magic.size()> start{};
    const std::size_t size = ReadFile{path}.read(start);
    if (std::string_view{start.data(), size} != magic) {
        throw InputError{fmt::format("{} is not a SQLite file; take it away, or begin with "
                                     "another target (`ferry new`)",
                                     path.string())};
    }
}

} // namespace

load::Capabilities capabilities()
{
    return {.kind = "sqlite",
            .title = "Embedded reference target (SQLite)",
            .url_form = "sqlite:PATH",
            .partial_dates = true,
            .exact_numbers = true,
            .confidential_items = true};
}

std::unique_ptr<load::Target> open(const std::filesystem::path& path)
{
    check_place(path);
    {
        sql::Database database{path, sql::Mode::create};
        make_or_check(database);
    }
    return std::make_unique<Target>(path);
}

} // namespace ferry::targets::sqlite

#include "targets/ferry_extract/target.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "targets/ferry_extract/delivery.hpp"
#include "targets/ferry_extract/places.hpp"
#include "targets/ferry_extract/reader.hpp"
#include "targets/ferry_extract/writer.hpp"

namespace ferry::targets::ferry_extract {
namespace {

namespace fs = std::filesystem;

class Target final : public load::Target {
public:
    explicit Target(fs::path folder) : folder_{std::move(folder)} {}

    std::unique_ptr<load::Writer> writer() override { return make_writer(folder_); }
    std::unique_ptr<load::Reader> reader() override { return make_reader(folder_); }
    void claim(std::string_view migration) override;
    void finish() override { deliver(folder_); }
    void tell_books(const load::ClosedBooks& books) override { deliver_books(folder_, books); }

private:
    fs::path folder_;
};

void Target::claim(std::string_view migration)
{
    const fs::path file = folder_ / migration_file;
    if (!fs::exists(file)) {
        if (fs::exists(file_of(folder_, integrity_table))) {
            throw InputError{fmt::format("{}: this extract does not say any more whose patients it "
                                         "holds; take it away and run the pass, which makes it "
                                         "anew, or begin with another target (`ferry new`)",
                                         folder_.string())};
        }
        write_whole(file, migration);
    } else if (read_whole(file) != migration) {
        throw InputError{fmt::format("{}: this extract holds the patients of another migration; "
                                     "begin with another target (`ferry new`)",
                                     folder_.string())};
    }
}

void check_place(const fs::path& folder)
{
    if (fs::exists(folder) && !fs::is_directory(folder)) {
        throw InputError{fmt::format("{} is a file; give the path of a folder for the extract",
                                     folder.string())};
    }
    const bool ours = fs::exists(file_of(folder, integrity_table)) ||
                      fs::exists(folder / fresh_folder) || fs::exists(folder / done_folder);
    if (fs::exists(folder) && !fs::is_empty(folder) && !ours) {
        throw InputError{fmt::format("{} holds something else; give the path of a new folder, or "
                                     "of an extract that Ferry wrote",
                                     folder.string())};
    }
}

} // namespace

load::Capabilities capabilities()
{
    return {.kind = "ferry-extract",
            .title = "Ferry's documented extract (a folder of CSV files)",
            .url_form = "ferry-extract:DIR",
            .partial_dates = true,
            .exact_numbers = true,
            .confidential_items = true};
}

std::unique_ptr<load::Target> open(const fs::path& folder)
{
    check_place(folder);
    std::error_code failed;
    fs::create_directory(folder, failed);
    if (failed) {
        throw InputError{fmt::format("cannot make the folder {}: {}; make the folder it is in, or "
                                     "give another path",
                                     folder.string(), failed.message())};
    }
    recover(folder);
    return std::make_unique<Target>(folder);
}

} // namespace ferry::targets::ferry_extract

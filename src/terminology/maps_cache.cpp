#include <future>
#include <numeric>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "terminology/map_tables.hpp"
#include "terminology/table_text.hpp"

namespace ferry::terminology {
namespace {

namespace fs = std::filesystem;

std::uintmax_t size_of(const FoundFiles& found)
{
    return std::accumulate(found.recognised.begin(), found.recognised.end(), std::uintmax_t{0},
                           [](std::uintmax_t sum, const FoundFiles::Found& file) {
                               std::error_code error;
                               const std::uintmax_t size = fs::file_size(file.path, error);
                               return sum +
                                      (error ? 0 : size); // whoever reads it will say what is wrong
                           });
}

/// What the image of these files is found by: every file's kind, name and content.
std::string key_of(const FoundFiles& found, const std::vector<std::string>& digests)
{
    std::string all;
    for (std::size_t i = 0; i < digests.size(); ++i) {
        const FoundFiles::Found& file = found.recognised[i];
        all += fmt::format("{} {} {}\n", static_cast<int>(file.kind), file.path.filename().string(),
                           digests[i]);
    }
    return evidence_digest(all);
}

std::vector<std::string> digests_of(const FoundFiles& found)
{
    std::vector<std::future<std::string>> under_way;
    for (const FoundFiles::Found& file : found.recognised) {
        under_way.push_back(std::async(std::launch::async, digest_of, file.path));
    }
    std::vector<std::string> digests;
    digests.reserve(under_way.size());
    for (auto& one : under_way) {
        digests.push_back(one.get());
    }
    return digests;
}

std::vector<std::string> digests_of(const MapTables& tables)
{
    std::vector<std::string> digests;
    digests.reserve(tables.catalogue.size());
    for (const CatalogueEntry& entry : tables.catalogue) {
        digests.push_back(entry.digest);
    }
    return digests;
}

void store_catalogue(const MapTables& tables, ImageWriter& into)
{
    std::string rows;
    for (const CatalogueEntry& entry : tables.catalogue) {
        rows += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", static_cast<int>(entry.kind),
                            entry.file, entry.version, entry.rows, entry.active,
                            entry.assured ? std::to_string(*entry.assured) : "", entry.digest,
                            entry.odd_ids);
    }
    into.add_text(rows);
    into.add_text(tables.fingerprint);
}

void fetch_catalogue(MapTables& tables, ImageReader& from)
{
    const auto count = [](std::string_view cell) {
        return static_cast<std::int64_t>(number_in(cell));
    };
    for (const auto& cells : table_rows(from.text(), 8)) {
        CatalogueEntry entry{.kind = static_cast<ReleaseKind>(number_in(cells[0])),
                             .file = std::string{cells[1]},
                             .version = std::string{cells[2]},
                             .rows = count(cells[3]),
                             .active = count(cells[4]),
                             .assured = std::nullopt,
                             .digest = std::string{cells[6]},
                             .odd_ids = count(cells[7])};
        if (!cells[5].empty()) {
            entry.assured = count(cells[5]);
        }
        tables.catalogue.push_back(std::move(entry));
    }
    tables.fingerprint = from.text();
}

/// Calls `each` with every table that an image holds, always in one order.
template <typename Tables, typename Each>
void visit(Tables& tables, const Each& each)
{
    each(tables.read2.map);
    each(tables.read2.alternates);
    each(tables.ctv3.map);
    each(tables.ctv3.alternates);
    each(tables.descriptions);
    each(tables.drugs);
    each(tables.concepts);
    each(tables.hierarchy);
    each(tables.history);
    each(tables.modules);
    each(tables.clusters);
    each(tables.dmd);
}

/// The tables as they lie in the image; nothing if it does not hold them.
std::optional<LoadedTables> look_at(std::optional<Image> image)
{
    if (!image) {
        return std::nullopt;
    }
    LoadedTables loaded;
    ImageReader from{image->body};
    fetch_catalogue(loaded.tables, from);
    visit(loaded.tables, [&](auto& table) { table.fetch(from); });
    loaded.image = std::move(image);
    return from.sound() ? std::optional{std::move(loaded)} : std::nullopt;
}

void lay_down(const MapTables& tables, const fs::path& cache, const std::string& key)
{
    ImageWriter into;
    store_catalogue(tables, into);
    visit(tables, [&](const auto& table) { table.store(into); });
    write_image(cache, key, into.bytes());
}

} // namespace

LoadedTables load_map_tables(std::span<const fs::path> directories, const fs::path& cache,
                             std::uintmax_t from_bytes)
{
    FoundFiles found = find_release_files(directories);
    if (cache.empty() || size_of(found) < from_bytes) {
        return {.tables = read_map_tables(std::move(found)), .image = std::nullopt};
    }
    if (fs::exists(cache)) {
        if (auto loaded = look_at(open_image(cache, key_of(found, digests_of(found))))) {
            loaded->tables.ignored = std::move(found.ignored);
            return std::move(*loaded);
        }
    }
    MapTables made = read_map_tables(found);
    const std::string key = key_of(found, digests_of(made));
    lay_down(made, cache, key);
    // What was just laid down is looked at too: the memory for making it is given back.
    if (auto loaded = look_at(open_image(cache, key))) {
        loaded->tables.ignored = std::move(made.ignored);
        return std::move(*loaded);
    }
    return {.tables = std::move(made), .image = std::nullopt};
}

} // namespace ferry::terminology

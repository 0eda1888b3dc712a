#include "corpora/migration.hpp"

#include <algorithm>
#include <array>

#include "csv/rows.hpp"
#include "sources/emis/emis.hpp"

namespace ferry::corpora {
namespace {

terminology::CodeMaps maps_in(const std::filesystem::path& folder)
{
    const std::array folders{folder};
    return terminology::CodeMaps{folders};
}

} // namespace

std::filesystem::path corpora_folder()
{
    return std::filesystem::path{FERRY_SOURCE_DIR} / ".." / "shared" / "corpora";
}

Migration::Migration(const std::filesystem::path& folder)
    : truth_{read_truth(folder / "full.truth.json")}, maps_{maps_in(folder / "full.maps")}
{
    run_.emplace(support::described_by(sources::emis_csv()), folder / "full",
                 support::RunOptions{.maps = &maps_});
    workspace::create(
        folder_ / "work.ferry",
        {.source = "emis-csv", .target = "sqlite:" + (folder_ / "target.sqlite").string()});
    workspace_.emplace(folder_ / "work.ferry");
    report_ = pipeline::run_pass(
        *workspace_, {.extract = folder / "full", .maps = {folder / "full.maps"}, .who = "a test"});
    index_rows();
}

void Migration::index_rows()
{
    std::vector<csv::FieldText> cells;
    for (const auto& one : run_->cases()) {
        for (std::size_t i = 0; i < one->source.rows.size(); ++i) {
            csv::split_row(one->source.rows[i].bytes, ',', cells);
            const bool audit = one->mapped.fates[i].type == ItemType::audit_entry;
            if (!audit && !cells.empty()) { // the source's own id stands first in its tables
                rows_.try_emplace(
                    std::string{cells.front().text},
                    Row{.fate = run_->shown(one->mapped.fates[i]), .record = &one->mapped.record});
            }
        }
    }
}

std::optional<Migration::Row> Migration::row(const std::string& id) const
{
    const auto found = rows_.find(id);
    return found == rows_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<support::ShownItem> Migration::item(const std::string& id) const
{
    const auto found = row(id);
    if (!found || found->fate.item < 0) {
        return std::nullopt;
    }
    return support::items_of(*found->record).at(static_cast<std::size_t>(found->fate.item));
}

void EmisCorpus::SetUp()
{
    static std::map<std::string_view, std::unique_ptr<Migration>> read;
    const auto folder = corpora_folder() / "bulk" / ("emis-" + std::string{GetParam()});
    if (!std::filesystem::exists(folder)) {
        GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
    }
    auto& place = read[GetParam()];
    if (!place) {
        place = std::make_unique<Migration>(folder);
    }
    migration_ = place.get();
}

std::string name_of_layout(std::string_view layout)
{
    std::string name{layout};
    std::ranges::replace(name, '.', '_');
    return name;
}

} // namespace ferry::corpora

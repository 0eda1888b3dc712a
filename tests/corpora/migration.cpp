#include "corpora/migration.hpp"

#include <algorithm>
#include <array>

#include "csv/rows.hpp"
#include "pipeline/sources.hpp"

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

std::vector<std::string> ids_of_row(std::string_view bytes)
{
    std::vector<csv::FieldText> cells;
    csv::split_row(bytes, ',', cells);
    std::vector<std::string> ids;
    if (!cells.empty()) { // the source's own id stands first in its tables
        ids.emplace_back(cells[0].text);
    }
    if (cells.size() > 1) { // in Vision the patient's id stands before it
        ids.push_back(ids.front() + "/" + std::string{cells[1].text});
    }
    return ids;
}

Migration::Migration(const std::filesystem::path& folder, std::string_view source)
    : truth_{read_truth(folder / "full.truth.json")}, maps_{maps_in(folder / "full.maps")}
{
    const pipeline::SourceKind& kind = pipeline::source_kind(source);
    run_.emplace(support::Source{.open = kind.open, .mapper = kind.mapper}, folder / "full",
                 support::RunOptions{.maps = &maps_});
    workspace::create(folder_ / "work.ferry",
                      {.source = std::string{source},
                       .target = "sqlite:" + (folder_ / "target.sqlite").string()});
    workspace_.emplace(folder_ / "work.ferry");
    report_ = pipeline::run_pass(
        *workspace_, {.extract = folder / "full", .maps = {folder / "full.maps"}, .who = "a test"});
    index_rows();
}

void Migration::index_rows()
{
    for (const auto& one : run_->cases()) {
        for (std::size_t i = 0; i < one->source.rows.size(); ++i) {
            if (one->mapped->fates[i].type != ItemType::audit_entry) {
                index_row(one->source.rows[i].bytes, {.fate = run_->shown(one->mapped->fates[i]),
                                                      .record = &one->mapped->record});
            }
        }
    }
}

void Migration::index_row(std::string_view bytes, const Row& row)
{
    for (const std::string& id : ids_of_row(bytes)) {
        rows_.try_emplace(id, row);
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

Migration* Migration::of(const std::string& folder, std::string_view source)
{
    static std::map<std::string, std::unique_ptr<Migration>> read;
    const auto path = corpora_folder() / "bulk" / folder;
    if (!std::filesystem::exists(path)) {
        return nullptr;
    }
    auto& place = read[folder];
    if (!place) {
        place = std::make_unique<Migration>(path, source);
    }
    return place.get();
}

std::ostream& operator<<(std::ostream& out, const BulkExtract& extract)
{
    return out << extract.folder;
}

std::string name_of(const testing::TestParamInfo<BulkExtract>& one)
{
    std::string name{one.param.folder};
    std::ranges::replace_if(
        name, [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
}

void BulkCorpus::SetUp()
{
    migration_ = Migration::of(std::string{GetParam().folder}, GetParam().source);
    if (migration_ == nullptr) {
        GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
    }
}

std::filesystem::path BulkCorpus::folder()
{
    return corpora_folder() / "bulk" / GetParam().folder;
}

/// Where the patient's id stands in two organisations, the record of the practice that moves.
const Record& BulkCorpus::record_of(const TruePatient& patient) const
{
    for (const auto& one : migration_->run().cases()) {
        if (one->source.no > unattached_case && one->source.subject.patient == patient.id &&
            !one->mapped->record.items().empty()) {
            return one->mapped->record;
        }
    }
    static const Record none;
    return none;
}

} // namespace ferry::corpora

#include "trees/made.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "pipeline/sources.hpp"
#include "practice/make_practice.hpp"

namespace ferry::trees {
namespace {

/// Large enough that every irregularity is planted twice.
constexpr std::int64_t patients = 60;
constexpr std::uint64_t seed = 5;
constexpr double density = 0.3;

/// What stands between these marks, at the beginning of a row; "" if it does not.
std::string between(std::string_view bytes, std::string_view begin)
{
    constexpr std::size_t head = 400;
    const std::string_view text = bytes.substr(0, head);
    const auto at = text.find(begin);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = text.substr(at + begin.size());
    return std::string{rest.substr(0, rest.find('"'))};
}

/// The own id of a component or resource.
std::string id_of(std::string_view bytes)
{
    const std::string id = between(bytes, R"(<id root=")");
    return id.empty() ? between(bytes, R"("id":")") : id;
}

} // namespace

Made::Made(std::string_view layout, std::string_view source)
{
    practice::make_practice({.patients = patients,
                             .seed = seed,
                             .layout = std::string{layout},
                             .density = density,
                             .out = extract()});
    std::ifstream file{folder_ / "practice.truth.json"};
    truth_ = nlohmann::json::parse(file);
    const std::array folders{folder_ / "practice.maps"};
    maps_.emplace(folders);
    const pipeline::SourceKind& kind = pipeline::source_kind(source);
    run_.emplace(support::Source{.open = kind.open, .mapper = kind.mapper}, extract(),
                 support::RunOptions{.maps = &*maps_});
    workspace::create(folder_ / "work.ferry",
                      {.source = std::string{source},
                       .target = "sqlite:" + (folder_ / "target.sqlite").string()});
    workspace_.emplace(folder_ / "work.ferry");
    report_ = pipeline::run_pass(*workspace_,
                                 {.extract = extract(), .maps = {folders[0]}, .who = "a test"});
    index();
}

Made& Made::messages()
{
    static Made made{"gp2gp", "gp2gp"};
    return made;
}

Made& Made::bundles()
{
    static Made made{"gpconnect", "fhir"};
    return made;
}

void Made::index()
{
    const auto& directory = run_->directory();
    for (const auto& item : support::items_of(directory.mapped->record, ItemType::staff)) {
        staff_[std::to_string(item_key(directory.source.no, item.no))] = item.at("source_id");
    }
    for (const auto& one : run_->cases()) {
        for (std::size_t i = 0; i < one->source.rows.size(); ++i) {
            const std::string id = id_of(one->source.rows[i].bytes);
            if (!id.empty()) {
                fates_.try_emplace(id, run_->shown(one->mapped->fates[i]));
            }
        }
        for (support::ShownItem& item : support::items_of(one->mapped->record)) {
            if (!item.at("source_id").empty()) {
                const std::pair key{item.type, item.at("source_id")};
                items_.try_emplace(key, std::move(item));
            }
        }
    }
}

std::optional<support::ShownFate> Made::fate(const std::string& id) const
{
    const auto found = fates_.find(id);
    return found == fates_.end() ? std::nullopt : std::optional{found->second};
}

const support::ShownItem* Made::item(const std::string& id) const
{
    const auto found =
        std::ranges::find_if(items_, [&](const auto& one) { return one.first.second == id; });
    return found == items_.end() ? nullptr : &found->second;
}

std::string Made::staff(const support::ShownItem& item, std::string_view field) const
{
    const auto found = staff_.find(item.at(field));
    return found == staff_.end() ? item.at(field) : found->second;
}

std::vector<std::string> Made::places(const std::string& irregularity) const
{
    std::vector<std::string> ids;
    if (truth_.at("irregularities").contains(irregularity)) {
        for (const auto& place : truth_.at("irregularities").at(irregularity).at("where")) {
            ids.push_back(place.value("id", ""));
        }
    }
    return ids;
}

} // namespace ferry::trees

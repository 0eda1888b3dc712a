#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/origins.hpp"
#include "cli/print_json.hpp"
#include "cli/shown_record.hpp"
#include "pipeline/replay.hpp"
#include "pipeline/targets.hpp"

namespace ferry::cli {
namespace {

using Json = nlohmann::ordered_json;

/// The case of the patient asked for: of several, the one of the practice that moves.
CaseNo case_asked_for(workspace::CaseStore& store, const std::string& patient)
{
    const auto found = store.find_patient(patient);
    if (found.empty()) {
        throw UsageError{fmt::format("no patient has the NHS number or id '{}'", patient)};
    }
    for (const CaseNo one : found) {
        if (store.summary(one)) {
            return one;
        }
    }
    return found.front();
}

/// The ids of all items of a record by key, and of the directory's.
std::map<std::int64_t, std::string> ids_of(CaseNo case_no, const Record& record)
{
    std::map<std::int64_t, std::string> ids;
    for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
        const FieldNo field = find_field(record.at(item).type, "source_id");
        if (field != no_field && record.value(item, field).present) {
            ids.emplace(item_key(case_no, item), record.value(item, field).view());
        }
    }
    return ids;
}

/// FILE:LINE of the rows behind an item.
std::vector<std::string> origins_of(const pipeline::Replay& replay,
                                    const workspace::StoredCase& stored, const Record& record,
                                    ItemNo item)
{
    std::vector<std::string> origins;
    for (const std::size_t row : rows_behind(stored, record, item)) {
        origins.push_back(replay.place_of(stored.source.rows[row]));
    }
    return origins;
}

Json json_of(const ShownItem& item, const std::vector<std::string>& origins)
{
    Json json{
        {"type", name_of(item.type)    },
        {"id",   item.fields.value("id", "")},
        {"origin",      origins.empty() ? "" : origins.front()                    }
    };
    json["date"] = item.fields.value("date", "");
    json["precision"] = item.fields.value("precision", "");
    json["codings"] = item.fields.value("codings", Json::array());
    json["text"] = item.fields.value("text", "");
    json["value"] = item.fields.value("value", "");
    json["unit"] = item.fields.value("unit", "");
    for (const auto& [name, value] : item.fields.items()) {
        // A field called like the item's type itself: "registration_type".
        json[name == "type" ? fmt::format("{}_type", name_of(item.type)) : name] = value;
    }
    json["origins"] = origins;
    json["target_key"] = fmt::format("{}:{}", name_of(item.type), item.key);
    return json;
}

void print(const ShownItem& item, const std::vector<std::string>& origins)
{
    const std::string term = item.fields.value("term", "");
    fmt::print("{:<16} {:<20} {}", name_of(item.type), item.fields.value("date", ""), term);
    for (const auto& [name, value] : item.fields.items()) {
        const bool shown = name == "date" || name == "precision" || name == "term" ||
                           name == "id" || name == "codings" || name == "code_rule";
        if (!shown && value.is_string()) {
            fmt::print("  {}={}", name, value.get<std::string>());
        }
    }
    fmt::print("  [{}]\n", origins.empty() ? "-" : origins.front());
}

} // namespace

Exit show_record(const Arguments& given)
{
    if (given.side != "source" && given.side != "target") {
        throw UsageError{fmt::format("'{}' is no side; there are source and target", given.side)};
    }
    workspace::Workspace workspace{given.workspace};
    pipeline::Replay replay{workspace};
    const CaseNo case_no = case_asked_for(replay.store(), given.patient);
    const auto stored = replay.store().get(case_no);
    if (!stored) {
        throw Error{fmt::format("{}: the workspace is damaged: the rows of case {} are not there; "
                                "go on with a copy that is whole",
                                given.workspace, case_no)};
    }
    const auto mapped = transform::read_case(replay.mapper(), stored->source);
    auto ids = ids_of(case_no, mapped->record);
    ids.merge(ids_of(directory_case, replay.mapper().directory().record));
    const IdOf id_of = [&](std::int64_t key) {
        const auto found = ids.find(key);
        return found == ids.end() ? std::to_string(key) : found->second;
    };
    std::vector<ShownItem> items;
    if (given.side == "source") {
        items = shown_items(case_no, mapped->record, id_of);
    } else {
        const auto target = pipeline::open_target(workspace.migration().target);
        items = shown_items(case_no, *target->reader(), id_of);
    }
    const auto origins_at = [&](std::int64_t key) {
        return origins_of(replay, *stored, mapped->record, item_of(key));
    };
    Json patient = Json::object();
    Json all = Json::array();
    for (const ShownItem& item : items) {
        if (!given.json) {
            print(item, origins_at(item.key));
        } else if (item.type == ItemType::patient) {
            patient = item.fields;
        } else {
            all.push_back(json_of(item, origins_at(item.key)));
        }
    }
    if (given.json) {
        print_json(Json{
            {"patient", std::move(patient)},
            {"items",   std::move(all)    }
        });
    }
    const bool held = std::ranges::any_of(
        stored->fates, [](const auto& fate) { return fate.outcome == Outcome::held; });
    return held ? Exit::people : Exit::clean;
}

} // namespace ferry::cli

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
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

/// Of several, those of the practice that moves: the patients of others are held, and stand
/// in no list.
std::vector<CaseNo> those_listed(workspace::CaseStore& store, const std::vector<CaseNo>& found)
{
    std::vector<CaseNo> listed;
    std::ranges::copy_if(found, std::back_inserter(listed),
                         [&](CaseNo one) { return store.summary(one).has_value(); });
    return listed.empty() ? found : listed;
}

/// What each of these patients can be asked for by.
std::vector<std::string> names_of(workspace::CaseStore& store, const std::vector<CaseNo>& cases)
{
    std::map<std::string, int> counts;
    std::vector<extract::Subject> subjects;
    for (const CaseNo one : cases) {
        subjects.push_back(store.subject(one));
        ++counts[subjects.back().patient];
    }
    std::vector<std::string> names;
    names.reserve(subjects.size());
    for (const extract::Subject& one : subjects) {
        names.push_back(counts[one.patient] == 1 ? one.patient
                                                 : one.organisation + "/" + one.patient);
    }
    return names;
}

/// The case of the patient asked for. Which of two patients is meant is never guessed.
CaseNo case_asked_for(workspace::CaseStore& store, const std::string& patient)
{
    const auto found = those_listed(store, store.find_patient(patient));
    if (found.empty()) {
        throw UsageError{fmt::format("no patient has the NHS number or id '{}'", patient)};
    }
    if (found.size() == 1) {
        return found.front();
    }
    const auto names = names_of(store, found);
    const auto named = std::ranges::find(names, patient); // a number that is an id too
    if (named == names.end()) {
        throw UsageError{fmt::format("{} patients have the NHS number or id '{}'; ask for one of "
                                     "them: {}",
                                     found.size(), patient, fmt::join(names, ", "))};
    }
    return found.at(static_cast<std::size_t>(named - names.begin()));
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

/// A record of nothing looks like an answer that failed: says what became of the rows, and
/// how to see why.
void print_nothing(const pipeline::Replay& replay, const workspace::StoredCase& stored,
                   const Arguments& given)
{
    std::string ended;
    for (const Outcome outcome : outcomes) {
        const auto rows =
            std::ranges::count(stored.fates, outcome, &workspace::StoredFate::outcome);
        if (rows > 0) {
            ended += fmt::format("{}{} {}", ended.empty() ? "" : ", ", rows, name_of(outcome));
        }
    }
    fmt::print("{}: nothing of this patient is in the {}. Its source items: {}.\n", given.patient,
               given.side == "source" ? "record" : "target", ended.empty() ? "none" : ended);
    if (!stored.source.rows.empty()) {
        fmt::print("Why, `ferry explain {} --origin {}` tells.\n", given.workspace,
                   replay.place_of(stored.source.rows.front()));
    }
}

workspace::StoredCase rows_of(workspace::CaseStore& store, CaseNo case_no, const Arguments& given)
{
    auto stored = store.get(case_no);
    if (!stored) {
        throw Error{fmt::format("{}: the workspace is damaged: the rows of case {} are not there; "
                                "go on with a copy that is whole",
                                given.workspace, case_no)};
    }
    return std::move(*stored);
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
    const workspace::StoredCase stored = rows_of(replay.store(), case_no, given);
    const auto mapped = transform::read_case(replay.mapper(), stored.source);
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
        const auto target = pipeline::open_to_read(workspace.migration().target);
        items = shown_items(case_no, *target->reader(), id_of);
    }
    const auto origins_at = [&](std::int64_t key) {
        return origins_of(replay, stored, mapped->record, item_of(key));
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
    } else if (items.empty()) {
        print_nothing(replay, stored, given);
    }
    const bool held = std::ranges::any_of(
        stored.fates, [](const auto& fate) { return fate.outcome == Outcome::held; });
    return held ? Exit::people : Exit::clean;
}

} // namespace ferry::cli

#include <algorithm>
#include <iterator>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/origins.hpp"
#include "cli/print_json.hpp"
#include "extract/place.hpp"
#include "pipeline/replay.hpp"
#include "record/describe.hpp"
#include "workspace/books.hpp"
#include "workspace/case_store.hpp"

namespace ferry::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What names an item in the target: "observation:50331702", or its number alone.
struct TargetKey {
    std::optional<ItemType> type;
    std::int64_t number = 0;
};

ItemType type_in_key(const std::string& name)
{
    const auto type = item_type_named(name);
    if (!type) {
        std::vector<std::string_view> names;
        std::ranges::transform(record_types, std::back_inserter(names), &TypeDescription::name);
        throw UsageError{
            fmt::format("'{}' is no type of item; there are: {}", name, fmt::join(names, ", "))};
    }
    return *type;
}

TargetKey target_key(const std::string& text)
{
    const auto colon = text.find(':');
    const bool typed = colon != std::string::npos;
    const auto number = whole_number(std::string_view{text}.substr(typed ? colon + 1 : 0));
    if (!number) {
        throw UsageError{fmt::format("'{}' is no key; TYPE:NUMBER or NUMBER was expected", text)};
    }
    return {.type = typed ? std::optional{type_in_key(text.substr(0, colon))} : std::nullopt,
            .number = *number};
}

/// Numbers are unique over all types: one asked for as another type is a slip that the
/// answer must not cover up.
void expect_type(const TargetKey& key, ItemType found)
{
    if (key.type && *key.type != found) {
        throw UsageError{fmt::format("there is no {} with the number {}; its type is {}",
                                     name_of(*key.type), key.number, name_of(found))};
    }
}

/// Finds rows and tells their fate.
class Explainer {
public:
    Explainer(workspace::Workspace& workspace, bool json)
        : workspace_{workspace}, store_{workspace}, files_{workspace.files()},
          rules_{store_.rules()}, json_{json}
    {
    }

    Exit origin(const std::string& place);
    Exit item(const std::string& id);
    Exit target(const std::string& text);

private:
    struct Found {
        workspace::StoredCase stored;
        std::size_t number = 0;
    };
    std::optional<Found> row_at(extract::FileNo file, std::int64_t line);
    void tell_items_named(const std::string& id);
    [[noreturn]] static void refuse_while_a_pass_runs();
    std::string place_of(const extract::RawRow& row) const;
    const std::string& rule_of(const workspace::StoredFate& fate) const;
    void tell(const workspace::StoredCase& stored, std::size_t number);
    Exit done(const std::string& nothing);

    workspace::Workspace& workspace_;
    workspace::CaseStore store_;
    std::vector<extract::SourceFile> files_;
    std::vector<std::string> rules_;
    bool json_;
    Json told_ = Json::array();
};

Exit Explainer::origin(const std::string& place)
{
    const auto colon = place.rfind(':');
    const auto line = colon == std::string::npos
                          ? std::nullopt
                          : whole_number(std::string_view{place}.substr(colon + 1));
    if (!line) {
        throw UsageError{fmt::format("'{}' is no place; FILE:LINE was expected", place)};
    }
    const std::string name = std::filesystem::path{place.substr(0, colon)}.filename().string();
    // The same name in several passes: the last one's.
    const auto file = std::find_if(files_.rbegin(), files_.rend(),
                                   [&](const auto& one) { return one.name == name; });
    if (file == files_.rend()) {
        throw UsageError{fmt::format("no file of the extract is called '{}'", name)};
    }
    const auto best = row_at(file->no, *line);
    if (!best && *line == 1) {
        throw UsageError{"line 1 is the header: it names the columns and is no source item"};
    }
    if (best) {
        tell(best->stored, best->number);
    }
    return done(
        fmt::format("no source item stands at {}: is the line blank or beyond the end?", place));
}

/// The row that begins last among those that reach to this line: items of a message
/// stand within one another.
std::optional<Explainer::Found> Explainer::row_at(extract::FileNo file, std::int64_t line)
{
    std::optional<Found> best;
    std::uint32_t begins = 0;
    store_.each([&](workspace::StoredCase&& stored) {
        std::optional<std::size_t> here;
        for (std::size_t i = 0; i < stored.source.rows.size(); ++i) {
            const extract::RawRow& row = stored.source.rows[i];
            const auto last = std::ranges::count(row.bytes, '\n') + row.line;
            if (row.file == file && row.line > begins && row.line <= line && line <= last) {
                here = i;
                begins = row.line;
            }
        }
        if (here) {
            best = Found{.stored = std::move(stored), .number = *here};
        }
        return true;
    });
    return best;
}

Exit Explainer::item(const std::string& id)
{
    store_.each([&](workspace::StoredCase&& stored) {
        for (std::size_t i = 0; i < stored.source.rows.size(); ++i) {
            if (is_row_of(stored.source.rows[i].bytes, id)) {
                tell(stored, i);
            }
        }
        return true;
    });
    if (told_.empty()) {
        tell_items_named(id);
    }
    return done(fmt::format("no source item has the id '{}'", id));
}

/// Where ids do not stand first in a row: the rows behind items that the record calls so.
void Explainer::tell_items_named(const std::string& id)
{
    const pipeline::Replay replay{workspace_};
    const std::string last_part = id.substr(id.rfind('/') + 1);
    store_.each([&](workspace::StoredCase&& stored) {
        const bool named = std::ranges::any_of(stored.source.rows, [&](const auto& row) {
            return row.bytes.find(last_part) != std::string_view::npos;
        });
        if (!named) {
            return true;
        }
        const auto mapped = transform::read_case(replay.mapper(), stored.source);
        const Record& record = mapped->record;
        for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
            const FieldNo field = find_field(record.at(item).type, "source_id");
            if (field == no_field || record.value(item, field).view() != id) {
                continue;
            }
            for (const std::size_t row : rows_behind(stored, record, item)) {
                tell(stored, row);
            }
        }
        return true;
    });
}

Exit Explainer::target(const std::string& text)
{
    const TargetKey key = target_key(text);
    const CaseNo case_no = case_of(key.number);
    const pipeline::Replay replay{workspace_};
    if (const auto stored = store_.get(case_no)) {
        const auto mapped = transform::read_case(replay.mapper(), stored->source);
        const auto rows = rows_behind(*stored, mapped->record, item_of(key.number));
        if (!rows.empty()) {
            expect_type(key, mapped->record.at(item_of(key.number)).type);
        }
        for (const std::size_t row : rows) {
            tell(*stored, row);
        }
    }
    return done(fmt::format("no source item became {}", text));
}

/// The store knows the file and rule of what it gives back. Where the lists read at the
/// beginning do not, a pass has added them since.
void Explainer::refuse_while_a_pass_runs()
{
    throw Error{"another pass of this migration is running; wait for its end and ask again"};
}

std::string Explainer::place_of(const extract::RawRow& row) const
{
    const auto place = extract::place_in(files_, row);
    if (!place) {
        refuse_while_a_pass_runs();
    }
    return *place;
}

const std::string& Explainer::rule_of(const workspace::StoredFate& fate) const
{
    if (fate.rule >= rules_.size()) {
        refuse_while_a_pass_runs();
    }
    return rules_[fate.rule];
}

void Explainer::tell(const workspace::StoredCase& stored, std::size_t number)
{
    const extract::RawRow& row = stored.source.rows[number];
    const workspace::StoredFate& fate = stored.fates[number];
    Json json;
    json["origin"] = place_of(row);
    json["patient"] = stored.source.subject.patient;
    json["type"] = name_of(fate.type);
    json["outcome"] = name_of(fate.outcome);
    json["rule"] = rule_of(fate);
    json["cause"] = fate.cause == 0 ? "" : store_.cause(fate.cause);
    json["target"] = fate.item < 0 ? ""
                                   : fmt::format("{}:{}", name_of(fate.type),
                                                 item_key(stored.source.no, fate.item));
    json["raw"] = row.bytes;
    if (!json_) {
        fmt::print("{}\n  {} ({}), rule {}{}{}\n  {}\n", json["origin"].get<std::string>(),
                   name_of(fate.outcome), name_of(fate.type), rule_of(fate),
                   fate.cause == 0 ? "" : ", cause " + store_.cause(fate.cause),
                   fate.item < 0 ? ", not in the target"
                                 : ", in the target as " + json["target"].get<std::string>(),
                   shortened(row.bytes, 300));
    }
    told_.push_back(std::move(json));
}

Exit Explainer::done(const std::string& nothing)
{
    if (told_.empty()) {
        throw UsageError{nothing};
    }
    if (json_) {
        print_json(Json{
            {"items", std::move(told_)}
        });
    }
    return Exit::clean;
}

} // namespace

Exit explain(const Arguments& given)
{
    const int asked = (given.origin.empty() ? 0 : 1) + (given.item.empty() ? 0 : 1) +
                      (given.target_key.empty() ? 0 : 1);
    if (asked != 1) {
        throw UsageError{"give one of --origin FILE:LINE, --item ID and --target KEY"};
    }
    workspace::Workspace workspace{given.workspace};
    static_cast<void>(workspace::finished_pass(workspace)); // what is told is of a whole pass
    Explainer explainer{workspace, given.json};
    return !given.origin.empty() ? explainer.origin(given.origin)
           : !given.item.empty() ? explainer.item(given.item)
                                 : explainer.target(given.target_key);
}

} // namespace ferry::cli

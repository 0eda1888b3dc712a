#include <algorithm>
#include <array>
#include <regex>

#include "base/contains.hpp"
#include "sources/tabular/parser.hpp"

namespace ferry::tabular {
namespace {

constexpr std::array holds_words{
    Word{"patient",    Holds::patient   },
    Word{"directory",  Holds::directory },
    Word{"dictionary", Holds::dictionary},
    Word{"audit",      Holds::audit     },
    Word{"retained",   Holds::retained  },
    Word{"control",    Holds::control   },
};

} // namespace

void Parser::refuse(const YAML::Node& at, const std::string& what) const
{
    const FilePlace place = place_of(at);
    throw InputError{fmt::format("{}:{}:{}: {}", name_, place.line, place.column, what)};
}

FilePlace Parser::place_of(const YAML::Node& node)
{
    const YAML::Mark mark = node.IsDefined() ? node.Mark() : YAML::Mark::null_mark();
    return {.line = mark.line + 1, .column = mark.column + 1};
}

/// What stands under a word that must be there.
YAML::Node Parser::need(const YAML::Node& map, const char* key) const
{
    if (!map.IsMap()) {
        refuse(map, fmt::format("a map with '{}' was expected here", key));
    }
    YAML::Node found = map[key];
    if (!found) {
        refuse(map, fmt::format("'{}' is missing here", key));
    }
    return found;
}

/// Notes what is marked as open: a question, or a list of them.
void Parser::open_point(const YAML::Node& map, const std::string& where)
{
    if (!map || !map.IsMap() || !map["open"]) {
        return;
    }
    const YAML::Node open = map["open"];
    if (open.IsScalar()) {
        made_.open.push_back({.place = place_of(open), .where = where, .question = text(open)});
    }
    for (const auto& entry : open.IsSequence() ? open : YAML::Node{}) {
        made_.open.push_back({.place = place_of(entry), .where = where, .question = text(entry)});
    }
}

void Parser::only(const YAML::Node& map, std::initializer_list<std::string_view> known) const
{
    if (!map.IsMap()) {
        refuse(map, fmt::format("a map was expected here, of: {}", fmt::join(known, ", ")));
    }
    for (const auto& entry : map) {
        const auto key = entry.first.as<std::string>();
        if (!contains(known, key)) {
            refuse(entry.first,
                   fmt::format("unknown word '{}'; known here: {}", key, fmt::join(known, ", ")));
        }
    }
}

std::string Parser::text(const YAML::Node& node) const
{
    if (!node.IsDefined() || !node.IsScalar()) {
        refuse(node, "a text was expected here");
    }
    return node.as<std::string>();
}

std::string Parser::text(const YAML::Node& map, const char* key) const
{
    return map[key] ? text(map[key]) : std::string{};
}

std::vector<std::string> Parser::texts(const YAML::Node& node) const
{
    std::vector<std::string> all;
    if (node && !node.IsSequence()) {
        refuse(node, "a list [a, b] was expected here");
    }
    for (const auto& entry : node) {
        all.push_back(text(entry));
    }
    return all;
}

ItemType Parser::item_type(const YAML::Node& node) const
{
    const auto type = item_type_named(text(node));
    if (!type) {
        refuse(node, fmt::format("the record has no item type '{}'; docs/formats/sqlite-target.md "
                                 "lists them",
                                 text(node)));
    }
    return *type;
}

LayoutNo Parser::layout(const YAML::Node& node) const
{
    const auto found = std::ranges::find(made_.layouts, text(node));
    if (found == made_.layouts.end()) {
        refuse(node, fmt::format("'{}' is none of the layouts", text(node)));
    }
    return static_cast<LayoutNo>(found - made_.layouts.begin());
}

Presence Parser::presence(const YAML::Node& node) const
{
    Presence made;
    if (node["since"]) {
        made.since = layout(node["since"]);
    }
    for (const auto& entry : node["not_in"]) {
        made.not_in.push_back(layout(entry));
    }
    return made;
}

Description Parser::description()
{
    only(root_, {"source", "title", "dialect", "layouts", "dictionaries", "kinds", "blood_pressure",
                 "manifest", "file_names", "database", "tables", "open"});
    open_point(root_, "the description");
    made_.source = text(need(root_, "source"));
    made_.title = text(need(root_, "title"));
    made_.layouts = root_["layouts"] ? texts(root_["layouts"]) : std::vector<std::string>{"1"};
    if (root_["dialect"]) {
        dialect(root_["dialect"]);
    }
    dictionaries(root_["dictionaries"]);
    kinds(root_["kinds"]);
    for (const auto& node : need(root_, "tables")) {
        made_.tables.push_back(table(node));
    }
    check_links();
    database(root_["database"]);
    collect_lookups();
    blood_pressure(root_["blood_pressure"]);
    manifest(root_["manifest"]);
    file_names(root_["file_names"]);
    return std::move(made_);
}

void Parser::check_links() const
{
    for (std::size_t i = 0; i < made_.tables.size(); ++i) {
        const Table& one = made_.tables[i];
        const auto known = [&](const std::string& name) {
            return name.empty() || made_.table(name) != nullptr;
        };
        const bool links = std::ranges::all_of(one.columns, known, &Column::to);
        if (!known(one.extends) || !known(one.owner_table) || !links) {
            refuse(root_["tables"][i], fmt::format("{} leads to an unknown table", one.name));
        }
        check_columns(one, root_["tables"][i]);
    }
}

/// Refuses names of columns and dictionaries that are not there.
void Parser::check_columns(const Table& table, const YAML::Node& at) const
{
    const auto need = [&](const std::string& name) {
        if (!name.empty() && table.column(name) == nullptr) {
            refuse(at, fmt::format("{} has no column '{}'", table.name, name));
        }
    };
    const auto need_words = [&](const CellWords& conditions) {
        for (const auto& [name, wanted] : conditions) {
            need(name);
            for (const std::string& word : wanted.words) {
                need(word.starts_with('=') ? word.substr(1) : std::string{});
            }
        }
    };
    for (const Column& column : table.columns) {
        need_words(column.when);
        need_words(column.unless);
        need(column.precision);
        need(column.time);
        need(column.month);
        need(column.day);
        std::ranges::for_each(column.after, need);
        if (!column.dictionary.empty() && made_.dictionary(column.dictionary) == nullptr) {
            refuse(at, fmt::format("there is no dictionary '{}'", column.dictionary));
        }
    }
    std::ranges::for_each(table.key, need);
    need(table.deleted);
    need(table.row_column);
    need(table.apart_by);
    for (const auto& order : table.orders) {
        std::ranges::for_each(order, need);
    }
}

/// Each table and column that ids are explained by, once.
void Parser::collect_lookups()
{
    for (const Table& table : made_.tables) {
        for (const Column& column : table.columns) {
            if (column.through.empty() || made_.lookup_of(column.through) >= 0) {
                continue;
            }
            const auto dot = column.through.find('.');
            const Lookup made{.table = column.through.substr(0, dot),
                              .column =
                                  column.through.substr(std::min(dot + 1, column.through.size()))};
            const Table* found = made_.table(made.table);
            if (found == nullptr || found->column(made.column) == nullptr ||
                found->key.size() != 1) {
                refuse(root_["tables"],
                       fmt::format("{}.{} leads through {}, which explains nothing", table.name,
                                   column.name, column.through));
            }
            made_.lookups.push_back(made);
        }
    }
}

/// Refuses what is no regular expression.
void Parser::regular(const YAML::Node& node) const
{
    if (!node) {
        return;
    }
    try {
        static_cast<void>(std::regex{text(node)});
    } catch (const std::regex_error& wrong) {
        refuse(node, fmt::format("'{}' is no regular expression: {}", text(node), wrong.what()));
    }
}

void Parser::kinds(const YAML::Node& node)
{
    for (const auto& entry : node) {
        for (const auto& rule : entry.second) {
            made_.kinds[text(entry.first)].push_back(kind_rule(rule));
        }
    }
}

KindRule Parser::kind_rule(const YAML::Node& node) const
{
    only(node, {"rule", "when", "becomes", "sets", "as_text", "not_also"});
    KindRule rule;
    rule.rule = text(need(node, "rule"));
    rule.becomes = item_type(node["becomes"]);
    rule.as_text = flag(node, "as_text");
    for (const auto& type : node["not_also"]) {
        rule.not_also.push_back(item_type(type));
    }
    for (const auto& condition : node["when"]) {
        if (text(condition.first) == "extended_by") {
            rule.extended_by = text(condition.second);
        } else {
            rule.when[text(condition.first)] = wanted(condition.second);
        }
    }
    for (const auto& entry : node["sets"]) {
        rule.sets[text(entry.first)] = text(entry.second);
        const FieldNo field = find_field(rule.becomes, text(entry.first));
        if (field == no_field) {
            refuse(entry.first, "the item type has no such field");
        }
        if (describe(rule.becomes).fields[field].kind == Kind::flag) {
            static_cast<void>(word(entry.second, flag_texts));
        }
    }
    return rule;
}

void Parser::blood_pressure(const YAML::Node& node)
{
    if (!node) {
        return;
    }
    only(node, {"table", "rule", "parent", "systolic", "diastolic", "alike"});
    made_.blood_pressure =
        BloodPressureRule{.table = text(node, "table"),
                          .rule = text(node, "rule"),
                          .rule_reversed = text(node, "rule") + "-diastolic-first",
                          .rule_by_order = text(node, "rule") + "-by-order",
                          .parent = texts(node["parent"]),
                          .systolic = texts(node["systolic"]),
                          .diastolic = texts(node["diastolic"]),
                          .alike = texts(node["alike"])};
}

Table Parser::table(const YAML::Node& node)
{
    only(node, {"name",     "holds",      "subjects",        "without_patient",
                "optional", "item",       "extends",         "kinds",
                "key",      "row",        "deleted",         "columns",
                "since",    "not_in",     "apart_by",        "later_row_counts",
                "reason",   "rest",       "one_per_patient", "patient_by",
                "order",    "orders",     "files",           "query",
                "open",     "never_empty"});
    Table made;
    made.name = text(need(node, "name"));
    made.place = place_of(node);
    open_point(node, made.name);
    made.files = texts(node["files"]);
    made.holds = word(need(node, "holds"), holds_words);
    made.subjects = flag(node, "subjects");
    made.slots_of_nobody = says(node, "without_patient", "directory");
    made.optional = flag(node, "optional");
    made.extends = text(node, "extends");
    made.kinds = text(node, "kinds");
    made.key = texts(node["key"]);
    made.row_column = text(node, "row");
    made.apart_by = text(node, "apart_by");
    made.deleted = text(node, "deleted");
    made.later_row_counts = flag(node, "later_row_counts");
    made.reason = text(node, "reason");
    made.query = text(node, "query");
    made.rest_left = says(node, "rest", "left");
    made.one_per_patient = flag(node, "one_per_patient");
    made.never_empty = flag(node, "never_empty");
    made.presence = presence(node);
    owner(made, node["patient_by"]);
    if (node["item"]) {
        made.item = item_type(node["item"]);
    }
    table_columns(made, node["columns"]);
    orders(made, node);
    return made;
}

/// `patient_by: {VisitID: VISITS}`: the patient is that of the visit.
void Parser::owner(Table& made, const YAML::Node& node) const
{
    if (!node) {
        return;
    }
    if (!node.IsMap() || node.size() != 1) {
        refuse(node, "one column and the table whose rows it names were expected, {COLUMN: TABLE}");
    }
    made.owner_column = text(node.begin()->first);
    made.owner_table = text(node.begin()->second);
}

void Parser::table_columns(Table& made, const YAML::Node& node)
{
    for (const auto& entry : node) {
        const std::string name = text(entry.first);
        for (Column& use : columns(name, entry.second)) {
            use.place = place_of(entry.first);
            if (!use.field.empty() && !use.part && made.item &&
                find_field(*made.item, use.field) == no_field) {
                refuse(entry.second,
                       fmt::format("{} has no field '{}'", name_of(*made.item), use.field));
            }
            made.columns.push_back(std::move(use));
        }
        open_point(entry.second, made.name + "." + name);
        for (const auto& use : entry.second.IsSequence() ? entry.second : YAML::Node{}) {
            open_point(use, made.name + "." + name);
        }
    }
}

/// Where files have no header: the columns in their order, in every layout or in each.
void Parser::orders(Table& made, const YAML::Node& node) const
{
    made.orders.assign(made_.layouts.size(), texts(node["order"]));
    for (const auto& entry : node["orders"]) {
        made.orders[static_cast<std::size_t>(layout(entry.first))] = texts(entry.second);
    }
    if (!made_.headers && std::ranges::any_of(made.orders, &std::vector<std::string>::empty)) {
        refuse(node, fmt::format("{} needs the order of its columns in every layout", made.name));
    }
}

Description parse_description(const std::string& yaml, const std::string& name)
{
    try {
        return Parser{YAML::Load(yaml), name}.description();
    } catch (const YAML::Exception& broken) {
        throw InputError{fmt::format("{}:{}:{}: {}; expected was a YAML file as "
                                     "docs/formats/description.md explains it",
                                     name, broken.mark.line + 1, broken.mark.column + 1,
                                     broken.msg)};
    }
}

} // namespace ferry::tabular

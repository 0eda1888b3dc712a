#include <algorithm>
#include <array>

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

constexpr std::array date_words{
    Word{"yyyy-MM-dd",  DateForm::iso        },
    Word{"dd MMM yyyy", DateForm::named_month},
    Word{"yyyyMMdd",    DateForm::digits     },
};

constexpr std::array precision_words{
    Word{"unknown", Precision::unknown},
    Word{"year",    Precision::year   },
    Word{"month",   Precision::month  },
    Word{"day",     Precision::day    },
    Word{"time",    Precision::time   },
};

} // namespace

void Parser::refuse(const YAML::Node& at, const std::string& what) const
{
    throw InputError{fmt::format("{}:{}: {}", name_, at.Mark().line + 1, what)};
}

void Parser::only(const YAML::Node& map, std::initializer_list<std::string_view> known) const
{
    for (const auto& entry : map) {
        const auto key = entry.first.as<std::string>();
        if (std::ranges::find(known, key) == known.end()) {
            refuse(entry.first,
                   fmt::format("unknown word '{}'; known here: {}", key, fmt::join(known, ", ")));
        }
    }
}

std::string Parser::text(const YAML::Node& node) const
{
    if (!node.IsScalar()) {
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
        refuse(node, fmt::format("the record has no item type '{}'", text(node)));
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
                 "manifest", "file_names", "database", "tables"});
    made_.source = text(root_, "source");
    made_.title = text(root_, "title");
    made_.layouts = texts(root_["layouts"]);
    dialect(root_["dialect"]);
    dictionaries(root_["dictionaries"]);
    kinds(root_["kinds"]);
    for (const auto& node : root_["tables"]) {
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
        if (!known(one.extends) || !links) {
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
        for (const auto& [name, words] : conditions) {
            need(name);
            for (const std::string& word : words) {
                need(word.starts_with('=') ? word.substr(1) : std::string{});
            }
        }
    };
    for (const Column& column : table.columns) {
        need_words(column.when);
        need_words(column.unless);
        need(column.precision);
        need(column.time);
        std::ranges::for_each(column.after, need);
        if (!column.dictionary.empty() && made_.dictionary(column.dictionary) == nullptr) {
            refuse(at, fmt::format("there is no dictionary '{}'", column.dictionary));
        }
    }
    std::ranges::for_each(table.key, need);
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

void Parser::manifest(const YAML::Node& node)
{
    if (!node) {
        return;
    }
    only(node, {"table", "file", "changes", "from", "to"});
    made_.manifest = ManifestRule{.table = text(node, "table"),
                                  .file = text(node, "file"),
                                  .changes = text(node, "changes"),
                                  .from = text(node, "from"),
                                  .to = text(node, "to")};
    const Table* table = made_.table(made_.manifest->table);
    for (const char* part : {"file", "changes", "from", "to"}) {
        if (table == nullptr || table->column(text(node, part)) == nullptr) {
            refuse(node, fmt::format("{} has no column for '{}'", made_.manifest->table, part));
        }
    }
}

void Parser::file_names(const YAML::Node& node)
{
    if (!node) {
        return;
    }
    only(node, {"pattern", "whole", "changes"});
    made_.file_names = FileNameRule{.pattern = text(node, "pattern"),
                                    .whole = texts(node["whole"]),
                                    .changes = texts(node["changes"])};
}

void Parser::dialect(const YAML::Node& node)
{
    only(node, {"charset", "separator", "header", "dates", "true", "false", "precision"});
    const std::string separator = text(node, "separator");
    made_.separator = separator == "tab" ? '\t' : separator.empty() ? ',' : separator[0];
    made_.windows_1252 = text(node, "charset") == "windows-1252";
    made_.headers = text(node, "header") != "none";
    made_.dates = node["dates"] ? word(node["dates"], date_words) : DateForm::iso;
    made_.true_words = texts(node["true"]);
    made_.false_words = texts(node["false"]);
    for (const auto& entry : node["precision"]) {
        made_.precision[text(entry.first)] = word(entry.second, precision_words);
    }
}

void Parser::dictionaries(const YAML::Node& node)
{
    for (const auto& entry : node) {
        const YAML::Node& parts = entry.second;
        only(parts, {"table", "key", "system", "local", "term", "read2", "snomed", "dmd",
                     "category", "drugs", "explained_by"});
        made_.dictionaries.push_back({.name = text(entry.first),
                                      .table = text(parts, "table"),
                                      .system = text(parts, "system"),
                                      .local = text(parts, "local"),
                                      .key = text(parts, "key"),
                                      .term = text(parts, "term"),
                                      .read2 = text(parts, "read2"),
                                      .snomed = text(parts, "snomed"),
                                      .dmd = text(parts, "dmd"),
                                      .category = text(parts, "category"),
                                      .explained_by = text(parts, "explained_by"),
                                      .drugs = text(parts, "drugs") == "true" || parts["dmd"]});
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
    only(node, {"rule", "when", "becomes", "sets", "as_text"});
    KindRule rule;
    rule.rule = text(node, "rule");
    rule.becomes = item_type(node["becomes"]);
    rule.as_text = text(node, "as_text") == "true";
    for (const auto& condition : node["when"]) {
        if (text(condition.first) == "extended_by") {
            rule.extended_by = text(condition.second);
        } else {
            rule.when[text(condition.first)] = texts(condition.second);
        }
    }
    for (const auto& entry : node["sets"]) {
        rule.sets[text(entry.first)] = text(entry.second);
        if (find_field(rule.becomes, text(entry.first)) == no_field) {
            refuse(entry.first, "the item type has no such field");
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

Table Parser::table(const YAML::Node& node) const
{
    only(node, {"name", "holds", "subjects", "without_patient", "optional", "item", "extends",
                "kinds", "key", "deleted", "columns", "since", "not_in", "later_row_counts",
                "reason", "rest", "one_per_patient", "order", "orders", "query"});
    Table made;
    made.name = text(node, "name");
    made.holds = word(node["holds"], holds_words);
    made.subjects = text(node, "subjects") == "true";
    made.slots_of_nobody = text(node, "without_patient") == "directory";
    made.optional = text(node, "optional") == "true";
    made.extends = text(node, "extends");
    made.kinds = text(node, "kinds");
    made.key = texts(node["key"]);
    made.deleted = text(node, "deleted");
    made.later_row_counts = text(node, "later_row_counts") == "true";
    made.reason = text(node, "reason");
    made.query = text(node, "query");
    made.rest_left = text(node, "rest") == "left";
    made.one_per_patient = text(node, "one_per_patient") == "true";
    made.presence = presence(node);
    if (node["item"]) {
        made.item = item_type(node["item"]);
    }
    for (const auto& entry : node["columns"]) {
        for (Column& use : columns(text(entry.first), entry.second)) {
            if (!use.field.empty() && !use.part && made.item &&
                find_field(*made.item, use.field) == no_field) {
                refuse(entry.second,
                       fmt::format("{} has no field '{}'", name_of(*made.item), use.field));
            }
            made.columns.push_back(std::move(use));
        }
    }
    orders(made, node);
    return made;
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
        throw InputError{fmt::format("{}:{}: {}", name, broken.mark.line + 1, broken.msg)};
    }
}

} // namespace ferry::tabular

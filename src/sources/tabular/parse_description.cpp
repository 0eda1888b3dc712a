#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "base/error.hpp"
#include "sources/tabular/description.hpp"

namespace ferry::tabular {
namespace {

template <typename T>
struct Word {
    std::string_view text;
    T value;
};
template <typename T>
Word(std::string_view text, T value) -> Word<T>;

constexpr std::array role_words{
    Word{"patient",      Role::patient     },
    Word{"organisation", Role::organisation},
    Word{"key",          Role::key         },
    Word{"deleted",      Role::deleted     },
    Word{"sequence",     Role::sequence    },
    Word{"precision",    Role::precision   },
    Word{"time",         Role::time        },
    Word{"kind",         Role::kind        },
    Word{"dictionary",   Role::dictionary  },
};

constexpr std::array holds_words{
    Word{"patient",    Holds::patient   },
    Word{"directory",  Holds::directory },
    Word{"dictionary", Holds::dictionary},
    Word{"audit",      Holds::audit     },
};

constexpr std::array precision_words{
    Word{"unknown", Precision::unknown},
    Word{"year",    Precision::year   },
    Word{"month",   Precision::month  },
    Word{"day",     Precision::day    },
    Word{"time",    Precision::time   },
};

/// Reads the parts of a description; knows the file's name for messages.
class Parser {
public:
    Parser(const YAML::Node& root, std::string name) : root_{root}, name_{std::move(name)} {}

    Description description();

private:
    [[noreturn]] void refuse(const YAML::Node& at, const std::string& what) const;
    void only(const YAML::Node& map, std::initializer_list<std::string_view> known) const;
    std::string text(const YAML::Node& node) const;
    std::string text(const YAML::Node& map, const char* key) const;
    std::vector<std::string> texts(const YAML::Node& node) const;
    ItemType item_type(const YAML::Node& node) const;
    template <typename T, std::size_t size>
    T word(const YAML::Node& node, const std::array<Word<T>, size>& words) const;

    void dialect(const YAML::Node& node);
    void dictionaries(const YAML::Node& node);
    void kinds(const YAML::Node& node);
    KindRule kind_rule(const YAML::Node& node) const;
    void blood_pressure(const YAML::Node& node);
    Table table(const YAML::Node& node) const;
    Column column(const std::string& name, const YAML::Node& node) const;
    void column_details(Column& made, const YAML::Node& node) const;
    void field(Column& made, const std::string& path, const YAML::Node& at) const;
    Presence presence(const YAML::Node& node) const;
    LayoutNo layout(const YAML::Node& node) const;

    YAML::Node root_;
    std::string name_;
    Description made_;
};

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

template <typename T, std::size_t size>
T Parser::word(const YAML::Node& node, const std::array<Word<T>, size>& words) const
{
    const auto found = std::ranges::find(words, text(node), &Word<T>::text);
    if (found == words.end()) {
        refuse(node, fmt::format("unknown word '{}'", text(node)));
    }
    return found->value;
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
                 "tables"});
    made_.source = text(root_, "source");
    made_.title = text(root_, "title");
    made_.layouts = texts(root_["layouts"]);
    dialect(root_["dialect"]);
    dictionaries(root_["dictionaries"]);
    kinds(root_["kinds"]);
    for (const auto& node : root_["tables"]) {
        made_.tables.push_back(table(node));
    }
    for (std::size_t i = 0; i < made_.tables.size(); ++i) {
        const Table& one = made_.tables[i];
        const auto known = [&](const std::string& name) {
            return name.empty() || made_.table(name) != nullptr;
        };
        const bool links = std::ranges::all_of(one.columns, known, &Column::to);
        if (!known(one.extends) || !links) {
            refuse(root_["tables"][i], fmt::format("{} leads to an unknown table", one.name));
        }
    }
    blood_pressure(root_["blood_pressure"]);
    return std::move(made_);
}

void Parser::dialect(const YAML::Node& node)
{
    only(node, {"charset", "separator", "true", "false", "precision"});
    const std::string separator = text(node, "separator");
    made_.separator = separator == "tab" ? '\t' : separator.empty() ? ',' : separator[0];
    made_.windows_1252 = text(node, "charset") == "windows-1252";
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
        only(parts, {"table", "key", "system", "term", "read2", "snomed", "dmd", "category"});
        made_.dictionaries.push_back({.name = text(entry.first),
                                      .table = text(parts, "table"),
                                      .system = text(parts, "system"),
                                      .key = text(parts, "key"),
                                      .term = text(parts, "term"),
                                      .read2 = text(parts, "read2"),
                                      .snomed = text(parts, "snomed"),
                                      .dmd = text(parts, "dmd"),
                                      .category = text(parts, "category")});
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
    only(node, {"rule", "when", "becomes", "sets"});
    KindRule rule;
    rule.rule = text(node, "rule");
    rule.becomes = item_type(node["becomes"]);
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
    only(node, {"table", "rule", "parent", "systolic", "diastolic"});
    made_.blood_pressure =
        BloodPressureRule{.table = text(node, "table"),
                          .rule = text(node, "rule"),
                          .rule_reversed = text(node, "rule") + "-diastolic-first",
                          .parent = texts(node["parent"]),
                          .systolic = texts(node["systolic"]),
                          .diastolic = texts(node["diastolic"])};
}

Table Parser::table(const YAML::Node& node) const
{
    only(node, {"name", "holds", "subjects", "without_patient", "optional", "item", "extends",
                "kinds", "key", "deleted", "columns", "since", "not_in"});
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
    made.presence = presence(node);
    if (node["item"]) {
        made.item = item_type(node["item"]);
    }
    for (const auto& entry : node["columns"]) {
        made.columns.push_back(column(text(entry.first), entry.second));
        Column& last = made.columns.back();
        if (!last.field.empty() && !last.part && made.item &&
            find_field(*made.item, last.field) == no_field) {
            refuse(entry.second,
                   fmt::format("{} has no field '{}'", name_of(*made.item), last.field));
        }
    }
    return made;
}

Column Parser::column(const std::string& name, const YAML::Node& node) const
{
    Column made;
    made.name = name;
    if (node.IsScalar()) {
        field(made, text(node), node);
    } else {
        column_details(made, node);
    }
    return made;
}

void Parser::column_details(Column& made, const YAML::Node& node) const
{
    only(node, {"field", "is", "left", "precision", "time", "dictionary", "to", "needed", "also",
                "since", "not_in"});
    made.also = texts(node["also"]);
    made.precision = text(node, "precision");
    made.time = text(node, "time");
    made.dictionary = text(node, "dictionary");
    made.to = text(node, "to");
    made.needed = text(node, "needed") == "true";
    made.reason = text(node, "left");
    made.presence = presence(node);
    if (node["field"]) {
        field(made, text(node["field"]), node["field"]);
    }
    if (node["is"]) {
        made.role = word(node["is"], role_words);
    } else if (!made.reason.empty()) {
        made.role = Role::left;
    } else if (made.field.empty()) {
        refuse(node, fmt::format("column {} is neither read nor left with a reason", made.name));
    }
}

void Parser::field(Column& made, const std::string& path, const YAML::Node& at) const
{
    const auto dot = path.find('.');
    if (dot == std::string::npos) {
        made.field = path;
        return;
    }
    made.part = item_type_named(path.substr(0, dot));
    made.field = path.substr(dot + 1);
    if (!made.part || find_field(*made.part, made.field) == no_field) {
        refuse(at, fmt::format("the record has no field '{}'", path));
    }
}

} // namespace

Description parse_description(const std::string& yaml, const std::string& name)
{
    try {
        return Parser{YAML::Load(yaml), name}.description();
    } catch (const YAML::Exception& broken) {
        throw InputError{fmt::format("{}:{}: {}", name, broken.mark.line + 1, broken.msg)};
    }
}

} // namespace ferry::tabular

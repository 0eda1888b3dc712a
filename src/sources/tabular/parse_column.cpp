#include <algorithm>
#include <array>

#include "sources/tabular/parser.hpp"

namespace ferry::tabular {
namespace {

constexpr std::array role_words{
    Word{"patient",      Role::patient     },
    Word{"organisation", Role::organisation},
    Word{"key",          Role::key         },
    Word{"deleted",      Role::deleted     },
    Word{"sequence",     Role::sequence    },
    Word{"precision",    Role::precision   },
    Word{"time",         Role::time        },
    Word{"month",        Role::date_part   },
    Word{"day",          Role::date_part   },
    Word{"kind",         Role::kind        },
    Word{"dictionary",   Role::dictionary  },
};

constexpr std::array takes_words{
    Word{"number",   Takes::number  },
    Word{"unit",     Takes::unit    },
    Word{"strength", Takes::strength},
};

constexpr std::array yes_and_no{
    Word{"yes", true },
    Word{"no",  false},
};

} // namespace

/// Every use of a column: one, or a list of them.
std::vector<Column> Parser::columns(const std::string& name, const YAML::Node& node) const
{
    if (!node.IsSequence()) {
        return {column(name, node)};
    }
    std::vector<Column> all;
    for (const auto& use : node) {
        all.push_back(column(name, use));
    }
    return all;
}

Column Parser::column(const std::string& name, const YAML::Node& node) const
{
    Column made;
    made.name = name;
    made.place = place_of(node);
    if (node.IsScalar()) {
        field(made, text(node), node);
    } else {
        column_details(made, node);
    }
    return made;
}

void Parser::column_details(Column& made, const YAML::Node& node) const
{
    only(node,
         {"field",  "is",      "left",   "precision", "time",  "dictionary", "to",       "needed",
          "also",   "since",   "not_in", "in",        "when",  "unless",     "nothing",  "means",
          "label",  "through", "after",  "true",      "false", "midnight",   "takes",    "split",
          "prefix", "looks",   "month",  "day",       "dates", "open",       "own_kind", "says"});
    made.also = texts(node["also"]);
    made.precision = text(node, "precision");
    made.time = text(node, "time");
    made.month = text(node, "month");
    made.day = text(node, "day");
    made.dictionary = text(node, "dictionary");
    made.to = text(node, "to");
    made.needed = flag(node, "needed");
    made.reason = text(node, "left");
    made.presence = presence(node);
    if (node["field"]) {
        field(made, text(node["field"]), node["field"]);
    }
    special_details(made, node);
    if (node["is"]) {
        made.role = word(node["is"], role_words);
    } else if (!made.reason.empty()) {
        made.role = Role::left;
    } else if (node["open"] && made.field.empty() && made.field_in.empty()) {
        made.role = Role::open;
    } else if (made.field.empty() && made.field_in.empty()) {
        refuse(node,
               fmt::format("column {} is neither read nor left with a reason; say which field "
                           "it fills, or {{left: why}}",
                           made.name));
    }
}

void Parser::special_details(Column& made, const YAML::Node& node) const
{
    for (const auto& entry : node["in"]) {
        const ItemType type = item_type(entry.first);
        if (find_field(type, text(entry.second)) == no_field) {
            refuse(entry.second,
                   fmt::format("{} has no field '{}'", name_of(type), text(entry.second)));
        }
        made.field_in[type] = text(entry.second);
    }
    for (const auto& entry : node["means"]) {
        made.means[text(entry.first)] = text(entry.second);
    }
    made.when = cell_words(node["when"]);
    made.unless = cell_words(node["unless"]);
    made.nothing = texts(node["nothing"]);
    made.label = text(node, "label");
    made.through = text(node, "through");
    made.after = texts(node["after"]);
    made.says = text(node, "says");
    flag_words(made, node);
    made.midnight_is_no_time = says(node, "midnight", "none");
    made.takes = node["takes"] ? word(node["takes"], takes_words) : Takes::all;
    made.split = node["split"] ? separator(node["split"]) : '\0';
    made.prefix = text(node, "prefix");
    made.looks = text(node, "looks");
    made.own_kind = texts(node["own_kind"]);
    regular(node["looks"]);
    if (node["dates"]) {
        made.dates = date_pattern(node["dates"]);
    }
}

/// `true: [T], false: [F]`, or `true: no, false: yes` where the dialect's words say the
/// opposite of the field.
void Parser::flag_words(Column& made, const YAML::Node& node) const
{
    const YAML::Node yes = node["true"];
    const YAML::Node no = node["false"];
    if (!yes || !yes.IsScalar()) {
        made.yes = texts(yes);
        made.no = texts(no);
        return;
    }
    if (word(yes, yes_and_no) || !no || !no.IsScalar() || !word(no, yes_and_no)) {
        refuse(yes, "lists of words were expected here, or `true: no, false: yes`");
    }
    made.yes_means_no = true;
}

CellWords Parser::cell_words(const YAML::Node& node) const
{
    CellWords words;
    for (const auto& entry : node) {
        words[text(entry.first)] = wanted(entry.second);
    }
    return words;
}

/// A list of words, or `yes` or `no` for all words that the dialect has for it.
Wanted Parser::wanted(const YAML::Node& node) const
{
    if (node.IsScalar()) {
        return {.words = {}, .flag = word(node, yes_and_no)};
    }
    return {.words = texts(node), .flag = {}};
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

} // namespace ferry::tabular

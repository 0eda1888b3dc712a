#include "sources/tabular/parser.hpp"

/// What a description says of the database that its tables come from.
namespace ferry::tabular {

void Parser::database(const YAML::Node& node)
{
    if (!node) {
        return;
    }
    only(node, {"time_zone", "left"});
    DatabaseRule rule{.time_zone = text(node, "time_zone")};
    if (rule.time_zone.empty()) {
        refuse(node, "a database needs the time zone in which the practice's clocks run");
    }
    for (const auto& entry : node["left"]) {
        only(entry, {"tables", "reason"});
        rule.left.push_back({.tables = texts(entry["tables"]), .reason = text(entry, "reason")});
        if (rule.left.back().tables.empty() || rule.left.back().reason.empty()) {
            refuse(entry, "tables are left for a reason: both were expected here");
        }
    }
    for (const Table& table : made_.tables) {
        if (table.name.find('.') == std::string::npos) {
            refuse(root_["tables"],
                   fmt::format("{} needs its schema: a table of a database is named SCHEMA.TABLE",
                               table.name));
        }
    }
    made_.database = std::move(rule);
    add_database_tables();
}

/// What Ferry itself says of the database goes to the practice, as a supplier's own list
/// of files does.
void Parser::add_database_tables()
{
    for (const std::string_view name : {database_table, not_read_table}) {
        Table table;
        table.name = name;
        table.holds = Holds::control;
        table.optional = true;
        table.rest_left = true;
        table.reason = "Says what was read of the database.";
        table.orders.resize(made_.layouts.size());
        made_.tables.push_back(std::move(table));
    }
}

} // namespace ferry::tabular

#include <fmt/format.h>

#include "targets/sqlite/schema.hpp"

namespace ferry::targets::sqlite {
namespace {

/// A column of the patient whose item it is. A patient's items share a range of
/// keys, so this is a search and no scan.
std::string of_patient(std::string_view column, std::string_view shown)
{
    return fmt::format(",\n  (SELECT p.{} FROM patient AS p WHERE p.item BETWEEN t.patient << 24"
                       " AND (t.patient << 24) + 16777215) AS {}",
                       column, shown);
}

/// The name of whom or what a reference leads to.
std::string name_behind(const std::string& key)
{
    return fmt::format(
        "COALESCE(\n"
        "    (SELECT trim(COALESCE(d.title || ' ', '') || COALESCE(d.given_names || ' ', '') ||\n"
        "      COALESCE(d.surname, '')) FROM staff AS d WHERE d.item = {0}),\n"
        "    (SELECT d.name FROM organisation AS d WHERE d.item = {0}),\n"
        "    (SELECT d.name FROM location AS d WHERE d.item = {0}),\n"
        "    (SELECT d.description FROM session AS d WHERE d.item = {0}))",
        key);
}

/// What the view shows of a field.
std::string shown(const Field& field)
{
    const std::string column = fmt::format("t.{}", sql::quoted(field.name));
    switch (field.kind) {
    case Kind::code:
        return fmt::format(",\n  {0}_coding.code AS {1}, {0}_coding.system AS {0}_system, "
                           "{0}_coding.display AS {0}_display, {0}_concept.text AS {0}_text",
                           field.name, sql::quoted(field.name));
    case Kind::reference:
        return fmt::format(",\n  {} AS {}, {} AS {}_item", name_behind(column),
                           sql::quoted(field.name), column, field.name);
    case Kind::text:
    case Kind::number:
    case Kind::date:
    case Kind::flag:
    case Kind::link:
        return fmt::format(",\n  {}", column);
    }
    return "";
}

std::string joined(const Field& field)
{
    if (field.kind != Kind::code) {
        return "";
    }
    return fmt::format("\nLEFT JOIN concept AS {0}_concept ON {0}_concept.concept = t.{1}"
                       "\nLEFT JOIN coding AS {0}_coding ON {0}_coding.concept = t.{1}"
                       " AND {0}_coding.n = 1",
                       field.name, sql::quoted(field.name));
}

} // namespace

std::string view_of(const TypeDescription& type)
{
    std::string select = "SELECT t.item, t.patient";
    if (type.type != ItemType::patient) {
        select += of_patient("nhs_number", "nhs_number");
        select += of_patient("source_id", "patient_source_id");
    }
    std::string from = fmt::format("\nFROM {} AS t", sql::quoted(type.name));
    for (const Field& field : type.fields) {
        select += shown(field);
        from += joined(field);
    }
    return fmt::format("CREATE VIEW {}_view AS {}{}", type.name, select, from);
}

} // namespace ferry::targets::sqlite

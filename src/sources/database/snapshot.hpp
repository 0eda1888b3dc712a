#pragma once

#include <filesystem>

#include "postgres/connection.hpp"
#include "sources/tabular/description.hpp"

namespace ferry::database {

/// Where the tables go, and what they come from.
struct SnapshotOrder {
    std::filesystem::path folder;
    std::filesystem::path backup; ///< empty: a database that somebody else restored
};

/// Writes the database's tables into a folder, a CSV file each, as they all stood at one
/// moment: in a transaction that sees one state and writes nothing.
///
/// No table is silently unread. A table that the description names is written by its
/// query, which has to answer one row for each of the table's; one that the description
/// leaves is listed with its rows and the reason; any other that has rows is written as it
/// is, so that they are held until a person has looked. Clock times are those of the
/// description's time zone: the time that stood on the practice's wall.
void take_snapshot(postgres::Connection& database, const tabular::Description& description,
                   const SnapshotOrder& order);

} // namespace ferry::database

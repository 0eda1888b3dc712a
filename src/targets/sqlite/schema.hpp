#pragma once

#include <filesystem>
#include <string>

#include "record/describe.hpp"
#include "sql/database.hpp"

/// The form of the target: what the writer makes and relies on. The reader does
/// not include this; it asks the database.
namespace ferry::targets::sqlite {

/// What marks the file as ours: "Fery" in `PRAGMA application_id`.
inline constexpr int application_id = 0x46657279;
/// The form's number in `PRAGMA user_version`. Fields added to the record are
/// noticed without it; change it when the form itself changes, or what a field means.
inline constexpr int schema_version = 4;

/// Makes the tables if the database is empty; throws InputError if it holds
/// anything else than a target of this version.
void make_or_check(sql::Database& database);

/// Makes the target this migration's if it is nobody's; throws InputError if it is another's.
void claim(sql::Database& database, std::string_view migration);

/// The statement that makes the view people read a type through: with the
/// concepts' codes and terms, the names of staff, and whose item it is.
std::string view_of(const TypeDescription& type);

} // namespace ferry::targets::sqlite

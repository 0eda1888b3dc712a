#pragma once

#include <memory>

#include "extract/source.hpp"
#include "sources/tabular/description.hpp"

/// A whole PostgreSQL database as an extract: a backup (R90), or a database that somebody
/// has restored. Its tables become a tabular extract, and the description says what they
/// mean: another supplier's database needs another description and no C++.
namespace ferry::database {

/// Opens what `order.extract` names: a database's address (postgresql://...), a backup
/// that pg_dump made in any of its forms, or a folder with tables that were copied out
/// as CSV. A backup is restored into a private server, which is gone again before this
/// returns. A description without a part `database` is of files, and is opened as such.
/// \pre `description` outlives the answer.
std::unique_ptr<extract::OpenExtract> open_extract(const tabular::Description& description,
                                                   const extract::ExtractOrder& order);

} // namespace ferry::database

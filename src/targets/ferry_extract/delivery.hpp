#pragma once

#include <filesystem>
#include <set>
#include <string_view>

#include "load/target.hpp"
#include "record/record.hpp"

namespace ferry::targets::ferry_extract {

/// The cases that a table of cases names. Empty where the file is not there.
std::set<CaseNo> cases_in(const std::filesystem::path& file);

/// Takes the rows of some cases out of a table's file.
void drop_cases(const std::filesystem::path& folder, std::string_view table,
                const std::set<CaseNo>& cases);

/// Delivers what a pass has written: merges it with what stood there, lists the
/// digests, and puts all in place. Does nothing where the pass changed nothing.
void deliver(const std::filesystem::path& folder);

/// Writes the tables of the books anew, lists their digests beside those of the other
/// files, and puts all in place. \pre everything else was delivered.
void deliver_books(const std::filesystem::path& folder, const load::ClosedBooks& books);

/// Takes up a delivery that was cut off when all of it stood ready, and takes away
/// one that did not.
void recover(const std::filesystem::path& folder);

} // namespace ferry::targets::ferry_extract

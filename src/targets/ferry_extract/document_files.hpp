#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "record/record.hpp"

/// The bytes of documents in an extract: a file for each content, `documents/CASE/DIGEST`.
/// A case's files go with the case.
namespace ferry::targets::ferry_extract {

/// Writes the contents of a case below `folder`. \pre none of the case stand there.
void write_documents(const std::filesystem::path& folder, CaseNo case_no,
                     const Record::Contents& contents);

/// Takes the files of a case away.
void drop_documents(const std::filesystem::path& folder, CaseNo case_no);

/// True if a row of the list of integrity is about a document of a case that stays.
bool is_kept_document(std::string_view row, const std::set<CaseNo>& replaced);

/// Makes the documents of the pass ready: each case that is replaced has a folder there,
/// if only an empty one. \return their rows of the list of integrity.
std::string make_documents_ready(const std::filesystem::path& folder,
                                 const std::set<CaseNo>& replaced);

/// Puts the documents of the pass in place of those of the same cases. Goes on where it
/// was cut off.
void put_documents_in_place(const std::filesystem::path& folder);

} // namespace ferry::targets::ferry_extract

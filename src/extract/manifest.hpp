#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/case.hpp"

namespace ferry::extract {

/// One file of an extract as it was received (R106).
struct SourceFile {
    FileNo no = 0;
    std::string name;   ///< without folders
    std::string table;  ///< the table it holds; the file's stem where nobody knows it
    bool known = true;  ///< false: no table of the layout
    std::string header; ///< its first row as it stood
    std::int64_t bytes = 0;
    std::int64_t rows = 0; ///< source items: rows behind the header, damaged ones included
    std::string digest;    ///< evidence digest of all bytes
};

/// Something about the extract itself that a person has to decide on: a column
/// nobody knows, a file that is no table.
struct Question {
    std::string cause; ///< "unknown_column:Admin_UserInRole.PreferredName"
    std::string what;
    std::int64_t count = 0; ///< values concerned
    std::string sample;     ///< FILE:LINE
};

/// What was received.
struct Manifest {
    std::string layout;
    std::vector<SourceFile> files;
    std::vector<Question> questions;
    std::vector<std::string> remarks; ///< what asks for nothing, and shall stand in the event log
};

} // namespace ferry::extract

#pragma once

#include <vector>

#include "tidy/source_file.hpp"

namespace ferry::tidy {

/// Lines and files within their bounds, no tabs, no blanks at a line's end.
void check_form(const SourceFile& file, std::vector<Breach>& breaches);

/// A header is guarded, and says what it is for before its first declaration.
void check_header(const SourceFile& file, std::vector<Breach>& breaches);

/// No `using namespace` at file scope; nothing caught away from the edges.
void check_code(const SourceFile& file, std::vector<Breach>& breaches);

/// No query but where a schema is known.
void check_queries(const SourceFile& file, std::vector<Breach>& breaches);

/// No refused words, no notes without an issue, no paths of one machine.
void check_words(const SourceFile& file, std::vector<Breach>& breaches);

/// All the rules that concern one file by itself.
void check_file(const SourceFile& file, std::vector<Breach>& breaches);

/// True for a file in one of the folders that hold code.
bool is_code(const SourceFile& file);

} // namespace ferry::tidy

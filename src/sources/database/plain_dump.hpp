#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace ferry::database {

/// Tells, line by line, where in a plain dump one stands: in SQL between statements'
/// texts, or inside a text, a function's body or a table's data.
class DumpScanner {
public:
    /// True if a line that begins now is SQL: no text, body or data.
    bool at_statement() const { return !data_ && quote_.empty() && !comment_; }

    /// Goes over one line, without its line end.
    void take(std::string_view line);

private:
    std::size_t step(std::string_view line, std::size_t at);
    std::size_t skip_quoted(std::string_view line, std::size_t at);

    bool data_ = false;
    bool comment_ = false;
    bool escapes_ = false; ///< backslashes count in the text we are in
    std::string quote_;    ///< what ends the text we are in
};

/// False for a line of SQL that only says who owns a thing or may use it, and for psql's
/// own guard lines: a restored copy has neither those users nor those guards.
bool is_restored(std::string_view statement);

/// Writes the dump as a script in which psql runs no command of its own: a plain dump can
/// hold commands that start programs. Data goes over byte by byte.
void write_safe_script(const std::filesystem::path& dump, const std::filesystem::path& script);

} // namespace ferry::database

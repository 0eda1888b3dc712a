#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sources/tabular/description.hpp"

/// A tiny extract of a described source: every table of one layout, with the rows
/// that a test names column by column.
namespace ferry::support {

/// Some cells of a row, by column.
using Cells = std::map<std::string, std::string, std::less<>>;

class TinyExtract {
public:
    /// Every table of the layout, with its header and no rows.
    /// \pre `description` outlives the object.
    explicit TinyExtract(const tabular::Description& description, std::string_view layout = "8.2");

    /// What stands in a column of any table where a row says nothing.
    void by_default(const std::string& column, std::string value)
    {
        defaults_[column] = std::move(value);
    }

    /// Adds a row. What is in no default and not named is empty. Throws Error where
    /// the table has no such column: a misspelt test proves nothing.
    void add(std::string_view table, const Cells& cells);

    /// Adds a line as it is, with a line end.
    void add_line(std::string_view table, std::string_view line);

    /// The whole text of a table's file, to be damaged.
    std::string& text(std::string_view table);

    /// Puts other columns in place of a header's. \pre the table has no row yet.
    void set_header(std::string_view table, std::vector<std::string> columns);
    const std::vector<std::string>& header(std::string_view table) const;

    void remove(std::string_view table) { texts_.erase(texts_.find(table)); }

    std::vector<std::string> tables() const;

    /// The name of the table's file.
    static std::string file_name(std::string_view table);

    /// Writes every file into the folder, which is made.
    void write(const std::filesystem::path& folder) const;

private:
    const tabular::Description* description_;
    std::map<std::string, std::vector<std::string>, std::less<>> headers_;
    std::map<std::string, std::string, std::less<>> texts_;
    Cells defaults_;
};

/// Cells as a quoted line, without a line end.
std::string quoted(const std::vector<std::string>& cells);

/// One code of a test's dictionary.
struct TestCode {
    std::string_view id, term, read, snomed, category;
};

inline constexpr std::string_view main_organisation = "{ORG-1}";
inline constexpr std::string_view other_organisation = "{ORG-2}";
inline constexpr std::string_view main_patient = "{P-1}";

/// A tiny EMIS extract with one practice, one patient, one member of staff and a
/// dictionary: codes 1 to 19 as in test_codes(), drugs 501 and 502. Rows without other
/// words belong to that patient, are dated 17 March 2010 and have a key of their own.
TinyExtract tiny_emis(const tabular::Description& emis, std::string_view layout = "8.2");

/// What code the CodeIds of tiny_emis() are.
const std::vector<TestCode>& test_codes();

} // namespace ferry::support

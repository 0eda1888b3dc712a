#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Writes small EMIS 8.2 extracts for tests: only what matters is said, the rest of
/// a valid practice is filled in.
namespace ferry::program {

/// What a row says, by column.
using Cells = std::map<std::string, std::string>;

/// The rows of a practice. Ids are short names, "p1", that become GUIDs; codes are
/// names too, that become the dictionary's numbers. Every patient whom a row names
/// gets a row, unless the name begins with "stranger".
class PracticeRows {
public:
    /// Adds a row; columns that the layout lacks are added to the file.
    void add(const std::string& table, Cells cells);
    void add_code(const std::string& name, Cells cells);
    void add_drug(const std::string& name, Cells cells);

    /// Changes the cells of the row with this id.
    void change(const std::string& table, const std::string& id, const Cells& cells);
    /// Takes away all rows of a patient.
    void remove_patient(const std::string& name);

    /// Writes all files of the extract into a new folder.
    void write(const std::filesystem::path& folder) const;

    /// The GUID behind a short name, in braces.
    static std::string guid_of(std::string_view name);
    /// The name of the file that holds a table.
    static std::string file_of(std::string_view table);

private:
    /// All rows, the ones filled in too.
    std::map<std::string, std::vector<Cells>> whole() const;
    std::set<std::string> patients() const;
    void write_table(const std::filesystem::path& folder, std::string_view table,
                     const std::vector<Cells>& rows) const;
    std::string text_of(std::string_view column, const std::string& said) const;

    std::map<std::string, std::vector<Cells>> rows_;
    std::map<std::string, std::string> codes_; ///< number by name
};

} // namespace ferry::program

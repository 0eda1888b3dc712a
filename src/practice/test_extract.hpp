#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "practice/make_practice.hpp"

/// For tests: a practice that was made, read back as a stranger would read it.
namespace ferry::practice {

using CsvRow = std::map<std::string, std::string>;

/// One file of an extract, read with nothing of the writer's.
struct ReadTable {
    std::vector<std::string> headers;
    std::vector<CsvRow> rows; ///< whole rows only
};

class TestExtract {
public:
    /// Makes the practice in a folder that goes with the object.
    explicit TestExtract(Options options);
    ~TestExtract();
    TestExtract(const TestExtract&) = delete;
    TestExtract& operator=(const TestExtract&) = delete;

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path extract() const { return folder_ / "practice"; }
    const Summary& summary() const { return summary_; }

    const nlohmann::json& truth() const { return truth_; }
    /// Read when it is first asked for: most tests look at a few of them.
    const ReadTable& table(const std::string& name) const;
    bool has(const std::string& name) const { return files_.contains(name); }

    /// The row with this value in a column, or none.
    const CsvRow* find(const std::string& name, const std::string& column,
                       const std::string& value) const;

    /// The bytes of all files, by their names.
    std::map<std::string, std::string> bytes() const;

private:
    std::filesystem::path folder_;
    Summary summary_;
    nlohmann::json truth_;
    std::map<std::string, std::filesystem::path> files_; ///< by the table's name
    mutable std::map<std::string, ReadTable> tables_;    ///< those that were asked for
};

/// A CSV text: quotes, doubled quotes, CR LF. A last line that breaks off is
/// left out.
ReadTable read_csv(std::string_view text);

} // namespace ferry::practice

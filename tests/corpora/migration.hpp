#pragma once

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "corpora/truth.hpp"
#include "pipeline/pass.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"
#include "terminology/code_maps.hpp"
#include "workspace/books.hpp"

namespace ferry::corpora {

/// Where the corpora stand, beside the project.
std::filesystem::path corpora_folder();

/// What a truth may call the row: its own id, and that with its patient's id before it.
std::vector<std::string> ids_of_row(std::string_view bytes);

/// One extract, carried by a whole pass and, to look at its items, in memory.
class Migration {
public:
    Migration(const std::filesystem::path& folder, std::string_view source);

    /// The extract in `corpora/bulk/<folder>`, read once for all tests of the program;
    /// nullptr where the corpora are absent.
    static Migration* of(const std::string& folder, std::string_view source);

    const Truth& truth() const { return truth_; }
    const support::Run& run() const { return *run_; }
    const pipeline::PassReport& report() const { return report_; }
    workspace::Workspace& workspace() { return *workspace_; }

    /// What became of the row whose own id this is: the first of them by table.
    struct Row {
        support::ShownFate fate;
        const Record* record = nullptr;
    };
    std::optional<Row> row(const std::string& id) const;

    /// The item that row went into; nothing if it is in none.
    std::optional<support::ShownItem> item(const std::string& id) const;

private:
    void index_rows();
    void index_row(std::string_view bytes, const Row& row);

    Truth truth_;
    terminology::CodeMaps maps_;
    support::Folder folder_;
    std::optional<support::Run> run_;
    std::optional<workspace::Workspace> workspace_;
    pipeline::PassReport report_;
    std::map<std::string, Row> rows_;
};

/// One of the bulk extracts: its folder below `corpora/bulk`, the source that reads it and the
/// layout that it is of.
struct BulkExtract {
    std::string_view folder, source, layout;
};
inline constexpr BulkExtract emis_82{"emis-8.2", "emis-csv", "8.2"};
inline constexpr BulkExtract emis_54{"emis-5.4", "emis-csv", "5.4"};
inline constexpr BulkExtract systmone_93{"systmone-93", "systmone-csv", "93"};
inline constexpr BulkExtract vision_live{"vision", "vision-csv", "live"};

std::ostream& operator<<(std::ostream& out, const BulkExtract& extract);

/// As the end of a test's name: "emis_8_2".
std::string name_of(const testing::TestParamInfo<BulkExtract>& one);

/// A test of bulk extracts; skips where the corpora are absent.
class BulkCorpus : public testing::TestWithParam<BulkExtract> {
protected:
    void SetUp() override;
    Migration& migration() { return *migration_; }
    static std::filesystem::path folder();
    const Record& record_of(const TruePatient& patient) const;

private:
    Migration* migration_ = nullptr; ///< read once for all tests
};

} // namespace ferry::corpora

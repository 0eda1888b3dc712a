#pragma once

#include <map>
#include <optional>
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

/// A test of one layout; skips where the corpora are absent.
class EmisCorpus : public testing::TestWithParam<std::string_view> {
protected:
    void SetUp() override;
    Migration& migration() { return *migration_; }

private:
    Migration* migration_ = nullptr; ///< read once for all tests
};

/// "8.2" as "8_2".
std::string name_of_layout(std::string_view layout);

} // namespace ferry::corpora

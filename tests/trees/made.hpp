#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "pipeline/pass.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"
#include "terminology/code_maps.hpp"
#include "workspace/books.hpp"

/// One synthetic practice as messages or as bundles, carried.
namespace ferry::trees {

class Made {
public:
    /// Makes the practice, carries it by a whole pass and, to look at its items, in memory.
    Made(std::string_view layout, std::string_view source);

    /// The practice as messages of GP2GP; made once.
    static Made& messages();
    /// The same one as bundles of GP Connect; made once.
    static Made& bundles();

    std::filesystem::path extract() const { return folder_ / "practice"; }
    const nlohmann::json& truth() const { return truth_; }
    const support::Run& run() const { return *run_; }
    const pipeline::PassReport& report() const { return report_; }
    workspace::Workspace& workspace() { return *workspace_; }

    /// What became of the component or resource with this id; nothing if there is none.
    std::optional<support::ShownFate> fate(const std::string& id) const;

    /// Items by type and the source's id, those that have one.
    using Items = std::map<std::pair<ItemType, std::string>, support::ShownItem>;
    const Items& items() const { return items_; }

    /// The item of any type with this id; nothing if there is none.
    const support::ShownItem* item(const std::string& id) const;

    /// The source's id of the member of staff that a field names.
    std::string staff(const support::ShownItem& item, std::string_view field) const;

    /// The ids at which the truth says that an irregularity stands.
    std::vector<std::string> places(const std::string& irregularity) const;

private:
    void index();

    support::Folder folder_;
    nlohmann::json truth_;
    std::optional<terminology::CodeMaps> maps_;
    std::optional<support::Run> run_;
    std::optional<workspace::Workspace> workspace_;
    pipeline::PassReport report_;
    std::map<std::string, support::ShownFate> fates_;
    Items items_;
    std::map<std::string, std::string> staff_; ///< key in the practice's directory -> id
};

} // namespace ferry::trees

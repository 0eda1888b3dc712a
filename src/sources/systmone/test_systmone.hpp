#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "sources/systmone/description.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"
#include "support/tiny_bulk.hpp"

/// A test about what SystmOne rows become: it adds rows to a tiny extract, and looks at the
/// items and fates of its one patient.
namespace ferry::sources {

class SystmOne : public testing::Test {
protected:
    void code(std::string ctv3, std::string term, support::Cells more = {})
    {
        if (ctv3 == "2469." || ctv3 == "246A.") {
            more["SNOMEDCode"] = ctv3 == "2469." ? "163030003" : "163031004";
        }
        more["CTV3Code"] = std::move(ctv3);
        more["CTV3Text"] = std::move(term);
        extract_.add("SRCode", more);
    }
    support::TinyExtract& extract() { return extract_; }
    void use_layout(std::string_view layout)
    {
        extract_ = support::TinyExtract{systmone_csv(), layout};
    }

    support::Run& run()
    {
        if (!run_) {
            folder_.emplace();
            extract_.write(folder_->path());
            run_.emplace(support::described_by(systmone_csv()), folder_->path());
            EXPECT_EQ(run_->breach(), "");
        }
        return *run_;
    }
    std::vector<support::ShownItem> items(ItemType type)
    {
        return support::items_of(run().patient(support::main_patient).mapped->record, type);
    }

private:
    support::TinyExtract extract_ = support::tiny_systmone(systmone_csv());
    std::optional<support::Folder> folder_;
    std::optional<support::Run> run_;
};

} // namespace ferry::sources

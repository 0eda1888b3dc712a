#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "sources/emis/description.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"
#include "support/tiny_extract.hpp"

/// A test about what EMIS rows become: it adds rows to a tiny extract, decides where
/// it wants to, and looks at the items and fates of its one patient.
namespace ferry::sources {

inline constexpr std::string_view observations = "CareRecord_Observation";
inline constexpr std::string_view problems = "CareRecord_Problem";
inline constexpr std::string_view medications = "Prescribing_DrugRecord";
inline constexpr std::string_view issues = "Prescribing_IssueRecord";

class EmisTest : public testing::Test {
protected:
    /// Begins again with another layout.
    void use_layout(std::string_view layout)
    {
        extract_ = support::tiny_emis(emis_csv(), layout);
        run_.reset();
    }

    void add(std::string_view table, const support::Cells& cells) { extract_.add(table, cells); }
    void observation(const support::Cells& cells) { add(observations, cells); }
    support::TinyExtract& extract() { return extract_; }

    void decide(std::string cause, std::string choice)
    {
        options_.decisions[std::move(cause)] = std::move(choice);
        run_.reset();
    }
    support::RunOptions& options() { return options_; }

    /// Reads and maps what was added; once.
    support::Run& run()
    {
        if (!run_) {
            folder_.emplace();
            extract_.write(folder_->path());
            run_.emplace(support::described_by(emis_csv()), folder_->path(), options_);
            EXPECT_EQ(run_->breach(), "");
        }
        return *run_;
    }

    std::vector<support::ShownItem> items(ItemType type)
    {
        return support::items_of(run().patient(support::main_patient).mapped->record, type);
    }

    /// The one item of this type; an empty one and a failure if there is not one.
    support::ShownItem only(ItemType type)
    {
        const auto all = items(type);
        EXPECT_EQ(all.size(), 1U) << "items of type " << name_of(type);
        return all.size() == 1 ? all.front() : support::ShownItem{};
    }

    /// What became of the row with this number, counted from 1, of a table.
    support::ShownFate fate(std::string_view table, std::int64_t row)
    {
        return run().fate(table, row + 1);
    }
    std::string outcome(std::string_view table, std::int64_t row)
    {
        return std::string{name_of(fate(table, row).outcome)};
    }

private:
    support::TinyExtract extract_ = support::tiny_emis(emis_csv());
    support::RunOptions options_;
    std::optional<support::Folder> folder_;
    std::optional<support::Run> run_;
};

} // namespace ferry::sources

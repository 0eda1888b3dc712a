#include <algorithm>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "contract/sources.hpp"
#include "support/folder.hpp"

namespace ferry::contract {
namespace {

using support::TinyExtract;

/// A file of an extract, cut at every byte in turn.
class CutFiles : public testing::TestWithParam<std::pair<SourceUnderTest, std::string_view>> {
protected:
    CutFiles()
    {
        extract_.write(folder_.path());
        const support::Run whole{source_, folder_.path()};
        for (const auto& row : whole.patient(support::main_patient).source.rows) {
            whole_rows_.insert(std::string{row.bytes});
        }
    }

    /// What is wrong with what came of the first `size` bytes; "" if nothing is.
    std::string fault_of_cut(std::size_t size)
    {
        const auto path = folder_ / TinyExtract::file_name(table());
        write_whole(path, std::string_view{extract_.text(table())}.substr(0, size));
        try {
            const support::Run run{source_, folder_.path()};
            const std::string breach = run.breach();
            return breach.empty() ? changed_row(run) : breach;
        } catch (const InputError& refused) {
            const std::string said = refused.what();
            return said.starts_with(path.string() + ":1: ") ? "" : "unclear: " + said;
        }
    }

    std::string_view table() const { return GetParam().second; }
    std::size_t size() { return extract_.text(table()).size(); }

private:
    /// A row that is in the target and did not stand so in the whole file.
    std::string changed_row(const support::Run& run) const
    {
        for (const auto& one : run.cases()) {
            if (one->source.no <= unattached_case) {
                continue;
            }
            for (std::size_t i = 0; i < one->source.rows.size(); ++i) {
                const std::string bytes{one->source.rows[i].bytes};
                const Outcome outcome = one->mapped->fates[i].outcome;
                if (outcome != Outcome::held && !whole_rows_.contains(bytes)) {
                    return "neither held nor whole: " + bytes;
                }
            }
        }
        return {};
    }

    TinyExtract extract_ = GetParam().first.make();
    support::Source source_ = source_named(GetParam().first.name);
    support::Folder folder_;
    std::set<std::string> whole_rows_;
};

TEST_P(CutFiles, AreRefusedOrReadWithEveryRowCarriedOrHeld)
{
    for (std::size_t cut = 0; cut < size(); ++cut) {
        ASSERT_EQ(fault_of_cut(cut), "") << "cut at byte " << cut;
    }
}

std::vector<std::pair<SourceUnderTest, std::string_view>> clinical_tables()
{
    std::vector<std::pair<SourceUnderTest, std::string_view>> all;
    for (const SourceUnderTest& source : sources_under_test()) {
        for (const std::string_view table : source.clinical) {
            all.emplace_back(source, table);
        }
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(Clinical, CutFiles, testing::ValuesIn(clinical_tables()),
                         [](const auto& one) {
                             return name_of_source(one.param.first.name) + "_" +
                                    name_of_source(one.param.second);
                         });

} // namespace
} // namespace ferry::contract

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "corpora/migration.hpp"
#include "sql/database.hpp"

/// Any source, Ferry's own extract, and Ferry again: the same records, digest for digest.
namespace ferry::corpora {
namespace {

struct Extract {
    const char* source;
    const char* folder; ///< below the corpora
    const char* maps;   ///< beside it; empty if it has none
};

constexpr Extract extracts[] = {
    {"emis-csv",     "bulk/emis-8.2/full",    "bulk/emis-8.2/full.maps"   },
    {"systmone-csv", "bulk/systmone-93/full", "bulk/systmone-93/full.maps"},
    {"vision-csv",   "bulk/vision/full",      "bulk/vision/full.maps"     },
    {"gp2gp",        "gp2gp/records",         ""                          },
    {"fhir",         "gpconnect/emis",        ""                          },
};

std::ostream& operator<<(std::ostream& out, const Extract& extract)
{
    return out << extract.folder;
}

class AnySource : public testing::TestWithParam<Extract> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(corpora_folder() / GetParam().folder)) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
    }

    pipeline::PassReport carry(const std::string& source, const std::filesystem::path& extract,
                               const std::string& target)
    {
        const auto path = folder_ / (source + std::to_string(++migrations_));
        workspace::create(path, {.source = source, .target = target});
        workspace::Workspace workspace{path};
        pipeline::PassOrder order{.extract = extract, .who = "a test"};
        if (*GetParam().maps != '\0') {
            order.maps.push_back(corpora_folder() / GetParam().maps);
        }
        return pipeline::run_pass(workspace, order);
    }

    std::multiset<std::string> digests(const std::string& target) const
    {
        sql::Database database{folder_ / target, sql::Mode::read_only};
        sql::Statement row{database, "SELECT digest FROM ferry_mark"};
        std::multiset<std::string> all;
        while (row.step()) {
            all.emplace(row.text(0));
        }
        return all;
    }
    std::string sqlite(const std::string& name) const
    {
        return "sqlite:" + (folder_ / name).string();
    }

    support::Folder folder_;

private:
    int migrations_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Of, AnySource, testing::ValuesIn(extracts), [](const auto& one) {
    std::string name{one.param.source};
    std::ranges::replace(name, '-', '_');
    return name;
});

TEST_P(AnySource, EndsInTheSameRecordsByWayOfOurOwnExtract)
{
    const auto extract = corpora_folder() / GetParam().folder;
    carry(GetParam().source, extract, sqlite("direct.db"));
    carry(GetParam().source, extract, "ferry-extract:" + (folder_ / "handed").string());
    const auto again = carry("ferry-extract", folder_ / "handed", sqlite("again.db"));
    EXPECT_TRUE(again.reconciled.clean());
    EXPECT_GT(digests("direct.db").size(), 5U);
    EXPECT_EQ(digests("again.db"), digests("direct.db"));
}

} // namespace
} // namespace ferry::corpora

#include <set>

#include <gmock/gmock.h>

#include "base/error.hpp"
#include "pipeline/sources.hpp"
#include "pipeline/targets.hpp"

namespace ferry::pipeline {
namespace {

TEST(SourceKinds, AreKnownByTheirNames)
{
    std::set<std::string_view> names;
    for (const SourceKind& kind : source_kinds()) {
        EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
        EXPECT_EQ(&source_kind(kind.name), &kind);
        EXPECT_FALSE(kind.title.empty());
        EXPECT_FALSE(kind.layouts().empty());
    }
    EXPECT_THAT([] { source_kind("emis"); },
                testing::ThrowsMessage<UsageError>(testing::HasSubstr("emis-csv")));
    EXPECT_THROW(source_kind(""), UsageError);
}

TEST(TargetKinds, AreKnownByWhatTheirUrlsBeginWith)
{
    for (const TargetKind& kind : target_kinds()) {
        const std::string scheme{kind.scheme};
        EXPECT_EQ(&target_kind(scheme + "x"), &kind);
        EXPECT_THROW(target_kind(scheme), UsageError) << "a place is missing";
        EXPECT_TRUE(kind.capabilities().url_form.starts_with(scheme));
    }
    EXPECT_THAT([] { target_kind("x.db"); },
                testing::ThrowsMessage<UsageError>(testing::HasSubstr("sqlite:PATH")));
    EXPECT_THROW(target_kind(""), UsageError);
}

} // namespace
} // namespace ferry::pipeline

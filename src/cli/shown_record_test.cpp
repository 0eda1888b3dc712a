#include "cli/shown_record.hpp"

#include <gtest/gtest.h>

namespace ferry::cli {
namespace {

TEST(ShownRecord, ShowsAnItemOfWhichNothingIsKnown)
{
    Record record;
    record.add(ItemType::observation);
    const auto items = shown_items(2, record, [](std::int64_t) { return std::string{}; });
    ASSERT_EQ(items.size(), 1);
    EXPECT_EQ(items[0].fields.value("id", "none"), "none");
}

} // namespace
} // namespace ferry::cli

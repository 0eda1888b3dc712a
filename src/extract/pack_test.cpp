#include <gtest/gtest.h>

#include "base/error.hpp"
#include "extract/case.hpp"

namespace ferry::extract {
namespace {

Case sample()
{
    Case made;
    made.rows = {
        {.file = 3, .line = 2,      .bytes = "\"a\",\"b\""},
        {.file = 3, .line = 70'000, .damaged = true,        .bytes = "\"cut"},
        {.file = 65'000,         .line = 4'000'000'000,          .bytes = ""  }
    };
    return made;
}

TEST(Pack, GivesBackEveryRowAsItStood)
{
    const Case before = sample();
    Case after;
    unpack(pack(before), after);
    ASSERT_EQ(after.rows.size(), before.rows.size());
    for (std::size_t i = 0; i < before.rows.size(); ++i) {
        EXPECT_EQ(after.rows[i].file, before.rows[i].file);
        EXPECT_EQ(after.rows[i].line, before.rows[i].line);
        EXPECT_EQ(after.rows[i].damaged, before.rows[i].damaged);
        EXPECT_EQ(after.rows[i].bytes, before.rows[i].bytes);
    }
}

TEST(Unpack, RefusesADamagedBlock)
{
    const std::string block = pack(sample());
    for (std::size_t size = 0; size < block.size(); ++size) {
        Case into;
        EXPECT_THROW(unpack(std::string_view{block}.substr(0, size), into), Error) << size;
    }
}

} // namespace
} // namespace ferry::extract

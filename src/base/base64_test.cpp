#include "base/base64.hpp"

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(FromBase64, ReadsWhatIsWrittenOverLines)
{
    EXPECT_EQ(from_base64("dGV4\r\n dA=="), "text");
    EXPECT_EQ(from_base64(""), "");
    EXPECT_EQ(from_base64("dGV4d"), tl::unexpected{Fault::malformed});
    EXPECT_EQ(from_base64("dG=4"), tl::unexpected{Fault::malformed});
    EXPECT_EQ(from_base64("d\xC3\xA9xt"), tl::unexpected{Fault::malformed});
}

} // namespace
} // namespace ferry

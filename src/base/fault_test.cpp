#include "base/fault.hpp"

#include <set>
#include <string_view>

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(NameOfFault, IsThereForEachFaultAndNeverTwice)
{
    std::set<std::string_view> names;
    for (const Fault fault : {Fault::missing, Fault::malformed, Fault::out_of_range,
                              Fault::bad_charset, Fault::nul_byte}) {
        EXPECT_FALSE(name_of(fault).empty());
        EXPECT_TRUE(names.insert(name_of(fault)).second) << name_of(fault);
    }
}

} // namespace
} // namespace ferry

#include "record/describe.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(RecordTypes, StandInTheOrderOfTheirNumbers)
{
    for (std::size_t i = 0; i < record_types.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(record_types.at(i).type), i);
    }
}

TEST(RecordTypes, NameEachFieldOnceAndSayWhatItMeans)
{
    for (const TypeDescription& type : record_types) {
        std::set<std::string_view> names;
        for (const Field& field : type.fields) {
            EXPECT_TRUE(names.insert(field.name).second) << type.name << '.' << field.name;
            EXPECT_FALSE(field.meaning.empty()) << type.name << '.' << field.name;
        }
    }
}

TEST(RecordTypes, AreFoundByName)
{
    EXPECT_EQ(item_type_named("blood_pressure"), ItemType::blood_pressure);
    EXPECT_FALSE(item_type_named("Blood_Pressure"));
    EXPECT_EQ(find_field(ItemType::allergy, "category") == no_field, false);
    EXPECT_EQ(find_field(ItemType::allergy, "dose"), no_field);
}

} // namespace
} // namespace ferry

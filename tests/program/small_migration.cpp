#include "program/small_migration.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ferry::program {

SmallMigration::SmallMigration()
{
    practice_.add_code("asthma", {
                                     {"Term",              "Asthma"   },
                                     {"SnomedCTConceptId", "195967001"}
    });
    const auto observe = [this](const char* id, const char* patient, const char* date) {
        practice_.add("CareRecord_Observation", {
                                                    {"ObservationGuid", id      },
                                                    {"PatientGuid",     patient },
                                                    {"CodeId",          "asthma"},
                                                    {"EffectiveDate",   date    }
        });
    };
    observe("obs1", "p1", "2009-03-17");
    observe("obs2", "p2", "2009-03-18");
    observe("obs3", "p2", "2009-02-30");
    practice_.write(extract());
}

Words SmallMigration::new_words() const
{
    return {"new", workspace(), "--source", "emis-csv", "--target", "sqlite:" + target()};
}

Words SmallMigration::pass_words() const
{
    return {"pass", workspace(), "--extract", extract()};
}

void SmallMigration::carry() const
{
    const auto made = ferry(new_words());
    ASSERT_EQ(made.status, 0) << made.err;
    const auto carried = ferry(pass_words());
    ASSERT_EQ(carried.status, 1) << carried.err;
}

Words at(const std::string& look, const std::string& workspace)
{
    Words words;
    for (const std::string_view word : split(look, ' ')) {
        words.emplace_back(word);
    }
    words.insert(words.begin() + 1, workspace);
    return words;
}

void expect_refusal(const Ended& ended, int status, const Words& parts)
{
    EXPECT_EQ(ended.status, status) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_TRUE(ended.err.starts_with("ferry: ")) << ended.err;
    EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
    for (const std::string& part : parts) {
        EXPECT_NE(ended.err.find(part), std::string::npos) << part << " in " << ended.err;
    }
}

} // namespace ferry::program

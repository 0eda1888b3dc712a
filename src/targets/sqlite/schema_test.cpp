#include "targets/sqlite/schema.hpp"

#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "targets/sqlite/dictionary.hpp"
#include "targets/sqlite/test_sample.hpp"

namespace ferry::targets::sqlite {
namespace {

std::filesystem::path test_path()
{
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    return fresh_path(testing::TempDir(), std::string{"schema_"} + test->name());
}

/// What the InputError of opening `path` says.
std::string refusal_of(const std::filesystem::path& path)
{
    try {
        open(path);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(OpeningATarget, MakesItOnceAndFindsItAgain)
{
    const auto path = test_path();
    import(*open(path), 3, note_saying("kept").record);
    EXPECT_EQ(open(path)->reader()->cases().size(), 1U);
}

TEST(OpeningATarget, MakesItInAnEmptyFile)
{
    const auto path = test_path();
    write_whole(path, "");
    EXPECT_TRUE(open(path)->reader()->cases().empty());
}

TEST(OpeningATarget, RefusesWhatIsNoTargetAndSaysWhy)
{
    const auto path = test_path();
    write_whole(path, "patient,name\n1,Smith\n");
    EXPECT_THAT(refusal_of(path), testing::HasSubstr("is not a SQLite file"));
    EXPECT_EQ(read_whole(path), "patient,name\n1,Smith\n");
    std::filesystem::remove(path);
    sql::Database{path, sql::Mode::create}.run("CREATE TABLE t (a)");
    EXPECT_THAT(refusal_of(path), testing::HasSubstr("is not a Ferry target"));
    EXPECT_THAT(refusal_of("/no/such/folder/x.db"), testing::HasSubstr("there is no folder"));
    EXPECT_THAT(refusal_of(testing::TempDir()), testing::HasSubstr("is a folder"));
}

TEST(OpeningATarget, RefusesAnotherVersion)
{
    const auto path = test_path();
    open(path);
    sql::Database database{path, sql::Mode::read_write};
    database.run("PRAGMA user_version = 1");
    EXPECT_THAT(refusal_of(path), testing::HasSubstr("form 1"));
    database.run("PRAGMA user_version = 4");
    EXPECT_EQ(refusal_of(path), "");
    database.run("INSERT INTO ferry_dictionary VALUES ('task', 'colour', '', '', '')");
    EXPECT_THAT(refusal_of(path), testing::HasSubstr("it has task.colour"));
    database.run("DELETE FROM ferry_dictionary WHERE column_name IN ('colour', 'due')");
    EXPECT_THAT(refusal_of(path), testing::HasSubstr("it lacks task.due"));
}

TEST(TheSchema, HoldsEveryColumnOfTheDictionaryAndNoOther)
{
    const auto path = test_path();
    open(path);
    sql::Database database{path, sql::Mode::read_only};
    sql::Statement query{database, "SELECT t.name, c.name FROM sqlite_schema AS t,"
                                   " pragma_table_info(t.name) AS c WHERE t.type = 'table'"};
    std::set<std::string> held;
    while (query.step()) {
        held.insert(fmt::format("{}.{}", query.text(0), query.text(1)));
    }
    std::set<std::string> described;
    for (const Column& column : dictionary()) {
        described.insert(fmt::format("{}.{}", column.table, column.name));
        EXPECT_FALSE(column.meaning.empty());
    }
    EXPECT_EQ(held, described);
}

TEST(TheDataDictionary, NamesEveryFieldWithItsMeaning)
{
    const std::string text = data_dictionary();
    for (const TypeDescription& type : record_types) {
        const auto section = text.find(fmt::format("\n## {}\n", type.name));
        ASSERT_NE(section, std::string::npos);
        for (const Field& field : type.fields) {
            const auto row = text.find(fmt::format("\n| {} |", field.name), section);
            ASSERT_NE(row, std::string::npos) << field.name;
            EXPECT_NE(text.find(field.meaning, row), std::string::npos);
        }
    }
    for (const char* table :
         {"concept", "coding", "content", "ferry_mark", "ferry_migration", "ferry_dictionary"}) {
        EXPECT_THAT(text, testing::HasSubstr(fmt::format("\n## {}\n", table)));
    }
}

TEST(EveryView, ShowsEachItemOnceUnderNamesThatAreAllDifferent)
{
    const auto path = test_path();
    const Sample sample = full_sample();
    import(*open(path), 3, sample.record);
    sql::Database database{path, sql::Mode::read_only};
    for (const TypeDescription& type : record_types) {
        sql::Statement query{database, fmt::format("SELECT * FROM {}_view", type.name)};
        std::set<std::string> names;
        for (int i = 0; i < query.columns(); ++i) {
            EXPECT_TRUE(names.insert(std::string{query.column_name(i)}).second)
                << type.name << ' ' << query.column_name(i);
        }
        int rows = 0;
        while (query.step()) {
            ++rows;
        }
        EXPECT_EQ(rows, 2) << type.name;
    }
}

TEST(EveryView, ShowsThePatientTheCodeAndTheNames)
{
    const auto path = test_path();
    Sample directory;
    const ItemNo staff = directory.record.add(ItemType::staff);
    directory.record.set_text(staff, field_no(ItemType::staff, "title"), "Dr");
    directory.record.set_text(staff, field_no(ItemType::staff, "surname"), "Quill");
    Sample sample;
    const ItemNo patient = sample.record.add(ItemType::patient);
    sample.record.set_text(patient, field_no(ItemType::patient, "nhs_number"), "9990000018");
    const ItemNo note = sample.record.add(ItemType::observation);
    sample.record.set_concept(note, field_no(ItemType::observation, "code"),
                              add_concept(sample, "H33"));
    sample.record.set_reference(note, field_no(ItemType::observation, "clinician"),
                                item_key(directory_case, staff));
    const auto target = open(path);
    import(*target, directory_case, directory.record);
    import(*target, 3, sample.record);
    sql::Database database{path, sql::Mode::read_only};
    sql::Statement query{database, "SELECT nhs_number || '|' || code || '|' || code_display || '|'"
                                   " || code_text || '|' || clinician FROM observation_view"};
    ASSERT_TRUE(query.step());
    EXPECT_EQ(query.text(0), "9990000018|H33|H33 d|H33 as written|Dr Quill");
}

TEST(TheTarget, RefusesTextWhereAKeyOrAFlagMustStand)
{
    const auto path = test_path();
    open(path);
    sql::Database database{path, sql::Mode::read_write};
    EXPECT_THROW(database.run("INSERT INTO observation (item, patient, abnormal)"
                              " VALUES (1, 1, 'yes')"),
                 Error);
}

} // namespace
} // namespace ferry::targets::sqlite

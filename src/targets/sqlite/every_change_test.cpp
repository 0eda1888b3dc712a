#include <limits>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "targets/sqlite/test_sample.hpp"

/// Reconciling is worth what it notices. So: every single thing that can be
/// changed in the target is changed, and must be named, alone.
namespace ferry::targets::sqlite {
namespace {

using reconcile::Report;

constexpr CaseNo patient_case = 3;

std::string name_of_test()
{
    return testing::UnitTest::GetInstance()->current_test_info()->name();
}

class EveryChange : public testing::Test {
protected:
    EveryChange()
    {
        import(*target_, patient_case, sample_.record);
        run("PRAGMA synchronous = OFF");
    }

    /// What a reader that opens now finds.
    Report report() { return reconciled(*target_->reader(), patient_case, sample_.record); }
    void run(const std::string& statements) { tamper_.run(statements); }
    void keep_concepts(const load::ConceptKeys& used)
    {
        const auto writer = target_->writer();
        writer->keep_concepts(used);
        writer->commit();
    }

    std::int64_t key(ItemNo item) const { return item_key(patient_case, item); }
    std::string table(ItemNo item) const
    {
        return std::string{name_of(sample_.record.at(item).type)};
    }
    /// The item's id as a report shows it.
    std::string id(ItemNo item) const
    {
        return reconcile::id_of(sample_.record, patient_case, item);
    }

    /// The report while `statement` is in force on an item; then all is as before.
    Report while_changed(ItemNo item, const std::string& statement)
    {
        const std::string where = fmt::format(" FROM {} WHERE item = {}", table(item), key(item));
        run("CREATE TEMP TABLE saved AS SELECT *" + where);
        run(statement);
        Report result = reconciled(*reader_, patient_case, sample_.record);
        run("DELETE" + where);
        run(fmt::format("INSERT INTO {} SELECT * FROM temp.saved; DROP TABLE temp.saved",
                        table(item)));
        return result;
    }

    /// Expects that the report names one difference and nothing else.
    void expect_one(const Report& found, ItemNo item, std::string_view field)
    {
        SCOPED_TRACE(fmt::format("{} {} {}", table(item), item, field));
        const auto items = static_cast<std::int64_t>(sample_.record.items().size());
        EXPECT_EQ(found.items, items);
        EXPECT_EQ(found.agree, items - 1);
        EXPECT_EQ(found.missing.count() + found.unexpected.count(), 0);
        ASSERT_EQ(found.differ.count(), 1);
        const auto& differ = found.differ.listed().front();
        EXPECT_EQ(differ.patient, "P1");
        EXPECT_EQ(differ.type, table(item));
        EXPECT_EQ(differ.item, id(item));
        EXPECT_EQ(differ.field, field);
        EXPECT_NE(differ.source, differ.target);
    }

    template <typename Act>
    void for_each_field(Act act)
    {
        for (std::size_t i = 0; i < sample_.record.items().size(); ++i) {
            for (const Field& field : describe(sample_.record.items()[i].type).fields) {
                act(static_cast<ItemNo>(i), field);
            }
        }
    }

    Sample sample_ = full_sample();
    std::filesystem::path path_ = fresh_path(testing::TempDir(), "every_" + name_of_test());
    std::unique_ptr<load::Target> target_ = open(path_);
    std::unique_ptr<load::Reader> reader_ = target_->reader();
    sql::Database tamper_{path_, sql::Mode::read_write};
};

/// The smallest change of what a field can say.
std::string slightly_other(const Field& field)
{
    const std::string column = sql::quoted(field.name);
    switch (field.kind) {
    case Kind::text:
        return column + " || ' '";
    case Kind::number:
        return fmt::format("rtrim({}, '0')", column);
    case Kind::date:
        return column + " || '-01'";
    case Kind::flag:
        return "1 - " + column;
    case Kind::code:
        return fmt::format("(SELECT concept FROM concept WHERE concept <> {} LIMIT 1)", column);
    case Kind::link:
    case Kind::reference:
        return column + " + 1";
    }
    return "";
}

TEST_F(EveryChange, NothingIsFoundWhereNothingWasChanged)
{
    const Report found = report();
    EXPECT_TRUE(found.clean());
    EXPECT_EQ(found.patients, 1);
    EXPECT_EQ(found.agree, static_cast<std::int64_t>(sample_.record.items().size()));
}

TEST_F(EveryChange, OfOneFieldIsNamed)
{
    for_each_field([&](ItemNo item, const Field& field) {
        const auto found = while_changed(item, fmt::format("UPDATE {} SET {} = {} WHERE item = {}",
                                                           table(item), sql::quoted(field.name),
                                                           slightly_other(field), key(item)));
        expect_one(found, item, field.name);
    });
}

TEST_F(EveryChange, OfOneFieldToNothingIsNamed)
{
    for_each_field([&](ItemNo item, const Field& field) {
        const auto found =
            while_changed(item, fmt::format("UPDATE {} SET {} = NULL WHERE item = {}", table(item),
                                            sql::quoted(field.name), key(item)));
        expect_one(found, item, field.name);
        EXPECT_EQ(found.differ.listed().front().target, "");
    });
}

TEST_F(EveryChange, OfNothingToSomethingIsNamed)
{
    Sample empty;
    for (std::size_t i = 0; i < item_type_count; ++i) {
        empty.record.add(static_cast<ItemType>(i));
    }
    std::swap(sample_, empty);
    import(*target_, patient_case, sample_.record);
    keep_concepts({});
    for_each_field([&](ItemNo item, const Field& field) {
        const auto found =
            while_changed(item, fmt::format("UPDATE {} SET {} = {} WHERE item = {}", table(item),
                                            sql::quoted(field.name),
                                            field.kind == Kind::text ? "''" : "0", key(item)));
        expect_one(found, item, field.name);
        EXPECT_EQ(found.differ.listed().front().source, "");
    });
}

TEST_F(EveryChange, OfTheOwnerIsNamed)
{
    for (ItemNo item = 0; item < 60; ++item) {
        const auto found = while_changed(
            item, fmt::format("UPDATE {} SET patient = 4 WHERE item = {}", table(item), key(item)));
        expect_one(found, item, "patient");
    }
}

TEST_F(EveryChange, ThatDropsARowIsNamed)
{
    for (ItemNo item = 0; item < 60; ++item) {
        const auto found = while_changed(
            item, fmt::format("DELETE FROM {} WHERE item = {}", table(item), key(item)));
        EXPECT_EQ(found.agree, 59);
        EXPECT_EQ(found.differ.count() + found.unexpected.count(), 0);
        ASSERT_EQ(found.missing.count(), 1);
        EXPECT_EQ(found.missing.listed().front().type, table(item));
        EXPECT_EQ(found.missing.listed().front().item, id(item));
    }
}

TEST_F(EveryChange, ThatAddsARowIsNamed)
{
    const std::int64_t keys[] = {key(60),
                                 key(-1),
                                 item_key(2, 0),
                                 item_key(4, 0),
                                 -5,
                                 0,
                                 std::numeric_limits<std::int64_t>::max(),
                                 std::numeric_limits<std::int64_t>::min()};
    for (ItemNo item = 0; item < 30; ++item) {
        for (const std::int64_t added : keys) {
            run(fmt::format("INSERT INTO {} (item, patient) VALUES ({}, 3)", table(item), added));
            const auto found = reconciled(*reader_, patient_case, sample_.record);
            run(fmt::format("DELETE FROM {} WHERE item = {}", table(item), added));
            EXPECT_EQ(found.agree, 60);
            EXPECT_EQ(found.differ.count() + found.missing.count(), 0);
            ASSERT_EQ(found.unexpected.count(), 1);
            EXPECT_EQ(found.unexpected.listed().front().type, table(item));
            EXPECT_EQ(found.unexpected.listed().front().item, std::to_string(added));
        }
    }
}

TEST_F(EveryChange, ThatDoublesARowInTheTableOfAnotherTypeIsNamed)
{
    run(fmt::format("INSERT INTO task (item, patient) VALUES ({}, 3)", key(0)));
    const auto found = report();
    EXPECT_EQ(found.agree, 60);
    ASSERT_EQ(found.unexpected.count(), 1);
    EXPECT_EQ(found.unexpected.listed().front().type, "task");
}

TEST_F(EveryChange, ThatMovesAnItemIsNamedOnBothSides)
{
    run(fmt::format("UPDATE task SET item = {} WHERE item = (SELECT min(item) FROM task)",
                    key(70)));
    const auto found = report();
    EXPECT_EQ(found.agree, 59);
    ASSERT_EQ(found.missing.count(), 1);
    ASSERT_EQ(found.unexpected.count(), 1);
    EXPECT_EQ(found.missing.listed().front().item, found.unexpected.listed().front().item);
}

TEST_F(EveryChange, InTheColumnsOfATableIsNamedIfItSaysSomething)
{
    run("ALTER TABLE task ADD COLUMN colour TEXT");
    EXPECT_TRUE(report().clean());
    const ItemNo item = static_cast<ItemNo>(ItemType::task);
    run(fmt::format("UPDATE task SET colour = 'red' WHERE item = {}", key(item)));
    expect_one(report(), item, "colour");
    run("UPDATE task SET colour = NULL");
    run("DROP VIEW task_view; ALTER TABLE task DROP COLUMN due");
    const auto found = report();
    EXPECT_EQ(found.agree, 58);
    ASSERT_EQ(found.differ.count(), 2);
    EXPECT_EQ(found.differ.listed().front().field, "due");
}

TEST_F(EveryChange, OfWholeTablesIsNamed)
{
    run("CREATE TABLE notes (a); INSERT INTO notes VALUES (1); CREATE TABLE empty (a)");
    auto found = report();
    ASSERT_EQ(found.unexpected.count(), 1);
    EXPECT_EQ(found.unexpected.listed().front().type, "table");
    EXPECT_EQ(found.unexpected.listed().front().item, "notes");
    run("DROP TABLE notes; DROP TABLE task");
    found = report();
    EXPECT_EQ(found.agree, 58);
    EXPECT_EQ(found.missing.count(), 2);
}

TEST_F(EveryChange, OfWhatAConceptSaysIsNamed)
{
    const char* changes[] = {
        "UPDATE concept SET text = text || ' ' WHERE concept = {}",
        "UPDATE concept SET outcome = 'carried' WHERE concept = {}",
        "UPDATE concept SET outcome = 'Converted' WHERE concept = {}",
        "UPDATE concept SET rule = '' WHERE concept = {}",
        "DELETE FROM concept WHERE concept = {}",
        "UPDATE coding SET system = system || '/' WHERE concept = {} AND n = 1",
        "UPDATE coding SET code = rtrim(code, '.') WHERE concept = {} AND n = 2",
        "UPDATE coding SET display = upper(display) WHERE concept = {} AND n = 1",
        "UPDATE coding SET description = '1' WHERE concept = {} AND n = 1",
        "UPDATE coding SET original = 1 WHERE concept = {} AND n = 2",
        "UPDATE coding SET original = 0 WHERE concept = {} AND n = 1",
        "UPDATE coding SET n = 3 WHERE concept = {} AND n = 2",
        "UPDATE coding SET n = 0 WHERE concept = {} AND n = 1",
        "UPDATE coding SET n = 3 - n + 10 WHERE concept = {}",
        "DELETE FROM coding WHERE concept = {} AND n = 2",
        "DELETE FROM coding WHERE concept = {} AND n = 1",
        "INSERT INTO coding VALUES ({}, 3, 'urn:x', 'x', '', 0, '')",
    };
    run("CREATE TEMP TABLE concepts AS SELECT * FROM concept;"
        "CREATE TEMP TABLE codings AS SELECT * FROM coding");
    for_each_field([&](ItemNo item, const Field& field) {
        if (field.kind != Kind::code || item >= 30) {
            return;
        }
        const FieldNo no = find_field(sample_.record.at(item).type, field.name);
        const std::int64_t concept_key = sample_.record.value(item, no).meaning->key;
        for (const char* change : changes) {
            SCOPED_TRACE(change);
            run(fmt::format(fmt::runtime(change), concept_key));
            expect_one(report(), item, field.name);
            run("DELETE FROM concept; INSERT INTO concept SELECT * FROM temp.concepts;"
                "DELETE FROM coding; INSERT INTO coding SELECT * FROM temp.codings");
        }
    });
    EXPECT_TRUE(report().clean());
}

TEST_F(EveryChange, ThatMovesAConceptOrACodingIsNamedOnBothSides)
{
    const std::pair<const char*, const char*> changes[] = {
        {"UPDATE concept SET concept = concept + 1 WHERE concept = {}",          "concept"},
        {"UPDATE coding SET concept = concept + 1 WHERE concept = {} AND n = 2", "coding" },
    };
    const auto item = static_cast<ItemNo>(ItemType::observation);
    const FieldNo code = field_no(ItemType::observation, "code");
    for (const auto& [change, type] : changes) {
        run(fmt::format(fmt::runtime(change), sample_.record.value(item, code).meaning->key));
        const auto found = report();
        EXPECT_EQ(found.differ.count(), 1);
        ASSERT_EQ(found.unexpected.count(), 1);
        EXPECT_EQ(found.unexpected.listed().front().type, type);
        keep_concepts({});
        import(*target_, patient_case, sample_.record);
    }
}

TEST_F(EveryChange, OfTheBytesOfADocumentIsNamed)
{
    const char* changes[] = {
        "UPDATE content SET bytes = CAST(bytes || x'00' AS BLOB)",
        "UPDATE content SET bytes = substr(bytes, 1, length(bytes) - 1)",
        "UPDATE content SET bytes = x''",
        "DELETE FROM content",
    };
    run("CREATE TEMP TABLE contents AS SELECT * FROM content");
    const auto document = static_cast<ItemNo>(ItemType::document);
    for (const ItemNo item : {document, static_cast<ItemNo>(document + item_type_count)}) {
        const FieldNo field = field_no(ItemType::document, "digest");
        const std::string digest{sample_.record.value(item, field).view()};
        for (const char* change : changes) {
            SCOPED_TRACE(change);
            run(fmt::format("{} WHERE digest = '{}'", change, digest));
            const auto found = report();
            expect_one(found, item, "content");
            EXPECT_EQ(found.differ.listed().front().source, digest);
            run("DELETE FROM content; INSERT INTO content SELECT * FROM temp.contents");
        }
    }
    EXPECT_TRUE(report().clean());
}

TEST_F(EveryChange, OfWhoseADocumentsBytesAreIsNamedOnBothSides)
{
    for (const char* change : {"UPDATE content SET content = content + (1 << 24)",
                               "UPDATE content SET digest = upper(digest)"}) {
        run(change);
        const auto found = report();
        EXPECT_EQ(found.agree, 58);
        EXPECT_EQ(found.differ.count(), 2);
        ASSERT_EQ(found.unexpected.count(), 2);
        EXPECT_EQ(found.unexpected.listed().front().type, "content");
        import(*target_, patient_case, sample_.record);
        run("DELETE FROM content WHERE content >> 24 <> 3");
        EXPECT_TRUE(report().clean());
    }
    run("INSERT INTO content SELECT content + 10, 'added', bytes FROM content LIMIT 1");
    EXPECT_EQ(report().unexpected.count(), 1);
    run("DROP TABLE content");
    EXPECT_EQ(report().differ.count(), 2);
}

TEST_F(EveryChange, OfTheMarkMeansThatTheCaseIsImportedAgain)
{
    run("DELETE FROM ferry_mark");
    EXPECT_EQ(target_->writer()->mark(patient_case), std::nullopt);
    EXPECT_THAT(target_->reader()->cases(), testing::ElementsAre(patient_case));
    import(*target_, patient_case, sample_.record);
    EXPECT_TRUE(report().clean());
    run("INSERT INTO ferry_mark VALUES (7, '', 0), (9223372036854775807, '', 0)");
    const auto found = report();
    ASSERT_EQ(found.unexpected.count(), 2);
    EXPECT_EQ(found.unexpected.listed().front().type, "mark");
    EXPECT_EQ(found.unexpected.listed().front().patient, "case 7");
}

TEST_F(EveryChange, IsPutRightByImportingAgain)
{
    run("DELETE FROM concept; UPDATE coding SET display = 'x'; UPDATE task SET text = '';"
        "DELETE FROM referral; INSERT INTO alert (item, patient) VALUES (" +
        std::to_string(key(80)) + ", 3)");
    EXPECT_FALSE(report().clean());
    import(*target_, patient_case, sample_.record);
    EXPECT_TRUE(report().clean());
}

} // namespace
} // namespace ferry::targets::sqlite

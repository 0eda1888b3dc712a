#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "program/made_practice.hpp"
#include "record/describe.hpp"
#include "sql/database.hpp"

namespace ferry::program {
namespace {

using Json = nlohmann::json;

/// Whether a finding is about this type.
bool names(const Json& finding, std::string_view type)
{
    return finding.value("type", "") == type;
}

/// What was done to the target, and undone at the end.
class Tampered {
public:
    Tampered(const std::string& target, const std::string& change) : target_{target}
    {
        std::filesystem::copy_file(target, target + ".kept");
        sql::Database database{target, sql::Mode::read_write};
        database.run(change);
        EXPECT_EQ(database.changes(), 1) << change;
    }
    ~Tampered() { std::filesystem::rename(target_ + ".kept", target_); }
    Tampered(const Tampered&) = delete;
    Tampered& operator=(const Tampered&) = delete;

private:
    std::string target_;
};

class ReconcileTest : public MadePractice {
protected:
    /// What reconcile finds after this change.
    Json found_after(const std::string& change) const
    {
        const Tampered tampered{target(), change};
        const auto found = ferry({"reconcile", workspace(), "--json"});
        EXPECT_EQ(found.status, 1) << change;
        return found.json();
    }
    std::int64_t number(const std::string& query) const
    {
        return sql::Database{target(), sql::Mode::read_write}.number(query);
    }
    /// The types of which items stand in the target.
    std::vector<const TypeDescription*> types_there() const
    {
        std::vector<const TypeDescription*> there;
        for (const TypeDescription& type : record_types) {
            if (number(fmt::format("SELECT count(*) FROM {}", type.name)) > 0) {
                there.push_back(&type);
            }
        }
        return there;
    }
    /// The tables in which anything stands, by the file's own catalogue.
    std::vector<std::string> tables_there() const
    {
        sql::Database database{target(), sql::Mode::read_write};
        sql::Statement query{database, "SELECT name FROM sqlite_schema WHERE type = 'table'"};
        std::vector<std::string> there;
        while (query.step()) {
            const std::string table{query.text(0)};
            if (database.number("SELECT count(*) FROM " + sql::quoted(table)) > 0) {
                there.push_back(table);
            }
        }
        return there;
    }
    /// A statement that adds a row like another, under a key of its own where it has one.
    std::string doubling_a_row(const std::string& table) const
    {
        sql::Database database{target(), sql::Mode::read_write};
        sql::Statement query{database, "SELECT name, pk FROM pragma_table_info(?)"};
        query.bind(0, table);
        std::string copy;
        std::string key = "rowid";
        while (query.step()) {
            const bool is_key = query.number(1) > 0;
            const std::string name = sql::quoted(query.text(0));
            copy += fmt::format("{}{}{}", copy.empty() ? "" : ", ", name, is_key ? " + 9000" : "");
            key = is_key ? name : key;
        }
        return fmt::format("INSERT INTO {0} SELECT {1} FROM {0} ORDER BY {2} DESC LIMIT 1", table,
                           copy, key);
    }
    /// An item of the type with a text field that says something: key and field.
    std::pair<std::int64_t, std::string> item_with_text(const TypeDescription& type) const
    {
        for (const Field& field : type.fields) {
            const bool words = field.kind == Kind::text || field.kind == Kind::date;
            const std::string where = fmt::format("{} WHERE {} <> '' ORDER BY item DESC", type.name,
                                                  sql::quoted(field.name));
            if (words && field.name != "source_id" &&
                number(fmt::format("SELECT count(*) FROM {}", where)) > 0) {
                return {number(fmt::format("SELECT item FROM {} LIMIT 1", where)),
                        std::string{field.name}};
            }
        }
        return {0, ""};
    }
};

TEST_F(ReconcileTest, FindsNothingWhereNobodyTampered)
{
    const auto found = ferry({"reconcile", workspace(), "--json"});
    EXPECT_EQ(found.status, 0) << found.out;
    EXPECT_GE(types_there().size(), 20U) << "the practice has items of most types";
}

TEST_F(ReconcileTest, NamesTheOneFieldThatWasChangedInAnyTable)
{
    std::size_t changed = 0;
    for (const TypeDescription* type : types_there()) {
        const auto [item, field] = item_with_text(*type);
        if (item == 0) {
            continue;
        }
        SCOPED_TRACE(fmt::format("{}.{} of {}", type->name, field, item));
        const Json found =
            found_after(fmt::format("UPDATE {} SET {} = {} || '~' WHERE item = {}", type->name,
                                    sql::quoted(field), sql::quoted(field), item));
        ASSERT_EQ(found["differ"].size(), 1U) << found.dump(1);
        const Json& one = found["differ"].front();
        EXPECT_TRUE(names(one, type->name));
        EXPECT_EQ(one["field"], field);
        EXPECT_EQ(one["target"], one["source"].get<std::string>() + "~");
        EXPECT_TRUE(found["missing"].empty() && found["unexpected"].empty()) << found.dump(1);
        ++changed;
    }
    EXPECT_GE(changed + 2, types_there().size());
}

TEST_F(ReconcileTest, NamesTheOneRowThatWasDroppedFromAnyTable)
{
    for (const TypeDescription* type : types_there()) {
        SCOPED_TRACE(type->name);
        const auto item = number(fmt::format("SELECT max(item) FROM {}", type->name));
        const Json found =
            found_after(fmt::format("DELETE FROM {} WHERE item = {}", type->name, item));
        ASSERT_EQ(found["missing"].size(), 1U) << found.dump(1);
        EXPECT_TRUE(names(found["missing"].front(), type->name));
        EXPECT_TRUE(found["differ"].empty() && found["unexpected"].empty()) << found.dump(1);
    }
}

TEST_F(ReconcileTest, NamesTheOneRowThatWasAddedToAnyTable)
{
    std::size_t added = 0;
    for (const std::string& table : tables_there()) {
        SCOPED_TRACE(table);
        const std::string change = doubling_a_row(table);
        if (table == "ferry_dictionary") {
            const Tampered tampered{target(), change};
            const auto refused = ferry({"reconcile", workspace()});
            EXPECT_EQ(refused.status, 3);
            EXPECT_THAT(refused.err, testing::HasSubstr("has two of ferry_dictionary."));
            continue;
        }
        const Json found = found_after(change);
        ASSERT_EQ(found["unexpected"].size(), 1U) << found.dump(1);
        const bool of_ferry = table.starts_with("ferry_");
        EXPECT_TRUE(names(found["unexpected"].front(), of_ferry ? table.substr(6) : table));
        EXPECT_TRUE(found["differ"].empty() && found["missing"].empty()) << found.dump(1);
        ++added;
    }
    EXPECT_GE(added, types_there().size() + 4) << "concepts, codings, marks and the owner as well";
}

TEST_F(ReconcileTest, NamesEachItemWhoseCodeWasChanged)
{
    // A concept of exactly one observation: what it says is that observation's alone.
    const auto shared = number("SELECT concept FROM concept c WHERE (SELECT count(*) FROM "
                               "observation o WHERE o.code = c.concept) = 1 LIMIT 1");
    for (const std::string change :
         {"UPDATE coding SET code = code || '9' WHERE n = 1 AND concept = ",
          "DELETE FROM coding WHERE n = 1 AND concept = ",
          "UPDATE concept SET text = text || '~' WHERE concept = "}) {
        SCOPED_TRACE(change);
        const Json found = found_after(change + std::to_string(shared));
        ASSERT_GE(found["differ"].size(), 1U) << found.dump(1);
        bool observation = false;
        for (const Json& one : found["differ"]) {
            EXPECT_EQ(one["field"], "code");
            observation = observation || names(one, "observation");
        }
        EXPECT_TRUE(observation) << found.dump(1);
    }
}

} // namespace
} // namespace ferry::program

#include "sources/database/plain_dump.hpp"

#include <gmock/gmock.h>

#include "base/files.hpp"
#include "base/text.hpp"

namespace ferry::database {
namespace {

/// The lines of a dump that begin as SQL.
std::vector<std::string> statements(std::string_view dump)
{
    DumpScanner scanner;
    std::vector<std::string> begun;
    for (const std::string_view line : split(dump, '\n')) {
        if (scanner.at_statement()) {
            begun.emplace_back(line);
        }
        scanner.take(line);
    }
    return begun;
}

TEST(DumpScanner, TellsStatementsFromTextsBodiesAndData)
{
    EXPECT_THAT(statements("SET x = 'it''s';\n"
                           "INSERT INTO t VALUES ('one\nALTER TABLE t OWNER TO x;\n');\n"
                           "CREATE FUNCTION f() AS $_$\nGRANT ALL ON t TO x;\n$_$;\n"
                           "SELECT E'a\\'b\nin';\n"
                           "/* said\nGRANT */\n"
                           "COMMENT ON TABLE \"o'neil\" IS $$x$$;\n"
                           "COPY t (a) FROM stdin;\n\\restrict b\n'\n\\.\n"
                           "SELECT 1; -- it's\n"
                           "SELECT $1"),
                testing::ElementsAre("SET x = 'it''s';", "INSERT INTO t VALUES ('one",
                                     "CREATE FUNCTION f() AS $_$", "SELECT E'a\\'b", "/* said",
                                     "COMMENT ON TABLE \"o'neil\" IS $$x$$;",
                                     "COPY t (a) FROM stdin;", "SELECT 1; -- it's", "SELECT $1"));
}

TEST(IsRestored, LeavesOwnersRightsAndGuardsAway)
{
    for (const std::string_view line :
         {"ALTER TABLE clin.allergy OWNER TO \"gm-dbo\";", "GRANT ALL ON SCHEMA x TO y;",
          "REVOKE ALL ON SCHEMA x FROM PUBLIC;", "\\restrict abc", "\\unrestrict abc"}) {
        EXPECT_FALSE(is_restored(line)) << line;
    }
    for (const std::string_view line :
         {"ALTER TABLE ONLY t", "SELECT 'x OWNER TO y';", "COPY t FROM stdin;", "\\! ls"}) {
        EXPECT_TRUE(is_restored(line)) << line;
    }
}

TEST(WriteSafeScript, GuardsPsqlAndKeepsDataByteForByte)
{
    const auto folder = std::filesystem::temp_directory_path();
    const auto dump = folder / "ferry-plain-dump.sql";
    const auto script = folder / "ferry-plain-script.sql";
    const std::string kept = "COPY t (a) FROM stdin;\n\\restrict x\n\xE4\t\\N\r\n\\.\nSELECT 1;\n";
    write_whole(dump, "\\restrict abc\nALTER TABLE t OWNER TO x;\n" + kept + "\\unrestrict abc\n");
    write_safe_script(dump, script);
    const std::string written = read_whole(script);
    EXPECT_TRUE(written.starts_with("\\restrict "));
    EXPECT_EQ(written.substr(written.find('\n') + 1), kept);
    std::filesystem::remove(dump);
    std::filesystem::remove(script);
}

} // namespace
} // namespace ferry::database

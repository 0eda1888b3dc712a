#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tidy/layers.hpp"
#include "tidy/named_tests.hpp"
#include "tidy/rules.hpp"

namespace ferry::tidy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What the rules say of one file, as "line: what".
std::vector<std::string> said_of(const std::string& path, const std::string& text)
{
    std::vector<Breach> breaches;
    check_file(SourceFile{path, text}, breaches);
    std::vector<std::string> said;
    said.reserve(breaches.size());
    for (const Breach& breach : breaches) {
        said.push_back(std::to_string(breach.line) + ": " + breach.what);
    }
    return said;
}

TEST(Tidy, IsContentWithAGoodHeader)
{
    EXPECT_THAT(said_of("src/csv/reader.hpp", "#pragma once\n"
                                              "\n"
                                              "#include <string>\n"
                                              "\n"
                                              "struct sqlite3;\n"
                                              "namespace ferry {\n"
                                              "\n"
                                              "/// Reads rows.\n"
                                              "class Reader {};\n"
                                              "\n"
                                              "} // namespace ferry\n"),
                IsEmpty());
}

TEST(Tidy, RefusesALineOver100Columns)
{
    EXPECT_THAT(said_of("src/a.cpp", "//" + std::string(98, 'x') + "\n"), IsEmpty());
    EXPECT_THAT(said_of("src/a.cpp", "\n//" + std::string(99, 'x') + "\n"),
                ElementsAre("2: the line is over 100 columns"));
}

TEST(Tidy, LetsTheRowsOfATableBeAsWideAsItsColumns)
{
    const std::string wide(100, 'x');
    EXPECT_THAT(said_of("src/a.cpp", "    {\"" + wide + "\", 1},\n"), IsEmpty());
    EXPECT_THAT(said_of("src/a.cpp", "    Field{\"" + wide + "\", 1},\n"), IsEmpty());
    EXPECT_THAT(said_of("src/a.cpp", "    f({\"" + wide + "\", 1},\n"),
                ElementsAre("1: the line is over 100 columns"));
}

TEST(Tidy, CountsCharactersNotBytes)
{
    std::string line = "// ";
    for (int i = 0; i < 97; ++i) {
        line += "\xC3\xA9";
    }
    EXPECT_THAT(said_of("src/a.cpp", line + "\n"), IsEmpty());
}

TEST(Tidy, RefusesTabsAndBlanksAtTheEndOfALine)
{
    EXPECT_THAT(said_of("tests/a.cpp", "\tint a;\n"), ElementsAre("1: a tab"));
    EXPECT_THAT(said_of("tests/a.cpp", "int a; \n"), ElementsAre("1: a blank at the line's end"));
    EXPECT_THAT(said_of("tests/a.cpp", "int a;\r\n"), ElementsAre("1: a blank at the line's end"));
    EXPECT_THAT(said_of("tests/a.cpp", "int a;"), ElementsAre("1: no line end at the file's end"));
}

TEST(Tidy, RefusesAFileOver500Lines)
{
    EXPECT_THAT(said_of("src/a.cpp", std::string(500, '\n')), IsEmpty());
    EXPECT_THAT(said_of("src/a.cpp", std::string(501, '\n')),
                ElementsAre("0: the file is over 500 lines"));
}

TEST(Tidy, LeavesDataAsItIs)
{
    EXPECT_THAT(said_of("tests/data/rows.csv", "a\tb \n" + std::string(600, '\n')), IsEmpty());
}

TEST(Tidy, RefusesAHeaderWithoutAGuard)
{
    EXPECT_THAT(said_of("src/a.hpp", "/// Says what it is.\nint a();\n"),
                ElementsAre("0: no #pragma once"));
}

TEST(Tidy, RefusesAHeaderThatDoesNotSayWhatItIsFor)
{
    EXPECT_THAT(said_of("src/a.hpp", "#pragma once\nnamespace ferry {\nint a();\n} // namespace\n"),
                ElementsAre("3: no comment before the first declaration"));
}

TEST(Tidy, RefusesUsingNamespaceAtFileScopeOnly)
{
    EXPECT_THAT(said_of("src/a.cpp", "using namespace std;\n"),
                ElementsAre("1: 'using namespace' at file scope"));
    EXPECT_THAT(said_of("src/a.cpp", "void f()\n{\n    using namespace std::literals;\n}\n"),
                IsEmpty());
}

TEST(Tidy, RefusesACatchAwayFromTheEdges)
{
    const std::string text = "void f()\n{\n    try {\n    } catch (const Error&) {\n    }\n}\n";
    EXPECT_THAT(said_of("src/csv/reader.cpp", text),
                ElementsAre("4: an exception is caught away from the edges"));
    EXPECT_THAT(said_of("src/cli/run.cpp", text), IsEmpty());
}

TEST(Tidy, RefusesAQueryAwayFromTheSchemas)
{
    const std::string text = "void f()\n{\n    run(\"SELECT a FROM b\");\n}\n";
    EXPECT_THAT(said_of("src/pipeline/pass.cpp", text),
                ElementsAre("3: a query away from the schemas"));
    EXPECT_THAT(said_of("src/cli/a.cpp", "auto a = format(\"DELETE FROM {}\", b);\n"),
                ElementsAre("1: a query away from the schemas"));
    EXPECT_THAT(said_of("src/workspace/books.cpp", text), IsEmpty());
    EXPECT_THAT(said_of("src/cli/run_test.cpp", text), IsEmpty());
    EXPECT_THAT(said_of("tests/program/run.cpp", text), IsEmpty());
    EXPECT_THAT(said_of("src/sources/fhir/a.cpp", "auto a = \"DELETE\"; // select one\n"),
                IsEmpty());
}

TEST(Tidy, ReadsNoCodeInCommentsAndLiterals)
{
    EXPECT_THAT(said_of("src/a.cpp", "// catch (this)\n"
                                     "/* catch (this)\n"
                                     "catch (that) */\n"
                                     "auto a = \"catch (\\\" this)\";\n"
                                     "auto b = R\"x(\nusing namespace std;\n)x\";\n"
                                     "auto c = 1'000; auto d = '\"'; auto e = 2'000;\n"),
                IsEmpty());
    EXPECT_THAT(said_of("src/a.cpp", "auto c = 1'000;\nusing namespace std; // 1'000\n"),
                ElementsAre("2: 'using namespace' at file scope"));
}

TEST(Tidy, RefusesANoteWithoutTheNumberOfAnIssue)
{
    EXPECT_THAT(said_of("src/a.cpp", "// TODO: later\n"),
                ElementsAre("1: TODO without the number of an issue"));
    EXPECT_THAT(said_of("src/a.cpp", "// FIXME\n"), Contains(HasSubstr("FIXME")));
    EXPECT_THAT(said_of("docs/a.md", "XXX\n"), Contains(HasSubstr("XXX")));
    EXPECT_THAT(said_of("src/a.cpp", "// TODO(#12): later\n"), IsEmpty());
    EXPECT_THAT(said_of("src/a.cpp", "int XXXL = 0;\n"), IsEmpty());
}

TEST(Tidy, RefusesAWordThatHasABetterOne)
{
    EXPECT_THAT(said_of("docs/a.md", "We Leverage it.\n"),
                ElementsAre("1: the word 'leverage' (say: use)"));
    EXPECT_THAT(said_of("docs/a.md", "beverage\n"), IsEmpty());
}

TEST(Tidy, RefusesAPathOfOneMachineInAnyFile)
{
    EXPECT_THAT(said_of("demo", "cd /home/someone\n"),
                ElementsAre("1: a path of one machine (/home/...)"));
    EXPECT_THAT(said_of("a.json", "{\"at\": \"/root/x\"}\n"), Contains(HasSubstr("/root/")));
    EXPECT_THAT(said_of("demo", "cd ./home/x; cd $dir/work/x; cd ${dir}/work/x\n"), IsEmpty());
}

/// Four libraries: sources uses record and extract, record uses base.
class LayersTest : public testing::Test {
public:
    LayersTest()
    {
        make("src/base", "ferry_library(base LINKS fmt::fmt SOURCES a.cpp)\n");
        make("src/record", "ferry_library(record\n  USES base # the floor\n  SOURCES a.cpp)\n");
        make("src/extract", "ferry_library(extract USES base record SOURCES a.cpp)\n");
        make("src/load", "add_library(load INTERFACE)\n"
                         "target_link_libraries(load INTERFACE record extract)\n");
        make("src/sources/emis", "ferry_library(emis USES extract SOURCES a.cpp)\n");
    }

    void make(const std::string& folder, const std::string& cmake)
    {
        layers_.add(SourceFile{folder + "/CMakeLists.txt", cmake});
    }

    std::vector<std::string> said_of(const std::string& path, const std::string& include) const
    {
        return said([&](auto& breaches) {
            layers_.check(SourceFile{path, "#include \"" + include + "\"\n"}, breaches);
        });
    }

    std::vector<std::string> said_of_cycles() const
    {
        return said([&](auto& breaches) { layers_.check_cycles(breaches); });
    }

private:
    template <typename Check>
    static std::vector<std::string> said(const Check& check)
    {
        std::vector<Breach> breaches;
        check(breaches);
        std::vector<std::string> out;
        out.reserve(breaches.size());
        for (const Breach& breach : breaches) {
            out.push_back(breach.path + ": " + breach.what);
        }
        return out;
    }

    Layers layers_;
};

TEST_F(LayersTest, LetAFolderIncludeItselfAndWhatItUses)
{
    EXPECT_THAT(said_of("src/record/a.cpp", "record/a.hpp"), IsEmpty());
    EXPECT_THAT(said_of("src/record/a.cpp", "base/text.hpp"), IsEmpty());
    EXPECT_THAT(said_of("src/load/a.hpp", "record/a.hpp"), IsEmpty());
    EXPECT_THAT(said_of("src/sources/emis/deep/a.cpp", "sources/emis/a.hpp"), IsEmpty());
}

TEST_F(LayersTest, RefuseAnIncludeThatIsNotNamed)
{
    EXPECT_THAT(said_of("src/base/a.cpp", "record/a.hpp"),
                ElementsAre(HasSubstr("src/base/CMakeLists.txt does not name")));
}

TEST_F(LayersTest, RefuseAnIncludeThatIsOnlyUsedByADetour)
{
    EXPECT_THAT(said_of("src/sources/emis/a.cpp", "base/text.hpp"),
                ElementsAre(HasSubstr("src/sources/emis/CMakeLists.txt does not name")));
}

TEST_F(LayersTest, RefuseAFolderThatIsNoLibrary)
{
    EXPECT_THAT(said_of("src/base/a.cpp", "nowhere/a.hpp"),
                ElementsAre(HasSubstr("no library stands in the folder of nowhere/a.hpp")));
}

TEST_F(LayersTest, RefuseAStageInsideAnotherButForItsDoor)
{
    EXPECT_THAT(said_of("src/load/a.cpp", "extract/cut.hpp"),
                ElementsAre(HasSubstr("a stage includes another: extract/cut.hpp")));
    EXPECT_THAT(said_of("src/load/a.cpp", "extract/source.hpp"), IsEmpty());
}

TEST_F(LayersTest, RefuseACircle)
{
    EXPECT_THAT(said_of_cycles(), IsEmpty());
    make("src/base", "ferry_library(base USES extract SOURCES a.cpp)\n");
    EXPECT_THAT(said_of_cycles(),
                Contains("src/record/CMakeLists.txt: the folder uses itself by a detour"));
}

/// What is said of a document of faults beside one file of tests.
std::vector<std::string> said_of_faults(const std::string& document)
{
    NamedTests tests;
    tests.add(SourceFile{"src/a_test.cpp", "TEST(Dates, AreKept)\n{\n}\nTEST_P(Cut,\n       "
                                           "AtAnyByte)\n{\n}\n// TEST(Dates, AreLost)\n"});
    tests.add(SourceFile{"src/b.cpp", "TEST(Dates, AreGuessed)\n"});
    std::vector<Breach> breaches;
    tests.check(SourceFile{"docs/faults.md", document}, breaches);
    std::vector<std::string> said;
    for (const Breach& breach : breaches) {
        said.push_back(std::to_string(breach.line) + ": " + breach.what);
    }
    return said;
}

TEST(NamedTests, AreThoseThatExist)
{
    EXPECT_THAT(said_of_faults("Kept: `Dates.AreKept`, `Cut.AtAnyByte`, `file.cpp`.\n"), IsEmpty());
    EXPECT_THAT(
        said_of_faults("`Dates.AreLost`\n`Dates.AreGuessed`\n"),
        ElementsAre("1: there is no test Dates.AreLost", "2: there is no test Dates.AreGuessed"));
}

TEST(NamedTests, StandInEachRowOfATable)
{
    EXPECT_THAT(said_of_faults("| fault | test |\n|---|---|\n| lost | `Dates.AreKept` |\n"
                               "| changed | |\n\n| no table | |\n"),
                ElementsAre("4: the row names no test that proves it"));
}

} // namespace
} // namespace ferry::tidy

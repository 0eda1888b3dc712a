#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "contract/sources.hpp"
#include "contract/trees.hpp"
#include "pipeline/sources.hpp"
#include "support/folder.hpp"
#include "support/shown.hpp"

namespace ferry::contract {
namespace {

using support::TinyExtract;
using testing::AllOf;
using testing::HasSubstr;

/// One source, one extract of it that a test breaks.
class BadFiles : public testing::TestWithParam<SourceUnderTest> {
protected:
    std::filesystem::path folder() const { return folder_ / "extract"; }
    std::filesystem::path file(std::string_view table) const
    {
        return folder() / TinyExtract::file_name(table);
    }
    std::string_view notes() const { return GetParam().notes; }

    /// Reads what was written, and checks that nothing is lost.
    support::Run& run(const support::RunOptions& options = {})
    {
        extract_.write(folder());
        run_ = std::make_unique<support::Run>(source_named(GetParam().name), folder(), options);
        EXPECT_EQ(run_->breach(), "");
        return *run_;
    }

    /// What the refusal of the extract says.
    std::string refusal()
    {
        try {
            run();
        } catch (const InputError& refused) {
            return refused.what();
        }
        return "was taken";
    }

    /// A sound row of the notes, with more or other cells.
    void add_note(const support::Cells& more = {})
    {
        support::Cells cells = GetParam().note();
        for (const auto& [column, value] : more) {
            cells[column] = value;
        }
        extract_.add(notes(), cells);
    }

    /// A blood pressure in three rows, as EMIS has it.
    void add_pressure()
    {
        extract_.add(notes(), {
                                  {"ObservationGuid", "{BP}"},
                                  {"CodeId",          "2"   }
        });
        for (const std::string code : {"3", "4"}) {
            extract_.add(notes(), {
                                      {"ObservationGuid",       "{" + code + "}"},
                                      {"ParentObservationGuid", "{BP}"          },
                                      {"CodeId",                code            },
                                      {"Value",                 code + "0"      }
            });
        }
    }

    /// The line on which the next row of the notes begins.
    std::int64_t next_line() { return std::ranges::count(extract_.text(notes()), '\n') + 1; }

    bool asks(const std::string& cause) const
    {
        const auto& questions = run_->manifest().questions;
        return std::ranges::find(questions, cause, &extract::Question::cause) != questions.end();
    }

    TinyExtract extract_ = GetParam().make();

private:
    support::Folder folder_;
    std::unique_ptr<support::Run> run_;
};

std::string name_of(const testing::TestParamInfo<SourceUnderTest>& one)
{
    return name_of_source(one.param.name);
}

/// For sources whose files begin with a header.
class BadHeaders : public BadFiles {};

/// For sources in whose character set some bytes are wrong.
class BadBytes : public BadFiles {};

INSTANTIATE_TEST_SUITE_P(Sources, BadFiles, testing::ValuesIn(sources_under_test()), name_of);
INSTANTIATE_TEST_SUITE_P(Sources, BadHeaders,
                         testing::ValuesIn(sources_for([](const SourceUnderTest& source) {
                             return source.headers;
                         })),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Sources, BadBytes,
                         testing::ValuesIn(sources_for([](const SourceUnderTest& source) {
                             return !source.any_byte_is_text;
                         })),
                         name_of);

TEST(SourceKinds, AreEachUnderTheContract)
{
    for (const pipeline::SourceKind& kind : pipeline::source_kinds()) {
        const auto tables = sources_under_test();
        const auto trees = trees_under_test();
        EXPECT_TRUE(std::ranges::find(tables, kind.name, &SourceUnderTest::name) != tables.end() ||
                    std::ranges::find(trees, kind.name, &TreesUnderTest::name) != trees.end())
            << kind.name;
    }
}

TEST_P(BadFiles, AreNotNeededForACleanExtract)
{
    EXPECT_EQ(run().count(Outcome::held), 0);
    EXPECT_TRUE(run().manifest().questions.empty());
    EXPECT_EQ(run().unidentified(), 0);
}

TEST_P(BadFiles, RefuseAnExtractWithoutOneOfItsTables)
{
    extract_.remove(notes());
    EXPECT_THAT(refusal(), AllOf(HasSubstr(folder().string()), HasSubstr(std::string{notes()}),
                                 HasSubstr("missing"), HasSubstr("ask for the extract anew")));
}

TEST_P(BadFiles, HoldTheRowsOfATableNobodyKnows)
{
    std::filesystem::create_directories(folder());
    write_whole(folder() / "1-2_Surgery_Extras_2026_A.csv", "a,b\r\n1,2\r\n\"3\",\"4\"\r\n");
    run();
    EXPECT_EQ(run().fate("1-2_Surgery_Extras_2026_A", 2).cause,
              "unknown_table:1-2_Surgery_Extras_2026_A");
    EXPECT_EQ(run().count(Outcome::held), GetParam().headers ? 2 : 3);
}

TEST_P(BadFiles, AskAboutAFileThatIsNoTable)
{
    std::filesystem::create_directories(folder());
    write_whole(folder() / "readme.pdf", "%PDF-1.4");
    run();
    EXPECT_TRUE(asks("unknown_file:readme.pdf"));
}

TEST_P(BadFiles, AskAboutAFolderAmongTheFiles)
{
    std::filesystem::create_directories(folder() / "earlier" / "still");
    write_whole(folder() / "earlier" / "still" / "notes.csv", "a\r\n");
    run();
    EXPECT_TRUE(asks("unknown_file:earlier"));
}

TEST_P(BadHeaders, AskAboutAColumnNobodyKnows)
{
    auto header = extract_.header(notes());
    header.emplace_back("Mood");
    extract_.set_header(notes(), header);
    add_note({
        {"Mood", "good"}
    });
    EXPECT_EQ(run().count(Outcome::held), 2); // the problems of the rows that are gone
    EXPECT_TRUE(asks("unknown_column:" + std::string{notes()} + ".Mood"));
}

TEST_P(BadHeaders, AskAboutAColumnThatIsNotThere)
{
    auto header = extract_.header(notes());
    std::erase(header, GetParam().unneeded);
    extract_.set_header(notes(), header);
    run();
    EXPECT_TRUE(
        asks("missing_column:" + std::string{notes()} + "." + std::string{GetParam().unneeded}));
}

TEST_P(BadHeaders, RefuseAFileWithoutAColumnThatRowsNeed)
{
    for (const std::string_view column : {GetParam().needed, GetParam().statement}) {
        extract_ = GetParam().make();
        auto header = extract_.header(notes());
        std::erase(header, column);
        extract_.set_header(notes(), header);
        EXPECT_THAT(refusal(), AllOf(HasSubstr(file(notes()).string() + ":1:"),
                                     HasSubstr("column " + std::string{column} + " is missing"),
                                     HasSubstr("ask for the file anew")));
    }
}

TEST_P(BadHeaders, RefuseAFileWithoutAHeader)
{
    std::string& text = extract_.text(GetParam().patients);
    text.erase(0, text.find('\n') + 1);
    EXPECT_THAT(refusal(), AllOf(HasSubstr(file(GetParam().patients).string() + ":1:"),
                                 HasSubstr("is no header"), HasSubstr("was expected")));
}

TEST_P(BadHeaders, RefuseAHeaderWhoseQuotesNeverEnd)
{
    std::string& text = extract_.text(notes());
    text.erase(text.find("\"\r\n"), 1);
    EXPECT_THAT(refusal(), HasSubstr(file(notes()).string() + ":1:"));
}

TEST_P(BadHeaders, RefuseAHeaderThatTheFirstRowStandsBehind)
{
    for (const char* between : {"\r", " "}) {
        extract_ = GetParam().make();
        std::string& text = extract_.text(notes());
        const auto end = text.find("\r\n");
        text.replace(end, 2, between);
        EXPECT_THAT(refusal(), HasSubstr(file(notes()).string() + ":1:"));
    }
}

TEST_P(BadHeaders, RefuseAnEmptyFile)
{
    extract_.text(notes()).clear();
    EXPECT_THAT(refusal(), AllOf(HasSubstr(file(notes()).string() + ":1:"), HasSubstr("is empty"),
                                 HasSubstr("ask for it anew")));
}

TEST_P(BadFiles, RefuseUtf16)
{
    std::string wide{"\xFF\xFE"};
    for (const char c : extract_.text(notes())) {
        wide += c;
        wide += '\0';
    }
    extract_.text(notes()) = wide;
    EXPECT_THAT(refusal(), AllOf(HasSubstr(file(notes()).string() + ":1:"), HasSubstr("UTF-16"),
                                 HasSubstr("convert it")));
}

TEST_P(BadHeaders, RefuseNulBytesInAHeader)
{
    extract_.text(notes()).insert(3, 1, '\0');
    EXPECT_THAT(refusal(), AllOf(HasSubstr(file(notes()).string() + ":1:"), HasSubstr("NUL")));
}

TEST_P(BadBytes, HoldRowsInAnotherCharacterSet)
{
    const std::int64_t line = next_line();
    add_note({
        {std::string{GetParam().text}, "caf\xE9"}
    });
    const std::string cause =
        "bad_value:" + std::string{notes()} + "." + std::string{GetParam().text};
    EXPECT_EQ(run().count(Outcome::held), 1);
    EXPECT_EQ(run().fate(notes(), line).cause, cause);
}

TEST_P(BadFiles, ReadAByteOrderMarkAsNothing)
{
    const std::string plain = run().whole();
    for (const std::string& table : extract_.tables()) {
        extract_.text(table).insert(0, "\xEF\xBB\xBF");
    }
    EXPECT_EQ(run().whole(), plain);
}

TEST_P(BadFiles, ReadEveryLineEndAlike)
{
    extract_ = support::TinyExtract{GetParam().make()};
    for (const std::string& table : extract_.tables()) { // no line end inside a field
        std::string& text = extract_.text(table);
        for (auto at = text.find(",\n"); at != std::string::npos; at = text.find(",\n")) {
            text.erase(at + 1, 1);
        }
    }
    const std::string crlf = run().whole();
    for (const std::string& table : extract_.tables()) {
        std::erase(extract_.text(table), '\r');
    }
    EXPECT_EQ(run().whole(), crlf);
    if (!GetParam().headers) {
        return; // without quotes nothing shows that a last line is whole: it is held
    }
    for (const std::string& table : extract_.tables()) {
        extract_.text(table).pop_back(); // the last line does not end
    }
    EXPECT_EQ(run().whole(), crlf);
}

TEST_P(BadFiles, CountNoBlankLines)
{
    const std::string plain = run().whole();
    extract_.text(notes()) += "\r\n\r\n";
    EXPECT_EQ(run().whole(), plain);
}

TEST_P(BadFiles, HoldALastLineThatIsCutOff)
{
    const auto before = run().rows();
    const std::int64_t line = next_line();
    add_note();
    std::string& text = extract_.text(notes());
    text.resize(text.size() - 40);
    const support::Run& cut = run();
    EXPECT_EQ(cut.rows(), before + 1);
    EXPECT_EQ(cut.count(Outcome::held), 1);
    EXPECT_EQ(cut.fate(notes(), line).cause, "damaged_row:" + std::string{notes()});
}

TEST_P(BadFiles, HoldOnlyTheLineWhoseQuoteIsNotClosed)
{
    extract_.text(notes()) += "\"{X}\",\"{P-1\",\"stray\" quote\",\"\r\n";
    const std::int64_t line = next_line();
    add_note();
    EXPECT_EQ(run().fate(notes(), line).outcome, Outcome::carried);
    EXPECT_EQ(run().count(Outcome::held), 1);
}

TEST_P(BadFiles, MakeTheSameOfRowsInAnyOrder)
{
    const auto items = [this] {
        std::vector<std::string> lines;
        for (const auto& item :
             support::items_of(run().patient(support::main_patient).mapped->record)) {
            lines.push_back(item.line());
        }
        std::ranges::sort(lines);
        return lines;
    };
    if (GetParam().name == "emis-csv") {
        add_pressure();
    }
    const auto before = items();
    std::string& text = extract_.text(notes());
    const auto header = GetParam().headers ? text.find("\r\n") + 2 : 0;
    std::vector<std::string> rows;
    for (auto at = header; at < text.size();) {
        const auto end = text.find("\r\n", at) + 2;
        rows.push_back(text.substr(at, end - at));
        at = end;
    }
    text.resize(header);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        text += *row;
    }
    EXPECT_EQ(items(), before);
}

TEST_P(BadFiles, CarryARowOfAHundredMegabytes)
{
    const std::string text(std::size_t{100} << 20U, 'x');
    const std::int64_t line = next_line();
    add_note({
        {std::string{GetParam().text}, text}
    });
    const support::Run& read = run();
    const auto fate = read.fate(notes(), line);
    ASSERT_EQ(fate.outcome, Outcome::carried);
    const Record& record = read.patient(support::main_patient).mapped->record;
    const FieldNo field = find_field(fate.type, GetParam().text_field);
    EXPECT_TRUE(record.value(fate.item, field).view() == text); // not printed
}

TEST_P(BadFiles, RefuseContainersInTheFolder)
{
    for (const std::string_view bytes : {"PK\x03\x04zip", "\x1f\x8bgz", "\x85\x01gpg"}) {
        std::filesystem::create_directories(folder());
        const auto path = folder() / "rest.csv";
        write_whole(path, bytes);
        EXPECT_THAT(refusal(), AllOf(HasSubstr(path.string() + ": this is "),
                                     HasSubstr("plain .csv files were expected"),
                                     HasSubstr("unpack or decrypt it")));
    }
}

} // namespace
} // namespace ferry::contract

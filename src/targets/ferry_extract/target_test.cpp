#include "targets/ferry_extract/target.hpp"

#include <deque>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "reconcile/comparison.hpp"
#include "targets/ferry_extract/dictionary.hpp"
#include "targets/ferry_extract/places.hpp"

namespace ferry::targets::ferry_extract {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class FerryExtract : public testing::Test {
protected:
    FerryExtract() { fs::remove_all(folder_); }

    /// A record in which every field of every type says something.
    const Record& full()
    {
        Record& record = records_.emplace_back();
        for (std::size_t i = 0; i < item_type_count; ++i) {
            const ItemNo item = record.add(static_cast<ItemType>(i));
            const auto fields = describe(record.at(item).type).fields;
            for (std::size_t f = 0; f < fields.size(); ++f) {
                set(record, item, static_cast<FieldNo>(f), fields[f]);
            }
        }
        return record;
    }
    const Record& note(std::string_view text)
    {
        Record& record = records_.emplace_back();
        record.set_text(record.add(ItemType::observation), field_no(ItemType::observation, "text"),
                        record.arena().keep(text));
        return record;
    }
    void set(Record& record, ItemNo item, FieldNo field, const Field& described)
    {
        const std::string text =
            std::string{described.name} + " \"quoted\",\n" + std::to_string(item);
        switch (described.kind) {
        case Kind::text:
        case Kind::number:
        case Kind::date:
            record.set_text(item, field, record.arena().keep(text));
            return;
        case Kind::flag:
            record.set_flag(item, field, item % 2 == 0);
            return;
        case Kind::code:
            record.set_concept(item, field, concept_saying(text));
            return;
        case Kind::link:
            record.set_link(item, field, item);
            return;
        case Kind::reference:
            record.set_reference(item, field, item_key(directory_case, item));
            return;
        }
    }
    /// A record with one document and its bytes.
    const Record& letter(const std::string& bytes)
    {
        Record& record = records_.emplace_back();
        const std::string digest = evidence_digest(bytes);
        record.set_text(record.add(ItemType::document), field_no(ItemType::document, "digest"),
                        record.arena().keep(digest));
        record.keep_contents({
            {digest, bytes}
        });
        return record;
    }
    fs::path file_of_letter(CaseNo case_no, const std::string& bytes) const
    {
        return folder_ / documents_folder / std::to_string(case_no) / evidence_digest(bytes);
    }
    const Concept& concept_saying(const std::string& text)
    {
        Concept& made = concepts_.emplace_back(Concept{
            .codings = {{.system = "urn:a", .code = "b..", .display = text},
                        {.system = "urn:c", .code = "d", .original = false}},
            .text = text,
            .outcome = Outcome::converted,
            .rule = "a map"
        });
        made.key = key_of(made);
        return made;
    }
    /// One pass that writes these cases.
    void pass(const std::vector<std::pair<CaseNo, const Record*>>& cases)
    {
        const auto target = open(folder_);
        const auto writer = target->writer();
        for (const auto& [case_no, record] : cases) {
            writer->replace({.case_no = case_no, .digest = "d" + std::to_string(case_no)}, *record);
            writer->commit();
        }
        target->finish();
    }
    reconcile::Report report(load::Reader& reader, CaseNo case_no, const Record& record)
    {
        reconcile::Comparison comparison{reader};
        reconcile::Report found;
        comparison.compare({.case_no = case_no, .patient = "P"}, record, found);
        return found;
    }
    bool stands(CaseNo case_no, const Record& record)
    {
        return report(*open(folder_)->reader(), case_no, record).clean();
    }

    const fs::path folder_ = fs::path{testing::TempDir()} /
                             (std::string{"ferry_extract_"} +
                              testing::UnitTest::GetInstance()->current_test_info()->name());
    std::deque<Record> records_;
    std::deque<Concept> concepts_;
};

TEST_F(FerryExtract, GivesBackEveryFieldOfEveryType)
{
    const Record& record = full();
    pass({
        {3, &record}
    });
    EXPECT_TRUE(stands(3, record));
    EXPECT_THAT(open(folder_)->reader()->cases(), ElementsAre(3));
    EXPECT_EQ(open(folder_)->reader()->type_of(item_key(3, 0)), ItemType{});
    EXPECT_FALSE(fs::exists(folder_ / fresh_folder));
    EXPECT_FALSE(fs::exists(folder_ / done_folder));
}

TEST_F(FerryExtract, IsReadBackWhileItIsWritten)
{
    const Record& record = full();
    const Record& other = note("other");
    const auto target = open(folder_);
    const auto writer = target->writer();
    writer->replace({.case_no = 3, .digest = "a"}, record);
    writer->commit();
    const auto reader = target->reader();
    EXPECT_TRUE(report(*reader, 3, record).clean());
    writer->replace({.case_no = 4, .digest = "b"}, other);
    EXPECT_FALSE(report(*reader, 4, other).clean()) << "not committed yet";
    writer->commit();
    EXPECT_TRUE(report(*reader, 4, other).clean());
    EXPECT_THAT(reader->cases(), ElementsAre(3, 4));
}

TEST_F(FerryExtract, KeepsWhatALaterPassDoesNotTouch)
{
    const Record& three = note("three");
    const Record& four = note("four");
    const Record& four_again = full();
    pass({
        {3, &three},
        {4, &four },
        {5, &four }
    });
    {
        const auto target = open(folder_);
        const auto writer = target->writer();
        EXPECT_EQ(writer->mark(3), "d3");
        writer->replace({.case_no = 4, .digest = "new"}, four_again);
        writer->remove(5);
        EXPECT_EQ(writer->mark(4), "new");
        EXPECT_EQ(writer->mark(5), std::nullopt);
        writer->commit();
        const auto reader = target->reader();
        EXPECT_THAT(reader->cases(), ElementsAre(3, 4));
        EXPECT_TRUE(report(*reader, 4, four_again).clean());
        target->finish();
    }
    EXPECT_TRUE(stands(3, three));
    EXPECT_TRUE(stands(4, four_again));
    EXPECT_THAT(open(folder_)->reader()->cases(), ElementsAre(3, 4));
}

TEST_F(FerryExtract, WritesACaseTwiceInOnePass)
{
    const Record& first = full();
    const Record& second = note("second");
    pass({
        {3, &first },
        {4, &second},
        {3, &second}
    });
    EXPECT_TRUE(stands(3, second));
    EXPECT_TRUE(stands(4, second));
}

TEST_F(FerryExtract, ForgetsWhatAKilledPassDidNotDeliver)
{
    const Record& delivered = note("delivered");
    pass({
        {3, &delivered}
    });
    {
        const auto target = open(folder_);
        const auto writer = target->writer();
        writer->replace({.case_no = 3, .digest = "lost"}, note("lost"));
        writer->commit();
    }
    EXPECT_EQ(open(folder_)->writer()->mark(3), "d3");
    EXPECT_TRUE(stands(3, delivered));
}

TEST_F(FerryExtract, GoesOnWithADeliveryThatWasCutOff)
{
    const Record& old = note("old");
    const Record& young = note("young");
    pass({
        {3, &old}
    });
    const fs::path copy = folder_.string() + "_copy";
    fs::remove_all(copy);
    fs::copy(folder_, copy, fs::copy_options::recursive);
    pass({
        {3, &young}
    });
    // As it stands when all is ready and only the first file was put in its place.
    fs::create_directory(copy / done_folder);
    for (const auto& entry : fs::directory_iterator{folder_}) {
        fs::copy(entry.path(), copy / done_folder / entry.path().filename());
    }
    write_whole(copy / done_folder / complete_file, "");
    fs::rename(file_of(copy / done_folder, "patient"), file_of(copy, "patient"));
    EXPECT_TRUE(report(*open(copy)->reader(), 3, young).clean());
    // As it stands when it is not ready: then it never was.
    fs::create_directory(copy / done_folder);
    write_whole(file_of(copy / done_folder, "patient"), "");
    EXPECT_TRUE(report(*open(copy)->reader(), 3, young).clean());
    EXPECT_FALSE(fs::exists(copy / done_folder));
}

TEST_F(FerryExtract, ListsTheDigestOfEachFile)
{
    pass({
        {3, &full()}
    });
    const std::string list = read_whole(file_of(folder_, integrity_table));
    for (const std::string_view table : tables()) {
        const std::string bytes = read_whole(file_of(folder_, table));
        EXPECT_THAT(list, HasSubstr("\"" + std::string{table} + ".csv\","));
        EXPECT_THAT(list, HasSubstr(evidence_digest(bytes)));
        EXPECT_THAT(bytes, testing::StartsWith(header_of(table)));
    }
}

TEST_F(FerryExtract, HoldsTheBytesOfDocuments)
{
    const std::string bytes{"%PDF\r\n\0,\"", 9};
    const Record& one = letter(bytes);
    const Record& other = note("no document");
    pass({
        {3, &one  },
        {4, &one  },
        {5, &other}
    });
    EXPECT_TRUE(stands(3, one) && stands(4, one) && stands(5, other));
    EXPECT_EQ(read_whole(file_of_letter(3, bytes)), bytes);
    const std::string list = read_whole(file_of(folder_, integrity_table));
    for (const char* case_no : {"3", "4"}) {
        const std::string digest = evidence_digest(bytes);
        EXPECT_THAT(list, HasSubstr("\"documents/" + std::string{case_no} + "/" + digest +
                                    "\",,9,\"" + digest + "\"\n"));
    }
}

TEST_F(FerryExtract, ReplacesAndTakesAwayDocumentsWithTheirCase)
{
    const Record& old = letter("old");
    const Record& young = letter("young");
    const Record& none = note("none");
    pass({
        {3, &old},
        {4, &old},
        {5, &old},
        {6, &old}
    });
    {
        const auto target = open(folder_);
        const auto writer = target->writer();
        writer->replace({.case_no = 3, .digest = "a"}, old);
        writer->replace({.case_no = 3, .digest = "b"}, young);
        writer->replace({.case_no = 4, .digest = "b"}, none);
        writer->remove(5);
        writer->commit();
        const auto reader = target->reader();
        EXPECT_TRUE(report(*reader, 3, young).clean() && report(*reader, 4, none).clean());
        EXPECT_THAT(reader->cases(), ElementsAre(3, 4, 6));
        target->finish();
    }
    EXPECT_TRUE(stands(3, young) && stands(4, none) && stands(6, old));
    EXPECT_THAT(open(folder_)->reader()->cases(), ElementsAre(3, 4, 6));
    EXPECT_FALSE(fs::exists(file_of_letter(3, "old")));
    EXPECT_FALSE(fs::exists(folder_ / documents_folder / "5"));
    const std::string list = read_whole(file_of(folder_, integrity_table));
    EXPECT_THAT(list, HasSubstr("\"documents/6/" + evidence_digest("old")));
    for (const char* gone : {"\"documents/4/", "\"documents/5/"}) {
        EXPECT_THAT(list, testing::Not(HasSubstr(gone)));
    }
}

TEST_F(FerryExtract, GoesOnWithDocumentsWhoseDeliveryWasCutOff)
{
    const Record& old = letter("old");
    const Record& young = letter("young");
    pass({
        {3, &old},
        {4, &old},
        {5, &old}
    });
    const auto target = open(folder_);
    const auto writer = target->writer();
    for (const CaseNo case_no : {3, 4}) {
        writer->replace({.case_no = case_no, .digest = "b"}, young);
    }
    writer->remove(5);
    writer->commit();
    // What stood in the way of the first case's documents is gone; then the pass was killed.
    fs::create_directory(folder_ / done_folder);
    fs::create_directories(folder_ / fresh_folder / documents_folder / "5");
    write_whole(folder_ / done_folder / complete_file, "");
    fs::remove_all(folder_ / documents_folder / "3");
    const auto again = open(folder_);
    EXPECT_TRUE(fs::exists(file_of_letter(3, "young")));
    EXPECT_TRUE(fs::exists(file_of_letter(4, "young")));
    EXPECT_FALSE(fs::exists(file_of_letter(4, "old")));
    EXPECT_FALSE(fs::exists(folder_ / documents_folder / "5"));
    EXPECT_FALSE(fs::exists(folder_ / fresh_folder));
}

TEST_F(FerryExtract, NoticesEveryChangeOfADocumentsBytes)
{
    const Record& record = letter("Dear patient");
    pass({
        {3, &record}
    });
    const fs::path file = file_of_letter(3, "Dear patient");
    const auto found = [&] { return report(*open(folder_)->reader(), 3, record); };
    for (const char* bytes : {"Dear patien", "Dear patient ", ""}) {
        write_whole(file, bytes);
        ASSERT_EQ(found().differ.count(), 1);
        EXPECT_EQ(found().differ.listed().front().field, "content");
        EXPECT_EQ(found().agree, 0);
    }
    fs::rename(file, file.string() + "0");
    EXPECT_EQ(found().differ.count(), 1);
    EXPECT_EQ(found().unexpected.count(), 1);
    fs::rename(file.string() + "0", file);
    write_whole(file, "Dear patient");
    EXPECT_TRUE(found().clean());
    fs::create_directory(folder_ / documents_folder / "letters");
    EXPECT_THAT(open(folder_)->reader()->unknown_tables(), ElementsAre("documents/letters"));
}

/// An audit trail of one row that has to be quoted.
class OneRow final : public load::AuditTrail {
public:
    void each_file(const std::function<void(const load::AuditFile&)>& take) override
    {
        take({.name = "audit.csv", .header = "\"Who\",What"});
    }
    void each_row(const std::function<void(const load::AuditRow&)>& take) override
    {
        take({.case_no = 3,
              .file = "audit.csv",
              .line = 7,
              .text = "\"me\",a\nb",
              .charset = "utf-8"});
    }
};

TEST_F(FerryExtract, HasTheTablesOfTheBooksAndListsTheirDigests)
{
    pass({
        {3, &full()}
    });
    const std::vector<load::LeftOut> left{
        {.type = "issue", .outcome = "left", .reason = "decision", .count = 2}
    };
    const std::vector<load::RuleMeaning> rules{
        {.name = "decision", .meaning = "Somebody \"said\" so."}
    };
    OneRow trail;
    const auto tell = [&] {
        open(folder_)->tell_books({.left_out = left, .rules = rules, .audit_trail = trail});
    };
    tell();
    const std::string list = read_whole(file_of(folder_, integrity_table));
    tell();
    EXPECT_EQ(read_whole(file_of(folder_, integrity_table)), list) << "told twice";
    pass({
        {4, &note("a later pass, cut off before it told its books")}
    });
    EXPECT_EQ(read_whole(file_of(folder_, audit_columns_table)),
              "file,header\n\"audit.csv\",\"\"\"Who\"\",What\"\n");
    EXPECT_EQ(read_whole(file_of(folder_, audit_trail_table)),
              "patient,file,line,charset,text\n3,\"audit.csv\",7,\"utf-8\",\"\"\"me\"\",a\nb\"\n");
    EXPECT_EQ(read_whole(file_of(folder_, rule_table)),
              "rule,meaning\n\"decision\",\"Somebody \"\"said\"\" so.\"\n");
    EXPECT_EQ(read_whole(file_of(folder_, left_out_table)),
              "type,outcome,reason,entries\n\"issue\",\"left\",\"decision\",2\n");
    const std::string later = read_whole(file_of(folder_, integrity_table));
    for (const std::string_view table : book_tables) {
        const std::string bytes = read_whole(file_of(folder_, table));
        EXPECT_THAT(later, HasSubstr(fmt::format("\"{}.csv\",1,{},\"{}\"\n", table, bytes.size(),
                                                 evidence_digest(bytes))));
    }
    EXPECT_THAT(open(folder_)->reader()->unknown_tables(), testing::IsEmpty());
    EXPECT_FALSE(fs::exists(folder_ / done_folder));
}

TEST_F(FerryExtract, IsDescribedToTheLastColumn)
{
    const std::string text = data_dictionary();
    for (const Column& column : dictionary()) {
        EXPECT_THAT(text, HasSubstr("| " + std::string{column.name} + " | "));
    }
    EXPECT_THAT(text, HasSubstr("## observation.csv"));
}

TEST_F(FerryExtract, NoticesEveryChangedOrMissingRow)
{
    const Record& record = full();
    pass({
        {3, &record}
    });
    for (const TypeDescription& type : record_types) {
        const fs::path file = file_of(folder_, type.name);
        const std::string bytes = read_whole(file);
        const auto second_row = bytes.find('\n') + 1;
        write_whole(file, bytes.substr(0, second_row));
        EXPECT_EQ(report(*open(folder_)->reader(), 3, record).missing.count(), 1) << type.name;
        std::string changed = bytes;
        changed.insert(changed.find(",3,", second_row) + 2, "7"); // another patient's
        write_whole(file, changed);
        EXPECT_EQ(report(*open(folder_)->reader(), 3, record).differ.count(), 1) << type.name;
        write_whole(file, bytes);
    }
}

TEST_F(FerryExtract, RefusesAFolderThatIsSomethingElse)
{
    fs::create_directory(folder_);
    write_whole(folder_ / "letter.txt", "");
    EXPECT_THAT([&] { open(folder_); },
                testing::ThrowsMessage<InputError>(HasSubstr("holds something else")));
    EXPECT_THAT([&] { open(folder_ / "letter.txt"); },
                testing::ThrowsMessage<InputError>(HasSubstr("is a file")));
    EXPECT_THAT([&] { open(folder_ / "a" / "b"); },
                testing::ThrowsMessage<InputError>(HasSubstr("make the folder")));
}

} // namespace
} // namespace ferry::targets::ferry_extract

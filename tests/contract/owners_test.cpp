#include <algorithm>

#include <gmock/gmock.h>

#include "base/files.hpp"
#include "sources/tabular/review.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"

/// Rows that name no patient, but a row of another table that does.
namespace ferry::tabular {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string described = R"(source: test-csv
title: Test extract
dialect: {dates: yyyy-MM-dd}
tables:
  - name: people
    holds: patient
    subjects: true
    item: patient
    key: [id]
    columns:
      id: {field: source_id, is: patient}
  - name: values
    holds: patient
    item: observation
    key: [id]
    patient_by: {test: tests}
    columns:
      id: source_id
      test: {field: parent, to: tests}
      amount: value
      words: text
  - name: tests
    holds: patient
    item: test_report
    key: [id]
    patient_by: {visit: visits}
    columns:
      id: source_id
      visit: {field: consultation, to: visits}
      words: text
  - name: visits
    holds: patient
    item: consultation
    key: [id]
    columns:
      id: source_id
      patient: {is: patient}
      date: date
)";

class RowsOfOwners : public testing::Test {
protected:
    RowsOfOwners()
    {
        write("people", "id\np1\np2\n");
        write("visits", "id,patient,date\nv1,p1,2019-01-02\nv2,p2,2019-01-03\n");
        write("tests", "id,visit,words\nt1,v1,one\nt2,v2,two\nt3,v9,nobody\n");
        write("values", "id,test,amount,words\nw1,t2,1.50,a\nw2,t1,6.,b\nw3,t3,7,c\n");
    }
    void write(const std::string& table, std::string_view text) const
    {
        write_whole(folder_ / (table + ".csv"), text);
    }
    support::Run& run()
    {
        if (!run_) {
            run_.emplace(support::described_by(description_), folder_.path());
            EXPECT_EQ(run_->breach(), "");
        }
        return *run_;
    }
    std::vector<std::string> values_of(const char* patient)
    {
        std::vector<std::string> all;
        for (const auto& item :
             support::items_of(run().patient(patient).mapped->record, ItemType::observation)) {
            all.push_back(item.at("source_id") + " " + item.at("value") + " " + item.at("parent"));
        }
        return all;
    }
    std::string fate(const char* table, int line)
    {
        const auto found = run().fate(table, line);
        return found.cause.empty() ? found.rule : found.cause;
    }

    support::Folder folder_;
    Description description_ = parse_description(described, "test.yaml");

private:
    std::optional<support::Run> run_;
};

TEST_F(RowsOfOwners, GoToThePatientOfTheRowTheyNameThroughAnyNumberOfTables)
{
    EXPECT_THAT(values_of("p1"), ElementsAre("w2 6. t1"));
    EXPECT_THAT(values_of("p2"), ElementsAre("w1 1.50 t2"));
}

TEST_F(RowsOfOwners, WaitWhereTheRowIsNotThereOrNobodys)
{
    EXPECT_EQ(fate("tests", 4), "unknown_patient:tests");
    EXPECT_EQ(fate("values", 4), "unknown_patient:values");
}

TEST_F(RowsOfOwners, AreNobodysWhereTheNamedRowIsThatOfSeveral)
{
    write("visits", "id,patient,date\nv1,p1,2019-01-02\nv1,p1,2019-01-04\nv1,p2,2019-01-03\n"
                    "v2,p2,2019-01-05\nv2,p2,2019-01-05\n");
    EXPECT_EQ(fate("values", 3), "unknown_patient:values") << "of two patients";
    EXPECT_THAT(values_of("p2"), ElementsAre("w1 1.50 t2")) << "twice of one patient";
}

TEST_F(RowsOfOwners, AreFoundBehindARowWhoseQuoteNeverEnds)
{
    write("visits", "id,patient,date\nv9,\"p1,2019-01-02\nv1,p1,2019-01-02\nv2,p2,2019-01-03\n");
    EXPECT_THAT(values_of("p1"), ElementsAre("w2 6. t1"));
}

TEST_F(RowsOfOwners, KeepEveryTextThatFillsOneField)
{
    std::string text = described;
    const std::string_view plain = "      words: text\n";
    text.replace(text.find(plain), plain.size(),
                 "      words: {field: text, label: Words}\n      amount2: text\n      b: text\n");
    description_ = parse_description(text, "test.yaml");
    write("values", "id,test,amount,words,amount2,b\nw1,t2,1.50,a,free,more\nw2,t1,6.,b,,\n"
                    "w3,t1,7,,same,same\n");
    std::vector<std::string> texts;
    for (const char* patient : {"p2", "p1"}) {
        for (const auto& item :
             support::items_of(run().patient(patient).mapped->record, ItemType::observation)) {
            texts.push_back(item.at("text"));
        }
    }
    EXPECT_THAT(texts, ElementsAre("Words: a\nfree\nmore", "Words: b", "same"));
}

std::vector<Remark> remarks_with(std::string_view wrong, std::string_view right)
{
    std::string text = described;
    text.replace(text.find(right), right.size(), wrong);
    return review(parse_description(text, "test.yaml"));
}

TEST(OwnersReview, SaysWhatCannotBeUsed)
{
    const auto said = [](std::string_view wrong, std::string_view right) {
        const auto remarks = remarks_with(wrong, right);
        const auto found = std::ranges::find(remarks, Weigh::unusable, &Remark::weigh);
        return found == remarks.end() ? std::string{} : found->what;
    };
    EXPECT_THAT(said("test:", "test:"), IsEmpty());
    EXPECT_THAT(said("{tset: tests}", "{test: tests}"), HasSubstr("has no column 'tset'"));
    EXPECT_THAT(said("{test: values}", "{test: tests}"), HasSubstr("in a circle"));
    EXPECT_THAT(
        said("key: [id, visit]\n    patient_by: {visit", "key: [id]\n    patient_by: {visit"),
        HasSubstr("one key column in tests"));
    EXPECT_THAT(said("patient: {left: unknown}", "patient: {is: patient}"),
                HasSubstr("found by visits, which names none"));
}

} // namespace
} // namespace ferry::tabular

#include <gmock/gmock.h>

#include "base/files.hpp"
#include "sources/tabular/review.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"

/// Words of the language that no supplier of the program needs: extracts described here.
namespace ferry::tabular {
namespace {

const std::string described = R"(source: test-csv
title: Test extract
dialect: {separator: tab, quotes: none, empty_cells_at_end: allowed, dates: "dd/MM/yyyy[ HH:mm]"}
dictionaries:
  loinc: {system: "http://loinc.org", key: code, term: term}
  own: {system: "urn:own", key: code, term: term}
kinds:
  note:
    - {rule: by-type, when: {type: [Allergy]}, becomes: allergy, sets: {category: unstated}}
blood_pressure: {table: notes, rule: pair, alike: [at], systolic: [8480-6], diastolic: [8462-4]}
tables:
  - name: types
    files: [kinds_of_note]
    holds: dictionary
    key: [id]
    columns: {id: {is: key}, words: {is: dictionary}}
  - name: patients
    holds: patient
    subjects: true
    item: patient
    key: [id]
    columns:
      id: {field: source_id, is: patient}
      year: {field: birth_date, dates: yyyy, month: month, day: day}
      month: {is: month, nothing: ["0"]}
      day: {is: day}
  - name: notes
    holds: patient
    item: observation
    kinds: note
    order: [patient, at, code, term, value, type]
    columns:
      patient: {is: patient}
      at: date
      code:
        - {field: code, dictionary: loinc, unless: {code: [QOLS]}}
        - {field: code, dictionary: own, when: {code: [QOLS]}}
      term: {is: dictionary}
      value: value
      type: {is: kind, through: types.words}
)";

class DescribedRows : public testing::Test {
protected:
    DescribedRows()
    {
        write("x_kinds_of_note.tsv", "id\twords\n1\tAllergy\n2\tOther\n");
        write("patients.tsv", "id\tyear\tmonth\tday\t\nP1\t1960\t5\t\nP2\t1975\t0\t\t\n"
                              "P3\t2011\t12\t24\nP4\t2011\t\t24\n");
        write("notes.tsv", "this header is wrong\nP1\t17/03/2010 10:15\tQOLS\ta \"score\t1.50\t2\n"
                           "P1\t18/03/2010\t9279-1\tRate\t14\t\n"
                           "P2\t19/03/2010\t52473-6\tAllergy\t\t1\n"
                           "P3\t20/03/2010\t8480-6\tSystolic\t120\t\n"
                           "P3\t20/03/2010\t8462-4\tDiastolic\t80\t\n");
    }

    void write(const char* file, std::string_view text) const { write_whole(folder_ / file, text); }
    void read()
    {
        run_.emplace(support::described_by(description_), folder_.path());
        EXPECT_EQ(run_->breach(), "");
    }
    std::vector<support::ShownItem> items(const char* patient, ItemType type) const
    {
        return support::items_of(run_->patient(patient).mapped->record, type);
    }
    static std::string original_system(const support::ShownItem& item, std::string_view field)
    {
        const auto& codings = item.codes.find(field)->second->codings;
        return codings.empty() ? "" : codings.back().system;
    }

    support::Folder folder_;
    Description description_ = parse_description(described, "test.yaml");
    std::optional<support::Run> run_;
};

TEST_F(DescribedRows, CanBeUsedAsDescribed)
{
    EXPECT_THAT(review(description_), testing::IsEmpty());
}

TEST_F(DescribedRows, KeepTheKnownPartsOfADateInPieces)
{
    read();
    EXPECT_EQ(items("P1", ItemType::patient).at(0).at("birth_date"), "1960-05");
    EXPECT_EQ(items("P2", ItemType::patient).at(0).at("birth_date"), "1975");
    EXPECT_EQ(items("P3", ItemType::patient).at(0).at("birth_date"), "2011-12-24");
    EXPECT_EQ(run_->fate("patients", 5).cause, "bad_value:patients.year") << "a day, no month";
}

TEST_F(DescribedRows, AreReadWithoutQuotesAndByTheOrderThatReplacesAWrongHeader)
{
    read();
    const auto first = items("P1", ItemType::observation).at(0);
    EXPECT_EQ(first.at("date"), "2010-03-17T10:15");
    EXPECT_EQ(first.at("value"), "1.50");
    EXPECT_EQ(first.codes.find("code")->second->text, "a \"score");
}

TEST_F(DescribedRows, HaveTheCodeSystemOfTheUseThatFits)
{
    read();
    const auto notes = items("P1", ItemType::observation);
    EXPECT_EQ(original_system(notes.at(0), "code"), "urn:own");
    EXPECT_EQ(original_system(notes.at(1), "code"), "http://loinc.org");
    const auto pressures = items("P3", ItemType::blood_pressure);
    ASSERT_EQ(pressures.size(), 1U);
    EXPECT_EQ(original_system(pressures[0], "systolic_code"), "http://loinc.org");
}

TEST_F(DescribedRows, AreOfTheKindThatALookUpSays)
{
    read();
    EXPECT_EQ(items("P2", ItemType::allergy).size(), 1U);
    EXPECT_EQ(items("P2", ItemType::observation).size(), 0U);
}

TEST_F(DescribedRows, AreDamagedWhereMoreThanEmptyCellsStandAtTheirEnd)
{
    write("patients.tsv", "id\tyear\tmonth\tday\nP1\t1960\t5\t\t\t\nP2\t1975\t0\t\tsurprise\n"
                          "P3\t2011\t12\t24\n");
    read();
    EXPECT_EQ(run_->fate("patients", 2).outcome, Outcome::carried);
    EXPECT_EQ(run_->fate("patients", 3).cause, "damaged_row:patients");
}

} // namespace
} // namespace ferry::tabular

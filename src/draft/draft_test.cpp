#include "draft/draft.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "sources/tabular/review.hpp"
#include "support/folder.hpp"
#include "support/tiny_aurum.hpp"

namespace ferry::draft {
namespace {

using tabular::Weigh;
using testing::HasSubstr;
using testing::Not;

/// What was guessed of a table, by names.
class Guessed {
public:
    Guessed(const Draft& draft, const std::string& table) : draft_{draft}
    {
        const auto found = std::ranges::find(draft.facts.tables, table, &TableFacts::name);
        EXPECT_NE(found, draft.facts.tables.end()) << table;
        number_ = static_cast<std::size_t>(found - draft.facts.tables.begin());
    }
    std::string key() const { return name_of_column(structure().key); }
    std::string patient() const { return name_of_column(structure().patient_column); }
    std::string holds() const { return draft_.meaning.tables[number_].holds; }

    /// "observation.obsid, certain": where the column leads.
    std::string link(std::string_view column) const
    {
        for (const Link& link : structure().links) {
            if (facts().columns[link.column].name == column) {
                const TableFacts& to = draft_.facts.tables[link.to];
                return to.name + "." + to.columns[*draft_.structure.tables[link.to].key].name +
                       ", " + std::string{name_of(link.sure)};
            }
        }
        return "";
    }
    std::string evidence(std::string_view column) const
    {
        for (const Link& link : structure().links) {
            if (facts().columns[link.column].name == column) {
                return link.evidence;
            }
        }
        return "";
    }
    std::string dates(std::string_view column) const
    {
        const NamedColumn* found = facts().column(column);
        return found == nullptr || found->facts.looks() != Looks::date
                   ? ""
                   : found->facts.date_form().text();
    }

private:
    const TableFacts& facts() const { return draft_.facts.tables[number_]; }
    const TableStructure& structure() const { return draft_.structure.tables[number_]; }
    std::string name_of_column(std::optional<std::size_t> column) const
    {
        return column ? facts().columns[*column].name : "";
    }
    const Draft& draft_;
    std::size_t number_ = 0;
};

class AurumDraft : public testing::Test {
protected:
    static constexpr int patients = 60;
    AurumDraft()
    {
        support::write_tiny_aurum(folder_ / "aurum", patients);
        draft_ = draft_of(folder_ / "aurum");
    }
    Guessed table(const std::string& name) const { return {draft_, name}; }

    support::Folder folder_;
    Draft draft_;
};

TEST_F(AurumDraft, TellsHowTheFilesAreWritten)
{
    EXPECT_EQ(draft_.facts.dialect.separator, '\t');
    EXPECT_EQ(draft_.facts.dialect.quotes, csv::Quotes::none) << "of a term with quotation marks";
    EXPECT_TRUE(draft_.facts.header);
    EXPECT_FALSE(draft_.facts.windows_1252);
    EXPECT_THAT(yaml_of(draft_), HasSubstr("\n  separator: \"tab\""));
    EXPECT_THAT(yaml_of(draft_), HasSubstr("\n  dates: \"dd/MM/yyyy[ HH:mm[:ss]]\""));
}

TEST_F(AurumDraft, FindsThePatients)
{
    ASSERT_TRUE(draft_.structure.patients.has_value());
    EXPECT_EQ(draft_.facts.tables[*draft_.structure.patients].name, "patient");
    EXPECT_EQ(draft_.structure.patients_sure, Sure::certain);
    for (const auto* name : {"consultation", "observation", "problem", "referral", "drugissue"}) {
        EXPECT_EQ(table(name).patient(), "patid") << name;
        EXPECT_EQ(table(name).holds(), "patient") << name;
    }
    EXPECT_EQ(table("staff").patient(), "");
    EXPECT_EQ(table("staff").holds(), "directory");
    EXPECT_EQ(table("obstype").holds(), "dictionary");
}

TEST_F(AurumDraft, FindsKeysAndLinksWithTheirEvidence)
{
    EXPECT_EQ(table("patient").key(), "patid");
    EXPECT_EQ(table("observation").key(), "obsid");
    EXPECT_EQ(table("consultation").key(), "consid");
    EXPECT_EQ(table("drugissue").key(), "issueid");
    EXPECT_EQ(table("staff").key(), "staffid");
    EXPECT_EQ(table("observation").link("patid"), "patient.patid, certain");
    EXPECT_EQ(table("observation").evidence("patid"),
              "60 of 60 different values occur in patient.patid");
    EXPECT_EQ(table("observation").link("consid"), "consultation.consid, certain");
    EXPECT_EQ(table("observation").link("medcodeid"), "emismedicaldictionary.medcodeid, certain");
    EXPECT_EQ(table("observation").link("obstypeid"), "obstype.obstypeid, certain");
    EXPECT_EQ(table("problem").link("obsid"), "observation.obsid, certain");
    EXPECT_EQ(table("patient").link("gender"), "") << "1 and 2 are keys of many things";
    EXPECT_EQ(table("observation").link("value"), "");
}

TEST_F(AurumDraft, TellsDatesAndTheirForm)
{
    EXPECT_EQ(table("observation").dates("obsdate"), "dd/MM/yyyy[ HH:mm[:ss]]");
    EXPECT_EQ(table("patient").dates("yob"), "");
    EXPECT_EQ(table("observation").dates("obsid"), "");
}

TEST_F(AurumDraft, FitsTheLanguageAndIsOpenWhereItSaysSo)
{
    const std::string yaml = yaml_of(draft_);
    const auto description = tabular::parse_description(yaml, "draft.yaml");
    std::size_t marked = 0;
    for (auto at = yaml.find("open: "); at != std::string::npos; at = yaml.find("open: ", at + 1)) {
        ++marked;
    }
    for (auto at = yaml.find("\n  - \""); at != std::string::npos;
         at = yaml.find("\n  - \"", at + 1)) {
        ++marked;
    }
    const auto remarks = tabular::review(description);
    EXPECT_EQ(std::ranges::count(remarks, Weigh::unusable, &tabular::Remark::weigh), 0);
    EXPECT_EQ(std::ranges::count(remarks, Weigh::open, &tabular::Remark::weigh),
              static_cast<std::ptrdiff_t>(description.open.size()));
    EXPECT_GE(description.open.size(), marked);
    EXPECT_GT(marked, 10U);
    EXPECT_THROW(tabular::require_usable(description, "draft.yaml"), InputError);
}

TEST_F(AurumDraft, HoldsNoValueOfAPatient)
{
    const std::string yaml = yaml_of(draft_);
    for (const std::string& value :
         {support::aurum_patient(7), std::string{"9000000000007"}, std::string{"140.50"}}) {
        EXPECT_THAT(yaml, Not(HasSubstr(value)));
    }
}

TEST_F(AurumDraft, SaysSoWhereNoDayTellsDayFromMonth)
{
    support::Folder folder;
    write_whole(folder / "patient.csv", "id,surname,born\n1,A,03/04/1960\n2,B,05/06/1970\n");
    write_whole(folder / "visit.csv", "id,patient_id\n11,1\n12,2\n13,2\n");
    EXPECT_THAT(yaml_of(draft_of(folder.path())), HasSubstr("is the day first, or the month?"));
}

TEST(Draft, FindsThePatientOfARowByTheTablesBetween)
{
    const support::Folder folder;
    std::string people = "PatID;Surname;DOB;Sex\n";
    std::string visits = "VisitID;PatID;VisitDate\n";
    std::string tests = "TestID;VisitID;Ordered\n";
    std::string values = "ValueID;TestID;Amount\n";
    for (int i = 10; i < 40; ++i) {
        people += fmt::format("P{};Name;{}-Mar-1960;F\n", i, i % 28 + 1);
        visits += fmt::format("V{};P{};{}-Apr-2015\n", i, i, i % 28 + 1);
        tests += fmt::format("T{};V{};{}-May-2015\n", i, i, i % 28 + 1);
        values += fmt::format("W{};T{};{}.50\n", i, i, i);
    }
    write_whole(folder / "PATIENTS.txt", people);
    write_whole(folder / "VISITS.txt", visits);
    write_whole(folder / "TESTS.txt", tests);
    write_whole(folder / "VALUES.txt", values);
    const std::string yaml = yaml_of(draft_of(folder.path()));
    EXPECT_THAT(yaml, HasSubstr("patient_by: {VisitID: VISITS}  # certain: 30 of 30"));
    EXPECT_THAT(yaml, HasSubstr("patient_by: {TestID: TESTS}  # certain: 30 of 30"));
    EXPECT_THAT(yaml, HasSubstr("dates: \"d-MMM-yyyy[ HH:mm[:ss]]\""));
    const auto parsed = tabular::parse_description(yaml, "draft.yaml");
    EXPECT_EQ(parsed.table("VALUES")->owner_table, "TESTS");
}

TEST(Draft, RefusesAFolderWithoutATable)
{
    support::Folder folder;
    write_whole(folder / "notes.pdf", "%PDF");
    EXPECT_THAT([&] { draft_of(folder.path()); },
                testing::ThrowsMessage<InputError>(HasSubstr("no file here is a table")));
}

TEST(Draft, ParsesWhateverTheNamesOfColumnsAre)
{
    support::Folder folder;
    write_whole(folder / "a b.c.csv",
                "\"patient id\",\"x: y\",\"#z\",\"q\"\"r\",on\n1,a,b,c,d\n2,a,b,c,d\n");
    write_whole(folder / "notes.csv", "null,patient id,{a},- b\n5,1,x,y\n6,2,x,y\n7,2,x,y\n");
    const std::string yaml = yaml_of(draft_of(folder.path()));
    EXPECT_NO_THROW(tabular::parse_description(yaml, "draft.yaml")) << yaml;
}

} // namespace
} // namespace ferry::draft

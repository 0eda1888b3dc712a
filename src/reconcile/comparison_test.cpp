#include "reconcile/comparison.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/digest.hpp"

namespace ferry::reconcile {
namespace {

using Is = load::FoundValue::Is;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

constexpr CaseNo case_no = 3;
constexpr ItemType note = ItemType::observation;
constexpr FieldNo source_id = field_no(note, "source_id");
constexpr FieldNo text = field_no(note, "text");
constexpr FieldNo code = field_no(note, "code");
constexpr FieldNo parent = field_no(note, "parent");
constexpr FieldNo clinician = field_no(note, "clinician");

load::FoundValue found(std::string_view value)
{
    return {.is = Is::text, .text = value};
}
load::FoundValue found(std::int64_t value)
{
    return {.is = Is::number, .number = value};
}

/// A target in memory that holds what the test says.
class FakeReader : public load::Reader {
public:
    struct Row {
        std::int64_t key;
        ItemType type;
        std::vector<load::FoundValue> values;
    };

    std::span<const std::string> columns(ItemType type) override { return columns_held[type]; }
    void read(CaseNo wanted, const std::function<void(const load::FoundItem&)>& take) override
    {
        for (const Row& row : rows_held) {
            if (case_of(row.key) == wanted) {
                take({.key = row.key, .type = row.type, .values = row.values});
            }
        }
    }
    void read_contents(CaseNo wanted,
                       const std::function<void(const load::FoundContent&)>& take) override
    {
        for (const auto& [digest, bytes] : contents_held) {
            if (wanted == case_no) {
                take({.digest = digest, .bytes = bytes});
            }
        }
    }
    const load::FoundConcept* concept_of(std::int64_t key) override
    {
        ++concepts_asked;
        const auto at = concepts_held.find(key);
        return at == concepts_held.end() ? nullptr : &at->second;
    }
    std::optional<load::FoundMark> mark(CaseNo) override { return mark_held; }
    std::vector<CaseNo> cases() override { return cases_held; }
    std::optional<ItemType> type_of(std::int64_t) override { return std::nullopt; }
    std::vector<std::string> unknown_tables() override { return tables_held; }
    std::vector<load::StrangeRow> strange_concepts(const load::ConceptKeys& expected) override
    {
        std::vector<load::StrangeRow> strange;
        for (const auto& [key, held] : concepts_held) {
            if (!expected.contains(key)) {
                strange.push_back({.type = "concept", .row = held.text});
            }
        }
        return strange;
    }
    std::vector<std::string> owners() override { return owners_held; }

    std::map<ItemType, std::vector<std::string>> columns_held;
    std::vector<Row> rows_held;
    std::map<std::int64_t, load::FoundConcept> concepts_held;
    std::vector<std::pair<std::string, std::string>> contents_held;
    std::optional<load::FoundMark> mark_held;
    std::vector<CaseNo> cases_held;
    std::vector<std::string> tables_held;
    std::vector<std::string> owners_held;
    int concepts_asked = 0;
};

class Comparing : public testing::Test {
protected:
    /// Adds an expected note with an id of its own.
    ItemNo expect_note(std::string_view id)
    {
        const ItemNo item = expected_.add(note);
        expected_.set_text(item, source_id, id);
        return item;
    }
    void hold(ItemNo item, std::vector<load::FoundValue> values)
    {
        target_.rows_held.push_back({item_key(case_no, item), note, std::move(values)});
    }
    Report compare(const Record* directory = nullptr)
    {
        Comparison comparison{target_, directory};
        Report report;
        comparison.compare({.case_no = case_no, .patient = "P1"}, expected_, report);
        return report;
    }

    Record expected_;
    FakeReader target_;
};

TEST_F(Comparing, FindsFieldsByTheNamesOfTheTargetsColumns)
{
    target_.columns_held[note] = {"text", "patient", "source_id"};
    expected_.set_text(expect_note("a"), text, "well");
    hold(0, {found("well"), found(case_no), found("a")});
    const Report report = compare();
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.agree, 1);
    EXPECT_EQ(report.items, 1);
}

TEST_F(Comparing, NamesWhatDiffersAsBothSidesHaveIt)
{
    target_.columns_held[note] = {"source_id", "text"};
    expected_.set_text(expect_note("a"), text, "well");
    hold(0, {found("a"), found("ill")});
    const Report report = compare();
    EXPECT_EQ(report.agree, 0);
    ASSERT_EQ(report.differ.count(), 1);
    const Difference& differ = report.differ.listed().front();
    EXPECT_EQ(differ.type, "observation");
    EXPECT_EQ(differ.item, "a");
    EXPECT_EQ(differ.field, "text");
    EXPECT_EQ(differ.source, "well");
    EXPECT_EQ(differ.target, "ill");
}

TEST_F(Comparing, TellsAnEmptyTextFromNone)
{
    target_.columns_held[note] = {"source_id", "text"};
    expect_note("a");
    hold(0, {found("a"), found("")});
    const Report report = compare();
    ASSERT_EQ(report.differ.count(), 1);
    EXPECT_EQ(report.differ.listed().front().source, "");
    EXPECT_EQ(report.differ.listed().front().target, "\"\"");
}

TEST_F(Comparing, TakesNoTextForANumberNorANumberForAText)
{
    target_.columns_held[note] = {"source_id", "text", "confidential"};
    const ItemNo item = expect_note("a");
    expected_.set_text(item, text, "1");
    expected_.set_flag(item, field_no(note, "confidential"), true);
    hold(0, {found("a"), found(std::int64_t{1}), found("1")});
    EXPECT_EQ(compare().differ.count(), 2);
}

TEST_F(Comparing, NamesAFieldTheTargetHasNoColumnFor)
{
    target_.columns_held[note] = {"source_id"};
    expected_.set_text(expect_note("a"), text, "lost");
    hold(0, {found("a")});
    const Report report = compare();
    ASSERT_EQ(report.differ.count(), 1);
    EXPECT_EQ(report.differ.listed().front().field, "text");
    EXPECT_EQ(report.differ.listed().front().target, "");
}

TEST_F(Comparing, NamesAColumnNobodyKnowsOnlyIfItHoldsSomething)
{
    target_.columns_held[note] = {"source_id", "colour"};
    expect_note("a");
    expect_note("b");
    hold(0, {found("a"), {}});
    hold(1, {found("b"), found("red")});
    const Report report = compare();
    EXPECT_EQ(report.agree, 1);
    ASSERT_EQ(report.differ.count(), 1);
    EXPECT_EQ(report.differ.listed().front().item, "b");
    EXPECT_EQ(report.differ.listed().front().field, "colour");
    EXPECT_EQ(report.differ.listed().front().target, "red");
}

TEST_F(Comparing, NamesMissingUnexpectedAndDoubledItems)
{
    target_.columns_held[note] = {"source_id"};
    expect_note("a");
    expect_note("b");
    hold(0, {found("a")});
    hold(0, {found("a again")});
    hold(7, {found("c")});
    hold(-1, {{}});
    const Report report = compare();
    EXPECT_EQ(report.agree, 1);
    EXPECT_THAT(report.missing.listed(), ElementsAre(Field(&Stray::item, "b")));
    EXPECT_THAT(report.unexpected.listed(),
                ElementsAre(Field(&Stray::item, "a again"), Field(&Stray::item, "c"),
                            Field(&Stray::item, std::to_string(case_no << 24))));
}

TEST_F(Comparing, ComparesWhatAConceptSaysAndAsksForItOnce)
{
    target_.columns_held[note] = {"source_id", "code"};
    Concept asthma{.codings = {{.system = "urn:s", .code = "H33", .display = "Asthma"}},
                   .text = "Asthma"};
    asthma.key = key_of(asthma);
    for (ItemNo item = 0; item < 3; ++item) {
        expected_.set_concept(expect_note("a"), code, asthma);
        hold(item, {found("a"), found(asthma.key)});
    }
    load::FoundConcept held{.key = asthma.key, .text = "Asthma", .outcome = "carried"};
    held.codings = asthma.codings;
    target_.concepts_held[asthma.key] = held;
    EXPECT_TRUE(compare().clean());
    EXPECT_EQ(target_.concepts_asked, 1);
    target_.concepts_held[asthma.key].codings[0].code = "h33";
    const Report report = compare();
    ASSERT_EQ(report.differ.count(), 3);
    EXPECT_EQ(report.differ.listed().front().source, R"(Asthma {urn:s H33 "Asthma"} carried )");
    EXPECT_EQ(report.differ.listed().front().target, R"(Asthma {urn:s h33 "Asthma"} carried )");
}

TEST_F(Comparing, NamesTheDocumentsWhoseContentIsMissingOrAnother)
{
    constexpr ItemType document = ItemType::document;
    constexpr FieldNo digest_field = field_no(document, "digest");
    target_.columns_held[document] = {"source_id", "digest"};
    const std::string one = evidence_digest("one");
    const std::string two = evidence_digest("two");
    const std::string digests[] = {one, two, two, evidence_digest("never came")};
    const std::string ids[] = {"a", "b", "c", "d"};
    for (std::size_t i = 0; i < std::size(ids); ++i) {
        const ItemNo item = expected_.add(document);
        expected_.set_text(item, field_no(document, "source_id"), ids[i]);
        expected_.set_text(item, digest_field, digests[i]);
        target_.rows_held.push_back({
            item_key(case_no, item), document, {found(ids[i]), found(digests[i])}
        });
    }
    expected_.keep_contents({
        {one, "one"},
        {two, "two"}
    });
    target_.contents_held = {
        {two, "two"},
        {one, "one"}
    };
    EXPECT_TRUE(compare().clean());
    target_.contents_held = {
        {two, "2"}
    };
    Report report = compare();
    EXPECT_EQ(report.agree, 1);
    EXPECT_TRUE(report.missing.empty() && report.unexpected.empty());
    const auto content = [](std::string_view item, std::string_view source,
                            std::string_view target) {
        return testing::AllOf(Field(&Difference::item, item), Field(&Difference::field, "content"),
                              Field(&Difference::source, source),
                              Field(&Difference::target, target));
    };
    EXPECT_THAT(report.differ.listed(),
                ElementsAre(content("a", one, ""), content("b", two, evidence_digest("2")),
                            content("c", two, evidence_digest("2"))));
    target_.contents_held = {
        {one, "one"},
        {two, "two"},
        {two, "two"},
        {"x", ""   }
    };
    report = compare();
    EXPECT_EQ(report.agree, 4);
    EXPECT_THAT(report.unexpected.listed(),
                ElementsAre(Field(&Stray::item, two), Field(&Stray::item, "x")));
}

TEST_F(Comparing, ShowsLinksAndReferencesAsIdsWhereItCan)
{
    target_.columns_held[note] = {"source_id", "parent", "clinician"};
    Record directory;
    directory.set_text(directory.add(ItemType::staff), 0, "dr-1");
    directory.set_text(directory.add(ItemType::staff), 0, "dr-2");
    const ItemNo first = expect_note("a");
    const ItemNo second = expect_note("b");
    expected_.set_link(second, parent, first);
    expected_.set_reference(second, clinician, item_key(directory_case, 0));
    hold(0, {found("a"), {}, {}});
    hold(1, {found("b"), found(item_key(case_no, 1)), found(item_key(directory_case, 1))});
    const Report report = compare(&directory);
    ASSERT_EQ(report.differ.count(), 2);
    EXPECT_EQ(report.differ.listed()[0].source, "a");
    EXPECT_EQ(report.differ.listed()[0].target, "b");
    EXPECT_EQ(report.differ.listed()[1].source, "dr-1");
    EXPECT_EQ(report.differ.listed()[1].target, "dr-2");
    EXPECT_EQ(compare().differ.listed()[1].source, std::to_string(item_key(directory_case, 0)));
}

TEST_F(Comparing, TellsItemsThatLookAlikeApartByTheirKeys)
{
    target_.columns_held[note] = {"source_id", "parent"};
    expect_note("same");
    expected_.set_link(expect_note("same"), parent, 0);
    hold(0, {found("same"), {}});
    hold(1, {found("same"), found(item_key(case_no, 1))});
    const Report report = compare();
    ASSERT_EQ(report.differ.count(), 1);
    EXPECT_NE(report.differ.listed().front().source, report.differ.listed().front().target);
}

TEST_F(Comparing, ShowsLongTextsWhereTheyPart)
{
    target_.columns_held[note] = {"source_id", "text"};
    const std::string source = std::string(5000, 'x') + "dose 5 mg" + std::string(5000, 'y');
    const std::string other = std::string(5000, 'x') + "dose 50 mg" + std::string(5000, 'y');
    expected_.set_text(expect_note("a"), text, source);
    hold(0, {found("a"), found(other)});
    const Report report = compare();
    ASSERT_EQ(report.differ.count(), 1);
    const Difference& differ = report.differ.listed().front();
    EXPECT_THAT(differ.source, testing::HasSubstr("dose 5 mg"));
    EXPECT_THAT(differ.target, testing::HasSubstr("dose 50 mg"));
    EXPECT_LT(differ.target.size(), 300U);
}

TEST_F(Comparing, ShowsNoHalfCharacters)
{
    const std::string source(2000, 'x');
    std::string other;
    for (int i = 0; i < 1000; ++i) {
        other += "\u00e9";
    }
    const Shown shown = shown_apart(source, "x" + other);
    EXPECT_EQ(shown.target.substr(shown.target.size() - 5), "\u00e9...");
}

TEST_F(Comparing, NamesConceptsNobodyExpectsAndNoneOfAnItemThatDiffersOrIsMissing)
{
    target_.columns_held[note] = {"source_id", "code"};
    std::array<Concept, 3> concepts{Concept{.text = "kept"}, Concept{.text = "of another"},
                                    Concept{.text = "of one that is gone"}};
    for (std::size_t i = 0; i < concepts.size(); ++i) {
        concepts[i].key = key_of(concepts[i]);
        expected_.set_concept(expect_note("a"), code, concepts[i]);
        target_.concepts_held[concepts[i].key] = {
            .key = concepts[i].key, .text = concepts[i].text, .outcome = "carried"};
    }
    target_.concepts_held[1] = {.key = 1, .text = "a stranger"};
    hold(0, {found("a"), found(concepts[0].key)});
    hold(1, {found("b"), {}});
    Comparison comparison{target_};
    Report report;
    comparison.compare({.case_no = case_no, .patient = "P1"}, expected_, report);
    comparison.find_strangers({}, report);
    EXPECT_EQ(report.agree, 1);
    EXPECT_EQ(report.missing.count(), 1);
    EXPECT_THAT(report.unexpected.listed(), ElementsAre(Field(&Stray::item, "a stranger")));
}

TEST_F(Comparing, NamesAnOwnerThatIsMissingAnotherOrDoubled)
{
    const auto findings = [&](const std::vector<std::string>& owners) {
        target_.owners_held = owners;
        Report report;
        Comparison{target_}.check_owner("ours", report);
        std::string all;
        for (const Stray& one : report.missing.listed()) {
            all += "-" + one.item;
        }
        for (const Stray& one : report.unexpected.listed()) {
            all += "+" + one.item;
        }
        return all;
    };
    EXPECT_EQ(findings({"ours"}), "");
    EXPECT_EQ(findings({}), "-ours");
    EXPECT_EQ(findings({"theirs"}), "-ours+theirs");
    EXPECT_EQ(findings({"ours", "ours", "theirs"}), "+ours+theirs");
}

TEST_F(Comparing, NamesCasesMarksAndTablesNobodyExpects)
{
    target_.columns_held[ItemType::patient] = {"source_id"};
    target_.cases_held = {3, 4, 5};
    target_.tables_held = {"notes"};
    target_.rows_held.push_back({item_key(4, 0), ItemType::patient, {found("P4")}});
    target_.rows_held.push_back({item_key(4, 1), ItemType::task, {}});
    Comparison comparison{target_};
    Report report;
    const CaseNo known[] = {case_no};
    comparison.find_strangers(known, report);
    ASSERT_EQ(report.unexpected.count(), 4);
    const auto& listed = report.unexpected.listed();
    EXPECT_EQ(listed[0].patient, "P4");
    EXPECT_EQ(listed[1].patient, "P4");
    EXPECT_EQ(listed[1].type, "task");
    EXPECT_EQ(listed[2].patient, "case 5");
    EXPECT_EQ(listed[2].type, "mark");
    EXPECT_EQ(listed[3].item, "notes");
}

} // namespace
} // namespace ferry::reconcile

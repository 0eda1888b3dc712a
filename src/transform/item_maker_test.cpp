#include "transform/item_maker.hpp"

#include <gtest/gtest.h>

#include "transform/test_maps.hpp"

namespace ferry::transform {
namespace {

class ItemMakerTest : public testing::Test {
protected:
    ItemMakerTest()
    {
        from_.no = 3;
        from_.rows.resize(3);
    }
    ItemMaker maker() { return ItemMaker{from_, context_, codes_, directory_}; }
    static SourceCode snomed(std::string code)
    {
        return {.text = "Asthma",
                .codings = {{.system = "http://snomed.info/sct", .code = std::move(code)}}};
    }
    static std::string text_of(const Mapped& made, ItemNo item, std::string_view field)
    {
        const Value& value = made.record.value(item, find_field(made.record.at(item).type, field));
        return value.present ? std::string{value.view()} : "-";
    }
    std::string rule_of(const RowFate& fate) const { return rules_.name(fate.rule); }

    extract::Case from_;
    FakeMaps maps_;
    DecisionBook decisions_;
    Rules rules_;
    Causes causes_;
    Concepts concepts_;
    Context context_{.maps = maps_,
                     .decisions = decisions_,
                     .rules = rules_,
                     .causes = causes_,
                     .concepts = concepts_};
    CodeBook codes_{context_};
    ItemsById directory_;
};

TEST_F(ItemMakerTest, MakesAnItemOfSeveralRows)
{
    ItemMaker make = maker();
    make.begin(ItemType::observation, 0, "as-it-stood");
    make.also(2);
    make.text("text", "first");
    make.text("value", "");
    make.date("date", std::string_view{"2009-03"}, "200903");
    make.code("code", snomed("195967001"), {});
    EXPECT_EQ(make.finish(), 0);
    make.settle(1, Outcome::left, "policy-audit-retained");
    const Mapped made = make.done();
    EXPECT_EQ(text_of(made, 0, "text"), "first");
    EXPECT_EQ(text_of(made, 0, "value"), "-");
    EXPECT_EQ(text_of(made, 0, "date"), "2009-03");
    EXPECT_EQ(made.fates[0].outcome, Outcome::carried);
    EXPECT_EQ(made.fates[2].item, 0);
    EXPECT_EQ(rule_of(made.fates[2]), "as-it-stood");
    EXPECT_EQ(rule_of(made.fates[1]), "policy-audit-retained");
}

TEST_F(ItemMakerTest, TakesBackAnItemThatIsHeldWithItsPartsAndLinks)
{
    ItemMaker make = maker();
    make.begin(ItemType::observation, 0, "as-it-stood");
    make.known_as("A");
    make.link("consultation", "C");
    make.part(ItemType::problem);
    make.unreadable("Statement.value", Fault::malformed, "x1");
    EXPECT_EQ(make.finish(), -1);
    make.begin(ItemType::observation, 1, "as-it-stood");
    make.link("parent", "A");
    make.finish();
    make.share_fate(2, 0);
    const Mapped made = make.done();
    EXPECT_EQ(made.record.at(0).type, ItemType::observation);
    EXPECT_EQ(text_of(made, 0, "loose_links"), "parent=A");
    EXPECT_EQ(made.fates[0].cause->id, "bad_value:Statement.value");
    EXPECT_EQ(made.fates[2].outcome, Outcome::held);
    EXPECT_EQ(made.record.at(1).type, ItemType::alert) << "a clinician is told";
}

TEST_F(ItemMakerTest, GoesWithoutAValueWhereAPersonDecidedSo)
{
    decisions_.enter({.cause = "bad_value:Statement.value", .choice = "without-value"});
    ItemMaker make = maker();
    make.begin(ItemType::observation, 0, "as-it-stood");
    make.text("text", "seen");
    make.unreadable("Statement.value", Fault::malformed, "x1");
    make.also(1);
    make.also(2);
    EXPECT_EQ(make.finish(), 0);
    const Mapped made = make.done();
    EXPECT_EQ(text_of(made, 0, "text"), "seen\nStatement.value as it stood: x1");
    EXPECT_EQ(made.fates[0].outcome, Outcome::degraded);
}

TEST_F(ItemMakerTest, LinksForwardBackwardAndIntoTheDirectory)
{
    directory_["S"] = item_key(directory_case, 4);
    ItemMaker make = maker();
    make.begin(ItemType::observation, 0, "as-it-stood");
    make.link("consultation", "C");
    make.link("clinician", "S");
    make.link("recorded_by", "T");
    make.finish();
    make.begin(ItemType::consultation, 1, "as-it-stood");
    make.known_as("C");
    make.finish();
    make.settle(2, Outcome::left, "policy-audit-retained");
    const Mapped made = make.done();
    const auto value = [&](std::string_view field) {
        return made.record.value(0, find_field(ItemType::observation, field)).number;
    };
    EXPECT_EQ(value("consultation"), 1);
    EXPECT_EQ(value("clinician"), item_key(directory_case, 4));
    EXPECT_EQ(text_of(made, 0, "loose_links"), "recorded_by=T");
}

TEST_F(ItemMakerTest, LetsACodeDecideTheFate)
{
    ItemMaker make = maker();
    make.begin(ItemType::observation, 0, "as-it-stood");
    make.code("code", {.text = "Own", .codings = {{.system = "urn:own", .code = "77"}}}, {});
    make.finish();
    make.begin(ItemType::observation, 1, "as-it-stood");
    make.code("code", {.codings = {{.system = "urn:own", .code = "78"}}}, {});
    make.finish();
    make.begin(ItemType::observation, 2, "as-it-stood");
    make.text("text", "no code");
    make.code("code", {}, {});
    make.finish();
    const Mapped made = make.done();
    EXPECT_EQ(made.fates[0].outcome, Outcome::degraded);
    EXPECT_EQ(made.fates[0].cause->id, "local_code:77");
    EXPECT_EQ(made.fates[1].outcome, Outcome::held);
    EXPECT_EQ(made.fates[1].item, -1);
    EXPECT_EQ(rule_of(made.fates[2]), "text-without-code");
}

TEST_F(ItemMakerTest, NamesTheCauseThatHoldsAnItem)
{
    ItemMaker make = maker();
    make.begin(ItemType::observation, 0, "as-it-stood");
    make.date("date", tl::unexpected{Fault::malformed}, "30 Feb");
    make.code("code", {.text = "Own", .codings = {{.system = "urn:own", .code = "77"}}}, {});
    make.finish();
    make.settle(1, Outcome::left, "policy");
    make.settle(2, Outcome::left, "policy");
    const Mapped made = make.done();
    EXPECT_EQ(made.fates[0].outcome, Outcome::held);
    EXPECT_EQ(made.fates[0].cause->kind->name, "bad_value");
}

TEST_F(ItemMakerTest, SettlesByACauseUntilAPersonDecides)
{
    ItemMaker make = maker();
    make.settle_by(0, make.cause("unknown_table", "x", "x"));
    decisions_.enter({.cause = "unknown_table:y", .choice = "leave"});
    make.settle_by(1, make.cause("unknown_table", "y", "y"));
    make.settle(2, Outcome::left, "policy");
    const Mapped made = make.done();
    EXPECT_EQ(made.fates[0].outcome, Outcome::held);
    EXPECT_EQ(made.fates[1].outcome, Outcome::left);
}

} // namespace
} // namespace ferry::transform

#include "workspace/books.hpp"

#include "base/error.hpp"
#include "workspace/map_answers.hpp"
#include "workspace/test_books.hpp"

namespace ferry::workspace {
namespace {

std::string shown(const BalanceRow& row)
{
    std::string text = row.key + " " + std::to_string(row.extracted) + ":";
    for (const Outcome outcome : outcomes) {
        const auto count = row.by_outcome.at(static_cast<std::size_t>(outcome));
        text += count == 0 ? "" : " " + std::to_string(count) + " " + std::string{name_of(outcome)};
    }
    return text;
}

std::vector<std::string> shown(const Balance& balance)
{
    std::vector<std::string> rows;
    for (const BalanceRow& row : balance.rows) {
        rows.push_back(shown(row));
    }
    rows.push_back(shown(balance.total));
    return rows;
}

using Lines = std::vector<std::string>;

TEST_F(BooksTest, BalanceByTypeFileAndPatient)
{
    carry_two_patients();
    EXPECT_EQ(shown(balance(workspace(), BalanceBy::type, {})),
              (Lines{"observation 3: 1 carried 1 converted 1 held", "patient 2: 2 carried",
                     " 5: 3 carried 1 converted 1 held"}));
    EXPECT_EQ(shown(balance(workspace(), BalanceBy::file, {})),
              (Lines{"obs.csv 3: 1 carried 1 converted 1 held", "pat.csv 2: 2 carried",
                     " 5: 3 carried 1 converted 1 held"}));
    EXPECT_EQ(shown(balance(workspace(), BalanceBy::patient, {})),
              (Lines{"{P3} 3: 2 carried 1 held", "{P4} 2: 1 carried 1 converted",
                     " 5: 3 carried 1 converted 1 held"}));
    for (const BalanceBy by : {BalanceBy::type, BalanceBy::file, BalanceBy::patient}) {
        EXPECT_TRUE(balance(workspace(), by, {}).balanced());
    }
}

TEST_F(BooksTest, ShowALedgerThatWasTamperedWith)
{
    carry_two_patients();
    workspace().database().run("UPDATE ledger SET count = count + 1 WHERE case_no = 3 AND "
                               "outcome = 0 AND file = 1");
    EXPECT_FALSE(balance(workspace(), BalanceBy::patient, {}).balanced());
    workspace().database().run("UPDATE pass_balance SET count = count - 1 WHERE file = 'obs.csv' "
                               "AND outcome = 0");
    EXPECT_FALSE(balance(workspace(), BalanceBy::type, {}).balanced());
    const auto by_file = balance(workspace(), BalanceBy::file, {});
    EXPECT_FALSE(by_file.balanced());
    ASSERT_EQ(by_file.breaches.size(), 1U);
    EXPECT_EQ(by_file.breaches.front(), "obs.csv: 3 rows were read, 2 are accounted for");
}

TEST_F(BooksTest, ShowAFileWhoseRowsAreNotAccountedFor)
{
    const Pass pass = begin(4, 1);
    finish(pass);
    const auto made = balance(workspace(), BalanceBy::file, {});
    EXPECT_FALSE(made.balanced());
    EXPECT_EQ(made.breaches.size(), 2U);
    EXPECT_FALSE(balance(workspace(), BalanceBy::type, {}).balanced());
}

TEST_F(BooksTest, TellOfTheLastPassByPatientOnly)
{
    EXPECT_THROW(balance(workspace(), BalanceBy::type, {}), UsageError);
    carry_two_patients();
    carry_two_patients();
    EXPECT_THROW(balance(workspace(), BalanceBy::patient, 1), UsageError);
    EXPECT_THROW(balance(workspace(), BalanceBy::type, 3), UsageError);
    EXPECT_TRUE(balance(workspace(), BalanceBy::type, 1).balanced());
    const Pass next = begin(1, 1);
    EXPECT_TRUE(balance(workspace(), BalanceBy::type, {}).balanced()) << "nothing of it is stored";
    workspace().start_storing(next.no);
    EXPECT_THROW(balance(workspace(), BalanceBy::type, {}), UsageError) << "not finished";
    begin(1, 1);
    EXPECT_THROW(balance(workspace(), BalanceBy::type, {}), UsageError) << "nor taken up again";
}

TEST_F(BooksTest, GroupWhatIsHeldByItsCause)
{
    carry_two_patients();
    const auto found = causes(workspace());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().id, "bad_value:Obs.Day");
    EXPECT_EQ(found.front().state, "held");
    EXPECT_EQ(found.front().count, 1);
    ASSERT_EQ(found.front().samples.size(), 1U);
    EXPECT_EQ(found.front().samples.front(), "obs.csv:4");
    workspace().decide({.cause = "bad_value:Obs.Day", .choice = "leave", .by = "me", .why = "so"});
    EXPECT_EQ(causes(workspace()).front().decision, "leave");
}

TEST_F(BooksTest, PutACaseInPlaceOfWhatStoodThere)
{
    carry_two_patients();
    carry_two_patients();
    EXPECT_EQ(workspace().database().number("SELECT sum(count) FROM ledger"), 5);
    EXPECT_EQ(workspace().database().number("SELECT sum(count) FROM case_cause"), 1);
}

TEST_F(BooksTest, KeepTheNumbersOfCasesForEver)
{
    const extract::Subject one{.organisation = "{O}", .patient = "{A}"};
    const extract::Subject same_id{.organisation = "{Q}", .patient = "{A}"};
    const CaseNo first = CaseStore{workspace()}.number_of(one);
    const CaseNo second = CaseStore{workspace()}.number_of(same_id);
    EXPECT_GT(first, unattached_case);
    EXPECT_EQ(second, first + 1);
    open_again();
    CaseStore store{workspace()};
    EXPECT_EQ(store.number_of(same_id), second);
    EXPECT_EQ(store.number_of(one), first);
}

TEST_F(BooksTest, TakeAwayTheCasesOfPatientsWhoLeft)
{
    carry_two_patients();
    const Pass pass = begin(1, 1);
    CaseStore store{workspace()};
    {
        sql::Transaction transaction{workspace().database()};
        put(store, pass.no, 4,
            {
                {.file = 2,         .type = ItemType::patient},
                {                 }
        });
        EXPECT_EQ(store.others(pass.no), std::vector<CaseNo>{3});
        EXPECT_EQ(store.remove_others(pass.no), 1);
        transaction.commit();
    }
    finish(pass);
    EXPECT_EQ(store.get(3), std::nullopt);
    EXPECT_TRUE(store.find_patient("{P3}").empty());
    EXPECT_TRUE(causes(workspace()).empty());
    EXPECT_TRUE(balance(workspace(), BalanceBy::patient, {}).balanced());
}

TEST_F(BooksTest, FindAPatientByNhsNumberAndById)
{
    carry_two_patients();
    CaseStore store{workspace()};
    const std::vector<CaseNo> third{3};
    EXPECT_EQ(store.find_patient("9990000003"), third);
    EXPECT_EQ(store.find_patient("{P3}"), third);
    EXPECT_EQ(store.find_patient("P3"), third) << "braces need not be typed";
    EXPECT_EQ(store.find_patient("{O}/{P3}"), third);
    EXPECT_TRUE(store.find_patient("{Q}/{P3}").empty());
    EXPECT_TRUE(store.find_patient("").empty());
    EXPECT_TRUE(store.find_patient("P5").empty());
    EXPECT_EQ(store.subject(3).patient, "{P3}");
    EXPECT_EQ(store.subject(9).patient, "");
    EXPECT_EQ(store.summary(4)->source_id, "{P4}");
    EXPECT_EQ(store.summary(9), std::nullopt);
}

TEST_F(BooksTest, GiveFatesBackAsTheyWere)
{
    carry_two_patients();
    CaseStore store{workspace()};
    const auto stored = store.get(3);
    ASSERT_TRUE(stored);
    ASSERT_EQ(stored->fates.size(), 3U);
    EXPECT_EQ(stored->fates[2].outcome, Outcome::held);
    EXPECT_EQ(store.rules().at(stored->fates[2].rule), "bad_value");
    EXPECT_EQ(store.cause(stored->fates[2].cause), "bad_value:Obs.Day");
    EXPECT_EQ(stored->fates[0].type, ItemType::patient);
    EXPECT_EQ(store.cause(stored->fates[0].cause), "");
}

TEST_F(BooksTest, GiveNoCaseBackWhoseFileRuleOrCauseIsNotThere)
{
    carry_two_patients();
    const auto refused_after = [this](const std::string& change, const std::string& what) {
        SCOPED_TRACE(change);
        sql::Transaction undone{workspace().database()};
        workspace().database().run(change);
        try {
            CaseStore store{workspace()};
            const auto stored = store.get(3);
            static_cast<void>(store.cause(stored->fates.back().cause));
            ADD_FAILURE() << "nothing was refused";
        } catch (const Error& refused) {
            EXPECT_NE(std::string_view{refused.what()}.find("is damaged"), std::string::npos);
            EXPECT_NE(std::string_view{refused.what()}.find(what), std::string::npos)
                << refused.what();
        }
    };
    refused_after("DELETE FROM source_file WHERE file = 1", "source_file");
    refused_after("DELETE FROM rule", "the table rule");
    refused_after("DELETE FROM rule WHERE rule = 0", "no rule 0");
    refused_after("DELETE FROM cause", "no cause 1");
    refused_after("UPDATE raw_case SET fates = substr(fates, 13)", "3 rows and 2 fates");
    refused_after("UPDATE raw_case SET fates = CAST(x'FF' || substr(fates, 2) AS BLOB)", "a fate");
    EXPECT_TRUE(CaseStore{workspace()}.get(3)) << "as before";
}

/// Maps that know one code and one drug.
class TwoAnswers final : public terminology::Maps {
public:
    terminology::MapAnswer to_snomed(const terminology::MapQuestion& question) const override
    {
        if (question.code != "H33.." || !question.has_value) {
            return {};
        }
        return {.verdict = terminology::Verdict::assured,
                .concept_id = {195967001},
                .display = "Asthma",
                .rule = "read2-map"};
    }
    terminology::DmdAnswer drug(terminology::System from, std::string_view code) const override
    {
        static_cast<void>(from);
        return code == "77" ? terminology::DmdAnswer{.product_id = {325278007},
                                                     .name = "Metformin",
                                                     .rule = "emis-drug-map"}
                            : terminology::DmdAnswer{};
    }
    terminology::Subsumption is_a(terminology::ConceptId one,
                                  terminology::ConceptId ancestor) const override
    {
        return one == ancestor ? terminology::Subsumption::yes : terminology::Subsumption::no;
    }
    terminology::HistoryAnswer history(terminology::ConceptId id) const override
    {
        const bool old = id.value == 29857009;
        return {.known = true,
                .active = !old,
                .successors =
                    old ? std::span{successors_} : std::span<const terminology::Successor>{}};
    }
    terminology::ProductAnswer product(terminology::ConceptId id) const override
    {
        return id.value == 325278007
                   ? terminology::ProductAnswer{.state = terminology::ProductState::changed,
                                                .now = {39711000001103},
                                                .name = "Metformin\t500mg"}
                   : terminology::ProductAnswer{};
    }

private:
    std::array<terminology::Successor, 2> successors_{
        {{.id = {195967001}, .kind = terminology::Succession::same_as},
         {.id = {64572001}, .kind = terminology::Succession::was_a}}
    };
};

TEST_F(BooksTest, ReplayWhatTheMapsAnswered)
{
    const TwoAnswers maps;
    const RecordingMaps recording{maps};
    const terminology::MapQuestion asked{.code = "H33..", .has_value = true};
    const terminology::MapQuestion without_value{.code = "H33.."};
    EXPECT_EQ(recording.to_snomed(asked).display, "Asthma");
    recording.to_snomed(without_value);
    recording.drug(terminology::System::emis_drug, "77");
    {
        sql::Transaction transaction{workspace().database()};
        recording.store(workspace());
        transaction.commit();
    }
    open_again();
    const RecordedMaps recorded{workspace()};
    EXPECT_EQ(recorded.to_snomed(asked).concept_id.value, 195967001U);
    EXPECT_EQ(recorded.to_snomed(asked).verdict, terminology::Verdict::assured);
    EXPECT_EQ(recorded.to_snomed(asked).rule, "read2-map");
    EXPECT_EQ(recorded.to_snomed(without_value).verdict, terminology::Verdict::none);
    EXPECT_EQ(recorded.to_snomed({.code = "G33.."}).verdict, terminology::Verdict::none);
    EXPECT_EQ(recorded.drug(terminology::System::emis_drug, "77").name, "Metformin");
    EXPECT_EQ(recorded.drug(terminology::System::multilex, "77").product_id.value, 0U);
}

TEST_F(BooksTest, ReplayWhatTheReleaseAnswered)
{
    using terminology::Subsumption;
    constexpr terminology::ConceptId asthma{195967001};
    constexpr terminology::ConceptId old{29857009};
    constexpr terminology::ConceptId metformin{325278007};
    const TwoAnswers maps;
    const RecordingMaps recording{maps};
    for (const auto id : {asthma, old}) {
        recording.is_a(id, asthma);
        recording.history(id);
        recording.product(metformin);
    }
    {
        sql::Transaction transaction{workspace().database()};
        recording.store(workspace());
        transaction.commit();
    }
    open_again();
    const RecordedMaps recorded{workspace()};
    EXPECT_EQ(recorded.is_a(asthma, asthma), Subsumption::yes);
    EXPECT_EQ(recorded.is_a(old, asthma), Subsumption::no);
    EXPECT_EQ(recorded.is_a(old, old), Subsumption::unknown) << "nobody asked";
    EXPECT_TRUE(recorded.history(asthma).active);
    EXPECT_TRUE(recorded.history(old).known);
    EXPECT_FALSE(recorded.history(old).active);
    ASSERT_EQ(recorded.history(old).successors.size(), 2U);
    EXPECT_EQ(recorded.history(old).successors[1], maps.history(old).successors[1]);
    EXPECT_FALSE(recorded.history(metformin).known) << "nobody asked";
    EXPECT_EQ(recorded.product(metformin).state, terminology::ProductState::changed);
    EXPECT_EQ(recorded.product(metformin).now, maps.product(metformin).now);
    EXPECT_EQ(recorded.product(metformin).name, "Metformin\t500mg") << "to the byte";
    EXPECT_EQ(recorded.product(asthma).state, terminology::ProductState::no_release);
}

TEST_F(BooksTest, RefuseAMapAnswerThatNobodyWrote)
{
    workspace().database().run("INSERT INTO map_fact VALUES ('is_a', '1', '2', 'perhaps')");
    EXPECT_THROW(RecordedMaps{workspace()}, Error);
}

} // namespace
} // namespace ferry::workspace

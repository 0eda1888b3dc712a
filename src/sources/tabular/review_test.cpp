#include "sources/tabular/review.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "base/error.hpp"

namespace ferry::tabular {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// A description that can be used, line by line for the tests below.
const std::string good = R"(source: test-csv
title: Test extract
dialect: {dates: dd/MM/yyyy, true: ["1"], false: ["0"]}
dictionaries:
  own: {system: "urn:codes", key: Code, term: Term}
kinds:
  note:
    - {rule: by-type, when: {Type: [A]}, becomes: allergy, sets: {category: drug}}
tables:
  - name: Patients
    holds: patient
    subjects: true
    item: patient
    key: [Id]
    columns:
      Id: {field: source_id, is: patient}
      Born: {field: birth_date, month: Month}
      Month: {is: month}
  - name: Notes
    holds: patient
    item: observation
    kinds: note
    key: [Id]
    columns:
      Id: source_id
      Patient: {is: patient}
      Type: {is: kind}
      Date: date
      Code: {field: code, dictionary: own}
      Term: {is: dictionary}
      Secret: confidential
      Parent: {field: parent, to: Notes}
)";

std::vector<Remark> remarks_with(std::string_view wrong, std::string_view right)
{
    std::string text = good;
    const auto at = text.find(right);
    EXPECT_NE(at, std::string::npos) << right;
    return review(parse_description(text.replace(at, right.size(), wrong), "test.yaml"));
}

TEST(Review, RefusesTwoColumnsOfOneFieldWhereNothingTellsWhichCounts)
{
    const auto said = [](std::string_view columns) {
        const auto remarks = remarks_with(columns, "Date: date\n");
        const auto found = std::ranges::find(remarks, Weigh::unusable, &Remark::weigh);
        return found == remarks.end() ? std::string{} : found->what;
    };
    EXPECT_THAT(said("Date: date\n      Day: date\n"), HasSubstr("Date fills the date too"));
    EXPECT_EQ(said("Date: {field: date, unless: {Day: [\"\"]}}\n      Day: date\n"), "");
    EXPECT_EQ(said("Date: date\n      A: text\n      B: text\n"), "");
}

TEST(Review, LetsSeveralRowsCompleteOne)
{
    const std::string_view names = "  - {name: Names, holds: patient, extends: Patients, key: %, "
                                   "columns: {Id: {is: patient}, No: {left: a number}, "
                                   "Name: surname}}\n  - name: Notes";
    const auto with_key = [&](std::string_view key) {
        std::string table{names};
        return remarks_with(table.replace(table.find('%'), 1, key), "  - name: Notes");
    };
    EXPECT_THAT(with_key("[Id, No]"), IsEmpty());
    ASSERT_FALSE(with_key("[]").empty());
    EXPECT_THAT(with_key("[]").front().what,
                HasSubstr("begins with the column that names its row"));
}

TEST(Review, HasNothingToSayOfASoundDescription)
{
    EXPECT_THAT(review(parse_description(good, "test.yaml")), IsEmpty());
}

struct Wrong {
    std::string_view what; ///< the case in one word
    std::string_view right, wrong;
    int line;
    std::string_view message;
};

class Unusable : public testing::TestWithParam<Wrong> {};

TEST_P(Unusable, IsSaidWithItsPlace)
{
    const Wrong& wrong = GetParam();
    const auto remarks = remarks_with(wrong.wrong, wrong.right);
    const auto found = std::ranges::find(remarks, Weigh::unusable, &Remark::weigh);
    ASSERT_NE(found, remarks.end());
    EXPECT_EQ(found->place.line, wrong.line);
    EXPECT_THAT(found->what, HasSubstr(std::string{wrong.message}));
}

constexpr Wrong wrongs[] = {
    {"name",       "source: test-csv",                "source: Test CSV",       1,  "small letters"            },
    {"subjects",   "    subjects: true\n",            "",                       1,  "`subjects: true`"         },
    {"patient",    "{field: source_id, is: patient}", "source_id",              10, "`{is: patient}`"          },
    {"owner",      "Patient: {is: patient}",          "Patient: episode",       19, "whose its rows are"       },
    {"item",       "    item: observation\n",         "",                       19, "what its rows are"        },
    {"kinds",      "kinds: note\n    key",            "kinds: notes\n    key",  19, "no kinds 'notes'"         },
    {"condition",  "when: {Type: [A]}",               "when: {Typ: [A]}",       19, "a column 'Typ'"           },
    {"sets",       "sets: {category: drug}",          "sets: {code: drug}",     19, "is a code and no text"    },
    {"dictionary", "{field: code, dictionary: own}",  "code",                   29, "expected the `dictionary`"},
    {"in_row",     "key: Code, term: Term",           "key: Code, term: Terms", 29, "a column 'Terms'"         },
    {"system",     "system: \"urn:codes\", key",      "key",                    5,  "`system: URI`"            },
    {"table",      "{system: \"urn:codes\"",          "{table: C, system: u",   5,  "no table 'C'"             },
    {"link",       "{field: parent, to: Notes}",      "parent",                 32, "`to: TABLE`"              },
    {"flag",       "true: [\"1\"], ",                 "",                       31, "the words for both"       },
};

INSTANTIATE_TEST_SUITE_P(All, Unusable, testing::ValuesIn(wrongs),
                         [](const auto& one) { return std::string{one.param.what}; });

TEST(Review, WantsOneTableOfAName)
{
    const auto remarks =
        remarks_with("to: Notes}\n  - {name: Notes, holds: audit}\n", "to: Notes}\n");
    ASSERT_EQ(remarks.size(), 1U);
    EXPECT_EQ(remarks[0].place.line, 33);
    EXPECT_THAT(remarks[0].what, HasSubstr("stands above"));
}

TEST(Review, ListsWhatIsOpenWhereItStands)
{
    const auto remarks =
        remarks_with("Secret: {open: [\"Is it a flag?\", \"Whose?\"]}", "Secret: confidential");
    ASSERT_EQ(remarks.size(), 2U);
    EXPECT_EQ(remarks[0].weigh, Weigh::open);
    EXPECT_EQ(remarks[0].where, "Notes.Secret");
    EXPECT_EQ(remarks[0].what, "Is it a flag?");
    EXPECT_EQ(remarks[0].place.line, 31);
    EXPECT_EQ(remarks[1].what, "Whose?");
}

TEST(Review, NotesWhatNearlyEveryItemOfAKindHas)
{
    const auto remarks = remarks_with("Date: episode", "Date: date");
    ASSERT_EQ(remarks.size(), 1U);
    EXPECT_EQ(remarks[0].weigh, Weigh::note);
    EXPECT_THAT(remarks[0].what, HasSubstr("no column fills their date"));
}

TEST(Review, LetsATableWaitThatIsOpen)
{
    const auto remarks =
        remarks_with("    open: \"What are its rows?\"\n", "    item: observation\n");
    ASSERT_FALSE(remarks.empty());
    for (const Remark& remark : remarks) {
        EXPECT_EQ(remark.weigh, Weigh::open) << remark.what;
    }
}

TEST(RequireUsable, RefusesWhatIsOpenOrCannotBeUsed)
{
    const auto refusal = [](std::string_view wrong, std::string_view right) -> std::string {
        std::string text = good;
        const Description read =
            parse_description(text.replace(text.find(right), right.size(), wrong), "test.yaml");
        try {
            require_usable(read, "test.yaml");
        } catch (const InputError& refused) {
            return refused.what();
        }
        return "was taken";
    };
    EXPECT_EQ(refusal("title: Other", "title: Test extract"), "was taken");
    EXPECT_THAT(refusal("Secret: {open: \"Is it a flag?\"}", "Secret: confidential"),
                AllOf(StartsWith("test.yaml:31:22: Notes.Secret: Is it a flag?"),
                      HasSubstr("ferry adaptor check")));
    EXPECT_THAT(refusal("parent", "{field: parent, to: Notes}"),
                StartsWith("test.yaml:32:7: Notes.Parent: parent leads to another item"));
}

} // namespace
} // namespace ferry::tabular

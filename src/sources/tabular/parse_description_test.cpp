#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "sources/tabular/description.hpp"

namespace ferry::tabular {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A description of two tables, on lines that the tests below name.
const std::string good = R"(source: test-csv
title: Test extract
dialect:
  charset: windows-1252
  separator: tab
  true: ["y"]
  false: ["n"]
  precision: {Y: year}
layouts: ["1", "2"]
dictionaries:
  codes: {table: Codes, key: Id, system: urn:codes, term: Term}
kinds:
  note:
    - {rule: by-type, when: {Type: [A]}, becomes: allergy, sets: {category: drug}}
tables:
  - name: Codes
    holds: dictionary
    columns: {Id: {is: dictionary}, Term: {is: dictionary}}
  - name: Notes
    holds: patient
    item: observation
    kinds: note
    key: [Id]
    columns:
      Id: source_id
      Patient: {is: patient}
      Type: {is: kind, also: [Tpye], since: "2"}
      Code: {field: code, dictionary: codes, needed: true}
      Parent: {field: parent, to: Notes}
      Colour: {left: "Nobody needs it."}
      Town: address.town
)";

std::string with(std::string_view wrong, std::string_view right)
{
    std::string text = good;
    const auto at = text.find(right);
    EXPECT_NE(at, std::string::npos) << right;
    return text.replace(at, right.size(), wrong);
}

std::string refusal(const std::string& yaml)
{
    try {
        parse_description(yaml, "test.yaml");
    } catch (const InputError& refused) {
        return refused.what();
    }
    return "was taken";
}

TEST(ParseDescription, RefusesAPatternOfNamesThatWouldLetEveryNamePass)
{
    const std::string names = "file_names: {pattern: \"{extent}_{table}\", archives: ";
    EXPECT_EQ(refusal(std::string{good} + names + "\"{extent}_{practice}\"}\n"), "was taken");
    EXPECT_THAT(refusal(std::string{good} + names + "\"{extent}_{practise}\"}\n"),
                HasSubstr("'{extent}_{practise}' is no pattern of names"));
}

TEST(ParseDescription, ReadsWhatIsDescribed)
{
    const Description read = parse_description(good, "test.yaml");
    EXPECT_EQ(read.source, "test-csv");
    EXPECT_EQ(read.separator, '\t');
    EXPECT_TRUE(read.windows_1252);
    EXPECT_EQ(read.precision.at("Y"), Precision::year);
    ASSERT_EQ(read.tables.size(), 2U);
    const Table& notes = *read.table("Notes");
    EXPECT_EQ(notes.item, ItemType::observation);
    EXPECT_EQ(notes.column("Patient")->role, Role::patient);
    EXPECT_EQ(notes.column("Type")->also, std::vector<std::string>{"Tpye"});
    EXPECT_FALSE(notes.column("Type")->presence.in(0));
    EXPECT_TRUE(notes.column("Type")->presence.in(1));
    EXPECT_TRUE(notes.column("Code")->needed);
    EXPECT_EQ(notes.column("Parent")->to, "Notes");
    EXPECT_EQ(notes.column("Colour")->role, Role::left);
    EXPECT_EQ(notes.column("Town")->part, ItemType::address);
    EXPECT_EQ(notes.column("Absent"), nullptr);
    EXPECT_EQ(read.kinds.at("note").front().sets.at("category"), "drug");
    EXPECT_EQ(read.dictionary("codes")->system, "urn:codes");
    EXPECT_EQ(read.dictionary("drugs"), nullptr);
}

struct Wrong {
    std::string_view what; ///< the case in one word
    std::string_view right, wrong;
    int line;
    std::string_view message;
};

class WrongDescription : public testing::TestWithParam<Wrong> {};

TEST_P(WrongDescription, IsRefusedWithItsLineAndWhatIsWrong)
{
    const Wrong& wrong = GetParam();
    const std::string said = refusal(with(wrong.wrong, wrong.right));
    EXPECT_THAT(said, StartsWith("test.yaml:" + std::to_string(wrong.line) + ":"));
    EXPECT_THAT(said, HasSubstr(std::string{wrong.message}));
}

constexpr Wrong wrongs[] = {
    {"word",        "layouts:",                     "lay_outs:",                       9,  "unknown word 'lay_outs'"   },
    {"table_word",  "holds: patient",               "hold: patient",                   20, "unknown word 'hold'"       },
    {"column_word", "{field: parent, to",           "{field: parent, tow",             29, "unknown word 'tow'"        },
    {"role",        "{is: patient}",                "{is: person}",                    26, "unknown word 'person'"     },
    {"holds",       "holds: patient",               "holds: people",                   20, "unknown word 'people'"     },
    {"precision",   "{Y: year}",                    "{Y: yearly}",                     8,  "unknown word 'yearly'"     },
    {"field",       "Id: source_id",                "Id: sauce_id",                    25, "no field 'sauce_id'"       },
    {"part_field",  "address.town",                 "address.twon",                    31, "no field 'address.twon'"   },
    {"part",        "address.town",                 "adress.town",                     31, "no field 'adress.town'"    },
    {"item",        "item: observation",            "item: observance",                21, "no item type 'observance'" },
    {"becomes",     "becomes: allergy",             "becomes: alergy",                 14, "no item type 'alergy'"     },
    {"sets",        "sets: {category",              "sets: {catgory",                  14, "no such field"             },
    {"link",        "to: Notes",                    "to: Note",                        19, "leads to an unknown table" },
    {"layout",      "since: \"2\"",                 "since: \"3\"",                    27, "'3' is none of the layouts"},
    {"unread",      "{left: \"Nobody needs it.\"}", "{since: \"2\"}",                  30, "neither read nor left"     },
    {"list",        "true: [\"y\"]",                "true: y",                         6,  "a list [a, b] was expected"},
    {"text",        "title: Test extract",          "title: [Test]",                   2,  "a text was expected"       },
    {"yaml",        "{is: patient}",                "{is: patient",                    27, ""                          },
    {"as_text",     "sets: {category: drug}",       "as_text: yes",                    14, "unknown word 'yes'"        },
    {"flag",        "category: drug",               "confidential: yes",               14, "unknown word 'yes'"        },
    {"rule",        "rule: by-type, ",              "",                                14, "'rule' is missing"         },
    {"subjects",    "kinds: note",                  "subjects: yes",                   22, "unknown word 'yes'"        },
    {"optional",    "kinds: note",                  "optional: yes",                   22, "unknown word 'yes'"        },
    {"later",       "kinds: note",                  "later_row_counts: 1",             22, "unknown word '1'"          },
    {"one",         "kinds: note",                  "one_per_patient: y",              22, "unknown word 'y'"          },
    {"empty",       "kinds: note",                  "never_empty: y",                  22, "unknown word 'y'"          },
    {"nobody",      "kinds: note",                  "without_patient: no",             22, "unknown word 'no'"         },
    {"rest",        "kinds: note",                  "rest: leave",                     22, "unknown word 'leave'"      },
    {"needed",      "needed: true",                 "needed: yes",                     28, "unknown word 'yes'"        },
    {"midnight",    "Id: source_id",                "Id: {field: date, midnight: no}", 25, "unknown word 'no'"         },
    {"split",       "to: Notes",                    "to: Notes, split: ab",            29, "'ab' is no separator"      },
    {"drugs",       "term: Term}",                  "term: Term, drugs: y}",           11, "unknown word 'y'"          },
};

INSTANTIATE_TEST_SUITE_P(All, WrongDescription, testing::ValuesIn(wrongs),
                         [](const auto& one) { return std::string{one.param.what}; });

} // namespace
} // namespace ferry::tabular

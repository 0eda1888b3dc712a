#include <algorithm>
#include <optional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "contract/sources.hpp"
#include "sources/emis/description.hpp"
#include "support/folder.hpp"
#include "support/shown.hpp"

namespace ferry::contract {
namespace {

using support::Cells;
using support::Run;
using support::TinyExtract;

/// What may stand in a column: what is right, and everything that ever was wrong.
const std::map<std::string, std::vector<std::string>>& pools()
{
    static const std::map<std::string, std::vector<std::string>> all{
        {"PatientGuid",            {"{P-1}", "{P-1}", "{P-2}", "{NOBODY}", ""}                      },
        {"OrganisationGuid",       {"{ORG-1}", "{ORG-1}", "{ORG-1}", "{ORG-2}", ""}                 },
        {"EffectiveDate",          {"2010-03-17", "2010-02-30", "", "17 March", "1850-01-01"}       },
        {"EffectiveDatePrecision", {"YMD", "YMDT", "YM", "Y", "U", "", "Z"}                         },
        {"EnteredDate",            {"2010-03-18", "", "2010-13-01"}                                 },
        {"EnteredTime",            {"10:15:00", "", "24:00:00"}                                     },
        {"CodeId",                 {"1", "2", "3", "4", "5", "7", "9", "10", "11", "501", "999", ""}},
        {"ObservationGuid",        {"{A}", "{B}", "{C}", "{D}", "{E}", "{F}", ""}                   },
        {"ParentObservationGuid",  {"{A}", "{B}", "{C}", "", "{X}"}                                 },
        {"ProblemGuid",            {"{A}", "", "{X}"}                                               },
        {"Value",                  {"120", "1.50", "<0.1", "6.", "", "a \"b\"", "caf\xE9"}          },
        {"NumericUnit",            {"mmHg", "mmHg", "", "two\nlines"}                               },
        {"ObservationType",        {"Observation", "Allergy", "Referral", "Immunisation", ""}       },
        {"Deleted",                {"false", "false", "true", "", "perhaps"}                        },
        {"IsConfidential",         {"false", "true", "", "x"}                                       },
        {"ProcessingId",           {"1", "2", "10", "", "last"}                                     },
        {"DrugRecordGuid",         {"{G}", "{H}", ""}                                               },
        {"PrescriptionType",       {"Acute", "Repeat", ""}                                          },
        {"IsActive",               {"true", "false", ""}                                            },
        {"CancellationDate",       {"", "2012-01-01", "2012-01-32"}                                 },
        {"EndDate",                {"", "2011-05-05", "bad"}                                        },
        {"DateOfBirth",            {"1960-05-01", "1960-05-01", "", "1960-02-30"}                   },
        {"DateOfRegistration",     {"2001-01-01", "", "2001-02-30"}                                 },
    };
    return all;
}

Cells random_cells(const TinyExtract& extract, const std::string& table)
{
    Cells cells;
    for (const std::string& column : extract.header(table)) {
        const auto pool = pools().find(column);
        if (pool != pools().end()) {
            cells[column] = *rc::gen::elementOf(pool->second);
        }
    }
    return cells;
}

/// Breaks a file somewhere behind its header: a quote more, a line less, a cut.
void damage(std::string& text)
{
    const auto header = text.find("\r\n") + 2;
    if (header >= text.size()) {
        return;
    }
    const auto at = *rc::gen::inRange<std::size_t>(header, text.size());
    switch (*rc::gen::inRange(0, 4)) {
    case 0:
        text.insert(at, 1, '"');
        break;
    case 1:
        text.erase(at, 1);
        break;
    case 2:
        text.resize(at);
        break;
    default:
        text.insert(at, 1, '\0');
        break;
    }
}

TinyExtract random_extract()
{
    const auto tables = rc::gen::element<std::string>(
        "CareRecord_Observation", "CareRecord_Observation", "CareRecord_Observation",
        "CareRecord_Problem", "CareRecord_ObservationReferral", "Prescribing_DrugRecord",
        "Prescribing_IssueRecord", "Admin_Patient", "CareRecord_Diary", "Audit_PatientAudit");
    TinyExtract extract = support::tiny_emis(sources::emis_csv());
    const auto rows = *rc::gen::inRange(0, 25);
    for (int row = 0; row < rows; ++row) {
        const auto table = *tables;
        extract.add(table, random_cells(extract, table));
    }
    const auto damages = *rc::gen::weightedElement<int>({
        {3, 0},
        {2, 1},
        {1, 3}
    });
    for (int i = 0; i < damages; ++i) {
        damage(extract.text(*tables));
    }
    return extract;
}

/// The first field of the item that is no text; empty where all are.
std::string wrong_text_in(const support::ShownItem& item)
{
    for (const auto& [field, text] : item.fields) {
        if (!is_utf8(text) || text.find('\0') != std::string::npos) {
            return "no text: " + field + " of " + item.line();
        }
    }
    return {};
}

/// The first field of any item that is no text; empty where all are.
std::string wrong_text_in(const Run& run)
{
    for (const auto& one : run.cases()) {
        for (const auto& item : support::items_of(one->mapped->record)) {
            if (std::string wrong = wrong_text_in(item); !wrong.empty()) {
                return wrong;
            }
        }
    }
    return {};
}

std::optional<Run>& read(std::optional<Run>& into, const std::filesystem::path& folder)
{
    into.emplace(source_named("emis-csv"), folder);
    return into;
}

RC_GTEST_PROP(AnyExtract, KeepsEveryRowAndIsReadTheSameTwice, ())
{
    const TinyExtract extract = random_extract();
    const support::Folder folder;
    extract.write(folder.path());
    std::optional<Run> first;
    std::optional<Run> second;
    read(first, folder.path());
    read(second, folder.path());
    RC_ASSERT(first->breach() == "");
    RC_ASSERT(wrong_text_in(*first) == "");
    RC_ASSERT(first->whole() == second->whole());
}

/// Every byte of a file behind its header stands in some row, or ends one.
RC_GTEST_PROP(AnyExtract, KeepsEveryByteOfItsFiles, ())
{
    TinyExtract extract = random_extract();
    const support::Folder folder;
    extract.write(folder.path());
    std::optional<Run> run;
    read(run, folder.path());
    std::map<std::string, std::string> rows;
    for (const auto& one : run->cases()) {
        for (const auto& row : one->source.rows) {
            rows[run->table_of(row)] += row.bytes;
        }
    }
    for (const std::string& table : extract.tables()) {
        std::string text = extract.text(table);
        text.erase(0, text.find("\r\n") + 2);
        for (std::string* bytes : {&text, &rows[table]}) {
            std::erase_if(*bytes, [](char c) { return c == '\r' || c == '\n'; });
            std::ranges::sort(*bytes); // cases hold the rows in another order
        }
        RC_ASSERT(text == rows[table]);
    }
}

} // namespace
} // namespace ferry::contract

#include "support/tiny_extract.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"

namespace ferry::support {
namespace {

constexpr std::string_view line_end = "\r\n";

tabular::LayoutNo layout_named(const tabular::Description& description, std::string_view name)
{
    const auto found = std::ranges::find(description.layouts, name);
    if (found == description.layouts.end()) {
        throw Error{fmt::format("there is no layout {}", name)};
    }
    return static_cast<tabular::LayoutNo>(found - description.layouts.begin());
}

} // namespace

std::string quoted(const std::vector<std::string>& cells)
{
    std::string line;
    for (const std::string& cell : cells) {
        line += line.empty() ? "\"" : ",\"";
        for (const char c : cell) {
            line += c == '"' ? std::string{"\"\""} : std::string{c};
        }
        line += '"';
    }
    return line;
}

TinyExtract::TinyExtract(const tabular::Description& description, std::string_view layout)
    : description_{&description}
{
    const auto number = layout_named(description, layout);
    for (const tabular::Table& table : description.tables) {
        if (!table.presence.in(number)) {
            continue;
        }
        std::vector<std::string> columns;
        for (const tabular::Column& column : table.columns) {
            const bool further_use = !columns.empty() && columns.back() == column.name;
            if (column.presence.in(number) && !further_use) {
                columns.push_back(column.name);
            }
        }
        if (!description.headers) {
            columns = table.orders[static_cast<std::size_t>(number)];
        }
        if (!columns.empty()) { // some optional tables are described without a column
            set_header(table.name, std::move(columns));
        }
    }
}

void TinyExtract::set_header(std::string_view table, std::vector<std::string> columns)
{
    const std::string name{table};
    texts_[name] = description_->headers ? quoted(columns) + std::string{line_end} : "";
    headers_[name] = std::move(columns);
}

const std::vector<std::string>& TinyExtract::header(std::string_view table) const
{
    return headers_.find(table)->second;
}

void TinyExtract::add(std::string_view table, const Cells& cells)
{
    const std::vector<std::string>& columns = header(table);
    for (const auto& [column, value] : cells) {
        if (std::ranges::find(columns, column) == columns.end()) {
            throw Error{fmt::format("{} has no column {}", table, column)};
        }
    }
    const tabular::Table* described = description_->table(table);
    std::vector<std::string> row;
    for (const std::string& column : columns) {
        const auto given = cells.find(column);
        const auto usual = defaults_.find(column);
        const bool is_key = described != nullptr && described->key.size() == 1 &&
                            described->key.front() == column && described->extends.empty();
        if (given != cells.end()) {
            row.push_back(given->second);
        } else if (is_key) { // one that no other row has
            row.push_back(fmt::format("{{{}-{}}}", column, std::ranges::count(text(table), '\n')));
        } else {
            row.push_back(usual == defaults_.end() ? std::string{} : usual->second);
        }
    }
    add_line(table, quoted(row));
}

void TinyExtract::add_line(std::string_view table, std::string_view line)
{
    text(table).append(line).append(line_end);
}

std::string& TinyExtract::text(std::string_view table)
{
    const auto found = texts_.find(table);
    if (found == texts_.end()) {
        throw Error{fmt::format("the extract has no table {}", table)};
    }
    return found->second;
}

std::vector<std::string> TinyExtract::tables() const
{
    std::vector<std::string> names;
    for (const auto& [name, text] : texts_) {
        names.push_back(name);
    }
    return names;
}

std::string TinyExtract::file_name(std::string_view table)
{
    return fmt::format("1-2_{}_20260930020000_AAAA.csv", table);
}

void TinyExtract::write(const std::filesystem::path& folder) const
{
    std::filesystem::create_directories(folder);
    for (const auto& [table, text] : texts_) {
        write_whole(folder / file_name(table), text);
    }
}

const std::vector<TestCode>& test_codes()
{
    static const std::vector<TestCode> codes{
        {"1",  "Asthma",                     "H33",        "195967001",        "Conditions"                        },
        {"2",  "Blood pressure reading",     "246",        "75367002",         "Symptoms, Findings"                },
        {"3",  "Systolic pressure",          "2469",       "271649006",        "Symptoms, Findings"                },
        {"4",  "Diastolic pressure",         "246A",       "271650006",        "Symptoms, Findings"                },
        {"5",  "Penicillin allergy",         "14L1",       "91936005",         "Allergy and adverse drug reactions"},
        {"6",  "Peanut allergy",             "SN58-1",     "91935009",         "Allergy and adverse reactions"     },
        {"7",  "Influenza vaccination",      "65E",        "86198006",         "Immunisations"                     },
        {"8",  "Family history of diabetes", "1252",       "160303001",        "Family history"                    },
        {"9",  "Referral to cardiologist",   "8H44",       "183519002",        "Referral"                          },
        {"10", "Form received",              "EMISNQRE87", "437421000006114",  "Administration"                    },
        {"11", "Health trainer contact",     "9Nz9",       "",                 "Administration"                    },
        {"12", "Serum bilirubin",            "44E",        "",                 "Biochemistry"                      },
        {"13", "Plasma triglyceride",        "44e",        "",                 "Biochemistry"                      },
        {"14", "Transferred entry",          "9b0",        "196411000000103",  "Administration"                    },
        {"15", "Erythromycin allergy",       "14LA",       "",                 "Allergy and adverse drug reactions"},
        {"16", "Full blood count request",   "4149",       "26604007",         "Investigation requests"            },
        {"17", "Blood pressure",             "246-1",      "163020007",        "Symptoms, Findings"                },
        {"18", "Letter sent",                "LOCAL01",    "",                 "Administration"                    },
        {"19", "Serum cholesterol",          "44P",        "1005671000000105", "Biochemistry"                      },
    };
    return codes;
}

TinyExtract tiny_emis(const tabular::Description& emis, std::string_view layout)
{
    TinyExtract extract{emis, layout};
    const std::initializer_list<std::pair<std::string_view, std::string_view>> usual{
        {"OrganisationGuid",        main_organisation},
        {"PatientGuid",             main_patient     },
        {"EffectiveDate",           "2010-03-17"     },
        {"EffectiveDatePrecision",  "YMD"            },
        {"EnteredDate",             "2010-03-18"     },
        {"EnteredTime",             "10:15:00"       },
        {"ClinicianUserInRoleGuid", "{STAFF-1}"      },
        {"EnteredByUserInRoleGuid", "{STAFF-1}"      },
        {"Deleted",                 "false"          },
        {"IsConfidential",          "false"          },
        {"ProcessingId",            "1"              },
    };
    for (const auto& [column, value] : usual) {
        extract.by_default(std::string{column}, std::string{value});
    }
    for (const TestCode& code : test_codes()) {
        extract.add("Coding_ClinicalCode",
                    {
                        {"CodeId",                      std::string{code.id}      },
                        {"Term",                        std::string{code.term}    },
                        {"ReadTermId",                  std::string{code.read}    },
                        {"SnomedCTConceptId",           std::string{code.snomed}  },
                        {"EmisCodeCategoryDescription", std::string{code.category}}
        });
    }
    extract.add("Coding_DrugCode", {
                                       {"CodeId",           "501"                    },
                                       {"Term",             "Metformin 500mg tablets"},
                                       {"DmdProductCodeId", "325278007"              }
    });
    extract.add("Coding_DrugCode", {
                                       {"CodeId", "502"                    },
                                       {"Term",   "Honey and lemon linctus"}
    });
    extract.add("Admin_Organisation", {
                                          {"OrganisationGuid", std::string{main_organisation}},
                                          {"OrganisationName", "Northgate Surgery"           },
                                          {"ODSCode",          "Y00001"                      }
    });
    extract.add("Admin_UserInRole", {
                                        {"UserInRoleGuid", "{STAFF-1}"},
                                        {"Surname",        "Shah"     }
    });
    extract.add("Admin_Patient", {
                                     {"PatientGuid", std::string{main_patient}},
                                     {"GivenName",   "Linda"                  },
                                     {"Surname",     "Cooper"                 },
                                     {"Sex",         "F"                      },
                                     {"DateOfBirth", "1960-05-01"             },
                                     {"NhsNumber",   "9434765919"             }
    });
    return extract;
}

} // namespace ferry::support

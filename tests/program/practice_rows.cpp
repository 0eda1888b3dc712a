#include "program/practice_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/require.hpp"
#include "practice/check_digit.hpp"
#include "practice/emis/tables.hpp"

namespace ferry::program {
namespace {

/// What stands in a column of which a test says nothing.
struct Filling {
    std::string_view column, text;
};
constexpr Filling fillings[] = {
    {"PatientGuid",             "p1"        },
    {"OrganisationGuid",        "practice"  },
    {"ClinicianUserInRoleGuid", "gp"        },
    {"EnteredByUserInRoleGuid", "gp"        },
    {"EffectiveDate",           "2010-05-04"},
    {"EffectiveDatePrecision",  "YMD"       },
    {"EnteredDate",             "2010-05-04"},
    {"EnteredTime",             "10:30:00"  },
    {"Deleted",                 "false"     },
    {"IsConfidential",          "false"     },
    {"ProcessingId",            "101"       },
};

const practice::emis::Version& layout()
{
    return practice::emis::version_8_2;
}

bool names_patients(std::string_view table)
{
    return contains(layout().columns_of(table), "PatientGuid");
}

/// Cells of columns and texts in turn.
Cells cells(const std::vector<std::string>& words)
{
    Cells made;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        made[words[i]] = words[i + 1];
    }
    return made;
}

std::string in_quotes(std::string_view text)
{
    std::string cell = "\"";
    for (const char c : text) {
        cell.append(c == '"' ? 2 : 1, c);
    }
    return cell + '"';
}

} // namespace

std::string PracticeRows::guid_of(std::string_view name)
{
    if (name.empty() || name.starts_with('{')) {
        return std::string{name};
    }
    const std::string hex =
        fmt::format("{:016X}{:016X}", fingerprint(name, 1), fingerprint(name, 2));
    return fmt::format("{{{}-{}-{}-{}-{}}}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                       hex.substr(16, 4), hex.substr(20));
}

std::string PracticeRows::file_of(std::string_view table)
{
    return fmt::format("101-101_{}_20260701013000_00000000-0000-4000-8000-000000000001.csv", table);
}

void PracticeRows::add(const std::string& table, Cells cells)
{
    require(layout().has(table), "the layout has the table");
    rows_[table].push_back(std::move(cells));
}

void PracticeRows::add_code(const std::string& name, Cells cells)
{
    codes_[name] = std::to_string(4001 + codes_.size());
    cells["CodeId"] = name;
    add("Coding_ClinicalCode", std::move(cells));
}

void PracticeRows::add_drug(const std::string& name, Cells cells)
{
    codes_[name] = std::to_string(4001 + codes_.size());
    cells["CodeId"] = name;
    add("Coding_DrugCode", std::move(cells));
}

void PracticeRows::change(const std::string& table, const std::string& id, const Cells& cells)
{
    const std::string key{layout().columns_of(table).front()};
    const auto found = std::ranges::find_if(
        rows_[table], [&](const Cells& row) { return row.contains(key) && row.at(key) == id; });
    require(found != rows_[table].end(), "a changed row is there");
    for (const auto& [column, text] : cells) {
        (*found)[column] = text;
    }
}

void PracticeRows::remove_patient(const std::string& name)
{
    for (auto& [table, rows] : rows_) {
        if (names_patients(table)) {
            std::erase_if(rows, [&](const Cells& row) {
                return row.contains("PatientGuid") && row.at("PatientGuid") == name;
            });
        }
    }
}

std::set<std::string> PracticeRows::patients() const
{
    std::set<std::string> named;
    for (const auto& [table, rows] : rows_) {
        for (const Cells& row : rows) {
            if (names_patients(table) && table != "Admin_Patient") {
                named.insert(row.contains("PatientGuid") ? row.at("PatientGuid") : "p1");
            }
        }
    }
    std::erase_if(named, [](const std::string& name) {
        return name.empty() || name.starts_with("stranger");
    });
    if (const auto own = rows_.find("Admin_Patient"); own != rows_.end()) {
        for (const Cells& row : own->second) {
            named.erase(row.at("PatientGuid"));
        }
    }
    return named;
}

std::map<std::string, std::vector<Cells>> PracticeRows::whole() const
{
    auto rows = rows_;
    for (const std::string& name : patients()) {
        rows["Admin_Patient"].push_back(cells({"PatientGuid", name}));
    }
    for (Cells& row : rows["Admin_Patient"]) {
        const std::string name = row.at("PatientGuid");
        const auto index = static_cast<std::int64_t>(fingerprint(name) % practice::nhs_numbers);
        row.merge(cells({"GivenName", "Given-" + name, "Surname", "Surname-" + name, "DateOfBirth",
                         "1960-02-01", "Sex", "F", "DateOfRegistration", "2001-04-02",
                         "PatientTypeDescription", "Regular", "UsualGpUserInRoleGuid", "gp",
                         "NhsNumber", practice::nhs_number(index, 1)}));
    }
    rows["Admin_Organisation"].push_back(cells(
        {"OrganisationGuid", "practice", "OrganisationName", "The Practice", "ODSCode", "A00001"}));
    rows["Admin_UserInRole"].push_back(cells({"UserInRoleGuid", "gp", "Surname", "Adams"}));
    return rows;
}

void PracticeRows::write(const std::filesystem::path& folder) const
{
    std::filesystem::create_directories(folder);
    auto rows = whole();
    for (const practice::emis::TableLayout& table : layout().tables) {
        write_table(folder, table.table, rows[std::string{table.table}]);
    }
}

void PracticeRows::write_table(const std::filesystem::path& folder, std::string_view table,
                               const std::vector<Cells>& rows) const
{
    std::vector<std::string> columns;
    for (const std::string_view column : layout().columns_of(table)) {
        columns.emplace_back(column);
    }
    for (const Cells& row : rows) {
        for (const auto& [column, text] : row) {
            if (std::ranges::find(columns, column) == columns.end()) {
                columns.push_back(column);
            }
        }
    }
    std::string bytes;
    const auto line = [&](auto text_in) {
        for (const std::string& column : columns) {
            bytes += (column == columns.front() ? "" : ",") + in_quotes(text_in(column));
        }
        bytes += "\r\n";
    };
    line([](const std::string& column) { return column; });
    for (const Cells& row : rows) {
        line([&](const std::string& column) {
            if (const auto said = row.find(column); said != row.end()) {
                return text_of(column, said->second);
            }
            const auto* filling = std::ranges::find(fillings, column, &Filling::column);
            return filling == std::end(fillings) ? std::string{}
                                                 : text_of(column, std::string{filling->text});
        });
    }
    write_whole(folder / file_of(table), bytes);
}

std::string PracticeRows::text_of(std::string_view column, const std::string& said) const
{
    if (column.ends_with("Guid")) {
        return guid_of(said);
    }
    const auto code = column.ends_with("CodeId") ? codes_.find(said) : codes_.end();
    return code == codes_.end() ? said : code->second;
}

} // namespace ferry::program

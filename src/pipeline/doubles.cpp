#include "pipeline/doubles.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "profile/profile.hpp"

namespace ferry::pipeline {

void find_doubles(workspace::Workspace& workspace, const transform::Concepts& concepts)
{
    sql::Database& database = workspace.database();
    std::vector<profile::Person> persons;
    sql::Statement row{database, "SELECT source_id, nhs_number, surname, given_name, birth_date, "
                                 "sex FROM patient_summary ORDER BY case_no"};
    while (row.step()) {
        persons.push_back({.source_id = std::string{row.text(0)},
                           .nhs_number = std::string{row.text(1)},
                           .surname = std::string{row.text(2)},
                           .given_name = std::string{row.text(3)},
                           .birth_date = std::string{row.text(4)},
                           .sex = std::string{row.text(5)}});
    }
    auto findings = profile::profile_persons(persons);
    sql::Statement twice{database, "SELECT patient FROM subject s JOIN raw_case r USING (case_no) "
                                   "GROUP BY patient HAVING count(*) > 1 ORDER BY 1"};
    profile::Finding two{.kind = "patient_id_in_two_organisations"};
    while (twice.step()) {
        ++two.count;
        two.items.emplace_back(twice.text(0));
    }
    if (two.count > 0) {
        findings.push_back(std::move(two));
    }
    profile::Finding codes = profile::profile_codes(concepts.all());
    if (codes.count > 0) {
        findings.push_back(std::move(codes));
    }
    database.run("DELETE FROM finding WHERE case_no = 0");
    sql::Statement insert{database, "INSERT INTO finding VALUES (0, ?, ?, ?)"};
    for (const profile::Finding& finding : findings) {
        const std::string items = fmt::format("{}", fmt::join(finding.items, "\n"));
        insert.bind(0, finding.kind).bind(1, finding.count).bind(2, items).run();
    }
}

} // namespace ferry::pipeline

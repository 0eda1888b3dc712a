#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workspace/case_store.hpp"

/// Who the cases are about, and what shows only between them.
namespace ferry::workspace {
namespace {

constexpr CaseNo between_cases = 0; ///< where findings stand that are of no case

constexpr std::string_view person_query =
    "SELECT source_id, nhs_number, surname, given_name, birth_date, sex FROM patient_summary ";

/// \pre `row` is one of a person_query.
profile::Person person_in(const sql::Statement& row)
{
    return {.source_id = std::string{row.text(0)},
            .nhs_number = std::string{row.text(1)},
            .surname = std::string{row.text(2)},
            .given_name = std::string{row.text(3)},
            .birth_date = std::string{row.text(4)},
            .sex = std::string{row.text(5)}};
}

} // namespace

std::map<CaseNo, std::string> CaseStore::patients()
{
    std::map<CaseNo, std::string> all;
    sql::Statement row{database_, "SELECT r.case_no, patient FROM raw_case r JOIN subject s ON "
                                  "s.case_no = r.case_no"};
    while (row.step()) {
        all.emplace(row.number(0), row.text(1));
    }
    return all;
}

std::int64_t CaseStore::patient_count()
{
    return database_.number(fmt::format(
        "SELECT count(DISTINCT case_no) FROM raw_case WHERE case_no > {}", unattached_case));
}

std::vector<CaseNo> CaseStore::find_patient(std::string_view id)
{
    const std::string braced = fmt::format("{{{}}}", id);
    sql::Statement row{database_,
                       "SELECT case_no FROM patient_summary WHERE nhs_number = ?1 AND ?1 <> '' "
                       "UNION SELECT r.case_no FROM subject s JOIN raw_case r ON r.case_no = "
                       "s.case_no WHERE s.patient IN (?1, ?2) OR "
                       "s.organisation || '/' || s.patient = ?1 ORDER BY 1"};
    row.bind(0, id).bind(1, braced);
    std::vector<CaseNo> found;
    while (row.step()) {
        found.push_back(row.number(0));
    }
    return found;
}

extract::Subject CaseStore::subject(CaseNo case_no)
{
    sql::Statement row{database_, "SELECT organisation, patient FROM subject WHERE case_no = ?"};
    row.bind(0, case_no);
    return row.step() ? extract::Subject{.organisation = std::string{row.text(0)},
                                         .patient = std::string{row.text(1)}}
                      : extract::Subject{};
}

std::optional<profile::Person> CaseStore::summary(CaseNo case_no)
{
    sql::Statement row{database_, std::string{person_query} + "WHERE case_no = ?"};
    row.bind(0, case_no);
    return row.step() ? std::optional{person_in(row)} : std::nullopt;
}

std::vector<profile::Person> CaseStore::persons()
{
    std::vector<profile::Person> persons;
    sql::Statement row{database_, std::string{person_query} + "ORDER BY case_no"};
    while (row.step()) {
        persons.push_back(person_in(row));
    }
    return persons;
}

std::vector<std::string> CaseStore::ids_in_two_organisations()
{
    std::vector<std::string> ids;
    sql::Statement row{database_, "SELECT patient FROM subject s JOIN raw_case r USING (case_no) "
                                  "GROUP BY patient HAVING count(*) > 1 ORDER BY 1"};
    while (row.step()) {
        ids.emplace_back(row.text(0));
    }
    return ids;
}

void CaseStore::put_finding(CaseNo case_no, const profile::Finding& finding)
{
    const std::string items = fmt::format("{}", fmt::join(finding.items, "\n"));
    put_finding_.bind(0, case_no).bind(1, finding.kind).bind(2, finding.count).bind(3, items).run();
}

void CaseStore::set_findings_between(const std::vector<profile::Finding>& findings)
{
    sql::Statement{database_, "DELETE FROM finding WHERE case_no = ?"}.bind(0, between_cases).run();
    for (const profile::Finding& finding : findings) {
        put_finding(between_cases, finding);
    }
}

} // namespace ferry::workspace

#include "support/tiny_bulk.hpp"

namespace ferry::support {

// Rows as they stand in the files: aligned by hand.
// clang-format off
TinyExtract tiny_systmone(const tabular::Description& systmone, std::string_view layout)
{
    TinyExtract extract{systmone, layout};
    extract.remove("SRManifest"); // which would have to name the files
    const std::initializer_list<std::pair<std::string_view, std::string_view>> usual{
        {"IDOrganisationVisibleTo", "Y00001"},
        {"IDOrganisation", "Y00001"},
        {"IDPatient", main_patient},
        {"DateEvent", "17 Mar 2010 10:15:00"},
        {"DateEventRecorded", "18 Mar 2010 10:15:00"},
        {"IDProfileEnteredBy", "5000"},
        {"IDDoneBy", "4000"},
        {"RemovedData", "0"},
        {"IsNumeric", "false"},
    };
    for (const auto& [column, value] : usual) {
        extract.by_default(std::string{column}, std::string{value});
    }
    extract.add("SROrganisation", {{"ID", "Y00001"}, {"Name", "Northgate Surgery"}});
    extract.add("SRStaffMember", {{"RowIdentifier", "4000"}, {"StaffName", "Dr A Shah"}});
    extract.add("SRStaffMemberProfile", {{"RowIdentifier", "5000"}, {"IDStaffMember", "4000"}});
    extract.add("SRPatient", {{"RowIdentifier", std::string{main_patient}},
                              {"FirstName", "Linda"},
                              {"Surname", "Cooper"},
                              {"Gender", "F"},
                              {"DateBirth", "01 May 1960 00:00"},
                              {"NHSNumber", "9434765919"}});
    return extract;
}

TinyExtract tiny_vision(const tabular::Description& vision, std::string_view layout)
{
    TinyExtract extract{vision, layout};
    extract.remove("patient_check_sum");
    extract.remove("active_user");
    const std::initializer_list<std::pair<std::string_view, std::string_view>> usual{
        {"PID", main_patient}, {"DATE", "20100317"}, {"RECORDED_DATE", "20100318"},
        {"HCP", "1"}, {"TIME", "1015"}, {"ACTION", "A"}, {"CONTEXT", "A"}, {"SERVICE_ID", "30011"},
    };
    for (const auto& [column, value] : usual) {
        extract.by_default(std::string{column}, std::string{value});
    }
    extract.add("practice", {{"IDENTIFIER", "Y00001"}, {"NAME", "Northgate Surgery"}});
    extract.add("staff", {{"ID", "1"}, {"HCP_TYPE", "A"}, {"GMP_CODE", "G9000001"},
            {"SURNAME", "Shah"}, {"SEX", "F"}});
    extract.add("patient", {{"PID", std::string{main_patient}},
                            {"DATE_OF_BIRTH", "19600501"},
                            {"SEX", "F"},
                            {"ACTIVE", "R"},
                            {"REGISTERED_DATE", "20010401"},
                            {"SURNAME", "Cooper"},
                            {"FORENAME", "Linda"},
                            {"NHS_NUMBER", "9434765919"}});
    return extract;
}

TinyExtract tiny_gnumed(const tabular::Description& gnumed)
{
    TinyExtract extract{gnumed, "22"};
    const std::initializer_list<std::pair<std::string_view, std::string_view>> usual{
        {"patient", main_patient}, {"fk_patient", main_patient}, {"fk_identity", main_patient},
        {"clin_when", "2010-03-17 10:15:00+00"}, {"started", "2010-03-17 10:15:00+00"},
        {"modified_when", "2010-03-18 10:15:00.25+00"}, {"author", "1"},
    };
    for (const auto& [column, value] : usual) {
        extract.by_default(std::string{column}, std::string{value});
    }
    extract.add("dem.org", {{"pk", "1"}, {"description", "Northgate Surgery"}, {"ods", "Y00001"}});
    extract.add("dem.staff", {{"pk", "1"}, {"firstnames", "A"}, {"lastnames", "Shah"}});
    extract.add("dem.identity", {{"pk", std::string{main_patient}},
                                 {"birth_day", "1960-05-01"},
                                 {"gender", "f"},
                                 {"deleted", "f"}});
    extract.add("dem.names", {{"id", "1"},
                              {"id_identity", std::string{main_patient}},
                              {"active", "t"},
                              {"lastnames", "Cooper"},
                              {"firstnames", "Linda"}});
    return extract;
}
// clang-format on

} // namespace ferry::support

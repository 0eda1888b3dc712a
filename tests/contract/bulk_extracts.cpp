#include "contract/sources.hpp"
#include "sources/gnumed/description.hpp"
#include "sources/systmone/description.hpp"
#include "sources/vision/description.hpp"
#include "support/tiny_bulk.hpp"

namespace ferry::contract {

// Rows as they stand in the files: aligned by hand.
// clang-format off
support::TinyExtract full_systmone()
{
    auto extract = support::tiny_systmone(sources::systmone_csv());
    for (const std::string no : {"1", "2"}) {
        extract.add("SRPatientRegistration", {{"DateRegistration", "0" + no + " Apr 2001"},
                {"RegistrationStatus", "GMS"}});
        extract.add("SREvent", {{"RowIdentifier", "70" + no}});
        extract.add("SRCode", {{"RowIdentifier", "80" + no},
                               {"CTV3Code", "H33.."},
                               {"CTV3Text", "Asthma"},
                               {"SNOMEDCode", "195967001"},
                               {"IDEvent", "70" + no},
                               {"EpisodeType", "a \"b\",\nc"}});
        extract.add("SRProblem", {{"RowIdentifier", "90" + no}, {"IDCode", "80" + no},
                {"Severity", "Major"}});
        extract.add("SRRepeatTemplate", {{"RowIdentifier", "60" + no},
                                         {"IDMultiLexProduct", "02782000"},
                                         {"IDMultiLexDMD", "325278007"},
                                         {"NameOfMedication", "Metformin 500mg tablets"},
                                         {"DateMedicationTemplateStart", "17 Mar 2010 00:00:00"},
                                         {"MedicationQuantity", "28 tablet - 500mg"},
                                         {"DrugStatus", "Active"}});
        extract.add("SRPrimaryCareMedication", {{"IDMultiLexProduct", "02782000"},
                                                {"IDMultiLexDMD", "325278007"},
                                                {"NameOfMedication", "Metformin 500mg tablets"},
                                                {"DateMedicationStart", "17 Mar 2010 00:00:00"},
                                                {"MedicationQuantity", "28 tablet - 500mg"},
                                                {"IsRepeatMedication", "true"},
                                                {"IDRepeatTemplate", "60" + no}});
        extract.add("SRRecall", {{"RecallType", "Asthma review"},
                {"DateRecall", "17 Mar 2011 00:00:00"}, {"RecallStatus", "Pending"}});
    }
    return extract;
}

support::TinyExtract full_vision()
{
    auto extract = support::tiny_vision(sources::vision_csv());
    for (const std::string no : {"1", "2"}) {
        extract.add("encounter", {{"ID", "70" + no}});
        extract.add("journal", {{"ID", "80" + no},
                                {"CODE", "H33..00"},
                                {"SNOMED_CODE", "195967001"},
                                {"RUBRIC", "Asthma"},
                                {"SUBSET", no == "1" ? "P" : "C"},
                                {"LINKS", no == "1" ? "E701" : "E702|801"},
                                {"TEXT", "a \"b\",\nc"}});
        extract.add("referral", {{"SPECIALTY", "Cardiology"}, {"UNIT", "Y00001"}});
    }
    return extract;
}

support::TinyExtract full_gnumed()
{
    auto extract = support::tiny_gnumed(sources::gnumed());
    for (const std::string no : {"1", "2"}) {
        extract.add("clin.encounter", {{"pk", "70" + no}});
        extract.add("clin.episode", {{"pk", "80" + no}, {"fk_encounter", "70" + no},
                                     {"description", "Asthma"}, {"code_text", "Asthma"},
                                     {"code_snomed", "195967001"}, {"is_open", "t"}});
        extract.add("clin.clin_narrative", {{"pk", "90" + no}, {"fk_encounter", "70" + no},
                                            {"fk_episode", "80" + no},
                                            {"code_text", "Asthma"}, {"code_snomed", "195967001"},
                                            {"narrative", "a \"b\",\nc"}, {"soap_cat", "s"}});
        extract.add("clin.clin_diag", {{"pk", "50" + no}, {"fk_narrative", "90" + no},
                                       {"is_chronic", "t"}});
        extract.add("clin.test_result", {{"pk", "60" + no}, {"fk_encounter", "70" + no},
                                         {"test_name", "Serum potassium"}, {"loinc", "2823-3"},
                                         {"val_num", "3.50"}, {"val_unit", "mmol/L"}});
        extract.add("clin.substance_intake", {{"fk_encounter", "70" + no},
                                              {"drug_name", "Metformin 500mg tablets"},
                                              {"schedule", "one a day"}, {"still_taken", "t"}});
        extract.add("dem.message_inbox", {{"comment", "asthma review"},
                                          {"due_date", "2011-03-17"}});
    }
    return extract;
}
// clang-format on

} // namespace ferry::contract

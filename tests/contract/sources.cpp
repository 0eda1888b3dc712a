#include "contract/sources.hpp"

#include <algorithm>
#include <array>

#include "pipeline/sources.hpp"
#include "sources/emis/description.hpp"

namespace ferry::contract {

support::TinyExtract full_emis()
{
    auto extract = support::tiny_emis(sources::emis_csv());
    for (const std::string no : {"1", "2"}) {
        const std::string note = "{NOTE-" + no + "}";
        extract.add("Admin_PatientHistory",
                    {
                        {"HistoryDate",       "2001-04-0" + no},
                        {"StatusDescription", "Registered"    }
        });
        extract.add("Appointment_Slot", {
                                            {"AppointmentDate",      "2010-03-1" + no},
                                            {"AppointmentStartTime", "09:00:00"      }
        });
        extract.add("CareRecord_Consultation", {
                                                   {"ConsultationGuid", "{CONS-" + no + "}"}
        });
        extract.add("CareRecord_Observation", {
                                                  {"ObservationGuid",  note               },
                                                  {"CodeId",           no                 },
                                                  {"ConsultationGuid", "{CONS-" + no + "}"},
                                                  {"Qualifiers",       "a \"b\",\nc"      }
        });
        extract.add("CareRecord_Problem",
                    {
                        {"ObservationGuid",          note            },
                        {"ProblemStatusDescription", "Active Problem"}
        });
        extract.add("CareRecord_Diary", {
                                            {"CodeId", no}
        });
        extract.add("Prescribing_DrugRecord", {
                                                  {"DrugRecordGuid", "{DRUG-" + no + "}"},
                                                  {"CodeId",         "501"              },
                                                  {"Dosage",         "one a day"        }
        });
        extract.add(
            "Prescribing_IssueRecord",
            {
                {"DrugRecordGuid", "{DRUG-" + no + "}"},
                {"CodeId",         "501"              },
                {"Quantity",       "28.0"             }
        });
    }
    return extract;
}

namespace {

support::Cells emis_note()
{
    return {
        {"CodeId", "1"}
    };
}

support::Cells systmone_note()
{
    support::Cells note;
    note["CTV3Code"] = "H33..";
    note["CTV3Text"] = "Asthma";
    note["SNOMEDCode"] = "195967001";
    return note;
}

support::Cells vision_note()
{
    support::Cells note;
    note["CODE"] = "H33..00";
    note["SNOMED_CODE"] = "195967001";
    note["RUBRIC"] = "Asthma";
    note["SUBSET"] = "C";
    return note;
}

support::Cells gnumed_note()
{
    return {
        {"code_text",   "Asthma"   },
        {"code_snomed", "195967001"}
    };
}

SourceUnderTest emis()
{
    SourceUnderTest source;
    source.name = "emis-csv";
    source.make = full_emis;
    source.patients = "Admin_Patient";
    source.notes = "CareRecord_Observation";
    source.text = "Qualifiers";
    source.text_field = "qualifiers";
    source.unneeded = "AbnormalReason";
    source.needed = "PatientGuid";
    source.statement = "CodeId";
    source.note = emis_note;
    source.clinical = {"Admin_Patient",          "CareRecord_Consultation",
                       "CareRecord_Observation", "CareRecord_Problem",
                       "CareRecord_Diary",       "Prescribing_DrugRecord",
                       "Prescribing_IssueRecord"};
    return source;
}

SourceUnderTest systmone()
{
    SourceUnderTest source;
    source.name = "systmone-csv";
    source.make = full_systmone;
    source.patients = "SRPatient";
    source.notes = "SRCode";
    source.text = "EpisodeType";
    source.text_field = "episode";
    source.unneeded = "NumericUnit";
    source.needed = "IDPatient";
    source.statement = "CTV3Code";
    source.note = systmone_note;
    source.any_byte_is_text = true;
    source.clinical = {
        "SRPatient",        "SREvent", "SRCode", "SRProblem", "SRPrimaryCareMedication",
        "SRRepeatTemplate", "SRRecall"};
    return source;
}

SourceUnderTest vision()
{
    SourceUnderTest source;
    source.name = "vision-csv";
    source.make = full_vision;
    source.patients = "patient";
    source.notes = "journal";
    source.text = "TEXT";
    source.note = vision_note;
    source.headers = false;
    source.clinical = {"patient", "encounter", "journal", "referral"};
    return source;
}

/// The tables of a database as they are copied out.
SourceUnderTest gnumed()
{
    SourceUnderTest source;
    source.name = "gnumed";
    source.make = full_gnumed;
    source.patients = "dem.identity";
    source.notes = "clin.clin_narrative";
    source.text = "narrative";
    source.unneeded = "soap_cat";
    source.needed = "patient";
    source.statement = "code_snomed";
    source.note = gnumed_note;
    source.clinical = {"dem.identity", "clin.clin_narrative", "clin.substance_intake"};
    return source;
}

} // namespace

std::span<const SourceUnderTest> sources_under_test()
{
    static const std::vector<SourceUnderTest> all{emis(), systmone(), vision(), gnumed()};
    return all;
}

std::vector<SourceUnderTest> sources_for(bool (*holds)(const SourceUnderTest&))
{
    std::vector<SourceUnderTest> found;
    std::ranges::copy_if(sources_under_test(), std::back_inserter(found), holds);
    return found;
}

std::ostream& operator<<(std::ostream& out, const SourceUnderTest& source)
{
    return out << source.name;
}

support::Source source_named(std::string_view name)
{
    const pipeline::SourceKind& kind = pipeline::source_kind(name);
    return {.open = kind.open, .mapper = kind.mapper};
}

std::string name_of_source(std::string_view name)
{
    std::string letters{name};
    std::ranges::replace_if(
        letters, [](char c) { return c == '-' || c == '.'; }, '_');
    return letters;
}

} // namespace ferry::contract

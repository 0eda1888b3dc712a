#include "contract/sources.hpp"

#include <algorithm>
#include <array>

#include "pipeline/sources.hpp"
#include "sources/emis/emis.hpp"

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

std::span<const SourceUnderTest> sources_under_test()
{
    static constexpr std::array all{
        SourceUnderTest{.name = "emis-csv",
                        .make = full_emis,
                        .patients = "Admin_Patient",
                        .notes = "CareRecord_Observation",
                        .text = "Qualifiers",
                        .unneeded = "AbnormalReason",
                        .needed = "PatientGuid",
                        .statement = "CodeId"},
    };
    return all;
}

support::Source source_named(std::string_view name)
{
    const pipeline::SourceKind& kind = pipeline::source_kind(name);
    return {.open = kind.open, .mapper = kind.mapper};
}

std::string name_of_source(std::string_view name)
{
    std::string letters{name};
    std::ranges::replace(letters, '-', '_');
    return letters;
}

} // namespace ferry::contract

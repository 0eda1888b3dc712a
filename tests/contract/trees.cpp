#include "contract/trees.hpp"

#include <array>

#include "base/digest.hpp"

namespace ferry::contract {
namespace {

std::map<std::string, std::string> tiny_fhir()
{
    return {
        {"bundle.json",
         R"({"resourceType":"Bundle","entry":[
{"resource":{"resourceType":"Organization","id":"o1","name":"Test Practice"}},
{"resource":{"resourceType":"Patient","id":"p1","managingOrganization":
 {"reference":"Organization/o1"},"name":[{"family":"Test"}]}},
{"resource":{"resourceType":"Encounter","id":"e1","subject":{"reference":"Patient/p1"},
 "period":{"start":"2010-06-30T00:00:00+01:00"}}},
{"resource":{"resourceType":"Observation","id":"x1","subject":{"reference":"Patient/p1"},
 "context":{"reference":"Encounter/e1"},"valueQuantity":{"value":1.50,"unit":"g/L"},
 "code":{"coding":[{"system":"http://snomed.info/sct","code":"195967001",
 "display":"A \"b\" \u00e9"}]}}},
{"resource":{"resourceType":"List","id":"l1","subject":{"reference":"Patient/p1"},"contained":[
 {"resourceType":"AllergyIntolerance","id":"1","patient":{"reference":"Patient/p1"},
 "code":{"coding":[{"system":"http://snomed.info/sct","code":"91935009","display":"Nuts"}]}}]}}
]})"},
        {"Observation.ndjson",
         R"({"resourceType":"Observation","id":"x2","subject":{"reference":"Patient/p1"},)"
         R"("code":{"text":"seen"}})"
         "\n"                                 },
    };
}

std::map<std::string, std::string> tiny_gp2gp()
{
    return {
        {"m.xml",
         R"(<?xml version="1.0" encoding="UTF-8"?>
<RCMR_IN030000UK06 xmlns="urn:hl7-org:v3"><EhrExtract><recordTarget><patient>
<id root="2.16.840.1.113883.2.1.4.1" extension="9990000018"/></patient></recordTarget>
<component><ehrFolder><agentDirectory><Agent><id root="a1"/><agentPerson><name><family>T</family>
</name></agentPerson></Agent></agentDirectory><component><ehrComposition><id root="c1"/>
<code code="25671000000102" codeSystem="2.16.840.1.113883.2.1.3.2.4.15" displayName="Note"/>
<availabilityTime value="20100304"/><component><CompoundStatement classCode="CATEGORY">
<id root="h1"/><code code="14L..00" codeSystem="2.16.840.1.113883.2.1.6.2" displayName="H/O"/>
<component><ObservationStatement><id root="x1"/><code code="91935009"
 codeSystem="2.16.840.1.113883.2.1.3.2.4.15" displayName="Nuts &amp; &#x41;"/>
<availabilityTime value="201003040930"/></ObservationStatement></component></CompoundStatement>
</component></ehrComposition></component></ehrFolder></component></EhrExtract>
</RCMR_IN030000UK06>)"              },
        {"patients.csv", "nhs_number,surname\n9990000018,Test\n"},
    };
}

std::map<std::string, std::string> tiny_ferry_extract()
{
    std::map<std::string, std::string> files{
        {"case.csv",          "patient,digest,items\n1,\"a\",1\n3,\"b\",2\n"                        },
        {"concept.csv",       "concept,text,outcome,rule\n7,\"A \"\"b\"\"\",\"carried\",\"r\"\n"    },
        {"coding.csv",        "concept,n,system,code,display,original,description\n"
                       "7,1,\"urn:a\",\"b\",\"\",1,\"\"\n"                    },
        {"staff.csv",         "item,patient,source_id,surname\n16777217,1,\"s1\",\"T\"\n"           },
        {"patient.csv",       "item,patient,source_id,birth_date\n50331649,3,\"p1\",\"2009-03\"\n"  },
        {"observation.csv",   "item,patient,source_id,code,value,clinician,confidential\n"
                            "50331650,3,\"x\ny\",7,\"1.50\",16777217,0\n"},
        {"audit_columns.csv", "file,header\n\"a.csv\",\"Who,\"\"What\"\"\"\n"                       },
    };
    files["audit_trail.csv"] = "patient,file,line,charset,text\n"
                               "3,\"a.csv\",2,\"utf-8\",\"u,\"\"made\nit\"\"\"\n"
                               "4,\"a.csv\",4,\"utf-8\",\"v,\"\n";
    std::string integrity = "file,rows,bytes,sha256\n";
    for (const auto& [name, text] : files) {
        integrity += '"' + name + "\",1," + std::to_string(text.size()) + ",\"" +
                     evidence_digest(text) + "\"\n";
    }
    files.emplace("integrity.csv", std::move(integrity));
    return files;
}

} // namespace

std::span<const TreesUnderTest> trees_under_test()
{
    static constexpr std::array all{
        TreesUnderTest{.name = "fhir",          .make = tiny_fhir         },
        TreesUnderTest{.name = "gp2gp",         .make = tiny_gp2gp        },
        TreesUnderTest{.name = "ferry-extract", .make = tiny_ferry_extract},
    };
    return all;
}

} // namespace ferry::contract

#include "contract/trees.hpp"

#include <array>

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
 "code":{"coding":[{"system":"http://snomed.info/sct","code":"195967001","display":"A \"b\" \u00e9"}]}}},
{"resource":{"resourceType":"List","id":"l1","subject":{"reference":"Patient/p1"},"contained":[
 {"resourceType":"AllergyIntolerance","id":"1","patient":{"reference":"Patient/p1"},
 "code":{"coding":[{"system":"http://snomed.info/sct","code":"91935009","display":"Nuts"}]}}]}}
]})"                                                                  },
        {"Observation.ndjson",
         R"({"resourceType":"Observation","id":"x2","subject":{"reference":"Patient/p1"},"code":{"text":"seen"}}
)"},
    };
}

} // namespace

std::span<const TreesUnderTest> trees_under_test()
{
    static constexpr std::array all{
        TreesUnderTest{.name = "fhir", .make = tiny_fhir},
    };
    return all;
}

} // namespace ferry::contract

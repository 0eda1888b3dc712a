#include "pipeline/doubles.hpp"

#include "profile/profile.hpp"

namespace ferry::pipeline {

void find_doubles(workspace::CaseStore& store, const transform::Concepts& concepts)
{
    auto findings = profile::profile_persons(store.persons());
    profile::Finding two{.kind = "patient_id_in_two_organisations"};
    two.items = store.ids_in_two_organisations();
    two.count = std::ssize(two.items);
    if (two.count > 0) {
        findings.push_back(std::move(two));
    }
    profile::Finding codes = profile::profile_codes(concepts.all());
    if (codes.count > 0) {
        findings.push_back(std::move(codes));
    }
    store.set_findings_between(findings);
}

} // namespace ferry::pipeline

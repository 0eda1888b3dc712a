#include <algorithm>

#include <fmt/format.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/identity.hpp"
#include "sources/fhir/paths.hpp"
#include "transform/policies.hpp"

/// Several rows under one key.
namespace ferry::fhir {

using json::Value;
using transform::Cause;

namespace {

/// True if both say the same but for what was noted about the saving of them.
bool say_the_same(Value one, Value other)
{
    const auto members = [](Value value) {
        std::vector<Value> all;
        std::ranges::copy_if(value, std::back_inserter(all),
                             [](Value member) { return member.key() != "meta"; });
        return all;
    };
    const auto here = members(one);
    const auto same_there = [other](Value member) { return same(member, other[member.key()]); };
    return here.size() == members(other).size() && std::ranges::all_of(here, same_there) &&
           same(one["meta"]["security"], other["meta"]["security"]);
}

} // namespace

/// What no two rows may share. Every Patient of a case is of one id, however it is written.
std::string CaseMapper::double_key(RowNo row) const
{
    const ReadRow& read = reading_.at(row);
    const bool patient = read.container < 0 && reading_.type(row) == "Patient";
    return patient && !read.key.empty() ? "Patient" : read.key;
}

/// Of what is left anyhow it does not matter which counts, but for what other rows look up: a
/// product says which drug was given.
bool CaseMapper::counts_as_double(RowNo row) const
{
    const std::string_view type = reading_.type(row);
    return !make_.has_fate(row) || type == "Medication" || type == "Substance";
}

void CaseMapper::settle_doubles()
{
    std::unordered_map<std::string, RowNo> standing;
    for (RowNo row = 0; row < reading_.size(); ++row) {
        const std::string key = double_key(row);
        const auto before = key.empty() ? standing.end() : standing.find(key);
        if (before == standing.end() || !counts_as_double(row)) {
            reading_.stand(row); // also what is left: a medicine is looked up
            if (!key.empty()) {
                standing.insert_or_assign(key, row);
            }
        } else if (settle_double(before->second, row)) {
            reading_.stand(row);
            before->second = row;
        }
    }
}

/// \return true if the newer row stands from now on
bool CaseMapper::settle_double(RowNo older, RowNo newer)
{
    const Value one = reading_.resource(older);
    const Value other = reading_.resource(newer);
    if (say_the_same(one, other)) {
        settle_if_open(newer, transform::policy::repeated_row.name);
        return false;
    }
    const std::string_view type = reading_.type(newer);
    const bool two_people = type == "Patient" && are_two_people(one, other);
    const bool held_before = in_doubt_.contains(older);
    const auto later = is_later(text_at(other, "meta.lastUpdated"), //
                                text_at(one, "meta.lastUpdated"));
    if (later && !two_people && !held_before) {
        settle_if_open(*later ? older : newer, transform::policy::superseded_row.name);
        return *later;
    }
    const Cause& twice = make_.cause(
        "duplicate_key", type,
        two_people
            ? "a Patient that stands several times under one id, with another NHS number "
              "or another birth date and surname: two people, whom no decision joins"
            : fmt::format("a {} that {}", type, transform::cause_kind("duplicate_key").meaning));
    if (make_.choice(twice) == "last" && !two_people && !held_before) {
        settle_with_contained(older, Outcome::left, transform::by_decision, &twice);
        return true;
    }
    for (const RowNo row : {older, newer}) {
        settle_with_contained(row, twice);
        reading_.doubt(row);
        in_doubt_.insert(row);
    }
    return false;
}

/// What has its fate for another reason keeps it.
void CaseMapper::settle_if_open(RowNo row, std::string_view policy)
{
    if (!make_.has_fate(row)) {
        settle_with_contained(row, Outcome::left, policy);
    }
}

void CaseMapper::settle_with_contained(RowNo row, Outcome outcome, std::string_view rule,
                                       const Cause* cause)
{
    make_.settle(row, outcome, rule, cause);
    for (RowNo inner = row + 1; inner < reading_.size() && reading_.at(inner).container == row;
         ++inner) {
        make_.settle(inner, outcome, rule, cause);
    }
}

void CaseMapper::settle_with_contained(RowNo row, const Cause& cause)
{
    settle_with_contained(row, make_.outcome_of(cause), make_.rule_of(cause), &cause);
}

} // namespace ferry::fhir

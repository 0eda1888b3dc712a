#include "practice/emis/oddities.hpp"

#include <utility>

#include "base/contains.hpp"
#include "practice/check_digit.hpp"

namespace ferry::practice::emis {
namespace {

using enum Irregularity;

/// The first of the items that fits, or none.
template <typename Item, typename Fits>
Guid first_of(const std::vector<Item>& items, Fits&& fits)
{
    const auto found = std::ranges::find_if(items, fits);
    return found == items.end() ? Guid{} : found->entry.id;
}

Guid a_plain_entry(const Record& record)
{
    return first_observation(record, is_plain_entry);
}

/// A value that stands by itself.
Guid a_value(const Record& record)
{
    return first_observation(record, [](const Observation& observation) {
        return observation.kind == ObservationKind::value && observation.parent.empty();
    });
}

/// The heading of a report, or what could be one.
Guid a_heading(const Record& record)
{
    const Guid heading = first_observation(record, [](const Observation& observation) {
        return is_plain_entry(observation) &&
               contains(panels(), observation.code->key, &Panel::header);
    });
    return heading.empty() ? a_plain_entry(record) : heading;
}

Guid a_medication(const Record& record)
{
    return first_of(record.drug_records, [](const DrugRecord&) { return true; });
}

Guid an_issue(const Record& record)
{
    return first_of(record.issues, [](const Issue& issue) { return !issue.entry.deleted; });
}

/// One after which the patient stays long enough to be given its later issues.
Guid an_acute(const Record& record)
{
    const Day left = record.person.left;
    return first_of(record.drug_records, [left](const DrugRecord& drug) {
        return drug.type == PrescriptionType::acute &&
               (left == 0 || day_of(drug.entry.on) + later_issue_days.back() < left);
    });
}

constexpr OddRow rows[] = {
    {emis_acute_post_dated,           "issue", an_acute     },
    {emis_issue_problem_missing,      "issue", an_issue     },
    {emis_leading_space,              "obs",   a_value      },
    {emis_medication_problem_missing, "med",   a_medication },
    {emis_precision_ymdt,             "obs",   a_plain_entry},
    {emis_range_without_value,        "obs",   a_heading    },
    {emis_read_synonym,               "obs",   a_plain_entry},
    {emis_two_processing_ids,         "obs",   a_plain_entry},
};

} // namespace

std::span<const OddRow> odd_rows()
{
    return rows;
}

Code synonym_of(const Setting& setting, const Code& code)
{
    const auto place = &code - setting.codes.codes().data();
    Code synonym = code;
    synonym.code_id = sctid(82'000 + place, "1000006", "11");
    synonym.read += "-1";
    synonym.mapping = Mapping::unassured; // so that the Read code alone has to tell
    return synonym;
}

} // namespace ferry::practice::emis

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/statuses.hpp"
#include "sources/fhir/words.hpp"

/// What stands under what: headings, panels, reports, problems; and which rows only
/// complete what another says.
namespace ferry::fhir {

void CaseMapper::find_structure()
{
    for (RowNo row = 0; row < reading_.size(); ++row) {
        if (!make_.has_fate(row)) {
            find_places(row);
            find_merged(row);
        }
    }
}

void CaseMapper::find_places(RowNo row)
{
    const Value resource = reading_.resource(row);
    const std::string_view type = reading_.type(row);
    if (type == "List" && has_code(resource["code"], consultation_lists)) {
        for (const Value item : all_at(resource, "entry.item")) {
            if (const RowNo target = reading_.target(item, row); target >= 0) {
                lists_.emplace(target, row);
            }
        }
    } else if (type == "Condition") {
        find_content(row);
    } else if (type == "QuestionnaireResponse") {
        const Value parent = first_at(resource, "parent|partOf");
        const RowNo of = has_only_references(resource) ? reading_.target(parent, row) : -1;
        for (const Value answer : all_at(resource, "item.answer.valueReference")) {
            stand_under(answer, row, of >= 0 ? of : row);
        }
    } else if (type == "DiagnosticReport" || type == "Observation") {
        find_members(row);
    }
}

/// Results and specimens of a report; members of a panel, as STU3 and R4 name them.
void CaseMapper::find_members(RowNo row)
{
    const Value resource = reading_.resource(row);
    const bool report = reading_.type(row) == "DiagnosticReport";
    for (const std::string_view path : report
                                           ? std::array<std::string_view, 2>{"result", "specimen"}
                                           : std::array<std::string_view, 2>{"hasMember", ""}) {
        for (const Value member : all_at(resource, path)) {
            stand_under(member, row, row);
        }
    }
    for (const Value related : all_at(resource, "related")) {
        if (related["type"].text() == "has-member") {
            stand_under(related["target"], row, row);
        }
    }
}

/// What belongs to a problem: the entry it was made of, and those named as its content.
void CaseMapper::find_content(RowNo row)
{
    for (const std::string_view path : {"extension:RelatedClinicalContent.valueReference",
                                        "extension:ActualProblem.valueReference"}) {
        for (const Value content : all_at(reading_.resource(row), path)) {
            const RowNo target = reading_.target(content, row);
            if (target >= 0 && !contains(problems_[target], row)) {
                problems_[target].push_back(row);
            }
        }
    }
}

void CaseMapper::stand_under(Value reference, RowNo row, RowNo heading)
{
    const RowNo target = reading_.target(reference, row);
    if (target < 0 || target == heading) {
        return;
    }
    headings_.try_emplace(target, heading);
}

/// Rows that say nothing of their own: another row's item speaks for them.
void CaseMapper::find_merged(RowNo row)
{
    const Value resource = reading_.resource(row);
    const std::string_view type = reading_.type(row);
    RowNo into = -1;
    if (type == "DocumentReference" || type == "Media") {
        find_bytes(row);
    } else if (type == "MedicationStatement") {
        into = plan_of(row);
    } else if (type == "List" && !first_at(resource, "extension:ListWarningCode") &&
               has_code(resource["code"], consultation_lists)) {
        into = reading_.target(resource["encounter"], row);
    } else if (type == "QuestionnaireResponse" && has_only_references(resource)) {
        into = reading_.target(first_at(resource, "parent|partOf"), row);
    } else if (type == "PractitionerRole") {
        into = reading_.target(resource["practitioner"], row);
    }
    if (into >= 0 && into != row && !make_.has_fate(into) && may_be_merged(row, into)) {
        merged_[into].push_back(row);
        spoken_for_[static_cast<std::size_t>(row)] = true;
    }
}

/// The plan that a statement speaks of; -1: it is not there.
RowNo CaseMapper::plan_of(RowNo statement) const
{
    for (const Value reference : all_at(reading_.resource(statement), "basedOn")) {
        const RowNo target = reading_.target(reference, statement);
        if (target >= 0 && reading_.type(target) == "MedicationRequest" &&
            reading_.resource(target)["intent"].text() == "plan") {
            return target;
        }
    }
    return -1;
}

/// What was entered in error says nothing of another row; what does not say that it is so waits
/// by itself, but for a statement, whose plan waits with it. Answers are told with observations.
bool CaseMapper::may_be_merged(RowNo row, RowNo into) const
{
    const std::string_view type = reading_.type(row);
    const auto standing = standing_of(type, reading_.resource(row)["status"].text());
    const bool statement = type == "MedicationStatement" && standing != Standing::in_error;
    const bool stands = standing == Standing::stands || standing == Standing::told;
    const bool fits = type != "QuestionnaireResponse" || reading_.type(into) == "Observation";
    return (statement || stands) && fits;
}

/// The bytes of a document belong to the first that names them.
void CaseMapper::find_bytes(RowNo row)
{
    for (const Value url : all_at(reading_.resource(row), "content.attachment.url|content.url")) {
        const RowNo named = reading_.find(reading_.key_of(url.text(), row));
        if (named >= 0 && reading_.type(named) == "Binary" && !make_.has_fate(named) &&
            !spoken_for_[static_cast<std::size_t>(named)]) {
            merged_[row].push_back(named);
            spoken_for_[static_cast<std::size_t>(named)] = true;
        }
    }
}

/// The headings a row stands under in its consultation, outermost first; EMIS puts a
/// topic without a name around what stands in none.
std::string CaseMapper::section_of(RowNo row) const
{
    std::string section;
    constexpr int levels_max = 8; // a consultation has two
    auto list = lists_.find(row);
    for (int level = 0; level < levels_max && list != lists_.end(); ++level) {
        const Value resource = reading_.resource(list->second);
        const std::string_view title = resource["title"].text();
        if (has_code(resource["code"], section_lists) && !title.empty()) {
            section = section.empty() ? std::string{title} : fmt::format("{} / {}", title, section);
        }
        list = lists_.find(list->second);
    }
    return section;
}

/// True if one of the headings in its section is confidential.
bool CaseMapper::has_secret_heading(RowNo row) const
{
    constexpr int levels_max = 8;
    auto list = lists_.find(row);
    for (int level = 0; level < levels_max && list != lists_.end(); ++level) {
        const Value resource = reading_.resource(list->second);
        if (has_code(resource["code"], section_lists) && !resource["title"].text().empty() &&
            is_secret(list->second)) {
            return true;
        }
        list = lists_.find(list->second);
    }
    return false;
}

/// The problem of the topic a row stands under; -1: none.
RowNo CaseMapper::problem_of_topic(RowNo row) const
{
    constexpr int levels_max = 8;
    auto list = lists_.find(row);
    for (int level = 0; level < levels_max && list != lists_.end(); ++level) {
        const Value target =
            first_at(reading_.resource(list->second),
                     "extension:RelatedProblemHeader.extension:target.valueReference");
        if (const RowNo problem = reading_.target(target, list->second); problem >= 0) {
            return problem;
        }
        list = lists_.find(list->second);
    }
    return -1;
}

bool CaseMapper::has_only_references(Value questionnaire)
{
    const auto answers = all_at(questionnaire, "item.answer");
    return !answers.empty() && !first_at(questionnaire, "item.item") &&
           first_at(questionnaire, "parent|partOf") &&
           std::ranges::all_of(
               answers, [](Value answer) { return answer["valueReference"] && !answer["item"]; });
}

} // namespace ferry::fhir

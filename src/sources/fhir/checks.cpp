#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"

/// What nobody may read past: modifiers, and marks of confidentiality.
namespace ferry::fhir {

using json::Type;
using json::Value;

namespace {

constexpr std::string_view modifier = "modifierExtension";

/// Where in a value, below `path`, the first modifier stands; empty where there is none. What
/// is contained is a resource of its own.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
std::string modifier_in(Value value, const std::string& path)
{
    const bool object = value.is(Type::object);
    if (!object && !value.is(Type::array)) {
        return {};
    }
    for (const Value member : value) {
        std::string way = object ? fmt::format("{}.{}", path, member.key()) : path;
        if (object && member.key() == modifier) {
            return way;
        }
        const bool apart = object && member.key() == "contained";
        if (std::string found = apart ? "" : modifier_in(member, way); !found.empty()) {
            return found;
        }
    }
    return {};
}

/// Most resources have none: their text is looked through before the tree is walked.
bool may_have_modifier(Value resource)
{
    const std::string_view bytes = resource.bytes();
    return bytes.find(modifier) != std::string_view::npos ||
           bytes.find("\\u") != std::string_view::npos;
}

bool is_open(Value coding)
{
    static constexpr std::array open{"U", "L", "M", "N", "HTEST", "SUBSETTED"};
    return contains(open, coding["code"].text());
}

bool is_open_label(Value label)
{
    const auto codings = all_at(label, "coding");
    return !codings.empty() && std::ranges::all_of(codings, is_open);
}

} // namespace

/// The rows that go into the item being made: its own, and those it speaks for.
std::vector<RowNo> CaseMapper::rows_of_item() const
{
    std::vector<RowNo> rows{now_.row};
    const std::vector<RowNo>& others = merged_into(now_.row);
    rows.insert(rows.end(), others.begin(), others.end());
    return rows;
}

const std::vector<RowNo>& CaseMapper::merged_into(RowNo row) const
{
    static const std::vector<RowNo> none;
    const auto merged = merged_.find(row);
    return merged == merged_.end() ? none : merged->second;
}

/// Where something in a resource could turn its meaning round; empty where nothing could.
std::string CaseMapper::modifier_of(Value resource)
{
    const std::string_view type = resource["resourceType"].text();
    for (const std::string_view element :
         {"implicitRules", "doNotPerform", "focus", "notDone", "isSubpotent"}) {
        const Value value = resource[element];
        const bool of_task = element == "focus" && type == "Task";
        if (value && value.text() != "false" && !of_task) { // a task's focus only names its reason
            return fmt::format("{}.{}", type, element);
        }
    }
    return may_have_modifier(resource) ? modifier_in(resource, std::string{type}) : std::string{};
}

/// A modifier that we do not know could turn the meaning round: nobody may read past it.
void CaseMapper::check_modifiers(Value resource)
{
    const std::string where = modifier_of(resource);
    if (!where.empty()) {
        make_.hold(make_.cause("bad_value", where,
                               fmt::format("a {} that nobody has said how to read", where)));
    }
}

bool CaseMapper::is_secret(RowNo row) const
{
    const Value resource = reading_.resource(row);
    const auto open = [resource](std::string_view path, const auto& is_open_one) {
        return std::ranges::all_of(all_at(resource, path), is_open_one);
    };
    return !open("meta.security", is_open) || !open("securityLabel", is_open_label);
}

void CaseMapper::check_labels()
{
    const auto rows = rows_of_item();
    if (std::ranges::any_of(rows, [this](RowNo row) { return is_secret(row); })) {
        mark_secret();
    }
}

void CaseMapper::mark_secret()
{
    now_.secret = true;
    if (has_field("confidential")) {
        make_.flag("confidential", true);
        return;
    }
    const std::string where = fmt::format("{}.meta.security", reading_.type(now_.row));
    make_.hold(make_.cause("bad_value", where,
                           "a mark of confidentiality that this kind of item cannot hold"));
}

/// A further item of the same rows: as confidential as the first.
void CaseMapper::part(ItemType type)
{
    make_.part(type);
    now_.type = type;
    now_.has_code = false;
    if (now_.secret && has_field("confidential")) {
        make_.flag("confidential", true);
    }
}

} // namespace ferry::fhir

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/contains.hpp"
#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/words.hpp"

/// Observations: values, ranges, marks, and the two values of a blood pressure.
namespace ferry::fhir {

using json::Value;

namespace {

// Codes are public facts; a component counts if any of its codings is in the list.
constexpr std::array<std::string_view, 6> systolic_codes{"2469.00",   "2469.",    "163030003",
                                                         "271649006", "72313002", "8480-6"};
constexpr std::array<std::string_view, 6> diastolic_codes{
    "246A.00", "246A.", "163031004", "271650006", "1091811000000102", "8462-4"};

/// The component with one of these codes; nothing where there is not exactly one.
Value only_component(Value observation, std::span<const std::string_view> codes)
{
    Value found;
    for (const Value component : all_at(observation, "component")) {
        if (has_code(component["code"], codes) && component["valueQuantity"]["value"]) {
            if (found) {
                return {};
            }
            found = component;
        }
    }
    return found;
}

std::string_view unit_of(Value quantity)
{
    const std::string_view unit = quantity["unit"].text();
    return unit.empty() ? quantity["code"].text() : unit;
}

} // namespace

void CaseMapper::observation(RowNo row)
{
    const Value resource = reading_.resource(row);
    const Value systolic = only_component(resource, systolic_codes);
    const Value diastolic = only_component(resource, diastolic_codes);
    const bool pair = systolic && diastolic;
    start(pair ? ItemType::blood_pressure : ItemType::observation, row,
          pair ? "blood-pressure-components" : "observation");
    set_value(resource);
    set_ranges(resource);
    set_interpretation(resource);
    notes_to_text();
    for (const RowNo other : merged_into(row)) {
        for (const Value item : all_at(reading_.resource(other), "item")) {
            detail("answers to", item["linkId"].text());
        }
        join_date("date", reading_.resource(other)["authored"], "answered");
        join_elements(other);
    }
    tell_related();
    detail("specimen", words(at("specimen")));
    if (pair) {
        set_pressure("systolic", systolic);
        set_pressure("diastolic", diastolic);
    }
    flush();
    for (const Value component : all_at(resource, "component")) {
        const bool half = pair && (component.offset() == systolic.offset() ||
                                   component.offset() == diastolic.offset());
        if (!half) {
            make_component(component);
        }
    }
    end();
}

/// Digits, comparator and unit as they stood (R119).
void CaseMapper::set_value(Value of)
{
    const Value quantity = of["valueQuantity"];
    set_number("value", quantity["value"]);
    if (quantity["value"]) {
        set_text("comparator", quantity["comparator"].text());
        set_unit(quantity);
        tell_extensions("value", quantity);
    } else if (quantity) {
        detail("value", words(quantity));
    }
}

namespace {

/// Letters and digits of a unit: what "mm[Hg]" and "mmHg", "10*9/L" and "10^9/L" share.
std::string bare(std::string_view unit)
{
    static constexpr std::string_view signs = " []{}*^.'_";
    std::string made{unit};
    std::erase_if(made, [](char c) { return signs.find(c) != std::string_view::npos; });
    return made;
}

} // namespace

/// The unit as it is written; a code beside it that reads otherwise is told.
void CaseMapper::set_unit(Value quantity)
{
    set_text("unit", unit_of(quantity));
    const std::string_view code = quantity["code"].text();
    const bool coded = quantity["system"].text() == "http://unitsofmeasure.org";
    if (coded && bare(code) != bare(unit_of(quantity))) {
        detail("unit as coded", code);
    }
}

/// What an entry replaces, was derived from, and the like; members are linked.
void CaseMapper::tell_related()
{
    const auto heading = headings_.find(now_.row);
    const auto tell = [&](std::string_view name, Value target) {
        const RowNo row = reading_.target(target, now_.row);
        if (row < 0 || heading == headings_.end() || heading->second != row) {
            const std::string said = words(target);
            const std::string_view id = target["reference"].text();
            detail(name, said == id ? said : fmt::format("{} ({})", said, id));
        }
    };
    for (const Value related : all_at(now_.resource, "related")) {
        const std::string_view type = related["type"].text();
        if (type != "has-member") {
            tell(type.empty() ? "related" : type, related["target"]);
        }
    }
    for (const Value source : all_at(now_.resource, "derivedFrom")) {
        tell("derived-from", source);
    }
}

/// The ends of the first range that has any; everything else in words.
void CaseMapper::set_ranges(Value of)
{
    bool set = false;
    for (const Value range : all_at(of, "referenceRange")) {
        const Value low = range["low"];
        const Value high = range["high"];
        if (set || (!low["value"] && !high["value"])) {
            detail("reference range", words(range));
            continue;
        }
        set = true;
        set_number("range_low", low["value"]);
        set_number("range_high", high["value"]);
        const std::string_view unit = unit_of(of["valueQuantity"]);
        for (const Value limit : {low, high}) {
            const std::string_view comparator = limit["comparator"].text();
            if (!comparator.empty() || (!unit_of(limit).empty() && unit_of(limit) != unit)) {
                detail(fmt::format("reference range {}", limit.key()), words(limit));
            }
        }
        for (const std::string_view more : {"text", "type", "appliesTo", "age"}) {
            detail("reference range", words(range[more]));
        }
    }
}

/// The laboratory's marks: one that is abnormal counts whatever stands beside it; not abnormal is
/// what has marks of the normal only. What a person wrote beside a mark is told.
void CaseMapper::set_interpretation(Value of)
{
    static constexpr std::array normal{"N", "NEG", "S"};
    static constexpr std::array abnormal{"A", "AA",  "H", "HH", "HU", "L", "LL", "LU", "<",
                                         ">", "POS", "R", "I",  "U",  "D", "B",  "W"};
    std::vector<std::string_view> marks;
    for (const Value mark : all_at(of, "interpretation")) {
        const std::string_view text = mark["text"].text();
        const auto before = marks.size();
        for (const Value coding : all_at(mark, "coding")) {
            const std::string_view code = coding["code"].text();
            marks.push_back(code.empty() ? coding["display"].text() : code);
        }
        if (marks.size() == before) {
            marks.push_back(text);
        } else if (text != marks[before] && text != text_at(mark, "coding.display")) {
            detail("interpretation", text);
        }
    }
    const auto is_in = [](const auto& list) {
        return [&list](std::string_view mark) { return contains(list, mark); };
    };
    set_text("abnormal_reason", make_.kept(fmt::format("{}", fmt::join(marks, ", "))));
    if (std::ranges::any_of(marks, is_in(abnormal))) {
        make_.flag("abnormal", true);
    } else if (!marks.empty() && std::ranges::all_of(marks, is_in(normal))) {
        make_.flag("abnormal", false);
    }
}

/// A number with its comparator in front, for fields that have no other place for it.
void CaseMapper::set_compared(std::string_view field, Value quantity)
{
    set_number(field, quantity["value"]);
    const std::string_view comparator = quantity["comparator"].text();
    if (comparator.empty()) {
        return;
    }
    if (make_.value(field).present) {
        make_.text(field, make_.kept(fmt::format("{}{}", comparator, make_.value(field).view())));
    } else {
        detail(fmt::format("{} comparator", field), comparator);
    }
}

void CaseMapper::set_pressure(std::string_view half, Value component)
{
    const Value quantity = component["valueQuantity"];
    set_compared(half, quantity);
    set_code(fmt::format("{}_code", half), component["code"]);
    tell_extensions(half, quantity);
    const std::string_view unit = unit_of(quantity);
    if (half == "systolic") {
        set_text("unit", unit);
    } else if (unit != (make_.value("unit").present ? make_.value("unit").view() : "")) {
        detail("unit of diastolic", unit);
    }
    for (const std::string_view more : {"referenceRange", "interpretation", "dataAbsentReason"}) {
        detail(fmt::format("{} {}", half, more), words(component[more]));
    }
}

/// A further value of the same entry: an entry of its own, under it.
void CaseMapper::make_component(Value component)
{
    const Value date = at("effectiveDateTime|effectivePeriod.start|effectiveInstant");
    part(ItemType::observation);
    now_.use.has_value = static_cast<bool>(component["valueQuantity"]);
    make_.link("parent", reading_.at(now_.row).key);
    set_date("date", date);
    set_code("code", component["code"]);
    set_value(component);
    set_ranges(component);
    set_interpretation(component);
    for (const Value member : component) {
        const bool other_value =
            member.key().starts_with("value") && member.key() != "valueQuantity";
        if (other_value || member.key() == "dataAbsentReason") {
            detail(other_value ? "value" : "no value because", words(member));
        }
    }
    flush();
}

} // namespace ferry::fhir

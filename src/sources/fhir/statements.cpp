#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/statuses.hpp"
#include "sources/fhir/words.hpp"

/// What a row says that went into the item of another: nothing of it is lost, and what
/// contradicts the other holds both.
namespace ferry::fhir {

using json::Value;

namespace {

/// True if the two cannot be the same product: codes of one system without one in common, or
/// other words.
bool are_two_products(Value one, Value other)
{
    const std::string words = lower(trimmed(original_text(one)));
    const std::string others = lower(trimmed(original_text(other)));
    if (!words.empty() && !others.empty() && words != others) {
        return true;
    }
    const auto there = all_at(other, "coding");
    return std::ranges::any_of(all_at(one, "coding"), [&there](Value coding) {
        const auto of_system = [coding](Value two) {
            return two["system"].text() == coding["system"].text();
        };
        const auto same = [coding](Value two) {
            return two["system"].text() == coding["system"].text() &&
                   two["code"].text() == coding["code"].text();
        };
        return std::ranges::any_of(there, of_system) && std::ranges::none_of(there, same);
    });
}

std::optional<std::int64_t> sequence_of(Value instruction)
{
    return whole_number(instruction["sequence"].text());
}

/// In the order of `sequence`, where all say one that is a number; else as they stand.
std::vector<Value> in_sequence(std::vector<Value> instructions)
{
    if (std::ranges::all_of(instructions, [](Value one) { return sequence_of(one).has_value(); })) {
        std::ranges::stable_sort(instructions, {}, sequence_of);
    }
    return instructions;
}

} // namespace

// -- Doses ------------------------------------------------------------------------------

/// The text of every instruction, a line each, and all else they say. Of several, each detail
/// tells of which it is, and one without a text stands among the lines in words.
CaseMapper::Dose CaseMapper::dose_of(RowNo row, std::string_view path) const
{
    Dose dose;
    const auto instructions = in_sequence(all_at(reading_.resource(row), path));
    const bool several = instructions.size() > 1;
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        const std::string_view text = instructions[i]["text"].text();
        const std::string line =
            text.empty() && several ? words(instructions[i], row) : std::string{text};
        if (!line.empty()) {
            dose.text += fmt::format("{}{}", dose.text.empty() ? "" : "\n", line);
        }
        add_details(instructions[i], several ? fmt::format(" of dose {}", i + 1) : "", row, dose);
    }
    return dose;
}

/// What an instruction says beside its text; `which` of several it is.
void CaseMapper::add_details(Value instruction, std::string_view which, RowNo row, Dose& to) const
{
    for (const Value member : instruction) {
        const bool alone = member.key() == "sequence" && which.empty();
        const std::string said = words(member, row);
        if (member.key() != "text" && !alone && !said.empty()) {
            const bool patient = member.key() == "patientInstruction";
            to.details.push_back(fmt::format(
                "{}{}: {}", patient ? "instruction to the patient" : member.key(), which, said));
        }
    }
}

void CaseMapper::set_dose(RowNo row, std::string_view path)
{
    now_.dose = dose_of(row, path);
    set_text("dose", make_.kept(now_.dose.text));
    now_.details.insert(now_.details.end(), now_.dose.details.begin(), now_.dose.details.end());
}

/// A dose that another row states: taken where the item has none; where both stand, all that
/// is not the same stands beside it.
void CaseMapper::join_dose(RowNo row)
{
    if (now_.dose.text.empty() && now_.dose.details.empty()) {
        set_dose(row, "dosage");
        return;
    }
    const Dose stated = dose_of(row, "dosage");
    if (stated.text != now_.dose.text) {
        detail("dose as stated", stated.text);
    }
    for (const std::string& one : stated.details) {
        if (!contains(now_.dose.details, one)) {
            now_.details.push_back(fmt::format("as stated, {}", one));
        }
    }
}

// -- Statements -------------------------------------------------------------------------

/// What a statement says beyond its plan, or against it.
void CaseMapper::join_to_plan(RowNo row, bool active)
{
    const Value statement = reading_.resource(row);
    join_status(row, active);
    join_product(row);
    join_date("date", first_at(statement, "effectivePeriod.start|effectiveDateTime"), "taken from");
    join_date(active ? "expiry_date" : "end_date", first_at(statement, "effectivePeriod.end"),
              "taken until");
    join_date("recorded", statement["dateAsserted"], "asserted");
    join_dose(row);
    join_elements(row);
    join_statement(row);
}

/// A plan that is active and a statement that is not, or the other way round, cannot both hold.
void CaseMapper::join_status(RowNo row, bool active)
{
    const std::string_view status = reading_.resource(row)["status"].text();
    const auto standing = standing_of("MedicationStatement", status);
    if (standing != Standing::stands && standing != Standing::told) {
        make_.hold(bad_value("MedicationStatement.status", status));
    } else if (!status.empty() && is_active(status) != active) {
        make_.hold(make_.cause("bad_value", "MedicationStatement.status",
                               active ? "a MedicationStatement that has ended, of a plan that is "
                                        "active"
                                      : "a MedicationStatement that is active, of a plan that has "
                                        "ended"));
    } else if (status != at("status").text()) {
        tell_once("status as stated", status);
    }
}

void CaseMapper::join_product(RowNo row)
{
    const Value statement = reading_.resource(row);
    const auto key = [this](Value reference, RowNo from) {
        return reading_.key_of(reference["reference"].text(), from);
    };
    const Value own = at("medicationReference");
    const Value reference = statement["medicationReference"];
    const Value stated = product_in(row);
    if (!stated && reference && (!own || key(own, now_.row) != key(reference, row))) {
        make_.hold(make_.cause("missing_base", "MedicationStatement",
                               "a MedicationStatement of a product that is not there"));
    } else if (are_two_products(product_in(now_.row), stated)) {
        make_.hold(make_.cause("bad_value", "MedicationStatement.medication",
                               "a MedicationStatement of another product than its plan"));
    }
}

/// The product that a row names, in its own words or by a Medication; both must agree.
Value CaseMapper::product_in(RowNo row)
{
    const Value resource = reading_.resource(row);
    const Value own = resource["medicationCodeableConcept"];
    const Value medicine = product_of(resource["medicationReference"], row);
    if (medicine) {
        check_modifiers(medicine);
        if (medicine["status"].text() == "entered-in-error") {
            make_.hold(bad_value("Medication.status", "entered-in-error"));
        }
    }
    if (own && medicine["code"] && are_two_products(own, medicine["code"])) {
        const std::string where = fmt::format("{}.medication", reading_.type(row));
        make_.hold(
            make_.cause("bad_value", where, fmt::format("a {} that names two products", where)));
    }
    return own ? own : medicine["code"];
}

// -- Any row that went into another's item --------------------------------------------------

/// Details and links of its own; what the item says already is not said again.
void CaseMapper::join_elements(RowNo row)
{
    const Value resource = reading_.resource(row);
    for (const Element& element : elements_of(reading_.type(row))) {
        if (element.how == How::detail) {
            for (const Value value : all_at(resource, element.path)) {
                tell_once(element.says, words(value, row));
            }
        } else if (element.how == How::link && element.field != "parent") {
            for (const Value reference : all_at(resource, element.path)) {
                join_link(element.field, reference, row);
            }
        }
    }
}

/// Taken where the item has no such link; told where it has another.
void CaseMapper::join_link(std::string_view field, Value reference, RowNo row)
{
    const std::string_view text = reference["reference"].text();
    const std::string key = reading_.key_of(text, row);
    bool any = contains(now_.joined, field);
    for (const Element& element : elements_of(reading_.type(now_.row))) {
        if (element.how != How::link || element.field != field) {
            continue;
        }
        for (const Value own : all_at(now_.resource, element.path)) {
            any = true;
            if (!text.empty() && reading_.key_of(own["reference"].text(), now_.row) == key) {
                return;
            }
        }
    }
    if (!any && !text.empty() && has_field(field)) {
        make_.link(field, key);
        now_.joined.push_back(field);
    } else {
        std::string name{field};
        std::ranges::replace(name, '_', ' ');
        tell_once(name, words(reference, row));
    }
}

/// Taken where the item has none; told where it has another.
void CaseMapper::join_date(std::string_view field, Value value, std::string_view name)
{
    if (!value) {
        return;
    }
    if (!make_.value(field).present) {
        set_date(field, value);
        return;
    }
    const auto date = parse_date(value.text());
    if (!date || !make_.value(field).view().starts_with(*date)) {
        tell_once(name, value.text());
    }
}

void CaseMapper::tell_once(std::string_view name, std::string_view words)
{
    const std::string said = fmt::format("{}: {}", name, words);
    if (!contains(now_.details, said)) {
        detail(name, words);
    }
}

} // namespace ferry::fhir

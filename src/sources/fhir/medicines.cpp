#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/statuses.hpp"
#include "sources/fhir/words.hpp"
#include "transform/medication.hpp"

/// Medication: a plan is a medication, an order an issue of it, and a statement speaks of
/// its plan.
namespace ferry::fhir {

namespace {

constexpr std::string_view status_changed =
    "extension:MedicationStatusReason.extension:statusChangeDate.valueDateTime";
constexpr std::array orders{"order", "instance-order", "original-order", "reflex-order",
                            "filler-order"};

} // namespace

void CaseMapper::medication_request(RowNo row)
{
    const std::string_view intent = reading_.resource(row)["intent"].text();
    if (intent == "plan") {
        plan(row);
    } else if (contains(orders, intent)) {
        order(row);
    } else { // a proposal prescribes nothing
        make_.settle_by(row, bad_value("MedicationRequest.intent", intent));
    }
}

void CaseMapper::plan(RowNo row)
{
    start(ItemType::medication, row, "medication-plan");
    if (set_drug()) {
        const bool active = is_active(at("status").text());
        set_type();
        set_supply();
        set_repeats();
        set_dose(row, "dosageInstruction");
        set_end(active, "dispenseRequest.validityPeriod.end");
        notes_to_text();
        for (const RowNo statement : merged_into(row)) {
            join_to_plan(statement, active);
        }
        if (!make_.value("date").present) {
            set_date("date", at("authoredOn"));
        }
        finish_medication(active);
    }
    end();
}

void CaseMapper::order(RowNo row)
{
    start(ItemType::issue, row, "medication-order");
    if (set_drug()) {
        set_supply();
        set_dose(row, "dosageInstruction");
        const auto plans = all_at(now_.resource, "basedOn");
        for (std::size_t i = 0; i < plans.size(); ++i) {
            i == 0 ? set_link("medication", plans[i]) : detail("based on", words(plans[i]));
        }
        if (!make_.value("date").present) {
            set_date("date", at("authoredOn"));
        }
        set_date("expiry_date", at("dispenseRequest.validityPeriod.end"));
        set_type();
        set_repeats();
        say_why_stopped();
        notes_to_text();
    }
    end();
}

/// A statement without its plan: a medication that somebody tells of.
void CaseMapper::medication_statement(RowNo row)
{
    start(ItemType::medication, row, "medication-statement");
    if (set_drug()) {
        const bool active = is_active(at("status").text());
        set_dose(row, "dosage");
        set_end(active, "effectivePeriod.end");
        detail_at("based on", "basedOn");
        join_statement(row);
        finish_medication(active);
    }
    end();
}

/// What a statement says beyond its plan.
void CaseMapper::join_statement(RowNo row)
{
    const Value statement = reading_.resource(row);
    const Value agency = first_at(statement, "extension:PrescribingAgency.valueCodeableConcept");
    if (!has_code(agency, {"prescribed-at-gp-practice"})) {
        detail("prescribed", words(agency));
    }
    const std::string_view taken = statement["taken"].text();
    if (taken != "unk") {
        detail("taken", taken);
    }
    for (const Value note : all_at(statement, "note")) {
        const std::string text{note["text"].text()};
        if (!contains(now_.texts, text)) {
            say(text);
            tell_author(note);
        }
    }
}

/// The Medication that a reference in `row` names; nothing where there is none, or several of
/// its id contradict each other.
json::Value CaseMapper::product_of(Value reference, RowNo row) const
{
    const std::string key = reading_.key_of(reference["reference"].text(), row);
    const RowNo here = reading_.target(reference, row);
    if (here >= 0) {
        return reading_.resource(here);
    }
    const bool contained = key.starts_with('#');
    if (practice_.directory == nullptr || contained || reading_.is_in_doubt(key)) {
        return {};
    }
    const RowNo there = practice_.directory->find(key);
    return there < 0 ? Value{} : practice_.directory->resource(there);
}

/// The product, of this resource or of the Medication it names. False: it is not there.
bool CaseMapper::set_drug()
{
    const Value product = product_in(now_.row);
    if (!product) {
        const std::string_view type = reading_.type(now_.row);
        make_.hold(make_.cause("missing_base", type,
                               fmt::format("a {} of a product that is not there", type)));
        return false;
    }
    set_code("drug", product, true);
    for (const Value member : product_of(at("medicationReference"), now_.row)) {
        static constexpr std::array told{"form",    "amount",          "ingredient",
                                         "batch",   "package",         "manufacturer",
                                         "isBrand", "isOverTheCounter"};
        const bool withdrawn = member.key() == "status" && member.text() != "active";
        if (contains(told, member.key()) || withdrawn) {
            detail(withdrawn ? "status of the product" : member.key(), words(member));
        }
    }
    return true;
}

void CaseMapper::set_type()
{
    const Value type = at("extension:PrescriptionType.valueCodeableConcept|courseOfTherapyType");
    if (has_field("type")) {
        set_text("type", make_.kept(words(type)));
    } else if (!has_code(type, {"acute", "repeat"})) {
        detail("type", words(type));
    }
}

void CaseMapper::set_supply()
{
    const Value quantity = at("dispenseRequest.quantity");
    const std::string_view written = text_at(quantity, "extension:quantityText.valueString|"
                                                       "extension:QuantityText.valueString");
    const std::string_view measure = quantity["unit"].text();
    const std::string_view unit_written = measure.empty() ? quantity["code"].text() : measure;
    set_compared("quantity", quantity);
    if (quantity["value"]) {
        set_text("quantity_unit", unit_written);
    } else {
        detail("quantity", unit_written);
    }
    detail("quantity", written);
    const Value length = at("dispenseRequest.expectedSupplyDuration");
    const std::string_view unit = length["code"].text();
    const bool days = unit == "d" || (unit.empty() && lower(length["unit"].text()) == "day");
    if (days && !length["comparator"] && has_field("duration_days")) {
        set_number("duration_days", length["value"]);
    } else {
        detail("supply for", words(length));
    }
}

void CaseMapper::set_repeats()
{
    const Value repeats = at("extension:MedicationRepeatInformation");
    const Value made = first_at(repeats, "extension:numberOfRepeatPrescriptionsIssued."
                                         "valueUnsignedInt|extension:"
                                         "numberOfPrescriptionsIssued.valueUnsignedInt");
    const Value allowed = first_at(repeats, "extension:numberOfRepeatPrescriptionsAllowed."
                                            "valueUnsignedInt|extension:"
                                            "numberOfRepeatPrescriptionsAllowed.valuePositiveInt");
    const Value until = first_at(repeats, "extension:authorisationExpiryDate.valueDateTime");
    const Value further = at("dispenseRequest.numberOfRepeatsAllowed");
    if (now_.type != ItemType::medication) {
        detail("issue", made.text());
        detail("issues authorised", allowed ? allowed.text() : further.text());
        return;
    }
    set_number("issues_made", made);
    set_number("issues_authorised", allowed ? allowed : further);
    set_date("expiry_date", until);
}

/// Why it was stopped; of an order, which has no field for it, also that it was, and when.
void CaseMapper::say_why_stopped()
{
    const std::string_view status = at("status").text();
    if (now_.type == ItemType::issue) {
        if (status == "stopped") {
            detail("status", status);
        }
        detail("status changed", at(status_changed).text());
    }
    detail("stopped because",
           words(at("extension:MedicationStatusReason.extension:statusReason."
                    "valueCodeableConcept|extension:MedicationStatusReason.extension:"
                    "statusReason.valueString")));
}

/// When it ended: the day it was stopped, or the end of what is no longer active. The end
/// of what is still active is when its authorisation lapses.
void CaseMapper::set_end(bool active, std::string_view path)
{
    const Value changed = at(status_changed);
    say_why_stopped();
    const Value end = at(path);
    if (active) {
        if (!make_.value("expiry_date").present) {
            set_date("expiry_date", end);
        } else {
            detail("until", end.text());
        }
        detail("status changed", changed.text());
    } else {
        set_date("end_date", end ? end : changed);
        if (end && !changed.text().starts_with(end.text())) {
            detail("status changed", changed.text());
        }
    }
}

/// A repeat arrives inactive; what has ended never comes back to life (R120).
void CaseMapper::finish_medication(bool active)
{
    make_.flag("active_in_source", active);
    const ferry::Value& type = make_.value("type");
    const auto status =
        transform::status_of({.active = active,
                              .ended = make_.value("end_date").present,
                              .acute = type.present && transform::is_acute(type.view())});
    make_.text("status", status.status);
    make_.worsen(status.outcome, status.rule);
}

} // namespace ferry::fhir

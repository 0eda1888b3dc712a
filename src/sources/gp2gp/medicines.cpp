#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "transform/medication.hpp"

namespace ferry::gp2gp {
namespace {

/// Why a medication was ended: both the words of the user and those of the code.
std::string reason_of(const Component& end)
{
    const xml::Node& coded = end.node->child("code");
    const std::string_view shown = trimmed(coded.attribute("displayName"));
    const std::string_view words = trimmed(coded.child("originalText").text);
    const std::string_view code = coded.attribute("code");
    const std::string_view first = !shown.empty() ? shown : !words.empty() ? words : code;
    if (first.empty()) {
        return {};
    }
    const bool both = !words.empty() && words != first;
    return fmt::format("ended: {}{}{}", first, both ? "; " : "", both ? words : std::string_view{});
}

} // namespace

/// A medication statement holds the product and the dose; each supply in it is an item:
/// an authorisation is a medication, a prescription an issue of one.
void CaseMapper::make_medicine(const Component& made, const Setting& around)
{
    Setting inside = around;
    inside.statement = &made;
    for (const Component* supply : made.children) {
        if (make_.has_fate(supply->row)) {
            continue;
        }
        if (const transform::Cause* denied = denial_of(*supply)) {
            hold_all(*supply, *denied);
        } else if (supply->name == "ehrSupplyAuthorise") {
            make_authorise(*supply, made, inside);
        } else if (supply->name == "ehrSupplyPrescribe") {
            make_issue(*supply, made, inside, "supply-prescribe");
        } else if (supply->name == "ehrSupplyDispense") {
            make_issue(*supply, made, inside, "supply-dispense");
        }
    }
    if (made.children.empty()) {
        make_authorise(made, made, around);
        return;
    }
    for (const Component* supply : made.children) {
        if (make_.has_fate(supply->row) && !make_.has_fate(made.row)) {
            make_.went_into(made.row, supply->row, "medication-of-supply");
        }
    }
    if (!make_.has_fate(made.row)) { // ends a medication that stands elsewhere
        medicines_waiting_.push_back(&made);
    }
}

void CaseMapper::set_product(const Component& made, ItemType type)
{
    const xml::Node& product =
        made.node->at("consumable/manufacturedProduct/manufacturedMaterial/code");
    const transform::SourceCode code = code_of(product);
    if (code.codings.empty() && code.text.empty()) {
        make_.hold(cause("missing_code", "MedicationStatement"));
        return;
    }
    if (code.codings.empty()) {
        add_note("text", fmt::format("product: {}", code.text), "\n");
    }
    make_.code("drug", code, {.degrade = transform::degrade_use(type), .is_drug = true});
    std::string dose;
    for (const xml::Node* child : made.node->children) {
        const std::string_view text = child->at("pertinentMedicationDosage/text").text;
        if (!trimmed(text).empty()) {
            dose += fmt::format("{}{}", dose.empty() ? "" : "\n", text);
        }
    }
    set_kept("dose", dose);
}

void CaseMapper::set_amount(const Component& supply)
{
    const xml::Node& quantity = supply.node->child("quantity");
    const Measured amount = amount_in(quantity);
    if (amount.unreadable) {
        make_.unreadable(fmt::format("{}.quantity", supply.name), Fault::malformed,
                         in_words(quantity));
    } else {
        set_kept("quantity", amount.value);
        set_kept("quantity_unit", amount.unit);
        add_note("text", amount.more, "\n");
    }
    add_note("text", annotation_of(supply, "pertinentSupplyAnnotation"), "\n");
}

/// \param supply the authorisation, or the statement itself where it holds no supply.
void CaseMapper::make_authorise(const Component& supply, const Component& made,
                                const Setting& around)
{
    const bool alone = &supply == &made;
    make_.begin(ItemType::medication, supply.row,
                alone ? "medication-without-supply" : "supply-authorise");
    set_common(supply, around);
    make_.known_as(made.id);
    link_to_problem(made.id);
    set_details_of_statement(supply, made);
    if (is_confidential(made, around)) {
        make_.flag("confidential", true);
    }
    set_product(made, ItemType::medication);
    set_amount(supply);
    const Effective when = effective(supply);
    set_date("date", when.begin.empty() ? effective_of(*made.node).begin : when.begin);
    const bool active = supply.node->child("statusCode").attribute("code") == "ACTIVE";
    set_date(active ? "expiry_date" : "end_date", when.end);
    const xml::Node& number = supply.node->child("repeatNumber");
    const std::string_view repeats = number.attribute("value");
    if (!number.children.empty()) {
        make_.unreadable(fmt::format("{}.repeatNumber", supply.name), Fault::malformed,
                         in_words(number));
    } else if (!repeats.empty()) {
        set_kept("type", repeats == "0" ? "Acute" : "Repeat");
        set_kept("issues_authorised", repeats);
    }
    make_.flag("active_in_source", active);
    end_medicine(supply, made);
    const Value& type = make_.value("type");
    const auto status =
        transform::status_of({.active = active,
                              .ended = make_.value("end_date").present,
                              .acute = type.present && transform::is_acute(type.view())});
    set_kept("status", status.status);
    make_.worsen(status.outcome, status.rule);
    make_.finish();
}

/// What ends a medication stands in the same statement or in another one later.
void CaseMapper::end_medicine(const Component& supply, const Component& made)
{
    for (const std::string_view id : {supply.id, made.id}) {
        const auto found = discontinued_.find(id);
        if (id.empty() || found == discontinued_.end() || (id == made.id && &supply == &made)) {
            continue;
        }
        for (const Component* end : found->second) {
            if (make_.has_fate(end->row)) {
                continue;
            }
            make_.also(end->row);
            if (!make_.value("end_date").present) {
                set_date("end_date", effective_of(*end->node).begin);
            }
            add_note("text", reason_of(*end), "\n");
            add_note("text", annotation_of(*end, "pertinentSupplyAnnotation"), "\n");
            if (withholds(*end->node)) {
                make_.flag("confidential", true);
            }
        }
    }
}

void CaseMapper::make_issue(const Component& supply, const Component& made, const Setting& around,
                            std::string_view rule)
{
    make_.begin(ItemType::issue, supply.row, rule);
    set_common(supply, around);
    link_to_problem(made.id);
    set_details_of_statement(supply, made);
    if (is_confidential(made, around)) {
        make_.flag("confidential", true);
    }
    set_product(made, ItemType::issue);
    set_amount(supply);
    set_time(supply, "date");
    make_.link("medication",
               supply.node->at("inFulfillmentOf/priorMedicationRef/id").attribute("root"));
    set_kept("method",
             rule == "supply-dispense" ? "Dispensed" : term_of(supply.node->child("code")));
    make_.finish();
}

/// Statements that only end a medication share its fate.
void CaseMapper::settle_waiting_medicines()
{
    for (const Component* made : medicines_waiting_) {
        for (const Component* supply : made->children) {
            if (!make_.has_fate(supply->row)) {
                make_.settle_by(supply->row, cause("missing_base", supply->name));
            }
            if (!make_.has_fate(made->row)) {
                make_.went_into(made->row, supply->row, "medication-of-supply");
            }
        }
    }
}

/// What a supply takes over from the statement around it.
void CaseMapper::set_details_of_statement(const Component& supply, const Component& made)
{
    if (&supply != &made) {
        set_details(made);
    }
}

} // namespace ferry::gp2gp

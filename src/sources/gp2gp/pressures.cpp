#include <fmt/format.h>

#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "sources/gp2gp/entry_kinds.hpp"

namespace ferry::gp2gp {
namespace {

/// The one child that is this half; nothing if there is none or are several.
const Component* half_of(const Component& made, Meant what)
{
    const Component* found = nullptr;
    for (const Component* child : made.children) {
        if (child->is("ObservationStatement") && means(code_of(child->node->child("code")), what)) {
            if (found != nullptr) {
                return nullptr;
            }
            found = child;
        }
    }
    return found;
}

} // namespace

/// A group of one systolic and one diastolic value, and perhaps comments, is one blood
/// pressure. False: it is not such a group.
bool CaseMapper::make_pressure(const Component& made, const Setting& around)
{
    const Component* systolic = half_of(made, Meant::systolic);
    const Component* diastolic = half_of(made, Meant::diastolic);
    if (systolic == nullptr || diastolic == nullptr || make_.has_fate(systolic->row) ||
        make_.has_fate(diastolic->row) || problems_.contains(systolic) ||
        problems_.contains(diastolic) || denial_of(*systolic) != nullptr ||
        denial_of(*diastolic) != nullptr) {
        return false;
    }
    make_.begin(ItemType::blood_pressure, made.row, "blood-pressure-battery");
    set_entry(made, around);
    set_code(made, ItemType::blood_pressure);
    set_half(*systolic, "systolic");
    set_half(*diastolic, "diastolic");
    for (const Component* child : made.children) {
        const bool comment = child->is("NarrativeStatement") && !make_.has_fate(child->row) &&
                             !child->node->child("reference") && denial_of(*child) == nullptr;
        if (comment) {
            make_.also(child->row);
            add_note("text", pmip_comment(child->node->child("text").text).text, "\n");
            if (is_confidential(*child, around)) {
                make_.flag("confidential", true);
            }
        }
    }
    make_.finish();
    Setting inside = around;
    inside.parent = made.id;
    for (const Component* child : made.children) {
        if (!make_.has_fate(child->row)) {
            make(*child, inside);
        }
    }
    return true;
}

void CaseMapper::set_half(const Component& half, std::string_view name)
{
    make_.also(half.row);
    make_.known_as(half.id);
    const auto field = [name](std::string_view end) { return fmt::format("{}{}", name, end); };
    set_kept(field("_id"), half.id);
    const xml::Node& coded = half.node->child("code");
    make_.code(field("_code"), code_of(coded), {.has_value = true});
    for (const std::string& one : qualifiers_of(coded).others) {
        add_note("qualifiers", one);
    }
    const Measured measured = this->measured(half);
    set_kept(name, measured.comparator + measured.value);
    const Value& unit = make_.value("unit");
    if (!unit.present) {
        set_kept("unit", measured.unit);
    } else if (unit.view() != measured.unit) {
        add_note("qualifiers", fmt::format("{} unit: {}", name, measured.unit));
    }
    add_note("qualifiers", measured.more);
    set_ranges(half);
    add_note("text", annotation_of(half, "pertinentAnnotation"), "\n");
    const xml::Node& mark = half.node->child("interpretationCode");
    if (!mark.attribute("code").empty()) {
        make_.flag(field("_abnormal"), mark.attribute("code") != "N");
        set_kept(field("_abnormal_reason"), mark.attribute("code"));
    }
    set_details(half);
    if (withholds(*half.node)) {
        make_.flag("confidential", true);
    }
    const Effective own = effective_of(*half.node);
    const Effective whole = effective_of(*half.parent->node);
    if (own.begin != whole.begin && !own.begin.empty()) {
        add_note("qualifiers", fmt::format("{} at: {}", name,
                                           time_of(own.begin).value_or(std::string{own.begin})));
    }
}

} // namespace ferry::gp2gp

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "sources/gp2gp/entry_kinds.hpp"
#include "transform/immunisation.hpp"

namespace ferry::gp2gp {
namespace {

using transform::AllergyTo;
using transform::SourceCode;

} // namespace

// -- What every entry has -----------------------------------------------------------

void CaseMapper::set_kept(std::string_view field, std::string_view value)
{
    make_.text(field, make_.kept(value));
}

void CaseMapper::set_date(std::string_view field, std::string_view as_it_stood)
{
    if (as_it_stood.empty()) {
        return;
    }
    const auto time = time_of(as_it_stood);
    if (time) {
        make_.date(field, make_.kept(*time), as_it_stood);
    } else {
        make_.date(field, tl::unexpected{time.error()}, as_it_stood);
    }
}

/// When it was so. Where the source says that nobody knows, when it was entered is told
/// instead, as that and not as its date.
void CaseMapper::set_time(const Component& made, std::string_view field)
{
    const Effective when = effective(made);
    set_date(field, when.begin);
    if (make_.has_field("end_date")) {
        set_date("end_date", when.end);
    } else if (!when.end.empty() && make_.has_field("qualifiers")) {
        const auto end = time_of(when.end);
        add_note("qualifiers", fmt::format("until: {}", end.value_or(std::string{when.end})));
    }
    if (when.unknown && make_.has_field("recorded") && !make_.value("recorded").present) {
        set_date("recorded", made.node->child("availabilityTime").attribute("value"));
    }
}

/// When it was so. Where several times claim to be its beginning a person has to look.
Effective CaseMapper::effective(const Component& made)
{
    const Effective when = effective_of(*made.node);
    if (when.contradicts) {
        make_.unreadable(fmt::format("{}.effectiveTime", made.name), Fault::malformed,
                         in_words(made.node->child("effectiveTime")));
    }
    return when;
}

/// Adds words to a text, behind what stands there.
void CaseMapper::add_note(std::string_view field, std::string_view words, std::string_view between)
{
    if (words.empty()) {
        return;
    }
    const Value& before = make_.value(field);
    set_kept(field, before.present ? fmt::format("{}{}{}", before.view(), between, words)
                                   : std::string{words});
}

bool CaseMapper::is_confidential(const Component& made, const Setting& around)
{
    return around.confidential || withholds(*made.node);
}

void CaseMapper::set_common(const Component& made, const Setting& around)
{
    set_kept("source_id", made.id);
    make_.known_as(made.id);
    set_people(made, around);
    if (is_confidential(made, around)) {
        make_.flag("confidential", true);
    }
    set_kept("section", around.section);
    make_.link("consultation", around.consultation);
    link_to_problem(made.id);
    set_details(made);
}

void CaseMapper::set_entry(const Component& made, const Setting& around)
{
    set_common(made, around);
    set_time(made, "date");
    add_note("text", annotation_of(made, "pertinentAnnotation"), "\n");
    make_.link("parent", around.parent);
}

/// The texts written with a statement, a line each, in the order of their numbers.
std::string CaseMapper::annotation_of(const Component& made, std::string_view of)
{
    struct Text {
        std::string_view number; ///< digits; "" behind all others
        std::string_view text;
    };
    std::vector<Text> texts;
    for (const xml::Node* child : made.node->children) {
        const std::string_view text = child->child(of).child("text").text;
        if (child->name == "pertinentInformation" && !trimmed(text).empty()) {
            std::string_view number = trimmed(child->child("sequenceNumber").attribute("value"));
            number.remove_prefix(std::min(number.find_first_not_of("+0"), number.size()));
            texts.push_back({.number = number, .text = text});
        }
    }
    std::ranges::stable_sort(texts, [](const Text& one, const Text& other) {
        if (one.number.empty() || other.number.empty()) {
            return !one.number.empty() && other.number.empty();
        }
        return std::pair{one.number.size(), one.number} <
               std::pair{other.number.size(), other.number};
    });
    std::string all;
    for (const Text& one : texts) {
        all += fmt::format("{}{}", all.empty() ? "" : "\n", one.text);
    }
    return all;
}

// -- Codes and values ---------------------------------------------------------------

void CaseMapper::keep_codings(std::string_view as, const SourceCode& code)
{
    for (const Coding& coding : code.codings) {
        add_note("qualifiers",
                 fmt::format("{}: {}|{}|{}", as, coding.system, coding.code, coding.display));
    }
    if (code.codings.empty() && !code.text.empty()) {
        add_note("qualifiers", fmt::format("{}: {}", as, code.text));
    }
}

void CaseMapper::set_code(const Component& made, ItemType type)
{
    const xml::Node& coded = made.node->child("code");
    const Qualifiers qualifiers = qualifiers_of(coded);
    if (make_.has_field("episode")) {
        set_kept("episode", qualifiers.episode);
    }
    for (const std::string& one : qualifiers.others) {
        add_note(make_.has_field("qualifiers") ? "qualifiers" : "text", one);
    }
    set_meaning(code_of(coded), {.degrade = transform::degrade_use(type),
                                 .has_value = static_cast<bool>(made.node->child("value"))});
}

/// Sets the code. Where there is none, its words are carried; where there are no words
/// either, a person has to look.
void CaseMapper::set_meaning(const SourceCode& code, const transform::CodeUse& use)
{
    if (code.codings.empty()) {
        set_kept("original_term", code.text);
        const bool says_something = !code.text.empty() || make_.value("text").present;
        if (!says_something) {
            make_.hold(cause("missing_code", "Statement"));
            return;
        }
    }
    make_.code("code", code, use);
}

/// The statement's own code, or the substance where that code is only the heading's. The
/// other of the two is kept in words.
void CaseMapper::set_allergy(const Component& made, AllergyTo to)
{
    const xml::Node& coded = made.node->child("code");
    const xml::Node& value = made.node->child("value");
    const SourceCode own = code_of(coded);
    SourceCode substance = code_of(value);
    const bool general = own.codings.empty() || means(own, Meant::drug_allergies) ||
                         means(own, Meant::other_allergies);
    const bool by_substance = general && !substance.codings.empty();
    if (value) { // words or an amount: coded ones come below
        const Measured read = measured(made);
        if (substance.codings.empty() && substance.text.empty()) {
            add_note("text", read.comparator + read.value, "\n");
            add_note("text", read.unit, " ");
            add_note("text", read.more, "\n");
        }
    }
    if (by_substance && !value.attribute("displayName").empty()) {
        substance.text = value.attribute("displayName"); // its original text is the heading's
    }
    set_kept("category", to == AllergyTo::drug ? "drug" : "other");
    keep_codings(by_substance ? "code" : "value", by_substance ? own : substance);
    const Qualifiers qualifiers = qualifiers_of(coded);
    set_kept("episode", qualifiers.episode);
    for (const auto* from : {&coded, &value}) {
        for (const std::string& one : qualifiers_of(*from).others) {
            add_note("qualifiers", one);
        }
    }
    set_meaning(by_substance ? substance : own,
                {.degrade = transform::degrade_use(ItemType::allergy, to)});
}

/// The statement's value. One that cannot be told truly, or a second one, is for a person.
Measured CaseMapper::measured(const Component& made)
{
    const xml::Node& value = made.node->child("value");
    const auto count = std::ranges::count(made.node->children, std::string_view{"value"},
                                          [](const xml::Node* child) { return child->name; });
    Measured read = measured_in(value);
    if (read.unreadable || count > 1) {
        std::string all;
        for (const xml::Node* child : made.node->children) {
            if (child->name == "value") {
                all += fmt::format("{}{}", all.empty() ? "" : "; ", in_words(*child));
            }
        }
        make_.unreadable(fmt::format("{}.value", made.name), Fault::malformed, all);
        return {};
    }
    return read;
}

void CaseMapper::set_value(const Component& made)
{
    if (made.node->child("value")) {
        const Measured read = measured(made);
        set_kept("value", read.value);
        set_kept("comparator", read.comparator);
        set_kept("unit", read.unit);
        add_note("qualifiers", read.more);
    }
}

void CaseMapper::set_ranges(const Component& made)
{
    for (const xml::Node* child : made.node->children) {
        const xml::Node& range = child->child("referenceInterpretationRange");
        if (child->name == "referenceRange" && range) {
            set_range(range);
        }
    }
}

/// The first range fills the fields; its words and further ranges stand beside.
void CaseMapper::set_range(const xml::Node& range)
{
    const Measured low = amount_in(range.at("value/low"));
    const Measured high = amount_in(range.at("value/high"));
    const bool two_units = !low.unit.empty() && !high.unit.empty() && low.unit != high.unit;
    if (low.unreadable || high.unreadable || two_units) {
        make_.unreadable("ObservationStatement.referenceRange", Fault::malformed, in_words(range));
        return;
    }
    std::vector<std::string> beside{std::string{trimmed(range.child("text").text)}};
    if (make_.value("range_low").present || make_.value("range_high").present) {
        beside.push_back(fmt::format("{} - {}", low.value, high.value));
    } else {
        set_kept("range_low", low.value);
        set_kept("range_high", high.value);
    }
    beside.push_back(low.unit.empty() ? high.unit : low.unit);
    std::erase(beside, "");
    if (!beside.empty()) {
        add_note("qualifiers", fmt::format("range: {}", fmt::join(beside, " ")));
    }
}

/// The laboratory's mark: every letter but that for normal says abnormal.
void CaseMapper::set_interpretation(const Component& made)
{
    const xml::Node& coded = made.node->child("interpretationCode");
    const std::string_view code = coded.attribute("code");
    const std::string_view words = term_of(coded);
    if (code.empty() && words.empty()) {
        return;
    }
    if (!code.empty()) {
        make_.flag("abnormal", code != "N");
    }
    add_note("abnormal_reason", code);
    add_note("abnormal_reason", words, ": ");
}

// -- Entries of each kind -----------------------------------------------------------

ItemType CaseMapper::type_of(const Component& made, const Setting& around,
                             std::string_view& rule) const
{
    if (around.allergies) {
        rule = "allergy-heading";
        return ItemType::allergy;
    }
    if (made.node->at("subject/personalRelationship")) {
        rule = "family-member";
        return ItemType::family_history;
    }
    const auto told = transform::told_immunisation(code_of(made.node->child("code")).codings,
                                                   practice_.context.maps);
    if (told.is_immunisation) {
        rule = told.rule;
        return ItemType::immunisation;
    }
    if (problem_merged_into(made) != nullptr) {
        rule = "linkset-problem";
        return ItemType::problem;
    }
    rule = "observation-statement";
    return ItemType::observation;
}

void CaseMapper::make_observation(const Component& made, const Setting& around)
{
    std::string_view rule;
    const ItemType type = type_of(made, around, rule);
    make_.begin(type, made.row, rule);
    set_entry(made, around);
    if (type == ItemType::allergy) {
        set_allergy(made, *around.allergies);
    } else {
        set_code(made, type);
        set_value(made);
    }
    set_ranges(made);
    set_interpretation(made);
    const xml::Node& relation = made.node->at("subject/personalRelationship/code");
    if (relation) {
        add_note("qualifiers", fmt::format("of: {}", term_of(relation)));
    }
    if (type == ItemType::problem) {
        const Component& link_set = *problem_merged_into(made);
        make_.also(link_set.row);
        make_.known_as(link_set.id);
        set_problem(link_set);
    }
    make_.finish();
    make_all(made, around);
}

/// Free text. What came from a laboratory loses its header, which is kept apart.
void CaseMapper::make_narrative(const Component& made, const Setting& around)
{
    if (!documents_of(made).empty()) {
        make_document(made, around);
        return;
    }
    const std::string_view text = made.node->child("text").text;
    const PmipComment comment = pmip_comment(text);
    make_.begin(ItemType::observation, made.row,
                comment.type.empty() ? "narrative-comment-note" : "pmip-comment");
    set_entry(made, around);
    add_note("text", trimmed(comment.text).empty() ? std::string_view{} : comment.text, "\n");
    if (!comment.type.empty()) {
        add_note("qualifiers", fmt::format("CommentType:{}", comment.type));
        add_note("qualifiers", fmt::format("CommentDate:{}", comment.date));
    }
    if (!make_.value("text").present) {
        make_.hold(cause("missing_code", "NarrativeStatement"));
    } else {
        make_.code("code",
                   {.codings = {{.system = "http://snomed.info/sct",
                                 .code = "37331000000100",
                                 .display = "Comment note",
                                 .original = false}}},
                   {});
        make_.worsen(Outcome::converted,
                     comment.type.empty() ? "narrative-comment-note" : "pmip-comment");
    }
    make_.finish();
}

/// Something that is due: when, is its effective time; when it was planned, the other.
void CaseMapper::make_plan(const Component& made, const Setting& around)
{
    make_.begin(ItemType::diary_entry, made.row, "plan-statement");
    set_common(made, around);
    set_time(made, "date");
    add_note("text", made.node->child("text").text, "\n");
    add_note("text", annotation_of(made, "pertinentAnnotation"), "\n");
    set_code(made, ItemType::diary_entry);
    make_.finish();
}

void CaseMapper::make_request(const Component& made, const Setting& around)
{
    make_.begin(ItemType::referral, made.row, "request-statement");
    set_entry(made, around);
    add_note("text", made.node->child("text").text, "\n");
    set_code(made, ItemType::referral);
    set_kept("urgency", term_or_code(made.node->child("priorityCode")));
    make_.link("target_organisation",
               made.node->at("responsibleParty/agentRef/id").attribute("root"));
    const auto documents = documents_of_.find(made.id);
    if (documents != documents_of_.end()) {
        set_kept("document_id", documents->second);
    }
    for (const auto& [link_set, request] : went_into_) {
        if (request == made.row) {
            make_.also(link_set->row);
        }
    }
    make_.finish();
}

} // namespace ferry::gp2gp

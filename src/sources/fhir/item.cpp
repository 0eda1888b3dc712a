#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/statuses.hpp"
#include "sources/fhir/words.hpp"

namespace ferry::fhir {

using json::Type;
using json::Value;

// -- Begin and end --------------------------------------------------------------------

/// Begins the item of a row and fills every field that the table of elements names.
void CaseMapper::start(ItemType type, RowNo row, std::string_view rule)
{
    now_ = {.row = row, .type = type, .resource = reading_.resource(row)};
    now_.use.degrade = transform::degrade_use(type, allergy_to_);
    now_.use.has_value = static_cast<bool>(now_.resource["valueQuantity"]);
    make_.begin(type, row, rule);
    make_.known_as(reading_.at(row).key);
    make_.known_as(reading_.at(row).piece.full_url);
    for (const RowNo other : merged_into(row)) {
        make_.also(other);
        make_.known_as(reading_.at(other).key);
    }
    set_text("source_id", kept(common_id(now_.resource["id"].text())));
    for (const RowNo one : rows_of_item()) {
        check_modifiers(reading_.resource(one));
    }
    check_labels();
    const std::string_view status = now_.resource["status"].text();
    if (standing_of(reading_.type(row), status) == Standing::told) {
        detail("status", status);
    }
    fill();
    tell_narrative();
}

/// Writes text and details, after which only further items can be made.
void CaseMapper::flush()
{
    const bool note = has_field("original_term");
    const bool says_something = !now_.texts.empty() || !now_.details.empty() ||
                                (note && make_.value("original_term").present);
    if (note && !now_.has_code && !says_something) {
        const std::string_view type = reading_.type(now_.row);
        make_.hold(make_.cause(
            "missing_code", type,
            fmt::format("a {} {}", type, transform::cause_kind("missing_code").meaning)));
    } else if (note && !now_.has_code) {
        make_.code("code", {}, now_.use);
        now_.has_code = true;
    }
    if (has_field("qualifiers") && !now_.details.empty()) {
        make_.text("qualifiers", kept(fmt::format("{}", fmt::join(now_.details, "; "))));
    } else {
        std::ranges::move(now_.details, std::back_inserter(now_.texts));
    }
    if (!now_.texts.empty()) {
        set_text("text", kept(fmt::format("{}", fmt::join(now_.texts, "\n"))));
    }
    now_.texts.clear();
    now_.details.clear();
}

ItemNo CaseMapper::end()
{
    flush();
    return make_.finish();
}

// -- The table of elements ------------------------------------------------------------

void CaseMapper::fill()
{
    for (const Element& element : elements_of(reading_.type(now_.row))) {
        fill_by(element);
    }
    set_places();
}

void CaseMapper::fill_by(const Element& element)
{
    switch (element.how) {
    case How::text:
        fill_text(element);
        return;
    case How::number:
        set_number(element.field, at(element.path));
        return;
    case How::date:
        fill_dates(element);
        return;
    case How::code:
        fill_codes(element);
        return;
    case How::link:
        fill_links(element);
        return;
    case How::detail:
        say_details(element);
        return;
    case How::read:
    case How::left:
        return;
    }
}

/// The values at all ways of a path, where the second names nothing that the first did not.
std::vector<Value> CaseMapper::values_at(std::string_view path) const
{
    std::vector<Value> all;
    for (const std::string_view way : split(path, '|')) {
        std::vector<Value> further = all_at(now_.resource, way);
        const auto said = [&](Value value) {
            const std::string what = words(value);
            return std::ranges::any_of(all, [&](Value one) { return words(one) == what; });
        };
        if (!all.empty()) {
            std::erase_if(further, said);
        }
        all.insert(all.end(), further.begin(), further.end());
    }
    return all;
}

void CaseMapper::say_details(const Element& element)
{
    for (const Value value : values_at(element.path)) {
        detail(element.says, words(value));
    }
}

/// All that is said, behind each other in the field.
void CaseMapper::fill_text(const Element& element)
{
    const bool field = has_field(element.field) && element.field != "text";
    const bool filled = field && make_.value(element.field).present;
    std::string all{filled ? make_.value(element.field).view() : ""};
    for (const Value value : values_at(element.path)) {
        const std::string said = words(value);
        if (field && !said.empty() && said != all) {
            all += fmt::format("{}{}", all.empty() ? "" : "; ", said);
        } else if (!field) {
            element.field == "text" ? say(said) : detail(element.field, said);
        }
    }
    if (field) {
        set_text(element.field, make_.kept(all));
    }
}

namespace {

/// What an element is called in words: the last name on the first way to it.
std::string_view own_name(const Element& element)
{
    const std::string_view way = std::string_view{element.path}.substr(0, element.path.find('|'));
    return way.substr(way.find_last_of(".:") + 1); // npos + 1 is the beginning
}

} // namespace

/// The first is the field's; others in words.
void CaseMapper::fill_codes(const Element& element)
{
    const auto values = values_at(element.path);
    for (std::size_t i = 0; i < values.size(); ++i) {
        i == 0 ? set_code(element.field, values[i]) : detail(own_name(element), words(values[i]));
    }
}

/// The first is the field's; others in words.
void CaseMapper::fill_dates(const Element& element)
{
    const auto values = values_at(element.path);
    for (std::size_t i = 0; i < values.size(); ++i) {
        i == 0 ? set_date(element.field, values[i]) : detail(own_name(element), values[i].text());
    }
}

namespace {

/// The types that a field may refer to; empty for any.
std::vector<std::string_view> wanted_by(std::string_view field)
{
    if (field == "clinician" || field == "recorded_by") {
        return {"Practitioner", "PractitionerRole"};
    }
    if (field == "target_organisation" || field == "source_organisation") {
        return {"Organization"};
    }
    return {};
}

} // namespace

/// The first reference of a kind that the field can hold; all others in words.
void CaseMapper::fill_links(const Element& element)
{
    const auto wanted = wanted_by(element.field);
    bool set = !has_field(element.field);
    for (const Value reference : all_at(now_.resource, element.path)) {
        const std::string_view text = reference["reference"].text();
        const Reference to = parse_reference(text);
        const bool fits =
            !text.empty() && (wanted.empty() || to.type.empty() || contains(wanted, to.type));
        if (fits && !set) {
            set_link(element.field, reference);
            set = true;
        } else {
            std::string name{element.field};
            std::ranges::replace(name, '_', ' ');
            detail(name, words(reference));
        }
    }
}

// -- What holds for every resource ------------------------------------------------------

/// Links to what the row stands under, and to its problems.
void CaseMapper::set_places()
{
    const auto heading = headings_.find(now_.row);
    if (heading != headings_.end() && has_field("parent")) {
        make_.link("parent", reading_.at(heading->second).key);
    }
    const auto has_contact = static_cast<bool>(at("context|encounter|context.encounter"));
    const auto list = lists_.find(now_.row);
    if (!has_contact && list != lists_.end() && has_field("consultation")) {
        set_link("consultation", reading_.resource(list->second)["encounter"]);
    }
    set_text("section", make_.kept(section_of(now_.row)));
    if (has_field("section") && has_secret_heading(now_.row)) {
        mark_secret(); // its words stand in the item
    }
    std::vector<RowNo> problems;
    if (const auto named = problems_.find(now_.row); named != problems_.end()) {
        problems = named->second;
    }
    const RowNo topic = problem_of_topic(now_.row);
    if (topic >= 0 && !contains(problems, topic)) {
        problems.push_back(topic);
    }
    if (!has_field("problem") || now_.type == ItemType::problem) {
        return;
    }
    std::string further;
    for (std::size_t i = 0; i < problems.size(); ++i) {
        if (i == 0) {
            make_.link("problem", reading_.at(problems[i]).key);
        } else {
            further += fmt::format("{}{}", further.empty() ? "" : " ",
                                   common_id(reading_.resource(problems[i])["id"].text()));
        }
    }
    if (has_field("further_problems")) {
        set_text("further_problems", make_.kept(further));
    } else {
        detail("further problems", further);
    }
}

// -- Fields -----------------------------------------------------------------------------

bool CaseMapper::has_field(std::string_view field) const
{
    return find_field(now_.type, field) != no_field;
}

Value CaseMapper::at(std::string_view path) const
{
    return first_at(now_.resource, path);
}

/// Text that stands in the row itself lives long enough; all else is copied.
std::string_view CaseMapper::kept(std::string_view text)
{
    const std::string_view row = reading_.raw(now_.row).bytes;
    const bool in_row = text.data() >= row.data() && text.data() < row.data() + row.size();
    return in_row ? text : make_.kept(text);
}

void CaseMapper::set_text(std::string_view field, std::string_view value)
{
    if (has_field(field)) {
        make_.text(field, kept(value));
    }
}

void CaseMapper::set_date(std::string_view field, Value value)
{
    if (!value || !has_field(field)) {
        return;
    }
    const auto date = parse_date(value.text());
    make_.date(field, date ? Parsed<std::string_view>{kept(*date)} : date, kept(value.text()));
}

void CaseMapper::set_number(std::string_view field, Value number)
{
    if (number.is(Type::number)) {
        make_.text(field, kept(number.text()));
    } else if (number) {
        make_.unreadable(fmt::format("{}.{}", reading_.type(now_.row), number.key()),
                         Fault::malformed, number.text());
    }
}

void CaseMapper::set_code(std::string_view field, Value concept_value, bool is_drug)
{
    if (!concept_value) {
        return;
    }
    tell_extensions(field, concept_value);
    transform::CodeUse use = now_.use;
    use.is_drug = is_drug;
    const auto code = source_code(concept_value);
    if (!code.codings.empty()) {
        now_.has_code = now_.has_code || field == "code";
        make_.code(field, code, use);
    } else if (has_field("original_term")) {
        set_text("original_term", code.text);
    } else if (!code.text.empty()) {
        make_.code(field, {}, use);
        say(code.text);
    }
}

/// What extensions say of a value that goes into a field.
void CaseMapper::tell_extensions(std::string_view field, Value value)
{
    for (const Value extension : all_at(value, "extension")) {
        detail(fmt::format("{}, {}", field, short_name(extension["url"].text())), words(extension));
    }
}

void CaseMapper::set_link(std::string_view field, Value reference)
{
    const std::string_view text = reference["reference"].text();
    if (!text.empty() && has_field(field)) {
        make_.link(field, reading_.key_of(text, now_.row));
    } else if (text.empty()) {
        detail(field, reference["display"].text());
    }
}

void CaseMapper::say(std::string_view text)
{
    if (!text.empty()) {
        now_.texts.emplace_back(text);
    }
}

void CaseMapper::detail(std::string_view name, std::string_view words)
{
    if (!words.empty()) {
        now_.details.push_back(fmt::format("{}: {}", name, words));
    }
}

void CaseMapper::detail_at(std::string_view name, std::string_view path)
{
    for (const Value value : all_at(now_.resource, path)) {
        detail(name, words(value));
    }
}

/// STU3 and R4 both have notes with a text each.
void CaseMapper::notes_to_text()
{
    for (const Value note : all_at(now_.resource, "note")) {
        say(note["text"].text());
        tell_author(note);
    }
}

/// Who wrote a note, and when.
void CaseMapper::tell_author(Value note)
{
    const std::string author = words(first_at(note, "authorString|authorReference"));
    const std::string_view time = note["time"].text();
    detail("note by", author.empty() || time.empty() ? fmt::format("{}{}", author, time)
                                                     : fmt::format("{}, {}", author, time));
}

/// Words of the rendering that stand nowhere else.
void CaseMapper::tell_narrative()
{
    const Value narrative = now_.resource["text"];
    if (narrative["status"].text() == "additional") {
        detail("narrative", plain_text(narrative["div"].text()));
    }
}

std::string CaseMapper::words(Value value, RowNo row) const
{
    return in_words(value,
                    [this, row](std::string_view reference) { return name_of(reference, row); });
}

/// What the target of a reference in `from` is called, where this case or the directory says so.
std::string CaseMapper::name_of(std::string_view reference, RowNo from) const
{
    if (reference.empty()) {
        return {};
    }
    const std::string key = reading_.key_of(reference, from);
    const auto known = practice_.names.find(key);
    if (known != practice_.names.end()) {
        return known->second;
    }
    const RowNo row = reading_.find(key);
    if (row < 0) {
        return {};
    }
    const Value target = reading_.resource(row);
    const std::string_view name = target["name"].text();
    return std::string{name.empty() ? original_text(first_at(target, "code|type")) : name};
}

} // namespace ferry::fhir

#include "profile/profile.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/contains.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "record/nhs_number.hpp"

namespace ferry::profile {
namespace {

constexpr std::string_view summer_begins = "04";
constexpr std::string_view summer_ends = "09";

/// Compares two dates as far as both are known.
int compare_known(std::string_view one, std::string_view other)
{
    const std::size_t known = std::min(one.size(), other.size());
    return one.substr(0, known).compare(other.substr(0, known));
}

bool is_number(std::string_view text)
{
    bool digit = false;
    bool point = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_digit(c)) {
            digit = true;
        } else if (c == '.' && !point) {
            point = true;
        } else if (c != '-' || i != 0) {
            return false;
        }
    }
    return digit;
}

/// Where the fields stand that are looked at in every item.
struct Places {
    FieldNo source_id = no_field;
    FieldNo date = no_field;
    FieldNo recorded = no_field;
    FieldNo value = no_field;
    FieldNo code = no_field;
    FieldNo drug = no_field;
    FieldNo qualifiers = no_field;
    FieldNo loose_links = no_field;
    FieldNo confidential = no_field;
    std::vector<FieldNo> texts;
};

/// The text fields of a type but for its id.
std::vector<FieldNo> texts_of(const TypeDescription& one, FieldNo source_id)
{
    std::vector<FieldNo> texts;
    const auto count = static_cast<FieldNo>(one.fields.size());
    for (FieldNo field = 0; field < count; ++field) {
        if (one.fields[field].kind == Kind::text && field != source_id) {
            texts.push_back(field);
        }
    }
    return texts;
}

const Places& places_of(ItemType type)
{
    static const auto all = [] {
        std::array<Places, item_type_count> made;
        for (const TypeDescription& one : record_types) {
            const auto at = [&](std::string_view name) { return find_field(one.type, name); };
            Places& places = made.at(static_cast<std::size_t>(one.type));
            places = {.source_id = at("source_id"),
                      .date = at("date"),
                      .recorded = at("recorded"),
                      .value = at("value"),
                      .code = at("code"),
                      .drug = at("drug"),
                      .qualifiers = at("qualifiers"),
                      .loose_links = at("loose_links"),
                      .confidential = at("confidential")};
            places.texts = texts_of(one, places.source_id);
        }
        return made;
    }();
    return all[static_cast<std::size_t>(type)];
}

/// What is found where a link leads nowhere.
std::string_view kind_of_missing(ItemType from, std::string_view field)
{
    using enum ItemType;
    constexpr std::array of_the_practice{staff,   organisation, location,
                                         session, session_user, sharing_agreement};
    if (contains(of_the_practice, from)) {
        return "directory_link_missing";
    }
    if (field == "external_gp_id" || field == "external_practice") {
        return "external_gp_missing";
    }
    const std::string kind = std::string{field} + "_missing";
    const auto known = std::ranges::find(finding_kinds(), kind, &FindingKind::name);
    return known == finding_kinds().end() ? "other_link_missing" : known->name;
}

/// Goes over one record and collects.
class Profiler {
public:
    Profiler(const Record& record, std::string_view today) : record_{record}, today_{today} {}

    std::vector<Finding> run() { return over_all(&Profiler::look_at_item); }
    std::vector<Finding> run_links() { return over_all(&Profiler::look_at_loose_links); }

private:
    std::vector<Finding> over_all(void (Profiler::*look)())
    {
        for (ItemNo item = 0; item < static_cast<ItemNo>(record_.items().size()); ++item) {
            item_ = item;
            (this->*look)();
        }
        std::vector<Finding> all;
        for (auto& [kind, finding] : found_) {
            all.push_back(std::move(finding));
        }
        return all;
    }

    void look_at_item();
    void look_at_patient();
    void look_at_registration();
    void look_at_reregistration();
    void look_at_date();
    void look_at_medication();
    void look_at_value();
    void look_at_code();
    void look_at_refusal(std::string_view term);
    void look_at_maps(const Concept& meaning);
    void look_at_texts();
    void look_at_loose_links();

    std::string_view text(FieldNo field) const
    {
        const Value* value = field == no_field ? nullptr : &record_.value(item_, field);
        return value == nullptr || !value->present ? std::string_view{} : value->view();
    }
    std::string_view text(std::string_view field) const { return text(find_field(type(), field)); }
    bool flag(FieldNo field) const
    {
        const Value* value = field == no_field ? nullptr : &record_.value(item_, field);
        return value != nullptr && value->present && value->number == 1;
    }
    bool flag(std::string_view field) const { return flag(find_field(type(), field)); }
    ItemType type() const { return record_.at(item_).type; }
    const Places& places() const { return places_of(type()); }

    /// The item's id; of one without the patient's, or what it leads to.
    std::string_view named() const
    {
        const std::string_view id = text(places().source_id);
        return !id.empty() ? id : !patient_id_.empty() ? patient_id_ : text(places().loose_links);
    }

    void found(std::string_view kind)
    {
        Finding& finding = found_[kind];
        finding.kind = kind;
        ++finding.count;
        if (finding.items.size() < items_max) {
            finding.items.emplace_back(named());
        }
    }

    const Record& record_;
    std::string_view today_;
    ItemNo item_ = 0;
    std::string_view patient_id_;
    std::string_view birth_;
    std::string_view death_;
    std::vector<std::string_view> deducted_;
    std::vector<std::string_view> starts_, ends_; ///< of registrations
    std::map<std::string_view, Finding> found_;
};

void Profiler::look_at_item()
{
    switch (type()) {
    case ItemType::patient:
        look_at_patient();
        return;
    case ItemType::registration:
        look_at_registration();
        return;
    case ItemType::alert:
    case ItemType::address:
    case ItemType::contact:
        return;
    case ItemType::medication:
        look_at_medication();
        break;
    case ItemType::issue:
        if (!record_.value(item_, field_no(ItemType::issue, "medication")).present &&
            text("loose_links").find("medication=") == std::string_view::npos) {
            found("issue_without_medication");
        }
        break;
    default:
        break;
    }
    look_at_date();
    look_at_value();
    look_at_code();
    look_at_texts();
    look_at_loose_links();
    if (flag(places().confidential)) {
        found("confidential");
    }
}

void Profiler::look_at_patient()
{
    patient_id_ = text("source_id");
    birth_ = text("birth_date");
    death_ = text("death_date");
    const std::string_view number = text("nhs_number");
    if (number.empty()) {
        found("nhs_number_missing");
    } else if (!is_nhs_number(without_spaces(number))) {
        found("nhs_number_invalid");
    }
    if (!birth_.empty() && compare_known(birth_, today_) > 0) {
        found("birth_date_in_future");
    }
    if (flag("test_patient")) {
        found("test_patient");
    }
    if (flag("confidential") || flag("spine_sensitive")) {
        found("confidential");
    }
    look_at_texts();
    look_at_loose_links();
}

void Profiler::look_at_registration()
{
    if (lower(text("type")).find("temporary") != std::string::npos) {
        found("temporary_patient");
    }
    look_at_reregistration();
    const std::string status = lower(text("status"));
    const std::string_view day = text("start_date").substr(0, 10);
    if (status.find("deduct") != std::string::npos) {
        deducted_.push_back(day);
    } else if (status.find("notification of registration") != std::string::npos &&
               contains(deducted_, day)) {
        found("same_day_reregistration");
    }
}

/// A registration that begins on the day on which another one ends.
void Profiler::look_at_reregistration()
{
    if (text("type").empty()) {
        return; // a step of a registration
    }
    const std::string_view start = text("start_date").substr(0, 10);
    const std::string_view end = text("end_date").substr(0, 10);
    const auto among = [](const std::vector<std::string_view>& days, std::string_view day) {
        return !day.empty() && contains(days, day);
    };
    if (among(ends_, start) || among(starts_, end)) {
        found("same_day_reregistration");
    }
    starts_.push_back(start);
    ends_.push_back(end);
}

void Profiler::look_at_date()
{
    if (places().date == no_field) {
        return;
    }
    const std::string_view date = text(places().date);
    switch (precision_of(date)) {
    case Precision::unknown:
        found("date_unknown");
        return;
    case Precision::year:
        found("date_year_only");
        break;
    case Precision::month:
        found("date_month_only");
        break;
    case Precision::day:
    case Precision::time:
        break;
    }
    if (!birth_.empty() && compare_known(date, birth_) < 0) {
        found("event_before_birth");
    }
    if (!death_.empty() && type() != ItemType::diary_entry && compare_known(date, death_) > 0) {
        found("event_after_death");
    }
    const std::string_view recorded = text(places().recorded);
    const bool midnight = recorded.ends_with("T00:00:00") || recorded.ends_with("T00:00") ||
                          date.find("T00:00") != std::string_view::npos;
    const std::string_view month = recorded.size() > 7 ? recorded.substr(5, 2) : "";
    if (midnight && month >= summer_begins && month <= summer_ends) {
        found("midnight_in_summer");
    }
}

void Profiler::look_at_medication()
{
    const bool ended = !text("end_date").empty();
    const bool active = flag("active_in_source");
    const bool stated =
        record_.value(item_, field_no(ItemType::medication, "active_in_source")).present;
    if (active && ended) {
        found("active_medication_with_end_date");
    }
    if (stated && !active && !ended && lower(text("type")).find("repeat") != std::string::npos) {
        found("inactive_medication_without_end_date");
    }
}

void Profiler::look_at_value()
{
    const std::string_view value = text(places().value);
    if (value.empty()) {
        return;
    }
    const bool comparator = value.front() == '<' || value.front() == '>';
    if (comparator) {
        found("value_with_comparator");
    }
    if (value.ends_with('.')) {
        found("value_bare_point");
    }
    if (!comparator && !is_number(value)) {
        found("value_not_numeric");
    }
}

/// What the code maps had to say, as the rule of the concept keeps it.
void Profiler::look_at_maps(const Concept& meaning)
{
    struct Row {
        std::string_view rule;
        std::string_view kind;
    };
    constexpr std::array rows{
        Row{"source-snomed-maps-several",   "code_maps_several"  },
        Row{"several_targets",              "code_maps_several"  },
        Row{"source-snomed-maps-unassured", "code_maps_unassured"},
        Row{"degraded-unassured_map",       "code_maps_unassured"},
        Row{"source-snomed-maps-none",      "code_maps_none"     },
        Row{"degraded-unmapped_code",       "code_maps_none"     },
        Row{"source-snomed-maps-differ",    "code_maps_differ"   },
        Row{"degraded-local_code",          "local_code"         },
        Row{"degraded-unmapped_drug",       "unmapped_drug"      },
        Row{"source-dmd-invalid",           "code_inactive"      },
    };
    if (meaning.rule == "source-snomed") {
        return; // nearly all
    }
    constexpr std::string_view inactive = "-inactive";
    std::string_view rule = meaning.rule;
    if (rule.ends_with(inactive)) {
        found("code_inactive");
        rule.remove_suffix(inactive.size());
    }
    const auto* row = std::ranges::find(rows, rule, &Row::rule);
    if (row != rows.end()) {
        found(row->kind);
    }
}

void Profiler::look_at_code()
{
    if (!text(places().qualifiers).empty()) {
        found("qualifiers");
    }
    const FieldNo code = places().drug == no_field ? places().code : places().drug;
    if (code == no_field || !record_.value(item_, code).present) {
        return;
    }
    const Concept& meaning = *record_.value(item_, code).meaning;
    look_at_maps(meaning);
    if (!has_words(meaning)) {
        found("code_without_words");
    }
    if (type() != ItemType::immunisation && places().drug == no_field) {
        look_at_refusal(meaning.text);
    }
}

/// A vaccination that was not given is one only where the entry is of another type.
void Profiler::look_at_refusal(std::string_view term)
{
    const auto holds = [&](std::string_view part) {
        return term.find(part) != std::string_view::npos;
    };
    if ((holds("accin") || holds("mmunis")) &&
        (holds("declin") || holds("efus") || holds("not given") || holds("no consent"))) {
        found("immunisation_declined");
    }
}

void Profiler::look_at_texts()
{
    bool lines = false;
    bool beyond = false;
    for (const FieldNo field : places().texts) {
        const std::string_view view = text(field);
        lines = lines || view.find('\n') != std::string_view::npos;
        beyond = beyond || !is_plain_text(view);
    }
    if (lines) {
        found("line_break_in_text");
    }
    if (beyond) {
        found("text_beyond_ascii");
    }
}

void Profiler::look_at_loose_links()
{
    const std::string_view links = text(places().loose_links);
    if (links.empty()) {
        return;
    }
    for (const std::string_view link : split(links, ' ')) {
        if (const std::size_t end = link.find('='); end != std::string_view::npos) {
            found(kind_of_missing(type(), link.substr(0, end)));
        }
    }
}

} // namespace

std::vector<Finding> profile_record(const Record& record, std::string_view today)
{
    return Profiler{record, today}.run();
}

std::vector<Finding> profile_directory(const Record& directory)
{
    return Profiler{directory, ""}.run_links();
}

} // namespace ferry::profile

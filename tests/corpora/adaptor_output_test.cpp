#include <algorithm>
#include <iostream>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "corpora/migration.hpp"
#include "sources/gp2gp/gp2gp.hpp"

/// GP2GP messages beside the national adaptor's translation of them, which is no truth: each
/// difference must have a name, and its reason stands here.
namespace ferry::corpora {
namespace {

using Json = nlohmann::json;
using support::ShownItem;

/// What a resource says, in the words of our fields.
struct Told {
    std::string date;
    std::map<std::string, std::string> fields;                ///< those that stand in the resource
    std::vector<std::pair<std::string, std::string>> codings; ///< system and code
};

std::string text_at(const Json& resource, const std::string& place)
{
    const Json::json_pointer pointer{place};
    return resource.contains(pointer) && resource.at(pointer).is_string()
               ? resource.at(pointer).get<std::string>()
               : std::string{};
}

/// The id that a reference "Encounter/ID" leads to.
std::string id_at(const Json& resource, const std::string& place)
{
    const std::string reference = text_at(resource, place + "/reference");
    return reference.substr(reference.find('/') + 1);
}

std::string date_of(const Json& resource)
{
    for (const char* place :
         {"/effectiveDateTime", "/date", "/onsetDateTime", "/occurrenceDateTime",
          "/effectivePeriod/start", "/period/start", "/dispenseRequest/validityPeriod/start"}) {
        if (const std::string date = text_at(resource, place); !date.empty()) {
            return date;
        }
    }
    return {};
}

/// Fields of ours and where a resource says the same. Ids are looked up.
struct Place {
    std::string_view field;
    const char* in_resource;
};

constexpr Place texts[] = {
    {"text",          "/comment"                      },
    {"text",          "/note/0/text"                  },
    {"dose",          "/dosageInstruction/0/text"     },
    {"unit",          "/valueQuantity/unit"           },
    {"quantity_unit", "/dispenseRequest/quantity/unit"},
};
constexpr Place numbers[] = {
    {"value",    "/valueQuantity/value"           },
    {"quantity", "/dispenseRequest/quantity/value"},
};
constexpr Place people[] = {
    {"clinician",   "/performer/0"         },
    {"clinician",   "/practitioner/0/actor"},
    {"clinician",   "/requester/agent"     },
    {"clinician",   "/asserter"            },
    {"recorded_by", "/recorder"            },
};
constexpr Place links[] = {
    {"consultation", "/context"  },
    {"consultation", "/encounter"},
    {"medication",   "/basedOn/0"},
};

class Bundle {
public:
    explicit Bundle(const Json& bundle) : bundle_{bundle}
    {
        for (const Json& entry : bundle.at("entry")) {
            by_id_.emplace(entry.at("resource").value("id", ""), &entry.at("resource"));
        }
    }

    Told told(const Json& resource) const
    {
        Told told{.date = date_of(resource)};
        for (const auto& [field, place] : texts) {
            add(told, field, text_at(resource, place));
        }
        for (const auto& [field, place] : numbers) {
            const Json::json_pointer pointer{place};
            if (resource.contains(pointer)) {
                add(told, field, fmt::format("{}", resource.at(pointer).get<double>()));
            }
        }
        for (const auto& [field, place] : people) {
            add(told, field, surname(id_at(resource, place)));
        }
        for (const auto& [field, place] : links) {
            add(told, field, id_at(resource, place));
        }
        for (const Json& participant : resource.value("participant", Json::array())) {
            const std::string role = text_at(participant, "/type/0/coding/0/code");
            add(told, role == "REC" ? "recorded_by" : "clinician",
                surname(id_at(participant, "/individual")));
        }
        for (const Json& coding : codings_of(resource)) {
            told.codings.emplace_back(coding.value("system", ""), coding.value("code", ""));
        }
        return told;
    }

    const Json& entries() const { return bundle_.at("entry"); }

private:
    static void add(Told& told, std::string_view field, std::string text)
    {
        if (!text.empty()) {
            told.fields.emplace(field, std::move(text));
        }
    }

    std::string surname(const std::string& practitioner) const
    {
        const auto found = by_id_.find(practitioner);
        return found == by_id_.end() ? std::string{} : text_at(*found->second, "/name/0/family");
    }

    Json codings_of(const Json& resource) const
    {
        for (const char* place : {"/code/coding", "/vaccineCode/coding"}) {
            if (resource.contains(Json::json_pointer{place})) {
                return resource.at(Json::json_pointer{place});
            }
        }
        const auto drug = by_id_.find(id_at(resource, "/medicationReference"));
        return drug == by_id_.end() ? Json::array() : drug->second->at("code").at("coding");
    }

    const Json& bundle_;
    std::map<std::string, const Json*> by_id_;
};

/// The adaptor moves clocks of summer time by an hour. We do not.
bool is_moved_by_an_hour(const std::string& ours, const std::string& theirs)
{
    constexpr std::size_t to_the_minute = 16;
    constexpr std::size_t hour_at = 11;
    if (ours.size() < to_the_minute || theirs.size() < to_the_minute) {
        return false;
    }
    const int hour = std::stoi(theirs.substr(hour_at, 2)) + 1;
    const int month = std::stoi(ours.substr(5, 2));
    const std::string moved =
        fmt::format("{}{:02}{}", theirs.substr(0, hour_at), hour, theirs.substr(hour_at + 2, 3));
    return moved == ours.substr(0, to_the_minute) && month >= 3 && month <= 10;
}

/// The adaptor writes some units out, and "1" where there is none. We keep the source's.
bool is_unit_in_words(const std::string& ours, const std::string& theirs)
{
    const std::map<std::string, std::string> words{
        {"",      "1"               },
        {"kg",    "kilogram"        },
        {"cm",    "centimeter"      },
        {"m",     "meter"           },
        {"s",     "second"          },
        {"L/min", "liter per minute"},
    };
    const auto found = words.find(ours);
    return found != words.end() && found->second == theirs;
}

/// Letters and digits only.
std::string squeezed(std::string_view text)
{
    std::string kept;
    std::ranges::copy_if(text, std::back_inserter(kept),
                         [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; });
    return kept;
}

/// The adaptor's labels: what they say stands in a field of ours.
bool is_told_in_a_field(const ShownItem& item, const std::string& theirs)
{
    static const std::regex labelled{
        "\\{?Episodicity : code=\\d+, displayName=(?:\\w+, originalText=)?(\\w+)\\}?|"
        "Subject: (.*)|((?:Ina|A)ctive Problem, .*)"};
    std::smatch found;
    if (!std::regex_match(theirs, found, labelled)) {
        return false;
    }
    const std::string told = found[1].str() + found[2].str() + found[3].str();
    return std::ranges::any_of(item.fields, [&](const auto& field) {
        return field.first != "text" && (field.second == told || field.second == "of: " + told);
    });
}

/// Why a field may say the same in other words; "" where nothing explains it.
std::string reason(std::string_view field, const ShownItem& item, const std::string& ours,
                   const std::string& theirs)
{
    if (field == "medication" && theirs.starts_with("00000000-0000-0000-0000-")) {
        return "plan-that-the-adaptor-makes";
    }
    if (field == "unit" && is_unit_in_words(ours, theirs)) {
        return "unit-in-words";
    }
    if ((field == "value" || field == "quantity") && !ours.empty() &&
        std::stod(ours) == std::stod(theirs)) {
        return "digits-of-a-value";
    }
    if (field == "text" && is_told_in_a_field(item, theirs)) {
        return "told-in-a-field-of-its-own";
    }
    if (field == "text" && theirs.starts_with("Defaulted ")) {
        return "remark-of-the-adaptor";
    }
    if (field == "text" && !ours.empty() &&
        (squeezed(theirs).find(squeezed(ours)) != std::string::npos ||
         squeezed(ours).find(squeezed(theirs)) != std::string::npos)) {
        return "labels-in-one-form";
    }
    return {};
}

/// How often what was compared is the same, and what is not.
struct Agreement {
    int compared = 0;
    std::map<std::string, int> same, explained;
    std::vector<std::string> differ;

    void note(const std::string& field, bool equal, const std::string& why,
              const std::string& difference)
    {
        if (equal) {
            ++same[field];
        } else if (!why.empty()) {
            ++explained[field + ": " + why];
        } else {
            differ.push_back(field + " " + difference);
        }
    }
};

/// A patient's record of our own, ready to be compared.
class Ours {
public:
    Ours(const support::Run& run, const std::string& patient)
    {
        for (const ShownItem& item : support::items_of(run.directory().mapped->record)) {
            if (item.type == ItemType::staff) {
                surnames_.emplace(fmt::format("{}", item_key(directory_case, item.no)),
                                  item.at("surname"));
            }
        }
        for (const ShownItem& item : support::items_of(run.patient(patient).mapped->record)) {
            items_.try_emplace(item.at("source_id"), item);
            halves_.insert(item.at("systolic_id"));
            halves_.insert(item.at("diastolic_id"));
        }
        add_comments_of_pressures(run.patient(patient));
    }

    const ShownItem* find(const std::string& id) const
    {
        const auto found = items_.find(id);
        return found == items_.end() ? nullptr : &found->second;
    }
    bool is_half(const std::string& id) const { return halves_.contains(id); }

    std::string field(const ShownItem& item, const std::string& name) const
    {
        const std::string text = item.at(name);
        const auto surname = surnames_.find(text);
        const bool person = name == "clinician" || name == "recorded_by";
        return person && surname != surnames_.end() ? surname->second : text;
    }

private:
    /// Comments that went into a blood pressure: one item here, several there.
    void add_comments_of_pressures(const support::Run::One& one)
    {
        for (std::size_t i = 0; i < one.source.rows.size(); ++i) {
            const std::string bytes{one.source.rows[i].bytes};
            std::smatch id;
            if (bytes.starts_with("<NarrativeStatement") &&
                one.mapped->fates[i].type == ItemType::blood_pressure &&
                std::regex_search(bytes, id, std::regex{"<id root=\"([^\"]*)\""})) {
                halves_.insert(id[1]);
            }
        }
    }

    std::map<std::string, std::string> surnames_;
    std::map<std::string, ShownItem> items_;
    std::set<std::string> halves_;
};

std::string reason_of_link(const ShownItem& item, std::string_view field, const std::string& to)
{
    return item.at("loose_links").find(fmt::format("{}={}", field, to)) != std::string::npos
               ? "further-link-kept-beside"
               : "";
}

bool has_coding(const ShownItem& item, const std::string& system, const std::string& code)
{
    const auto meaning = item.codes.find(item.codes.contains("drug") ? "drug" : "code");
    return meaning != item.codes.end() &&
           std::ranges::any_of(meaning->second->codings, [&](const Coding& coding) {
               return coding.code == code && coding.system == system;
           });
}

std::string reason_of_code(const ShownItem& item, const std::string& system,
                           const std::string& code)
{
    if (system == "urn:oid:2.16.840.1.113883.2.1.6.9" &&
        has_coding(item, "https://fhir.hl7.org.uk/Id/emis-drug-codes", code)) {
        return "system-by-its-name";
    }
    return system == "http://hl7.org/fhir/v3/NullFlavor" ? "code-that-the-adaptor-adds" : "";
}

void compare(const Told& told, const ShownItem& item, const Ours& ours, Agreement& sum)
{
    constexpr std::size_t to_the_minute = 16;
    const std::string what = fmt::format("{} {}", name_of(item.type), item.at("source_id"));
    const auto differs = [&](std::string_view here, std::string_view there) {
        return fmt::format("{}: '{}' here, '{}' there", what, here, there);
    };
    ++sum.compared;
    const std::string date = item.at("date").substr(0, to_the_minute);
    sum.note("date", told.date.starts_with(date) && date.empty() == told.date.empty(),
             is_moved_by_an_hour(item.at("date"), told.date) ? "hour-of-summer-time" : "",
             differs(item.at("date"), told.date));
    for (const auto& [field, theirs] : told.fields) {
        const std::string here = ours.field(item, field);
        sum.note(field, here == theirs, reason(field, item, here, theirs), differs(here, theirs));
    }
    for (const auto& [system, code] : told.codings) {
        sum.note("code", has_coding(item, system, code), reason_of_code(item, system, code),
                 differs(item.at("code") + item.at("drug"), system + "|" + code));
    }
}

/// What the resource says of other items: what belongs to a problem, what a value hangs on.
void compare_links(const Json& resource, const std::string& id, const Ours& ours, Agreement& sum)
{
    const auto leads = [&](const std::string& from, const char* field, const std::string& to) {
        const ShownItem* item = ours.find(from);
        if (item != nullptr && ours.find(to) != nullptr) {
            sum.note(field, item->at(field) == to, reason_of_link(*item, field, to),
                     fmt::format("{} {}: '{}' here, '{}' there", name_of(item->type), from,
                                 item->at(field), to));
        }
    };
    for (const Json& extension : resource.value("extension", Json::array())) {
        if (text_at(extension, "/url").ends_with("RelatedClinicalContent-1")) {
            leads(id_at(extension, "/valueReference"), "problem", id);
        }
    }
    for (const Json& related : resource.value("related", Json::array())) {
        if (text_at(related, "/type") == "derived-from") {
            leads(id, "parent", id_at(related, "/target"));
        }
    }
}

class AdaptorOutput : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(records())) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
    }
    static std::filesystem::path records() { return corpora_folder() / "gp2gp" / "records"; }
};

INSTANTIATE_TEST_SUITE_P(Of, AdaptorOutput,
                         testing::Values("PWTP2", "PWTP5", "PWTP6", "PWTP10", "PWTP11"),
                         [](const auto& one) { return std::string{one.param}; });

TEST_P(AdaptorOutput, AgreesButForNamedDeviations)
{
    const std::string name = GetParam();
    const support::Run run{
        {.open = gp2gp::open_extract, .mapper = gp2gp::make_mapper},
        records()
    };
    const Ours ours{run, name};
    const std::string message = read_whole(records() / (name + ".xml"));
    const Json json = Json::parse(read_whole(records() / (name + "-output.json")));
    const Bundle bundle{json};
    Agreement sum;
    std::vector<std::string> missing;
    for (const Json& entry : bundle.entries()) {
        const Json& resource = entry.at("resource");
        const std::string type = resource.at("resourceType");
        // A problem is known by the entry that it is about, here.
        std::string id = resource.at("id");
        for (const Json& extension : resource.value("extension", Json::array())) {
            if (text_at(extension, "/url").ends_with("ActualProblem-1")) {
                id = id_at(extension, "/valueReference");
            }
        }
        const bool one_to_one =
            std::set<std::string>{"Observation",       "Immunization",      "Encounter",
                                  "ProcedureRequest",  "MedicationRequest", "Condition",
                                  "AllergyIntolerance"}
                .contains(type);
        const ShownItem* item = ours.find(id);
        if (one_to_one && item != nullptr) {
            compare(bundle.told(resource), *item, ours, sum);
            compare_links(resource, id, ours, sum);
        } else if (one_to_one && !ours.is_half(id) &&
                   message.find(fmt::format("<id root=\"{}\"", id)) != std::string::npos) {
            missing.push_back(type + " " + id);
        }
    }
    std::cout << fmt::format("{}: {} resources\n", name, sum.compared);
    for (const auto& [field, count] : sum.same) {
        std::cout << fmt::format("  {:14} {:>4} agree\n", field, count);
    }
    for (const auto& [why, count] : sum.explained) {
        std::cout << fmt::format("  {} {}\n", count, why);
    }
    EXPECT_GT(sum.compared, 20);
    EXPECT_THAT(missing, testing::IsEmpty());
    EXPECT_TRUE(sum.differ.empty()) << fmt::format("{}", fmt::join(sum.differ, "\n"));
}

} // namespace
} // namespace ferry::corpora

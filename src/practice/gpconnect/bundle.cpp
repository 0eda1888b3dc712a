#include "practice/gpconnect/bundle.hpp"

namespace ferry::practice::gpconnect {
namespace {

constexpr std::string_view profiles = "https://fhir.nhs.uk/STU3/StructureDefinition/";

std::string profile_of(std::string_view type)
{
    return fmt::format("{}CareConnect-GPC-{}-1", profiles,
                       type == "Condition" ? "ProblemHeader-Condition" : type);
}

} // namespace

std::string extension_of(std::string_view name)
{
    const bool care_connect = name == "ProblemSignificance" || name == "RelatedClinicalContent" ||
                              name == "RelatedProblemHeader" || name == "DateRecorded" ||
                              name == "VaccinationProcedure";
    if (care_connect) {
        return fmt::format(
            "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-{}-1", name);
    }
    return fmt::format("{}Extension-CareConnect-GPC-{}-1", profiles, name);
}

std::string_view type_of(const Observation& row)
{
    switch (row.kind) {
    case ObservationKind::allergy:
        return "AllergyIntolerance";
    case ObservationKind::immunisation:
        return "Immunization";
    case ObservationKind::referral:
        return "ReferralRequest";
    case ObservationKind::observation:
    case ObservationKind::value:
    case ObservationKind::family_history:
        break;
    }
    return "Observation";
}

const std::string& BundleText::write(const trees::Sheet& sheet, const Oddities& oddities)
{
    sheet_ = &sheet;
    oddities_ = &oddities;
    products_.clear();
    json_.clear();
    gather_links();
    json_.open("", '{');
    json_.text("resourceType", "Bundle");
    json_.object("meta", [&] {
        json_.array("profile", [&] {
            json_.text("", fmt::format("{}GPConnect-StructuredRecord-Bundle-1", profiles));
        });
    });
    json_.text("type", "collection");
    json_.open("entry", '[');
    patient();
    practice_and_staff();
    for (const trees::Sitting& sitting : sheet.sittings()) {
        encounter(sitting);
        for (const trees::Placed& placed : sitting.entries) {
            statement(placed.what, sitting.consultation);
        }
        lists(sitting);
    }
    for (const trees::Placed& placed : sheet.outside()) {
        statement(placed.what, nullptr);
    }
    json_.line_end();
    json_.close(']');
    json_.close('}');
    json_.line_end();
    return json_.text();
}

void BundleText::begin_resource(std::string_view type, std::string_view id, bool confidential)
{
    const auto counted = counts_.find(type);
    if (counted == counts_.end()) {
        counts_.emplace(type, 1);
    } else {
        ++counted->second;
    }
    json_.line_end();
    json_.open("", '{');
    json_.open("resource", '{');
    json_.text("resourceType", type);
    json_.text("id", id);
    json_.object("meta", [&] {
        json_.array("profile", [&] { json_.text("", profile_of(type)); });
        if (confidential) {
            json_.only("security", [&] {
                json_.text("system", "http://hl7.org/fhir/v3/ActCode");
                json_.text("code", "NOPAT");
            });
        }
    });
}

void BundleText::end_resource()
{
    json_.close('}');
    json_.close('}');
}

// -- Elements -----------------------------------------------------------------------------

void BundleText::reference(std::string_view key, std::string_view type, std::string_view id)
{
    json_.object(key, [&] { json_.text("reference", fmt::format("{}/{}", type, id)); });
}

void BundleText::reference(std::string_view key, std::string_view type, const Guid& id)
{
    reference(key, type, fmt::format("{}", id));
}

void BundleText::coding(std::string_view system, std::string_view code, std::string_view display)
{
    json_.object("", [&] {
        json_.text("system", system);
        json_.text("code", code);
        json_.text("display", display);
    });
}

void BundleText::one_code(std::string_view key, std::string_view system, std::string_view code,
                          std::string_view display)
{
    json_.object(key, [&] { json_.array("coding", [&] { coding(system, code, display); }); });
}

/// A concept that is only words.
void BundleText::words(std::string_view key, std::string_view text)
{
    json_.object(key, [&] { json_.text("text", text); });
}

void BundleText::code(std::string_view key, const Code& code)
{
    const trees::SentCode sent = trees::sent(code);
    json_.object(key, [&] {
        json_.array("coding", [&] {
            json_.object("", [&] {
                json_.text("system", sent.local ? "https://fhir.hl7.org.uk/Id/egton-codes"
                                                : "http://read.info/readv2");
                json_.text("code", sent.code);
                json_.text("display", sent.term);
                json_.literal("userSelected", "true");
            });
            if (!sent.concept_id.empty()) {
                coding(snomed, sent.concept_id, sent.term);
            }
        });
    });
}

void BundleText::code(std::string_view key, const Observation& row)
{
    if (row.entry.id == oddities_->words_only) {
        words(key, row.code->term);
    } else if (row.entry.id == oddities_->degraded) {
        json_.object(key, [&] {
            json_.array("coding", [&] {
                coding(snomed, "196411000000103", "Transfer-degraded record entry");
            });
            json_.text("text", row.code->term);
        });
    } else if (row.code != nullptr) {
        code(key, *row.code);
    }
}

void BundleText::note(std::string_view text)
{
    if (!text.empty()) {
        json_.array("note", [&] { json_.object("", [&] { json_.text("text", text); }); });
    }
}

void BundleText::extension(std::string_view url, std::string_view key, std::string_view value)
{
    json_.object("", [&] {
        json_.text("url", url);
        json_.text(key, value);
    });
}

} // namespace ferry::practice::gpconnect

#include <algorithm>

#include "practice/gpconnect/bundle.hpp"

/// Medicines: a plan with its statement, orders; and problems with what belongs to them.
namespace ferry::practice::gpconnect {
namespace {

using trees::fhir_issued;
using trees::fhir_time;

/// The word of the profile for how a medicine is prescribed.
struct TypeWord {
    std::string_view code;
    std::string_view display;
};

TypeWord type_of(PrescriptionType type)
{
    switch (type) {
    case PrescriptionType::acute:
        return {"acute", "Acute"};
    case PrescriptionType::repeat:
        return {"repeat", "Repeat"};
    case PrescriptionType::repeat_dispensing:
        return {"repeat-dispensing", "Repeat dispensing"};
    }
    return {};
}

std::string_view status_of(const DrugRecord& drug)
{
    return drug.active ? "active" : drug.cancelled.empty() ? "completed" : "stopped";
}

} // namespace

/// The product's own resource in this bundle.
std::string BundleText::product_id(const Drug& drug) const
{
    const auto number = static_cast<std::size_t>(&drug - setting_.drugs.drugs().data());
    return fmt::format("{}",
                       trees::made_of(sheet_->record().person.id, trees::Made::group, number + 1));
}

void BundleText::product(const Drug& drug)
{
    if (!products_.insert(&drug).second) {
        return;
    }
    const auto codings = [&] {
        json_.object("", [&] {
            json_.text("system", "https://fhir.hl7.org.uk/Id/emis-drug-codes");
            json_.text("code", drug.legacy_code);
            json_.text("display", drug.row.name);
            json_.literal("userSelected", "true");
        });
        if (!drug.product_id.empty()) {
            coding(snomed, drug.product_id, drug.row.name);
        }
    };
    resource("Medication", product_id(drug),
             [&] { json_.object("code", [&] { json_.array("coding", codings); }); });
}

void BundleText::supply(const Drug& drug, std::string_view start, std::string_view end, int days)
{
    json_.object("dispenseRequest", [&] {
        json_.object("validityPeriod", [&] {
            json_.text("start", start);
            json_.text("end", end);
        });
        json_.object("quantity", [&] {
            json_.literal("value", drug.row.quantity);
            json_.text("unit", drug.row.unit);
        });
        if (days > 0) {
            json_.object("expectedSupplyDuration", [&] {
                json_.literal("value", std::to_string(days));
                json_.text("unit", "day");
                json_.text("system", "http://unitsofmeasure.org");
                json_.text("code", "d");
            });
        }
    });
}

void BundleText::drug(const DrugRecord& drug)
{
    product(*drug.drug);
    resource("MedicationRequest", drug.entry, [&] {
        drug_extensions(drug);
        json_.text("status", status_of(drug));
        json_.text("intent", "plan");
        reference("medicationReference", "Medication", product_id(*drug.drug));
        reference("subject", "Patient", sheet_->record().person.id);
        json_.text("authoredOn", fhir_issued(drug.entry));
        json_.object("requester", [&] {
            reference("agent", "Practitioner", setting_.practice.staff[drug.entry.clinician].id);
        });
        reference("recorder", "Practitioner", setting_.practice.staff[drug.entry.entered_by].id);
        json_.array("dosageInstruction", [&] { words("", drug.dosage); });
        const bool ended = !drug.active && !drug.cancelled.empty();
        supply(*drug.drug, fhir_time(drug.entry),
               ended ? trees::fhir_day(drug.cancelled) : std::string{}, 0);
    });
    drug_statement(drug);
}

void BundleText::drug_extensions(const DrugRecord& drug)
{
    const auto repeats = [&] {
        extension("numberOfRepeatPrescriptionsAllowed",
                  [&] { json_.literal("valuePositiveInt", std::to_string(drug.authorised)); });
        extension("numberOfRepeatPrescriptionsIssued",
                  [&] { json_.literal("valueUnsignedInt", std::to_string(drug.issues)); });
    };
    const auto ended = [&] {
        extension("statusReason",
                  [&] { words("valueCodeableConcept", "No information available"); });
        extension("statusChangeDate", "valueDateTime", trees::fhir_day(drug.cancelled));
    };
    json_.array("extension", [&] {
        if (drug.type != PrescriptionType::acute) {
            extensions(extension_of("MedicationRepeatInformation"), repeats);
        }
        if (!drug.cancelled.empty()) {
            extensions(extension_of("MedicationStatusReason"), ended);
        }
        const TypeWord type = type_of(drug.type);
        extension(extension_of("PrescriptionType"), [&] {
            one_code("valueCodeableConcept",
                     "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescriptionType-1",
                     type.code, type.display);
        });
    });
}

/// What EMIS sends beside every plan; it says nothing more.
void BundleText::drug_statement(const DrugRecord& drug)
{
    resource("MedicationStatement", fmt::format("{}-MS", drug.entry.id), [&] {
        json_.array("extension", [&] {
            extension(extension_of("PrescribingAgency"), [&] {
                one_code("valueCodeableConcept",
                         "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescribingAgency-1",
                         "prescribed-at-gp-practice", "Prescribed at GP practice");
            });
        });
        json_.array("basedOn", [&] { reference("", "MedicationRequest", drug.entry.id); });
        json_.text("status", drug.active ? "active" : "completed");
        reference("medicationReference", "Medication", product_id(*drug.drug));
        json_.object("effectivePeriod", [&] { json_.text("start", fhir_time(drug.entry)); });
        json_.text("dateAsserted", fhir_issued(drug.entry));
        reference("subject", "Patient", sheet_->record().person.id);
        json_.text("taken", "unk");
        json_.array("dosage", [&] { words("", drug.dosage); });
    });
}

void BundleText::issue(const Issue& issue)
{
    product(*issue.drug);
    resource("MedicationRequest", issue.entry, [&] {
        if (!issue.drug_record.empty()) {
            json_.array("basedOn", [&] { reference("", "MedicationRequest", issue.drug_record); });
        }
        json_.text("status", "completed");
        json_.text("intent", "order");
        reference("medicationReference", "Medication", product_id(*issue.drug));
        reference("subject", "Patient", sheet_->record().person.id);
        if (!issue.consultation.empty()) {
            reference("context", "Encounter", issue.consultation);
        }
        json_.text("authoredOn", fhir_issued(issue.entry));
        json_.object("requester", [&] {
            reference("agent", "Practitioner", setting_.practice.staff[issue.entry.clinician].id);
        });
        json_.array("dosageInstruction", [&] { words("", issue.dosage); });
        supply(*issue.drug, fhir_time(issue.entry), {}, issue.days);
    });
}

// -- Problems -------------------------------------------------------------------------------

void BundleText::gather_links()
{
    const Record& record = sheet_->record();
    links_.clear();
    for (const Observation& row : record.observations) {
        if (!row.problem.empty() && !row.entry.deleted) {
            links_.push_back({row.problem, gpconnect::type_of(row), row.entry.id});
        }
    }
    const auto add = [this](const auto& items) {
        for (const auto& item : items) {
            if (!item.problem.empty() && !item.entry.deleted) {
                links_.push_back({item.problem, "MedicationRequest", item.entry.id});
            }
        }
    };
    add(record.drug_records);
    add(record.issues);
    std::ranges::stable_sort(links_, {}, &Link::problem);
}

std::span<const BundleText::Link> BundleText::links_of(const Guid& problem) const
{
    const auto begin = std::ranges::lower_bound(links_, problem, {}, &Link::problem);
    return {begin, std::ranges::upper_bound(begin, links_.end(), problem, {}, &Link::problem)};
}

void BundleText::problem(const Problem& problem)
{
    const auto made_of = std::ranges::find(sheet_->record().observations, problem.id,
                                           [](const Observation& row) { return row.entry.id; });
    const Entry& entry = made_of->entry;
    const auto linked = [this](std::string_view url, std::string_view type, const Guid& id) {
        extension(extension_of(url), [&] { reference("valueReference", type, id); });
    };
    begin_resource("Condition", fmt::format("{}-PROB", problem.id), entry.confidential);
    json_.array("extension", [&] {
        linked("ActualProblem", gpconnect::type_of(*made_of), problem.id);
        for (const Link& link : links_of(problem.id)) {
            linked("RelatedClinicalContent", link.type, link.id);
        }
        extension(extension_of("ProblemSignificance"), "valueCode",
                  problem.significant ? "major" : "minor");
        if (!problem.parent.empty()) {
            related(problem.parent);
        }
    });
    json_.text("clinicalStatus", problem.ended.empty() ? "active" : "inactive");
    json_.array("category", [&] {
        one_code("", "https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ConditionCategory-1",
                 "problem-list-item", "Problem List Item");
    });
    code("code", *problem.code);
    reference("subject", "Patient", sheet_->record().person.id);
    if (!made_of->consultation.empty()) {
        reference("context", "Encounter", made_of->consultation);
    }
    json_.text("onsetDateTime", fhir_time(entry));
    json_.text("abatementDateTime",
               problem.ended.empty() ? std::string{} : trees::fhir_day(problem.ended));
    json_.text("assertedDate", fhir_issued(entry));
    reference("asserter", "Practitioner", setting_.practice.staff[entry.clinician].id);
    note(problem.comment);
    end_resource();
}

/// The problem that this one is a part of.
void BundleText::related(const Guid& parent)
{
    extensions(extension_of("RelatedProblemHeader"), [&] {
        extension("type", "valueCode", "parent");
        extension("target", [&] {
            reference("valueReference", "Condition", fmt::format("{}-PROB", parent));
        });
    });
}

} // namespace ferry::practice::gpconnect

#include "practice/gpconnect/bundle.hpp"
#include "practice/trees/documents.hpp"

/// Consultations, and what was written in them.
namespace ferry::practice::gpconnect {
namespace {

using trees::fhir_stamp;
using trees::fhir_time;
using trees::Made;
using trees::made_of;

bool is_from_laboratory(const Consultation* consultation)
{
    return consultation != nullptr && consultation->source == "Laboratory report";
}

std::string issued(const Entry& entry)
{
    return fhir_stamp(entry.entered, entry.minute);
}

/// How a list names an entry.
std::string reference_to(const trees::What& what)
{
    struct Name {
        std::string operator()(const Observation* row) const
        {
            return fmt::format("{}/{}", type_of(*row), row->entry.id);
        }
        std::string operator()(const Diary* diary) const
        {
            return fmt::format("ProcedureRequest/{}", diary->entry.id);
        }
        std::string operator()(const Issue* issue) const
        {
            return fmt::format("MedicationRequest/{}", issue->entry.id);
        }
        std::string operator()(const DrugRecord* drug) const
        {
            return fmt::format("MedicationRequest/{}", drug->entry.id);
        }
        std::string operator()(const Problem* problem) const
        {
            return fmt::format("Condition/{}-PROB", problem->id);
        }
    };
    return std::visit(Name{}, what);
}

} // namespace

// -- Consultations ------------------------------------------------------------------------

void BundleText::encounter(const trees::Sitting& sitting)
{
    const Consultation& consultation = *sitting.consultation;
    const Practice& practice = setting_.practice;
    const auto participant = [&](std::string_view type, std::string_view display, StaffNumber who) {
        json_.object("", [&] {
            json_.array("type", [&] {
                one_code("", "http://hl7.org/fhir/v3/ParticipationType", type, display);
            });
            reference("individual", "Practitioner", practice.staff[who].id);
        });
    };
    resource("Encounter", consultation.entry, [&] {
        json_.text("status", "finished");
        json_.array("type", [&] { words("", consultation.source); });
        reference("subject", "Patient", sheet_->record().person.id);
        json_.array("participant", [&] {
            participant("PPRF", "primary performer", consultation.entry.clinician);
            participant("REC", "recorder", consultation.entry.entered_by);
        });
        json_.object("period", [&] { json_.text("start", fhir_time(consultation.entry)); });
        json_.array("location", [&] {
            json_.object("", [&] { reference("location", "Location", practice.location); });
        });
        reference("serviceProvider", "Organization", practice.organisations[0].id);
    });
}

/// The lists of one consultation: itself, its topics, their headings.
void BundleText::lists(const trees::Sitting& sitting)
{
    const Consultation& consultation = *sitting.consultation;
    const std::string base = fmt::format("{}", consultation.entry.id);
    ListOf whole{
        .code = "325851000000107", .display = "Consultation", .title = consultation.source};
    std::size_t number = 0;
    for (const trees::Group group : sitting.topics()) {
        const std::string topic_id = fmt::format("{}-PG{}", base, number++);
        const Problem* problem = group.front().topic;
        ListOf topic{.code = "25851000000105", .display = "Topic (EHR)", .problem = problem};
        topic.title = problem == nullptr ? std::string_view{} : problem->code->term;
        for (const trees::Group one : trees::headings_of(group)) {
            const trees::HeadingRow& row = trees::row_of(one.front().heading);
            ListOf heading{
                .code = "24781000000107", .display = "Category (EHR)", .title = row.title};
            for (const trees::Placed& placed : one) {
                heading.items.push_back(reference_to(placed.what));
            }
            const std::string id = fmt::format("{}-HD{}", topic_id, topic.items.size());
            list(id, heading, consultation);
            topic.items.push_back("List/" + id);
        }
        list(topic_id, topic, consultation);
        whole.items.push_back("List/" + topic_id);
    }
    list(base + "-LST", whole, consultation);
}

void BundleText::list(const std::string& id, const ListOf& list, const Consultation& consultation)
{
    resource("List", id, [&] {
        if (list.problem != nullptr) {
            json_.only("extension", [&] {
                json_.text("url", extension_of("RelatedProblemHeader"));
                json_.only("extension", [&] {
                    json_.text("url", "target");
                    reference("valueReference", "Condition",
                              fmt::format("{}-PROB", list.problem->id));
                });
            });
        }
        json_.text("status", "current");
        json_.text("mode", "snapshot");
        json_.text("title", list.title);
        one_code("code", snomed, list.code, list.display);
        reference("subject", "Patient", sheet_->record().person.id);
        reference("encounter", "Encounter", consultation.entry.id);
        json_.text("date", issued(consultation.entry));
        json_.array("entry", [&] {
            for (const std::string& item : list.items) {
                json_.object("",
                             [&] { json_.object("item", [&] { json_.text("reference", item); }); });
            }
        });
    });
}

void BundleText::statement(const trees::What& what, const Consultation* consultation)
{
    struct Write {
        BundleText& to;
        const Consultation* consultation;
        void operator()(const Observation* one) const { to.row(*one, consultation); }
        void operator()(const Diary* one) const { to.plan(*one); }
        void operator()(const Issue* one) const { to.issue(*one); }
        void operator()(const DrugRecord* one) const { to.drug(*one); }
        void operator()(const Problem* one) const { to.problem(*one); }
    };
    std::visit(Write{*this, consultation}, what);
}

/// An entry with what stands under it.
void BundleText::row(const Observation& row, const Consultation* consultation)
{
    const auto parts = sheet_->parts_of(row);
    const Referral* referred = sheet_->referral(row.entry.id);
    if (row.kind == ObservationKind::allergy) {
        allergy(row);
    } else if (row.kind == ObservationKind::immunisation) {
        immunisation(row);
    } else if (referred != nullptr) {
        referral(row, *referred);
    } else if (parts.empty()) {
        observation(row, {});
    } else {
        if (is_from_laboratory(consultation)) {
            report(row);
        }
        observation(row, parts);
        for (const Observation& part : parts) {
            if (!trees::is_pressure(row, parts)) {
                observation(part, {});
            }
        }
        comment_of(row);
    }
    if (row.document) {
        document(row);
    }
}

// -- Observations ---------------------------------------------------------------------------

namespace {

/// What is written beside an entry: of a blood pressure also beside its values, which
/// have no place for it; of a panel nothing, since that is an entry of its own.
std::string comment(const Observation& row, std::span<const Observation> parts)
{
    if (!trees::is_pressure(row, parts)) {
        return std::string{parts.empty() ? row.text : std::string_view{}};
    }
    const bool in_order = parts[0].code->key == "SYS";
    std::string all;
    for (const std::string_view text :
         {parts[in_order ? 0 : 1].text, parts[in_order ? 1 : 0].text, row.text}) {
        all += all.empty() || text.empty() ? "" : "\n";
        all += text;
    }
    return all;
}

} // namespace

void BundleText::observation(const Observation& row, std::span<const Observation> parts)
{
    resource("Observation", row.entry, [&] {
        json_.text("status", "final");
        code("code", row);
        reference("subject", "Patient", sheet_->record().person.id);
        if (!row.consultation.empty()) {
            reference("context", "Encounter", row.consultation);
        }
        json_.text("effectiveDateTime", fhir_time(row.entry));
        json_.text("issued", issued(row.entry));
        json_.array("performer", [&] {
            reference("", "Practitioner", setting_.practice.staff[row.entry.clinician].id);
        });
        json_.text("comment", comment(row, parts));
        value(row);
        range(row);
        if (trees::is_pressure(row, parts)) {
            pressure(parts);
        } else if (!parts.empty()) {
            members(row, parts);
        }
    });
}

/// Digits, comparator, unit and mark; a number cannot end in a point.
void BundleText::value(const Observation& row)
{
    trees::SentValue sent = trees::sent_value(row);
    if (sent.digits.empty()) {
        return;
    }
    if (sent.digits.ends_with('.')) {
        sent.digits.remove_suffix(1);
    }
    json_.object("valueQuantity", [&] {
        json_.literal("value", sent.digits);
        json_.text("comparator", sent.comparator);
        json_.text("unit", trees::unit_of(row));
    });
    if (row.abnormal != ' ') {
        const bool high = row.abnormal == 'H';
        one_code("interpretation", "http://hl7.org/fhir/v2/0078", high ? "H" : "L",
                 high ? "High" : "Low");
    }
}

void BundleText::range(const Observation& row)
{
    if (!trees::has_range(row)) {
        return;
    }
    const auto limits = trees::range_of(*row.code->measure);
    const auto limit = [this](std::string_view key, const ShortText& digits) {
        json_.object(key, [&] { json_.literal("value", digits.view()); });
    };
    json_.only("referenceRange", [&] {
        limit("low", limits[0]);
        limit("high", limits[1]);
    });
}

void BundleText::pressure(std::span<const Observation> parts)
{
    json_.array("component", [&] {
        for (const Observation& part : parts) {
            json_.object("", [&] {
                code("code", part);
                value(part);
                range(part);
            });
        }
    });
}

void BundleText::members(const Observation& row, std::span<const Observation> parts)
{
    const auto member = [this](const Guid& id) {
        json_.object("", [&] {
            json_.text("type", "has-member");
            reference("target", "Observation", id);
        });
    };
    json_.array("related", [&] {
        for (const Observation& part : parts) {
            member(part.entry.id);
        }
        if (!row.text.empty()) {
            member(made_of(row.entry.id, Made::statement));
        }
    });
}

/// What was written beside a panel, as messages send it: an entry of its own.
void BundleText::comment_of(const Observation& row)
{
    if (row.text.empty() || trees::is_pressure(row, sheet_->parts_of(row))) {
        return;
    }
    resource("Observation", fmt::format("{}", made_of(row.entry.id, Made::statement)), [&] {
        json_.text("status", "final");
        one_code("code", snomed, "37331000000100", "Comment note");
        reference("subject", "Patient", sheet_->record().person.id);
        if (!row.consultation.empty()) {
            reference("context", "Encounter", row.consultation);
        }
        json_.text("effectiveDateTime", fhir_time(row.entry));
        json_.text("issued", issued(row.entry));
        json_.text("comment", row.text);
    });
}

void BundleText::report(const Observation& row)
{
    const Guid specimen = made_of(row.entry.id, Made::specimen);
    const Guid& patient = sheet_->record().person.id;
    resource("DiagnosticReport", fmt::format("{}", made_of(row.entry.id, Made::report)), [&] {
        json_.text("status", "final");
        one_code("code", snomed, "16488004", "Laboratory reporting");
        reference("subject", "Patient", patient);
        reference("context", "Encounter", row.consultation);
        json_.text("effectiveDateTime", fhir_time(row.entry));
        json_.text("issued", issued(row.entry));
        json_.array("specimen", [&] { reference("", "Specimen", specimen); });
        json_.array("result", [&] { reference("", "Observation", row.entry.id); });
    });
    resource("Specimen", fmt::format("{}", specimen), [&] {
        json_.text("status", "available");
        one_code("type", snomed, "123038009", "Specimen");
        reference("subject", "Patient", patient);
        json_.object("collection",
                     [&] { json_.text("collectedDateTime", trees::fhir_day(row.entry.on)); });
        note("Venous blood");
    });
}

// -- Other entries ----------------------------------------------------------------------------

void BundleText::allergy(const Observation& row)
{
    const bool drug = row.code->category == "Allergy and adverse drug reactions";
    resource("AllergyIntolerance", row.entry, [&] {
        if (!row.consultation.empty()) {
            json_.only("extension", [&] {
                json_.text("url", "http://hl7.org/fhir/StructureDefinition/"
                                  "encounter-associatedEncounter");
                reference("valueReference", "Encounter", row.consultation);
            });
        }
        json_.text("clinicalStatus", "active");
        json_.text("verificationStatus", "unconfirmed");
        json_.array("category", [&] { json_.text("", drug ? "medication" : "environment"); });
        code("code", row);
        reference("patient", "Patient", sheet_->record().person.id);
        json_.text("onsetDateTime", fhir_time(row.entry));
        json_.text("assertedDate", issued(row.entry));
        reference("recorder", "Practitioner", setting_.practice.staff[row.entry.entered_by].id);
        note(row.text);
    });
}

void BundleText::immunisation(const Observation& row)
{
    resource("Immunization", row.entry, [&] {
        json_.array("extension", [&] {
            extension(extension_of("DateRecorded"), "valueDateTime", issued(row.entry));
            json_.object("", [&] {
                json_.text("url", extension_of("VaccinationProcedure"));
                code("valueCodeableConcept", row);
            });
        });
        json_.text("status", "completed");
        json_.literal("notGiven", "false");
        one_code("vaccineCode", "http://hl7.org/fhir/v3/NullFlavor", "UNK", "unknown");
        reference("patient", "Patient", sheet_->record().person.id);
        if (!row.consultation.empty()) {
            reference("encounter", "Encounter", row.consultation);
        }
        json_.text("date", fhir_time(row.entry));
        json_.literal("primarySource", "true");
        json_.only("practitioner", [&] {
            one_code("role", "http://hl7.org/fhir/v2/0443", "AP", "Administering Provider");
            reference("actor", "Practitioner", setting_.practice.staff[row.entry.clinician].id);
        });
        note(row.text);
    });
}

void BundleText::referral(const Observation& row, const Referral& referral)
{
    resource("ReferralRequest", row.entry, [&] {
        if (referral.booking_number != 0) {
            json_.only("identifier", [&] {
                json_.text("system", "https://fhir.nhs.uk/Id/ubr-number-UBRN");
                json_.text("value", std::to_string(referral.booking_number));
            });
        }
        json_.text("status", "unknown");
        json_.text("intent", "order");
        words("type", referral.mode);
        json_.text("priority", referral.urgency == "Routine"  ? "routine"
                               : referral.urgency == "Urgent" ? "urgent"
                                                              : "asap");
        json_.array("serviceRequested", [&] { words("", referral.service); });
        reference("subject", "Patient", sheet_->record().person.id);
        if (!row.consultation.empty()) {
            reference("context", "Encounter", row.consultation);
        }
        json_.text("authoredOn", fhir_time(row.entry));
        json_.object("requester", [&] {
            reference("agent", "Practitioner", setting_.practice.staff[row.entry.clinician].id);
        });
        json_.array("recipient",
                    [&] { reference("", "Organization", setting_.practice.organisations[3].id); });
        json_.array("reasonCode", [&] { code("", row); });
        note(row.text);
    });
}

void BundleText::document(const Observation& row)
{
    const Guid id = trees::document_of(row);
    resource("DocumentReference", fmt::format("{}", id), [&] {
        json_.text("status", "current");
        json_.object("type", [&] {
            json_.array("coding",
                        [&] { coding(snomed, "25821000000100", "Original Text document"); });
            json_.text("text", "Record Attachment");
        });
        reference("subject", "Patient", sheet_->record().person.id);
        json_.text("created", fhir_time(row.entry));
        json_.text("indexed", issued(row.entry));
        json_.text("description", "Record Attachment");
        json_.only("content", [&] {
            json_.object("attachment", [&] {
                json_.text("contentType", "text/plain");
                json_.text("url", trees::address_of(id));
            });
        });
        if (!row.consultation.empty()) {
            json_.object("context", [&] { reference("encounter", "Encounter", row.consultation); });
        }
    });
}

void BundleText::plan(const Diary& diary)
{
    resource("ProcedureRequest", diary.entry, [&] {
        json_.text("status", diary.done ? "completed" : "active");
        json_.text("intent", "plan");
        code("code", *diary.code);
        reference("subject", "Patient", sheet_->record().person.id);
        if (!diary.consultation.empty()) {
            reference("context", "Encounter", diary.consultation);
        }
        json_.text("occurrenceDateTime", trees::fhir_day(diary.entry.on));
        json_.text("authoredOn", issued(diary.entry));
        json_.object("requester", [&] {
            reference("agent", "Practitioner", setting_.practice.staff[diary.entry.clinician].id);
        });
        note(diary.text);
    });
}

} // namespace ferry::practice::gpconnect

#include "practice/gpconnect/bundle.hpp"
#include "practice/trees/documents.hpp"

/// Consultations, and the order of what was written in them.
namespace ferry::practice::gpconnect {
namespace {

using trees::fhir_issued;
using trees::fhir_time;

bool is_from_laboratory(const Consultation* consultation)
{
    return consultation != nullptr && consultation->source == "Laboratory report";
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
    const auto about = [&] {
        extension("target", [&] {
            reference("valueReference", "Condition", fmt::format("{}-PROB", list.problem->id));
        });
    };
    const auto entry = [this](std::string_view item) {
        json_.object("", [&] { json_.object("item", [&] { json_.text("reference", item); }); });
    };
    resource("List", id, [&] {
        if (list.problem != nullptr) {
            json_.array("extension",
                        [&] { extensions(extension_of("RelatedProblemHeader"), about); });
        }
        json_.text("status", "current");
        json_.text("mode", "snapshot");
        json_.text("title", list.title);
        one_code("code", snomed, list.code, list.display);
        reference("subject", "Patient", sheet_->record().person.id);
        reference("encounter", "Encounter", consultation.entry.id);
        json_.text("date", fhir_issued(consultation.entry));
        json_.array("entry", [&] {
            for (const std::string& item : list.items) {
                entry(item);
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

} // namespace ferry::practice::gpconnect

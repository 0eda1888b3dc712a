#include "practice/gpconnect/bundle.hpp"

/// Observations with what stands under them: blood pressures, panels, laboratory reports.
namespace ferry::practice::gpconnect {
namespace {

using trees::fhir_issued;
using trees::fhir_time;
using trees::Made;
using trees::made_of;

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
        json_.text("issued", fhir_issued(row.entry));
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
        json_.text("issued", fhir_issued(row.entry));
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
        json_.text("issued", fhir_issued(row.entry));
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

} // namespace ferry::practice::gpconnect

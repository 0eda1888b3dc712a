#include "sources/fhir/pieces.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sources/fhir/names.hpp"
#include "sources/fhir/paths.hpp"

namespace ferry::fhir {
namespace {

using json::Value;

bool is_bundle(Value resource)
{
    return resource["resourceType"].text() == "Bundle";
}

void add_contained(Value resource, std::vector<Piece>& pieces)
{
    for (const Value contained : all_at(resource, "contained")) {
        pieces.push_back({.row = contained, .resource = contained, .contained = true});
    }
}

/// Bundles stand in bundles no deeper than the JSON reader lets anything stand.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
void add_entries(Value bundle, std::vector<Piece>& pieces)
{
    for (const Value entry : all_at(bundle, "entry")) {
        const Value resource = entry["resource"];
        if (is_bundle(resource)) {
            add_entries(resource, pieces);
            continue;
        }
        pieces.push_back(piece_of_row(entry));
        add_contained(resource, pieces);
    }
}

/// The id in the last part of a reference to an organisation; empty if it is another's.
std::string organisation_in(Value reference)
{
    const Reference to = parse_reference(reference["reference"].text());
    return to.type == "Organization" ? common_id(to.id) : std::string{};
}

/// The bundle's own organisation, where it has exactly one that can be a practice.
std::string organisation_among(const std::vector<Piece>& pieces)
{
    std::vector<Value> practices;
    std::vector<Value> all;
    for (const Piece& piece : pieces) {
        if (piece.contained || text_at(piece.resource, "resourceType") != "Organization") {
            continue;
        }
        all.push_back(piece.resource);
        if (text_at(piece.resource, "type.coding.code") == "gp-practice") {
            practices.push_back(piece.resource);
        }
    }
    const auto& from = practices.empty() ? all : practices;
    return from.size() == 1 ? common_id(from.front()["id"].text()) : std::string{};
}

} // namespace

Piece piece_of_row(Value row)
{
    if (row["resourceType"]) {
        return {.row = row, .resource = row};
    }
    return {.row = row, .resource = row["resource"], .full_url = row["fullUrl"].text()};
}

std::vector<Piece> pieces_of(Value root)
{
    std::vector<Piece> pieces;
    if (is_bundle(root)) {
        add_entries(root, pieces);
    } else {
        pieces.push_back(piece_of_row(root));
        add_contained(root, pieces);
    }
    return pieces;
}

std::vector<NamedPatient> patients_among(const std::vector<Piece>& pieces)
{
    std::vector<NamedPatient> patients;
    for (const Piece& piece : pieces) {
        if (piece.contained || text_at(piece.resource, "resourceType") != "Patient" ||
            piece.resource["id"].text().empty()) {
            continue;
        }
        NamedPatient patient{.id = common_id(piece.resource["id"].text()),
                             .organisation =
                                 organisation_in(piece.resource["managingOrganization"]),
                             .full_url = std::string{piece.full_url}};
        for (const Value practitioner : all_at(piece.resource, "generalPractitioner")) {
            if (patient.organisation.empty()) {
                patient.organisation = organisation_in(practitioner);
            }
        }
        if (patient.organisation.empty()) {
            patient.organisation = organisation_among(pieces);
        }
        patients.push_back(std::move(patient));
    }
    return patients;
}

std::int64_t LineCounter::line_of(std::size_t offset)
{
    const std::string_view passed = text_.substr(at_, offset - at_);
    line_ += std::ranges::count(passed, '\n');
    at_ = offset;
    return line_;
}

std::string describe(const json::Problem& problem, std::string_view text, std::string_view file)
{
    const std::string_view before = text.substr(0, problem.offset);
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = before.size() - (before.rfind('\n') + 1) + 1;
    return fmt::format("{}:{}:{}: {}", file, line, column, problem.what);
}

} // namespace ferry::fhir

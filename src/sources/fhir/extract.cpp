#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/progress.hpp"
#include "extract/dealer.hpp"
#include "extract/digesting_file.hpp"
#include "sources/fhir/coverage.hpp"
#include "sources/fhir/fhir.hpp"
#include "sources/fhir/names.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/survey.hpp"

namespace ferry::fhir {
namespace {

using extract::RawRow;
using json::Value;

/// The patients that a resource can mean: first those of its own bundle.
class Whereabouts {
public:
    explicit Whereabouts(const std::vector<NamedPatient>& all)
    {
        for (const NamedPatient& patient : all) {
            const auto [at, is_new] = by_id_.emplace(patient.id, &patient);
            if (!is_new && at->second != nullptr &&
                at->second->organisation != patient.organisation) {
                at->second = nullptr; // one id in two practices: which is meant, nobody says
            }
        }
    }

    /// The patient a reference names; null if it names none that we know.
    const NamedPatient* find(std::string_view reference,
                             const std::vector<NamedPatient>& in_bundle) const
    {
        const Reference to = parse_reference(reference);
        const std::string id = common_id(to.id);
        for (const NamedPatient& patient : in_bundle) {
            const bool by_url = !patient.full_url.empty() && patient.full_url == to.whole;
            if (by_url || (names_patient(to) && patient.id == id)) {
                return &patient;
            }
        }
        const auto found = names_patient(to) ? by_id_.find(id) : by_id_.end();
        return found == by_id_.end() ? nullptr : found->second;
    }

private:
    static bool names_patient(const Reference& to)
    {
        return !to.is_contained && !to.id.empty() && (to.type.empty() || to.type == "Patient");
    }

    std::unordered_map<std::string, const NamedPatient*> by_id_;
};

class FhirExtract final : public extract::OpenExtract {
public:
    explicit FhirExtract(const extract::ExtractOrder& order)
        : order_{order}, survey_{survey(order)}, whereabouts_{survey_.patients}
    {
    }

    const extract::Manifest& manifest() const override { return survey_.manifest; }
    void digest_files() override;
    void sort(extract::CaseNumbers& numbers, extract::CaseSink& sink) override;

private:
    /// Where a row goes.
    struct Place {
        enum class Whose : std::uint8_t { nobody, directory, patient } whose = Whose::nobody;
        const NamedPatient* patient = nullptr;
    };

    void read_document(std::size_t number);
    void read_lines(std::size_t number);
    void take(const std::vector<Piece>& pieces, std::string_view text, RawRow row);
    void deal(const Place& place, const RawRow& row);
    Place place_of(const Piece& piece, const std::vector<NamedPatient>& in_bundle) const;
    void count_unknown_elements(const Piece& piece, const RawRow& row);
    std::vector<std::filesystem::path> paths() const;

    extract::ExtractOrder order_;
    Survey survey_;
    Whereabouts whereabouts_;
    json::Reader reader_;
    Coverage coverage_;
    std::optional<extract::Dealer> dealer_;
    std::optional<Progress> progress_;
};

std::vector<std::filesystem::path> FhirExtract::paths() const
{
    std::vector<std::filesystem::path> paths;
    std::ranges::transform(survey_.files, std::back_inserter(paths), &OpenFile::path);
    return paths;
}

void FhirExtract::digest_files()
{
    extract::digest_files(paths(), survey_.manifest.files);
}

void FhirExtract::sort(extract::CaseNumbers& numbers, extract::CaseSink& sink)
{
    std::int64_t bytes = 0;
    for (const extract::SourceFile& file : survey_.manifest.files) {
        bytes += file.bytes;
    }
    progress_.emplace("extract", "MB", bytes >> 20U);
    dealer_.emplace(order_.spill_folder, bytes, extract::Patients::first);
    for (const NamedPatient& patient : survey_.patients) {
        dealer_->know(patient.organisation, patient.id);
    }
    dealer_->all_are_known(numbers);
    for (std::size_t i = 0; i < survey_.files.size(); ++i) {
        survey_.files[i].shape == Shape::lines ? read_lines(i) : read_document(i);
    }
    progress_.reset();
    coverage_.add_questions(survey_.manifest.questions);
    dealer_->hand_out(survey_.manifest.files, numbers, sink);
    dealer_.reset();
}

void FhirExtract::read_document(std::size_t number)
{
    const OpenFile& file = survey_.files[number];
    extract::SourceFile& facts = survey_.manifest.files[number];
    const std::string text = read_whole(file.path);
    facts.digest = evidence_digest(text);
    progress_->advance(static_cast<std::int64_t>(text.size() >> 20U));
    RawRow row{.file = facts.no, .line = 1, .damaged = true, .bytes = text};
    const auto tree = reader_.read(text);
    if (tree) {
        row.damaged = false;
        const auto pieces = pieces_of(tree->root());
        facts.rows += static_cast<std::int64_t>(pieces.size());
        take(pieces, text, row);
    } else {
        ++facts.rows;
        dealer_->deal_to_nobody(row);
    }
}

void FhirExtract::read_lines(std::size_t number)
{
    const OpenFile& open = survey_.files[number];
    extract::SourceFile& facts = survey_.manifest.files[number];
    extract::DigestingFile file{open.path};
    const auto read = [&](std::span<char> room) {
        const std::size_t got = file.read(room);
        progress_->advance(static_cast<std::int64_t>(got >> 20U));
        return got;
    };
    each_line(open.path, read, [&](std::string_view line, std::int64_t at) {
        RawRow row{.file = facts.no,
                   .line = static_cast<std::uint32_t>(at),
                   .damaged = true,
                   .bytes = line};
        const auto tree = reader_.read(line);
        if (tree) {
            row.damaged = false;
            const auto pieces = pieces_of(tree->root());
            facts.rows += static_cast<std::int64_t>(pieces.size());
            take(pieces, line, row);
        } else {
            ++facts.rows;
            dealer_->deal_to_nobody(row);
        }
    });
    facts.digest = file.digest();
}

/// Deals the pieces of a text; `row` says on which line of which file it begins.
void FhirExtract::take(const std::vector<Piece>& pieces, std::string_view text, RawRow row)
{
    LineCounter lines{text, row.line};
    const auto in_bundle = patients_among(pieces);
    Place place;
    for (const Piece& piece : pieces) {
        row.line = static_cast<std::uint32_t>(lines.line_of(piece.row.offset()));
        row.bytes = piece.row.bytes();
        row.damaged = !piece.resource["resourceType"].is(json::Type::string);
        if (!piece.contained) { // what is contained stays with what contains it
            place = place_of(piece, in_bundle);
        }
        deal(place, row);
        count_unknown_elements(piece, row);
    }
}

void FhirExtract::deal(const Place& place, const RawRow& row)
{
    switch (place.whose) {
    case Place::Whose::nobody:
        dealer_->deal_to_nobody(row);
        return;
    case Place::Whose::directory:
        dealer_->deal_to_directory(row);
        return;
    case Place::Whose::patient:
        dealer_->deal(place.patient->organisation, place.patient->id, row);
        return;
    }
}

FhirExtract::Place FhirExtract::place_of(const Piece& piece,
                                         const std::vector<NamedPatient>& in_bundle) const
{
    using enum Place::Whose;
    const ResourceKind* kind = find_kind(piece.resource["resourceType"].text());
    switch (kind == nullptr ? Home::patient : kind->home) {
    case Home::subject: {
        const std::string id = common_id(piece.resource["id"].text());
        const auto found = std::ranges::find(in_bundle, id, &NamedPatient::id);
        return found == in_bundle.end() ? Place{} : Place{.whose = patient, .patient = &*found};
    }
    case Home::directory:
        return {.whose = directory};
    case Home::bundle:
        return in_bundle.size() == 1 ? Place{.whose = patient, .patient = &in_bundle.front()}
                                     : Place{.whose = directory};
    case Home::patient:
        break;
    }
    const std::string_view named = kind == nullptr ? "subject|patient" : kind->patient;
    for (const Value reference : all_at(piece.resource, named)) {
        const auto* found = whereabouts_.find(reference["reference"].text(), in_bundle);
        if (found != nullptr) {
            return {.whose = patient, .patient = found};
        }
    }
    // What is left anyhow waits for nobody.
    const bool left = kind != nullptr && kind->treatment == Treatment::left;
    return {.whose = left ? directory : nobody};
}

void FhirExtract::count_unknown_elements(const Piece& piece, const RawRow& row)
{
    const auto& file = survey_.manifest.files[row.file - order_.first_file];
    coverage_.look_at(piece.resource, [&] { return fmt::format("{}:{}", file.name, row.line); });
}

} // namespace
} // namespace ferry::fhir

namespace ferry::sources {

std::vector<std::string> fhir_layouts()
{
    return {"stu3", "r4"};
}

std::unique_ptr<extract::OpenExtract> open_fhir(const extract::ExtractOrder& order)
{
    return std::make_unique<fhir::FhirExtract>(order);
}

} // namespace ferry::sources

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/progress.hpp"
#include "base/side_by_side.hpp"
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

    /// A row that is ready to be dealt.
    struct Placed {
        RawRow row;
        Place place;
        bool contained = false; ///< in the one before it
    };

    /// A text of which every row is ready to be dealt.
    struct Text {
        std::vector<NamedPatient> patients; ///< of its own, whom places name
        std::vector<Placed> rows;
    };

    /// A file as it was read, before it is dealt. Lines are read while they are dealt.
    struct Received {
        std::size_t file = 0;
        std::unique_ptr<const std::string> bytes; ///< which rows are parts of
        std::string digest;
        Text text;
    };

    /// What one thread reads with.
    struct Desk {
        json::Reader reader;
        Coverage coverage;
    };

    void read_files();
    Received read(std::size_t file, Desk& desk) const;
    void take(Received&& received, Desk& desk);
    void take_lines(std::size_t number, Desk& desk);
    void deal(const Text& text);
    void deal(const Place& place, std::span<const RawRow> rows);
    Text rows_of(std::string_view text, RawRow row, Desk& desk) const;
    Place place_of(const Piece& piece, const std::vector<NamedPatient>& in_bundle) const;
    void count_unknown_elements(const Piece& piece, const RawRow& row, Desk& desk) const;
    std::vector<std::filesystem::path> paths() const;

    extract::ExtractOrder order_;
    Survey survey_;
    Whereabouts whereabouts_;
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
    read_files();
    progress_.reset();
    dealer_->hand_out(survey_.manifest.files, numbers, sink);
    dealer_.reset();
}

/// Files are read by several threads, and dealt in their order by one at a time.
void FhirExtract::read_files()
{
    const std::size_t threads = threads_for(order_.threads);
    std::deque<Desk> desks(threads + 1);
    Desk& dealing = desks.back();
    make_side_by_side(
        survey_.files.size(), threads,
        [&](std::size_t file, std::size_t thread) { return read(file, desks[thread]); },
        [&](Received&& received) { take(std::move(received), dealing); });
    Coverage coverage;
    for (const Desk& desk : desks) {
        coverage.add(desk.coverage);
    }
    coverage.add_questions(survey_.manifest.questions);
}

FhirExtract::Received FhirExtract::read(std::size_t file, Desk& desk) const
{
    const OpenFile& open = survey_.files[file];
    Received received{.file = file};
    if (open.shape == Shape::document) {
        received.bytes = std::make_unique<const std::string>(read_whole(open.path));
        received.digest = evidence_digest(*received.bytes);
        const RawRow whole{.file = survey_.manifest.files[file].no, .line = 1};
        received.text = rows_of(*received.bytes, whole, desk);
    }
    return received;
}

void FhirExtract::take(Received&& received, Desk& desk)
{
    if (survey_.files[received.file].shape == Shape::lines) {
        take_lines(received.file, desk);
        return;
    }
    extract::SourceFile& facts = survey_.manifest.files[received.file];
    facts.digest = received.digest;
    facts.rows = std::ssize(received.text.rows);
    deal(received.text);
    progress_->advance(static_cast<std::int64_t>(received.bytes->size() >> 20U));
}

void FhirExtract::take_lines(std::size_t number, Desk& desk)
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
        const RawRow whole{.file = facts.no, .line = static_cast<std::uint32_t>(at)};
        const Text text = rows_of(line, whole, desk);
        facts.rows += std::ssize(text.rows);
        deal(text);
    });
    facts.digest = file.digest();
}

/// The rows of a text; `row` says on which line of which file it begins.
FhirExtract::Text FhirExtract::rows_of(std::string_view text, RawRow row, Desk& desk) const
{
    Text made;
    const auto tree = desk.reader.read(text);
    if (!tree) {
        row.bytes = text;
        row.damaged = true;
        made.rows.push_back({.row = row});
        return made;
    }
    const auto pieces = pieces_of(tree->root());
    LineCounter lines{text, row.line};
    made.patients = patients_among(pieces);
    Place place;
    for (const Piece& piece : pieces) {
        row.line = static_cast<std::uint32_t>(lines.line_of(piece.row.offset()));
        row.bytes = piece.row.bytes();
        row.damaged = !piece.resource["resourceType"].is(json::Type::string);
        if (!piece.contained) { // what is contained stays with what contains it
            place = place_of(piece, made.patients);
        }
        made.rows.push_back({.row = row, .place = place, .contained = piece.contained});
        count_unknown_elements(piece, row, desk);
    }
    return made;
}

void FhirExtract::deal(const Text& text)
{
    std::vector<RawRow> together; // a row and those contained in it
    for (auto at = text.rows.begin(); at != text.rows.end();) {
        const Place& place = at->place;
        together.clear();
        do {
            together.push_back(at->row);
        } while (++at != text.rows.end() && at->contained);
        deal(place, together);
    }
}

void FhirExtract::deal(const Place& place, std::span<const RawRow> rows)
{
    if (place.whose == Place::Whose::directory) {
        dealer_->deal_to_directory_again(rows);
        return;
    }
    for (const RawRow& row : rows) {
        if (place.whose == Place::Whose::patient) {
            dealer_->deal(place.patient->organisation, place.patient->id, row);
        } else {
            dealer_->deal_to_nobody(row);
        }
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

void FhirExtract::count_unknown_elements(const Piece& piece, const RawRow& row, Desk& desk) const
{
    const auto& file = survey_.manifest.files[row.file - order_.first_file];
    desk.coverage.look_at(piece.resource, {.file = row.file, .text = [&] {
                                               return fmt::format("{}:{}", file.name, row.line);
                                           }});
}

} // namespace

std::vector<std::string> layouts()
{
    return {"stu3", "r4"};
}

std::unique_ptr<extract::OpenExtract> open_extract(const extract::ExtractOrder& order)
{
    return std::make_unique<FhirExtract>(order);
}

} // namespace ferry::fhir

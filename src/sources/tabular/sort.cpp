#include <algorithm>
#include <atomic>

#include <fmt/format.h>

#include "base/arena.hpp"
#include "base/error.hpp"
#include "base/progress.hpp"
#include "base/require.hpp"
#include "csv/rows.hpp"
#include "extract/spill.hpp"
#include "sources/tabular/digesting_file.hpp"
#include "sources/tabular/open.hpp"
#include "sources/tabular/subjects.hpp"

namespace ferry::tabular {
namespace {

using extract::Case;
using extract::CaseSink;
using extract::RawRow;
using extract::SourceFile;

constexpr std::size_t bucket_bytes = std::size_t{8} << 20U;
constexpr std::size_t buckets_max = 512;
constexpr std::size_t digest_block = std::size_t{1} << 20U;

/// The cells of a row that say where it belongs.
struct Place {
    int patient = -1;
    int organisation = -1;
    std::size_t cells = 0; ///< how many cells have to be read to know
};

Place place_of(const BoundTable& bound)
{
    Place place;
    if (bound.table != nullptr) {
        place.patient = bound.position(Role::patient);
        place.organisation = bound.position(Role::organisation);
        place.cells = static_cast<std::size_t>(std::max(place.patient, place.organisation)) + 1;
    }
    return place;
}

std::string_view cell(const std::vector<csv::FieldText>& cells, int at)
{
    const auto place = static_cast<std::size_t>(at);
    return at < 0 || place >= cells.size() ? std::string_view{} : cells[place].text;
}

/// A file that ends right behind a separator has the right number of cells: that the
/// last one lacks its quotes gives it away.
bool is_cut_before_last_cell(const std::vector<csv::FieldText>& cells)
{
    return cells.front().quoted && !cells.back().quoted;
}

class TabularExtract final : public extract::OpenExtract {
public:
    TabularExtract(const Description& description, const extract::ExtractOrder& order)
        : description_{description}, order_{order}, survey_{survey(description, order)}
    {
    }

    const extract::Manifest& manifest() const override { return survey_.manifest; }
    void digest_files() override;
    void sort(extract::CaseNumbers& numbers, CaseSink& sink) override;

private:
    void read_file(std::size_t number);
    void take_row(const BoundTable& bound, const Place& place, const RawRow& row);
    void count_unknown_cells(const BoundTable& bound, const RawRow& row);
    void deal_subjects(extract::CaseNumbers& numbers);
    void deal(const RawRow& row, std::size_t subject);
    void keep(Case& whole, const RawRow& row);
    void deal_unattached(const RawRow& row);
    void hand_out_unattached(CaseSink& sink);
    bool hand_out_bucket(std::size_t bucket, CaseSink& sink);
    void finish(Case& made) const;

    const Description& description_;
    extract::ExtractOrder order_;
    Survey survey_;
    Subjects subjects_;
    bool numbered_ = false;
    std::size_t per_bucket_ = 1;
    std::size_t patient_buckets_ = 0;
    std::optional<extract::Spill> spill_;
    std::shared_ptr<Arena> directory_text_ = std::make_shared<Arena>();
    Arena waiting_text_;
    Case directory_;
    Case waiting_; ///< rows that came before all subjects were known
    std::vector<std::size_t> waiting_subjects_;
    std::vector<std::size_t> unattached_buckets_;
    std::vector<csv::FieldText> cells_;
    std::optional<Progress> progress_;
};

void TabularExtract::digest_files()
{
    std::atomic<std::size_t> next{0};
    std::string failed;
    const auto work = [&] {
        std::vector<char> room(digest_block);
        for (std::size_t i = next++; i < survey_.files.size(); i = next++) {
            ReadFile file{survey_.files[i].path};
            EvidenceDigest digest;
            for (std::size_t got = file.read(room); got > 0; got = file.read(room)) {
                digest.add({room.data(), got});
            }
            survey_.manifest.files[i].digest = digest.hex();
        }
    };
    std::thread other{work};
    work();
    other.join();
}

void TabularExtract::sort(extract::CaseNumbers& numbers, CaseSink& sink)
{
    std::int64_t bytes = 0;
    for (const SourceFile& file : survey_.manifest.files) {
        bytes += file.bytes;
    }
    progress_.emplace("extract", "MB", bytes >> 20U);
    directory_ = {.no = directory_case, .buffer = directory_text_};
    const auto all = static_cast<std::size_t>(bytes) / bucket_bytes + 1;
    patient_buckets_ = std::min(all, buckets_max);
    spill_.emplace(order_.spill_folder, patient_buckets_);

    for (std::size_t i = 0; i < survey_.files.size(); ++i) {
        const Table* table = survey_.files[i].bound.table;
        const bool subjects_end =
            numbered_ || table == nullptr || (!table->subjects && table->holds == Holds::patient);
        if (subjects_end && !numbered_) {
            deal_subjects(numbers);
        }
        read_file(i);
    }
    if (!numbered_) {
        deal_subjects(numbers);
    }
    progress_.reset();

    finish(directory_);
    const bool wanted = sink.take(std::move(directory_));
    hand_out_unattached(sink);
    for (std::size_t bucket = 0; wanted && bucket < patient_buckets_; ++bucket) {
        if (!hand_out_bucket(bucket, sink)) {
            break;
        }
    }
    spill_.reset();
}

void TabularExtract::read_file(std::size_t number)
{
    const OpenFile& open = survey_.files[number];
    SourceFile& facts = survey_.manifest.files[number];
    const Place place = place_of(open.bound);
    DigestingFile file{open.path};
    csv::RowReader rows{[&](std::span<char> room) {
        const std::size_t got = file.read(room);
        progress_->advance(static_cast<std::int64_t>(got >> 20U));
        return got;
    }};
    rows.next(); // the header
    while (auto row = rows.next()) {
        bool damaged = row->open_quote;
        if (row->many_lines || !row->ended) {
            const bool whole = csv::split_row(row->bytes, description_.separator, cells_) &&
                               cells_.size() == open.bound.width;
            if (!whole && row->many_lines) {
                *row = rows.only_first_line();
            }
            damaged = !whole || (!row->ended && is_cut_before_last_cell(cells_));
        }
        if (row->bytes.empty() && !damaged) {
            continue; // a blank line holds nothing
        }
        if (row->bytes.size() >= csv::row_size_max) {
            throw InputError{fmt::format("{}:{}: a row longer than {} MB; a quote that never ends? "
                                         "Ask for the file anew",
                                         open.path.string(), row->line, csv::row_size_max >> 20U)};
        }
        ++facts.rows;
        count_unknown_cells(open.bound, {.bytes = row->bytes});
        take_row(open.bound, place,
                 {.file = facts.no,
                  .line = static_cast<std::uint32_t>(row->line),
                  .damaged = damaged,
                  .bytes = row->bytes});
    }
    facts.digest = file.digest();
}

/// What stands in columns that nobody knows: a person wants to know how much.
void TabularExtract::count_unknown_cells(const BoundTable& bound, const RawRow& row)
{
    if (bound.unknown.empty()) {
        return;
    }
    csv::split_row(row.bytes, description_.separator, cells_);
    for (std::size_t i = 0; i < bound.unknown.size(); ++i) {
        if (!cell(cells_, bound.unknown_positions[i]).empty()) {
            const std::string cause =
                fmt::format("unknown_column:{}.{}", bound.table->name, bound.unknown[i]);
            std::ranges::find(survey_.manifest.questions, cause, &extract::Question::cause)
                ->count += 1;
        }
    }
}

void TabularExtract::take_row(const BoundTable& bound, const Place& place, const RawRow& row)
{
    const Table* table = bound.table;
    if (table == nullptr) {
        deal_unattached(row);
        return;
    }
    if (table->holds == Holds::directory || table->holds == Holds::dictionary) {
        keep(directory_, row);
        return;
    }
    cells_.clear();
    if (place.cells > 0) {
        csv::split_row(row.bytes, description_.separator, cells_, place.cells);
    }
    const std::string_view patient = cell(cells_, place.patient);
    const std::string_view organisation = cell(cells_, place.organisation);
    if (patient.empty()) {
        table->slots_of_nobody && !row.damaged ? keep(directory_, row) : deal_unattached(row);
        return;
    }
    if (table->subjects && !row.damaged) {
        subjects_.add(organisation, patient);
    }
    const auto subject = subjects_.find(organisation, patient);
    if (!subject) {
        deal_unattached(row);
    } else if (numbered_) {
        deal(row, *subject);
    } else {
        keep(waiting_, row);
        waiting_subjects_.push_back(*subject);
    }
}

/// From here on every patient is known: rows go straight to their buckets.
void TabularExtract::deal_subjects(extract::CaseNumbers& numbers)
{
    std::vector<extract::Subject> before;
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
        before.push_back(subjects_.at(i));
    }
    subjects_.number(numbers);
    numbered_ = true;
    per_bucket_ = subjects_.size() / patient_buckets_ + 1;
    for (std::size_t i = 0; i < waiting_.rows.size(); ++i) {
        const extract::Subject& subject = before[waiting_subjects_[i]];
        deal(waiting_.rows[i], *subjects_.find(subject.organisation, subject.patient));
    }
    waiting_ = {};
    waiting_subjects_ = {};
}

void TabularExtract::deal(const RawRow& row, std::size_t subject)
{
    spill_->add(subject / per_bucket_, static_cast<std::uint32_t>(subject % per_bucket_), row);
}

void TabularExtract::keep(Case& whole, const RawRow& row)
{
    Arena& text = &whole == &directory_ ? *directory_text_ : waiting_text_;
    RawRow copy = row;
    copy.bytes = text.keep(row.bytes);
    whole.rows.push_back(copy);
}

void TabularExtract::deal_unattached(const RawRow& row)
{
    if (unattached_buckets_.empty() ||
        spill_->size_of(unattached_buckets_.back()) >= bucket_bytes) {
        unattached_buckets_.push_back(spill_->add_bucket());
    }
    spill_->add(unattached_buckets_.back(), 0, row);
}

void TabularExtract::hand_out_unattached(CaseSink& sink)
{
    std::int32_t part = 0;
    for (const std::size_t bucket : unattached_buckets_) {
        Case made = std::move(spill_->take(bucket, 1).front());
        made.no = unattached_case;
        made.part = part++;
        finish(made);
        sink.take(std::move(made));
    }
}

bool TabularExtract::hand_out_bucket(std::size_t bucket, CaseSink& sink)
{
    const std::size_t first = bucket * per_bucket_;
    if (first >= subjects_.size()) {
        return true;
    }
    const std::size_t slots = std::min(per_bucket_, subjects_.size() - first);
    auto cases = spill_->take(bucket, slots);
    for (std::size_t slot = 0; slot < slots; ++slot) {
        cases[slot].no = subjects_.case_at(first + slot);
        cases[slot].subject = subjects_.at(first + slot);
        finish(cases[slot]);
        if (!sink.take(std::move(cases[slot]))) {
            return false;
        }
    }
    return true;
}

/// Works out the fingerprint: of what the rows say and of the columns they say it
/// in, not of where they stand.
void TabularExtract::finish(Case& made) const
{
    const auto first = survey_.manifest.files.empty() ? 0 : survey_.manifest.files.front().no;
    std::vector<std::uint64_t> seeds;
    for (const SourceFile& file : survey_.manifest.files) {
        seeds.push_back(fingerprint(file.header, fingerprint(file.table)));
    }
    for (const RawRow& row : made.rows) {
        made.content.add(row.bytes, seeds[static_cast<std::size_t>(row.file - first)]);
    }
}

} // namespace

std::unique_ptr<extract::OpenExtract> open_extract(const Description& description,
                                                   const extract::ExtractOrder& order)
{
    return std::make_unique<TabularExtract>(description, order);
}

} // namespace ferry::tabular

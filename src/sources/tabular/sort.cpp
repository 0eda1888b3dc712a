#include <algorithm>
#include <array>
#include <functional>
#include <future>
#include <mutex>
#include <numeric>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "csv/rows.hpp"
#include "extract/dealer.hpp"
#include "extract/digesting_file.hpp"
#include "sources/tabular/cells.hpp"
#include "sources/tabular/open.hpp"
#include "sources/tabular/owners.hpp"
#include "sources/tabular/removals.hpp"
#include "sources/tabular/rows_per_patient.hpp"

namespace ferry::tabular {
namespace {

using extract::CaseSink;
using extract::RawRow;
using extract::SourceFile;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Threads that read files side by side.
constexpr std::size_t lanes = 2;

/// The cells of a row that say where it belongs.
struct Place {
    int patient = -1;
    int organisation = -1;
    int by = -1;           ///< names the row that has the patient
    std::size_t cells = 0; ///< how many cells have to be read to know
};

Place place_of(const BoundTable& bound)
{
    Place place;
    if (bound.table != nullptr) {
        place.patient = bound.position(Role::patient);
        place.organisation = bound.position(Role::organisation);
        place.by = bound.position(bound.table->owner_column);
        const int last = std::max({place.patient, place.organisation, place.by});
        place.cells = static_cast<std::size_t>(last) + 1;
    }
    return place;
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
        : description_{description}, form_{description.rows()}, order_{order},
          survey_{survey(description, order)}, per_patient_{description}
    {
    }

    const extract::Manifest& manifest() const override { return survey_.manifest; }
    void digest_files() override;
    void sort(extract::CaseNumbers& numbers, CaseSink& sink) override;

private:
    /// What one thread reads with.
    struct Reading {
        extract::Dealer::Lane& lane;
        std::vector<csv::FieldText> cells;
        std::uint64_t offset = 0;         ///< of the row at hand, in its file
        std::optional<Removals> removals; ///< of the file at hand, if its table has some
    };
    std::size_t files_naming_patients() const;
    void read_side_by_side(std::size_t first);
    void read_file(std::size_t number, Reading& reading);
    bool is_damaged(csv::Row& row, csv::RowReader& rows, const BoundTable& bound,
                    std::vector<csv::FieldText>& cells) const;
    void compare_check_sums();
    void ask_about_empty_tables();
    void take_row(const BoundTable& bound, const Place& place, const RawRow& row, Reading& reading);
    bool keep_removal(const RawRow& row, Reading& reading) const;
    void count_unknown_cells(const BoundTable& bound, const RawRow& row, Reading& reading);
    void tell_empty_columns();
    void count_bytes(std::size_t got);

    const Description& description_;
    RowForm form_;
    extract::ExtractOrder order_;
    Survey survey_;
    RowsPerPatient per_patient_;
    std::optional<Owners> owners_;
    std::optional<extract::Dealer> dealer_;
    std::mutex mutex_; ///< guards what follows, and the manifest's questions
    std::optional<Progress> progress_;
    std::size_t bytes_read_ = 0;
};

void TabularExtract::digest_files()
{
    std::vector<std::filesystem::path> paths;
    std::ranges::transform(survey_.files, std::back_inserter(paths), &OpenFile::path);
    extract::digest_files(paths, survey_.manifest.files);
}

void TabularExtract::sort(extract::CaseNumbers& numbers, CaseSink& sink)
{
    std::int64_t bytes = 0;
    for (const SourceFile& file : survey_.manifest.files) {
        bytes += file.bytes;
    }
    progress_.emplace("extract", "MB", bytes >> 20U);
    dealer_.emplace(order_.spill_folder, bytes, extract::Patients::first, lanes);
    owners_.emplace(description_, survey_.files);
    const std::size_t naming = files_naming_patients();
    Reading reading{.lane = dealer_->lane()};
    for (std::size_t i = 0; i < naming; ++i) {
        read_file(i, reading);
    }
    dealer_->all_are_known(numbers);
    read_side_by_side(naming);
    progress_.reset();
    compare_check_sums();
    ask_about_empty_tables();
    tell_empty_columns();
    dealer_->hand_out(survey_.manifest.files, numbers, sink);
    dealer_.reset();
    owners_.reset();
}

/// How many files have to be read until every patient is known.
std::size_t TabularExtract::files_naming_patients() const
{
    const auto names = [](const OpenFile& file) {
        return file.bound.table != nullptr && file.bound.table->subjects;
    };
    const auto last = std::find_if(survey_.files.rbegin(), survey_.files.rend(), names);
    return static_cast<std::size_t>(survey_.files.rend() - last);
}

/// The largest file is over half of an extract: another thread reads it beside the rest.
void TabularExtract::read_side_by_side(std::size_t first)
{
    std::vector<std::size_t> by_size(survey_.files.size() - first);
    std::iota(by_size.begin(), by_size.end(), first);
    const auto bytes_of = [this](std::size_t file) { return survey_.manifest.files[file].bytes; };
    std::ranges::stable_sort(by_size, std::greater{}, bytes_of);
    std::array<std::vector<std::size_t>, lanes> shares;
    std::array<std::int64_t, lanes> bytes{};
    for (const std::size_t file : by_size) {
        const auto lane = static_cast<std::size_t>(std::ranges::min_element(bytes) - bytes.begin());
        shares[lane].push_back(file);
        bytes[lane] += bytes_of(file);
    }
    const auto read = [&](std::size_t lane) {
        std::ranges::sort(shares[lane]);
        Reading reading{.lane = dealer_->lane(lane)};
        for (const std::size_t file : shares[lane]) {
            read_file(file, reading);
        }
    };
    auto other = std::async(std::launch::async, read, 1);
    read(0);
    other.get();
}

void TabularExtract::count_bytes(std::size_t got)
{
    constexpr std::size_t megabyte = std::size_t{1} << 20U;
    const std::lock_guard lock{mutex_};
    const std::size_t before = bytes_read_ / megabyte;
    bytes_read_ += got;
    progress_->advance(static_cast<std::int64_t>(bytes_read_ / megabyte - before));
}

void TabularExtract::read_file(std::size_t number, Reading& reading)
{
    const OpenFile& open = survey_.files[number];
    SourceFile& facts = survey_.manifest.files[number];
    const Place place = place_of(open.bound);
    reading.removals.reset();
    if (open.bound.table != nullptr) {
        reading.removals.emplace(open);
    }
    extract::DigestingFile file{open.path};
    csv::RowReader rows{[&](std::span<char> room) {
                            const std::size_t got = file.read(room);
                            count_bytes(got);
                            return got;
                        },
                        form_.dialect.quotes};
    if (description_.headers) {
        rows.next();
    }
    reading.lane.reads_again(facts.no, file.file());
    while (auto row = rows.next()) {
        const bool damaged = is_damaged(*row, rows, open.bound, reading.cells);
        if (!description_.headers && row->line == 1 && row->bytes.starts_with(byte_order_mark)) {
            row->bytes.remove_prefix(byte_order_mark.size());
            row->offset += byte_order_mark.size();
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
        reading.offset = row->offset;
        count_unknown_cells(open.bound, {.bytes = row->bytes}, reading);
        take_row(open.bound, place,
                 {.file = facts.no,
                  .line = static_cast<std::uint32_t>(row->line),
                  .damaged = damaged,
                  .bytes = row->bytes},
                 reading);
    }
    if (reading.removals) {
        reading.removals->deal(form_.dialect, reading.lane);
    }
    facts.digest = file.digest();
}

/// Whether a row is not to be parsed. One that wrong quotes made of many lines is given
/// back but for its first line.
bool TabularExtract::is_damaged(csv::Row& row, csv::RowReader& rows, const BoundTable& bound,
                                std::vector<csv::FieldText>& cells) const
{
    if (!row.many_lines && row.ended) {
        return row.open_quote;
    }
    const bool whole =
        csv::split_row(row.bytes, form_.dialect, cells) && form_.fits(cells, bound.width);
    if (!whole && row.many_lines) {
        row = rows.only_first_line();
    }
    // Without quotes nothing shows that the last cell is whole.
    return !whole || (!row.ended && (!description_.headers || is_cut_before_last_cell(cells)));
}

void TabularExtract::compare_check_sums()
{
    const Table* last = nullptr; // files of one table stand together
    for (std::size_t i = 0; i < survey_.files.size(); ++i) {
        const Table* table = survey_.files[i].bound.table;
        if (table != nullptr && table != last && table->one_per_patient) {
            auto question = per_patient_.ask(*table, survey_.manifest.files[i].name);
            if (question) {
                survey_.manifest.questions.push_back(std::move(*question));
            }
        }
        last = table;
    }
}

/// What an extract of changes only, or one cut short, may lack and a whole one never does.
void TabularExtract::ask_about_empty_tables()
{
    for (const Table& table : description_.tables) {
        if (!table.never_empty) {
            continue;
        }
        std::int64_t rows = 0;
        const extract::SourceFile* first = nullptr;
        for (const extract::SourceFile& file : survey_.manifest.files) {
            if (file.known && file.table == table.name) {
                rows += file.rows;
                first = first == nullptr ? &file : first;
            }
        }
        if (first != nullptr && rows == 0) {
            survey_.manifest.questions.push_back(
                {.cause = "empty_table:" + table.name,
                 .what = fmt::format("{} has no rows, and every whole extract has some: does this "
                                     "one hold changes only, or was it cut short?",
                                     table.name),
                 .count = 1,
                 .sample = first->name});
        }
    }
}

/// What stands in columns that nobody knows: a person wants to know how much.
void TabularExtract::count_unknown_cells(const BoundTable& bound, const RawRow& row,
                                         Reading& reading)
{
    if (bound.unknown.empty()) {
        return;
    }
    csv::split_row(row.bytes, form_.dialect, reading.cells);
    for (std::size_t i = 0; i < bound.unknown.size(); ++i) {
        if (!word(reading.cells, bound.unknown_positions[i]).empty()) {
            const std::string cause =
                fmt::format("unknown_column:{}.{}", bound.table->name, bound.unknown[i]);
            const std::lock_guard lock{mutex_};
            std::ranges::find(survey_.manifest.questions, cause, &extract::Question::cause)
                ->count += 1;
        }
    }
}

/// An unknown column with nothing in it is another question than one with values: who accepts it
/// has not accepted what may stand in it later.
void TabularExtract::tell_empty_columns()
{
    for (extract::Question& question : survey_.manifest.questions) {
        if (question.count == 0 && question.cause.starts_with("unknown_column:")) {
            question.cause += "/empty";
            question.what += " (nothing does)";
        }
    }
}

void TabularExtract::take_row(const BoundTable& bound, const Place& place, const RawRow& row,
                              Reading& reading)
{
    extract::Dealer::Lane& lane = reading.lane;
    std::vector<csv::FieldText>& cells = reading.cells;
    const Table* table = bound.table;
    if (table == nullptr) {
        lane.deal_to_nobody(row, reading.offset);
        return;
    }
    if (table->holds == Holds::directory || table->holds == Holds::dictionary ||
        table->holds == Holds::control) {
        lane.deal_to_directory(row);
        return;
    }
    cells.clear();
    if (place.cells > 0) {
        csv::split_row(row.bytes, form_.dialect, cells, place.cells);
    }
    const std::string_view patient = word(cells, place.patient);
    const std::string_view organisation = word(cells, place.organisation);
    if (patient.empty()) {
        if (const Owners::Owner* owner = owners_->of(table->owner_table, word(cells, place.by))) {
            lane.deal(owner->organisation, owner->patient, row, reading.offset);
            return;
        }
        if (!row.damaged && keep_removal(row, reading)) {
            return;
        }
        table->slots_of_nobody && !row.damaged ? lane.deal_to_directory(row)
                                               : lane.deal_to_nobody(row, reading.offset);
        return;
    }
    if (table->subjects && !row.damaged) {
        dealer_->know(organisation, patient);
    }
    if (!row.damaged) {
        per_patient_.count(*table, organisation, patient);
    }
    lane.deal(organisation, patient, row, reading.offset);
}

bool TabularExtract::keep_removal(const RawRow& row, Reading& reading) const
{
    if (reading.removals->cells() == 0) {
        return false;
    }
    csv::split_row(row.bytes, form_.dialect, reading.cells, reading.removals->cells());
    return reading.removals->keep(row, reading.cells);
}

} // namespace

std::unique_ptr<extract::OpenExtract> open_extract(const Description& description,
                                                   const extract::ExtractOrder& order)
{
    return std::make_unique<TabularExtract>(description, order);
}

} // namespace ferry::tabular

#include "extract/dealer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/require.hpp"

namespace ferry::extract {
namespace {

constexpr std::size_t bucket_bytes = std::size_t{8} << 20U;
/// Each bucket holds a file open in each lane, and a process may open a thousand.
constexpr std::size_t buckets_max = 480;

RawRow kept(Arena& text, const RawRow& row)
{
    RawRow copy = row;
    copy.bytes = text.keep(row.bytes);
    return copy;
}

/// The rows' bytes, each behind its size: two that are cut in other places differ.
std::string with_sizes(std::span<const RawRow> rows)
{
    std::string text;
    for (const RawRow& row : rows) {
        const std::size_t size = row.bytes.size();
        text.append(reinterpret_cast<const char*>(&size), sizeof size);
        text += row.bytes;
    }
    return text;
}

void into_order_of_files(std::vector<RawRow>& rows)
{
    if (!std::ranges::is_sorted(rows, {}, &RawRow::file)) {
        std::ranges::stable_sort(rows, {}, &RawRow::file);
    }
}

/// Adds the rows of a lane to those of the others.
void join(Case& whole, Case&& part)
{
    if (part.rows.empty()) {
        return;
    }
    if (whole.rows.empty()) {
        whole = std::move(part);
        return;
    }
    using Both = std::pair<std::shared_ptr<const void>, std::shared_ptr<const void>>;
    whole.rows.insert(whole.rows.end(), part.rows.begin(), part.rows.end());
    whole.buffer = std::make_shared<Both>(std::move(whole.buffer), std::move(part.buffer));
}

} // namespace

Dealer::Lane::Lane(Dealer& dealer, std::filesystem::path spill_folder)
    : dealer_{dealer}, spill_{std::move(spill_folder), 0}
{
}

void Dealer::Lane::deal_to_directory(const RawRow& row)
{
    directory_.push_back(kept(*directory_text_, row));
}

void Dealer::Lane::deal_to_directory_again(std::span<const RawRow> rows)
{
    const std::string text = with_sizes(rows);
    if (in_directory_.contains(text)) {
        for (const RawRow& row : rows) {
            deal_in_parts(repeated_, row);
        }
        return;
    }
    std::string_view rest = *in_directory_.insert(directory_text_->keep(text)).first;
    for (RawRow row : rows) {
        const std::size_t size = row.bytes.size();
        row.bytes = rest.substr(sizeof size, size);
        rest.remove_prefix(sizeof size + size);
        directory_.push_back(row);
    }
}

void Dealer::Lane::deal_to_nobody(const RawRow& row, std::uint64_t offset)
{
    deal_in_parts(unattached_, row, offset);
}

void Dealer::Lane::deal_in_parts(Buckets& parts, const RawRow& row, std::uint64_t offset)
{
    if (parts.empty() || spill_.size_of(parts.back()) >= bucket_bytes) {
        parts.push_back(spill_.add_bucket());
    }
    spill_.add(parts.back(), 0, row, offset);
}

void Dealer::Lane::deal(std::string_view organisation, std::string_view patient, const RawRow& row,
                        std::uint64_t offset)
{
    const auto subject = dealer_.subjects_.find(organisation, patient);
    if (!subject) {
        deal_to_nobody(row, offset);
    } else if (dealer_.waits()) {
        waiting_.emplace_back(*subject, kept(waiting_text_, row));
    } else {
        deal_to(*subject, row, offset);
    }
}

void Dealer::Lane::deal_to(std::size_t subject, const RawRow& row, std::uint64_t offset)
{
    if (dealer_.places_[subject].group == no_group) {
        dealer_.join_newest_group(subject);
    }
    const Place place = dealer_.places_[subject];
    spill_.add(buckets_[place.group], place.slot, row, offset);
}

Dealer::Dealer(const std::filesystem::path& spill_folder, std::int64_t bytes, Patients named,
               std::size_t lanes)
    : groups_wanted_{std::min(static_cast<std::size_t>(bytes) / (bucket_bytes * lanes) + 1,
                              buckets_max / lanes)},
      named_{named}
{
    require(named == Patients::first || lanes == 1, "patients who come along come by one lane");
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const std::string folder =
            lane == 0 ? spill_folder.string() : fmt::format("{}-{}", spill_folder.string(), lane);
        lanes_.push_back(std::make_unique<Lane>(*this, folder));
    }
}

void Dealer::know(std::string_view organisation, std::string_view patient)
{
    require(!knows_all_ || subjects_.find(organisation, patient), "no patient comes late");
    subjects_.add(organisation, patient);
    places_.resize(subjects_.size());
}

void Dealer::all_are_known(CaseNumbers& numbers)
{
    require(waits(), "patients are shared out once");
    knows_all_ = true;
    subjects_.number(numbers);
    const auto now = subjects_.sort();
    const std::size_t each = subjects_.size() / groups_wanted_ + 1;
    for (std::size_t subject = 0; subject < subjects_.size(); ++subject) {
        if (subject % each == 0) {
            add_group();
        }
        places_[subject] = {.group = groups_.size() - 1,
                            .slot = static_cast<std::uint32_t>(subject % each)};
        groups_.back().push_back(subject);
    }
    for (const auto& lane : lanes_) {
        for (const auto& [subject, row] : lane->waiting_) {
            lane->deal_to(now[subject], row, nowhere);
        }
        lane->waiting_ = {};
        lane->waiting_text_ = {};
    }
}

void Dealer::add_group()
{
    groups_.emplace_back();
    for (const auto& lane : lanes_) {
        lane->buckets_.push_back(lane->spill_.add_bucket());
    }
}

/// A group takes patients until its bucket is full.
void Dealer::join_newest_group(std::size_t subject)
{
    const Lane& lane = *lanes_.front();
    if (groups_.empty() || lane.spill_.size_of(lane.buckets_.back()) >= bucket_bytes) {
        add_group();
    }
    places_[subject] = {.group = groups_.size() - 1,
                        .slot = static_cast<std::uint32_t>(groups_.back().size())};
    groups_.back().push_back(subject);
}

void Dealer::hand_out(const std::vector<SourceFile>& files, CaseNumbers& numbers, CaseSink& sink)
{
    if (waits()) {
        all_are_known(numbers);
    }
    subjects_.number(numbers);
    learn_columns(files);
    if (!sink.take(directory()) ||
        !hand_out_parts({.no = directory_case, .part = 1}, &Lane::repeated_, sink) ||
        !hand_out_parts({.no = unattached_case}, &Lane::unattached_, sink)) {
        return;
    }
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        if (!hand_out_group(group, sink)) {
            return;
        }
    }
}

Case Dealer::directory()
{
    Case made;
    for (const auto& lane : lanes_) {
        join(made, {.rows = std::move(lane->directory_), .buffer = lane->directory_text_});
    }
    made.no = directory_case;
    finish(made);
    return made;
}

bool Dealer::hand_out_parts(const Case& first, Lane::Buckets Lane::*parts, CaseSink& sink)
{
    std::int32_t part = first.part;
    for (const auto& lane : lanes_) {
        for (const std::size_t bucket : (*lane).*parts) {
            Case made = std::move(lane->spill_.take(bucket, 1).front());
            made.no = first.no;
            made.part = part++;
            finish(made);
            if (!sink.take(std::move(made))) {
                return false;
            }
        }
    }
    return true;
}

bool Dealer::hand_out_group(std::size_t group, CaseSink& sink)
{
    const Group& subjects = groups_[group];
    std::vector<std::vector<Case>> parts;
    for (const auto& lane : lanes_) {
        parts.push_back(lane->spill_.take(lane->buckets_[group], subjects.size()));
    }
    for (std::size_t slot = 0; slot < subjects.size(); ++slot) {
        Case made;
        for (auto& part : parts) {
            join(made, std::move(part[slot]));
        }
        made.no = subjects_.case_at(subjects[slot]);
        made.subject = subjects_.at(subjects[slot]);
        finish(made);
        if (!sink.take(std::move(made))) {
            return false;
        }
    }
    return true;
}

void Dealer::learn_columns(const std::vector<SourceFile>& files)
{
    first_file_ = files.empty() ? 0 : files.front().no;
    std::ranges::transform(files, std::back_inserter(columns_), [](const SourceFile& file) {
        return fingerprint(file.header, fingerprint(file.table));
    });
}

/// Puts the rows into the order of files, and works out the fingerprint: of what the
/// rows say and of the columns they say it in, not of where they stand.
void Dealer::finish(Case& made) const
{
    into_order_of_files(made.rows);
    for (const RawRow& row : made.rows) {
        made.content.add(row.bytes, columns_[row.file - first_file_]);
    }
}

} // namespace ferry::extract

#include "extract/dealer.hpp"

#include <algorithm>

#include "base/require.hpp"

namespace ferry::extract {
namespace {

constexpr std::size_t bucket_bytes = std::size_t{8} << 20U;
constexpr std::size_t buckets_max = 512;

std::size_t buckets_for(std::int64_t bytes)
{
    return std::min(static_cast<std::size_t>(bytes) / bucket_bytes + 1, buckets_max);
}

RawRow kept(Arena& text, const RawRow& row)
{
    RawRow copy = row;
    copy.bytes = text.keep(row.bytes);
    return copy;
}

} // namespace

Dealer::Dealer(const std::filesystem::path& spill_folder, std::int64_t bytes, Patients named)
    : spill_{spill_folder, 0}, buckets_{buckets_for(bytes)}, named_{named}
{
    directory_.no = directory_case;
    directory_.buffer = directory_text_;
}

void Dealer::know(std::string_view organisation, std::string_view patient)
{
    require(!knows_all_ || subjects_.find(organisation, patient), "no patient comes late");
    subjects_.add(organisation, patient);
    places_.resize(subjects_.size());
}

void Dealer::all_are_known(CaseNumbers& numbers)
{
    require(named_ == Patients::first && !knows_all_, "patients are shared out once");
    knows_all_ = true;
    subjects_.number(numbers);
    const auto now = subjects_.sort();
    const std::size_t each = subjects_.size() / buckets_ + 1;
    for (std::size_t subject = 0; subject < subjects_.size(); ++subject) {
        if (subject % each == 0) {
            groups_.push_back({.bucket = spill_.add_bucket()});
        }
        places_[subject] = {.group = groups_.size() - 1,
                            .slot = static_cast<std::uint32_t>(subject % each)};
        groups_.back().subjects.push_back(subject);
    }
    for (const auto& [subject, row] : waiting_) {
        deal_to(now[subject], row);
    }
    waiting_ = {};
    waiting_text_ = {};
}

void Dealer::deal_to_directory(const RawRow& row)
{
    directory_.rows.push_back(kept(*directory_text_, row));
}

void Dealer::deal_to_nobody(const RawRow& row)
{
    if (unattached_.empty() || spill_.size_of(unattached_.back()) >= bucket_bytes) {
        unattached_.push_back(spill_.add_bucket());
    }
    spill_.add(unattached_.back(), 0, row);
}

void Dealer::deal(std::string_view organisation, std::string_view patient, const RawRow& row)
{
    const auto subject = subjects_.find(organisation, patient);
    if (!subject) {
        deal_to_nobody(row);
    } else if (named_ == Patients::first && !knows_all_) {
        waiting_.emplace_back(*subject, kept(waiting_text_, row));
    } else {
        deal_to(*subject, row);
    }
}

void Dealer::deal_to(std::size_t subject, const RawRow& row)
{
    if (places_[subject].group == no_group) {
        join_newest_group(subject);
    }
    const Place place = places_[subject];
    spill_.add(groups_[place.group].bucket, place.slot, row);
}

/// A group takes patients until its bucket is full.
void Dealer::join_newest_group(std::size_t subject)
{
    if (groups_.empty() || spill_.size_of(groups_.back().bucket) >= bucket_bytes) {
        groups_.push_back({.bucket = spill_.add_bucket()});
    }
    Group& group = groups_.back();
    places_[subject] = {.group = groups_.size() - 1,
                        .slot = static_cast<std::uint32_t>(group.subjects.size())};
    group.subjects.push_back(subject);
}

void Dealer::hand_out(const std::vector<SourceFile>& files, CaseNumbers& numbers, CaseSink& sink)
{
    if (named_ == Patients::first && !knows_all_) {
        all_are_known(numbers);
    }
    subjects_.number(numbers);
    learn_columns(files);
    finish(directory_);
    if (!sink.take(std::move(directory_)) || !hand_out_unattached(sink)) {
        return;
    }
    static_cast<void>(
        std::ranges::all_of(groups_, [&](Group& group) { return hand_out_group(group, sink); }));
}

bool Dealer::hand_out_unattached(CaseSink& sink)
{
    std::int32_t part = 0;
    return std::ranges::all_of(unattached_, [&](std::size_t bucket) {
        Case made = std::move(spill_.take(bucket, 1).front());
        made.no = unattached_case;
        made.part = part++;
        finish(made);
        return sink.take(std::move(made));
    });
}

bool Dealer::hand_out_group(Group& group, CaseSink& sink)
{
    auto cases = spill_.take(group.bucket, group.subjects.size());
    for (std::size_t slot = 0; slot < cases.size(); ++slot) {
        Case& made = cases[slot];
        made.no = subjects_.case_at(group.subjects[slot]);
        made.subject = subjects_.at(group.subjects[slot]);
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

/// Works out the fingerprint: of what the rows say and of the columns they say it
/// in, not of where they stand.
void Dealer::finish(Case& made) const
{
    for (const RawRow& row : made.rows) {
        made.content.add(row.bytes, columns_[row.file - first_file_]);
    }
}

} // namespace ferry::extract

#include "terminology/descriptions.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "base/require.hpp"
#include "terminology/newest.hpp"

namespace ferry::terminology {
namespace {

using Wordings = std::span<const Descriptions::Description>;

/// The synonym that the first reference set prefers which prefers any.
Wordings::iterator preferred_of(Wordings all)
{
    auto best = all.end();
    for (auto at = all.begin(); at != all.end(); ++at) {
        const bool ranked = !at->fully_specified && at->preferred != 0;
        if (ranked && (best == all.end() || at->preferred < best->preferred)) {
            best = at;
        }
    }
    return best;
}

} // namespace

void Descriptions::add(const DescriptionRow& row)
{
    require(row.term.size() <= std::numeric_limits<std::uint16_t>::max(), "a term is short");
    require(gathered_.size() + row.term.size() <= std::numeric_limits<std::uint32_t>::max(),
            "all terms together have less than 4 GiB");
    rows_.push_back({
        .description = {.concept_id = row.concept_id,
                        .id = row.id,
                        .text_at = static_cast<std::uint32_t>(gathered_.size()),
                        .text_size = static_cast<std::uint16_t>(row.term.size()),
                        .fully_specified = row.fully_specified},
        .effective_time = row.effective_time,
        .active = row.active
    });
    if (row.active) { // the text of an inactive row is never asked for
        gathered_.insert(gathered_.end(), row.term.begin(), row.term.end());
    }
}

void Descriptions::close()
{
    keep_newest(rows_, [](const Row& row) { return row.description.id; });
    std::erase_if(rows_, [](const Row& row) { return !row.active; });
    rank();
    std::vector<Description> entries;
    entries.reserve(rows_.size());
    for (const Row& row : rows_) {
        entries.push_back(row.description);
    }
    rows_ = {};
    std::ranges::sort(entries, {}, [](const Description& entry) {
        return std::tuple{entry.concept_id, entry.id};
    });
    entries_ = Column{std::move(entries)};
    texts_ = Column{std::move(gathered_)};
    gathered_ = {};
}

/// Notes which wordings are preferred. \pre the rows stand in the order of their ids.
void Descriptions::rank()
{
    keep_newest(language_, [](const LanguageRow& row) { return std::pair{row.id, row.rank}; });
    std::erase_if(language_, [](const LanguageRow& row) { return !row.active || !row.preferred; });
    auto at = language_.begin(); // by id, the first rank first
    for (Row& row : rows_) {
        at = std::find_if(at, language_.end(), [&](const LanguageRow& language) {
            return language.id >= row.description.id;
        });
        if (at != language_.end() && at->id == row.description.id) {
            row.description.preferred = at->rank;
        }
    }
    language_ = {};
}

std::span<const Descriptions::Description> Descriptions::of(ConceptId concept_id) const
{
    const auto first = std::ranges::lower_bound(entries_, concept_id, {}, &Description::concept_id);
    const auto last =
        std::ranges::upper_bound(first, entries_.end(), concept_id, {}, &Description::concept_id);
    return {first, last};
}

std::string_view Descriptions::text(const Description& description) const
{
    return std::string_view{texts_.all().data(), texts_.size()}.substr(description.text_at,
                                                                       description.text_size);
}

const Descriptions::Description* Descriptions::worded(ConceptId concept_id,
                                                      std::string_view term) const
{
    const auto all = of(concept_id);
    const auto at = std::ranges::find(all, term, [&](const Description& d) { return text(d); });
    return at == all.end() ? nullptr : &*at;
}

const Descriptions::Description* Descriptions::shown(ConceptId concept_id,
                                                     DescriptionId wished) const
{
    const auto all = of(concept_id);
    auto at = std::ranges::find(all, wished, &Description::id);
    if (at == all.end()) {
        at = preferred_of(all);
    }
    if (at == all.end()) {
        at = std::ranges::find(all, true, &Description::fully_specified);
    }
    if (at == all.end()) {
        at = all.begin();
    }
    return at == all.end() ? nullptr : &*at;
}

void Descriptions::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    std::string content;
    for (const Description& entry : entries_) {
        content.assign(reinterpret_cast<const char*>(&entry.concept_id), sizeof entry.concept_id);
        content.append(reinterpret_cast<const char*>(&entry.id), sizeof entry.id);
        content += entry.fully_specified ? '1' : '0';
        if (entry.preferred != 0) {
            content += static_cast<char>('0' + entry.preferred);
        }
        content += text(entry);
        sum.add(content, seed);
    }
}

void Descriptions::store(ImageWriter& into) const
{
    into.add(entries_.all());
    into.add(texts_.all());
}

void Descriptions::fetch(ImageReader& from)
{
    entries_ = from.column<Description>();
    texts_ = from.column<char>();
}

} // namespace ferry::terminology

#include "terminology/descriptions.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "base/require.hpp"

namespace ferry::terminology {

void Descriptions::add(const DescriptionRow& row)
{
    require(row.term.size() <= std::numeric_limits<std::uint16_t>::max(), "a term is short");
    require(texts_.size() + row.term.size() <= std::numeric_limits<std::uint32_t>::max(),
            "all terms together have less than 4 GiB");
    rows_.push_back({
        .description = {.concept_id = row.concept_id,
                        .id = row.id,
                        .text_at = static_cast<std::uint32_t>(texts_.size()),
                        .text_size = static_cast<std::uint16_t>(row.term.size()),
                        .fully_specified = row.fully_specified},
        .effective_time = row.effective_time,
        .active = row.active
    });
    if (row.active) {
        texts_ += row.term; // the text of an inactive row is never asked for
    }
}

void Descriptions::close()
{
    std::ranges::sort(rows_, [](const Row& a, const Row& b) {
        return std::tuple{a.description.id, b.effective_time, a.active} <
               std::tuple{b.description.id, a.effective_time, b.active};
    });
    DescriptionId last;
    for (const Row& row : rows_) {
        if (row.description.id != last && row.active) {
            entries_.push_back(row.description);
        }
        last = row.description.id;
    }
    rows_ = {};
    std::ranges::sort(entries_, {}, [](const Description& entry) {
        return std::tuple{entry.concept_id, entry.id};
    });
    entries_.shrink_to_fit();
    texts_.shrink_to_fit();
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
    return std::string_view{texts_}.substr(description.text_at, description.text_size);
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
        content += text(entry);
        sum.add(content, seed);
    }
}

} // namespace ferry::terminology

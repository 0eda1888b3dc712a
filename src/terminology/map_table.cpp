#include "terminology/map_table.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>
#include <utility>

namespace ferry::terminology {
namespace {

constexpr std::string_view signs =
    ".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t part_size = 5;

/// 1 to 63 for a sign, 0 for any other character; 0 also fills up a short term.
constexpr std::array<std::uint8_t, 256> make_sign_numbers()
{
    std::array<std::uint8_t, 256> numbers{};
    for (std::size_t i = 0; i < signs.size(); ++i) {
        numbers[static_cast<unsigned char>(signs[i])] = static_cast<std::uint8_t>(i + 1);
    }
    return numbers;
}

std::optional<CodeKey> packed(std::string_view text)
{
    static constexpr auto sign_numbers = make_sign_numbers();
    CodeKey key = 0;
    for (const char c : text) {
        const std::uint8_t number = sign_numbers[static_cast<unsigned char>(c)];
        if (number == 0) {
            return std::nullopt;
        }
        key = key << 6U | number;
    }
    return key << 6U * (part_size - text.size());
}

/// Two rows with one target, the assured ones first and among these the ones
/// with a wording: what they say together.
void join(MapTarget& kept, const MapTarget& other)
{
    const bool speaks = other.assured == kept.assured && other.description_id;
    if (speaks && other.description_id != kept.description_id) {
        kept.description_id = DescriptionId{};
    }
}

} // namespace

std::optional<CodeKey> code_key(std::string_view code, std::string_view term)
{
    if (code.size() != part_size || term.size() > part_size) {
        return std::nullopt;
    }
    const auto first = packed(code);
    const auto second = packed(term);
    if (!first || !second) {
        return std::nullopt;
    }
    return *first << 6U * part_size | *second;
}

void MapTable::add(CodeKey key, MapTarget target)
{
    rows_.push_back({key, target});
}

void MapTable::close()
{
    std::ranges::sort(rows_, {}, [](const Row& row) {
        const MapTarget& to = row.target;
        return std::tuple{row.key, to.concept_id, !to.assured, !to.description_id,
                          to.description_id};
    });
    std::vector<CodeKey> keys;
    std::vector<MapTarget> targets;
    for (const Row& row : rows_) {
        const bool again = !keys.empty() && keys.back() == row.key &&
                           targets.back().concept_id == row.target.concept_id;
        if (again) {
            join(targets.back(), row.target);
        } else {
            keys.push_back(row.key);
            targets.push_back(row.target);
        }
    }
    rows_ = {};
    keys_ = Column{std::move(keys)};
    targets_ = Column{std::move(targets)};
}

std::span<const MapTarget> MapTable::find(CodeKey key) const
{
    const auto first = std::ranges::lower_bound(keys_, key);
    const auto last = std::ranges::upper_bound(first, keys_.end(), key);
    return targets_.all().subspan(static_cast<std::size_t>(first - keys_.begin()),
                                  static_cast<std::size_t>(last - first));
}

void MapTable::store(ImageWriter& into) const
{
    into.add(keys_.all());
    into.add(targets_.all());
}

void MapTable::fetch(ImageReader& from)
{
    keys_ = from.column<CodeKey>();
    targets_ = from.column<MapTarget>();
    from.same_size(keys_.size(), targets_.size());
}

void MapTable::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        const MapTarget& to = targets_[i];
        const std::array<std::uint64_t, 4> content{keys_[i], to.concept_id.value,
                                                   to.description_id.value, to.assured ? 1U : 0U};
        std::array<char, sizeof content> bytes{};
        std::memcpy(bytes.data(), content.data(), bytes.size());
        sum.add({bytes.data(), bytes.size()}, seed);
    }
}

} // namespace ferry::terminology

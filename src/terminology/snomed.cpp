#include "terminology/snomed.hpp"

#include <cstddef>

#include "base/text.hpp"

namespace ferry::terminology {
namespace {

using Digits = std::array<std::uint8_t, 10>;

/// How two symmetries of a pentagon make a third: the group behind Verhoeff's
/// check digit. 0 to 4 are turns, 5 to 9 turns of the mirrored pentagon.
constexpr std::uint8_t joined(int first, int second)
{
    const int turn = first < 5 ? first + second : first - second + 10;
    const bool mirrored = (first < 5) != (second < 5);
    return static_cast<std::uint8_t>(turn % 5 + (mirrored ? 5 : 0));
}

constexpr std::array<Digits, 10> make_group()
{
    std::array<Digits, 10> group{};
    for (int first = 0; first < 10; ++first) {
        for (int second = 0; second < 10; ++second) {
            group[static_cast<std::size_t>(first)][static_cast<std::size_t>(second)] =
                joined(first, second);
        }
    }
    return group;
}

/// Verhoeff's permutation, applied as often as the digit stands from the right.
constexpr std::array<Digits, 8> make_permutations()
{
    constexpr Digits once{1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    std::array<Digits, 8> all{
        Digits{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
    };
    for (std::size_t times = 1; times < all.size(); ++times) {
        for (std::size_t digit = 0; digit < once.size(); ++digit) {
            all[times][digit] = all[times - 1][once[digit]];
        }
    }
    return all;
}

bool check_digit_is_right(std::uint64_t id)
{
    static constexpr auto group = make_group();
    static constexpr auto permutations = make_permutations();
    std::size_t check = 0;
    for (std::size_t place = 0; id != 0; ++place, id /= 10) {
        check = group[check][permutations[place % permutations.size()][id % 10]];
    }
    return check == 0;
}

template <typename Id>
Parsed<Id> parse_kind(std::string_view text, Partition kind)
{
    const auto id = parse_snomed_id(text);
    if (!id) {
        return tl::unexpected{id.error()};
    }
    if (partition(*id) != kind) {
        return tl::unexpected{Fault::malformed};
    }
    return Id{*id};
}

} // namespace

Parsed<std::uint64_t> parse_snomed_id(std::string_view text)
{
    if (text.empty()) {
        return tl::unexpected{Fault::missing};
    }
    if (text.size() < 6 || text.size() > 18 || text[0] == '0') {
        return tl::unexpected{Fault::malformed};
    }
    std::uint64_t id = 0;
    for (const char c : text) {
        if (!is_digit(c)) {
            return tl::unexpected{Fault::malformed};
        }
        id = id * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (!check_digit_is_right(id)) {
        return tl::unexpected{Fault::out_of_range};
    }
    return id;
}

Parsed<ConceptId> parse_concept_id(std::string_view text)
{
    return parse_kind<ConceptId>(text, Partition::concept_id);
}

Parsed<DescriptionId> parse_description_id(std::string_view text)
{
    return parse_kind<DescriptionId>(text, Partition::description);
}

} // namespace ferry::terminology

#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ferry::practice {

/// A text of at most 15 bytes without an allocation: values, house numbers.
class ShortText {
public:
    ShortText() = default;
    /// Longer texts are cut.
    explicit ShortText(std::string_view text)
        : size_{
              static_cast<unsigned char>(text.size() < bytes_.size() ? text.size() : bytes_.size())}
    {
        std::copy_n(text.begin(), size_, bytes_.begin());
    }

    /// `scaled` with a decimal point before its last `decimals` digits.
    static ShortText decimal(std::int64_t scaled, int decimals);

    std::string_view view() const { return {bytes_.data(), size_}; }
    bool empty() const { return size_ == 0; }

private:
    std::array<char, 15> bytes_{};
    unsigned char size_ = 0;
};

inline ShortText ShortText::decimal(std::int64_t scaled, int decimals)
{
    std::array<char, 24> digits{};
    std::int64_t unit = 1;
    for (int i = 0; i < decimals; ++i) {
        unit *= 10;
    }
    char* end = std::to_chars(digits.data(), digits.data() + 20, scaled / unit).ptr;
    if (decimals > 0) {
        // The leading 1 keeps the noughts after the point; the point takes its place.
        char* point = end;
        end = std::to_chars(point, digits.data() + 24, unit + scaled % unit).ptr;
        *point = '.';
    }
    return ShortText{
        {digits.data(), static_cast<std::size_t>(end - digits.data())}
    };
}

} // namespace ferry::practice

#pragma once

#include <array>
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
        : size_{static_cast<unsigned char>(text.copy(bytes_.data(), bytes_.size()))}
    {
    }

    /// `scaled` with a decimal point before its last `decimals` digits.
    /// \pre scaled >= 0, decimals < 5
    static ShortText decimal(std::int64_t scaled, int decimals);

    std::string_view view() const { return {bytes_.data(), size_}; }
    bool empty() const { return size_ == 0; }

private:
    std::array<char, 15> bytes_{};
    unsigned char size_ = 0;
};

} // namespace ferry::practice

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace ferry::tabular {

/// How a supplier writes its dates, spelled out: "dd/MM/yyyy", "yyyy-MM-dd[THH:mm:ssZ]".
///
/// yyyy, MM, dd, HH, mm and ss stand for so many digits, d and M for one or two, MMM for
/// a month's English name in three letters, Z for a time zone ("Z" or "+01:00"), which
/// is read and never applied: clock times are not shifted (R123). What stands in square
/// brackets may be missing. Any other sign stands for itself.
class DatePattern {
public:
    /// Nothing where the text is no pattern: a letter that stands for nothing, brackets
    /// that do not match, no year, a day without its month.
    static std::optional<DatePattern> of(std::string_view text);

    /// The date, with its clock time where one stands there.
    Parsed<DateText> read(std::string_view text) const;

    const std::string& text() const { return text_; }

private:
    struct Token {
        char letter = 0;       ///< y M d H m s S, N (name of a month), Z, or the sign itself
        std::size_t least = 0; ///< digits; 0: the sign itself
        std::size_t most = 0;
    };
    using Tokens = std::vector<Token>;

    static std::optional<Tokens> tokens_of(std::string_view text);
    static Parsed<DateText> read_as(const Tokens& tokens, std::string_view text);

    std::string text_;
    std::vector<Tokens> forms_; ///< with and without what may be missing
};

} // namespace ferry::tabular

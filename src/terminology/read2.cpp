#include "terminology/read2.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ferry::terminology {
namespace {

constexpr std::size_t code_size = 5;
constexpr std::size_t term_code_size = 2;

bool is_letter_or_digit(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// EMIS's own codes, even where they have the form of a Read code.
bool is_emis_own(std::string_view text)
{
    constexpr std::array<std::string_view, 5> starts{"EMIS", "ESCT", "FUNDHC", "JHCC", "RAFME"};
    constexpr std::array<std::string_view, 2> ends{"-KC60", "-SHHAPT"};
    return std::ranges::any_of(starts, [&](auto start) { return text.starts_with(start); }) ||
           std::ranges::any_of(ends, [&](auto end) { return text.ends_with(end); });
}

EmisReadTerm local(std::string_view text)
{
    return {.system = System::emis_local, .code = std::string{text}, .term_code = {}};
}

} // namespace

Parsed<EmisReadTerm> parse_emis_read_term(std::string_view read_term_id)
{
    if (read_term_id.empty()) {
        return tl::unexpected{Fault::missing};
    }
    const auto hyphen = read_term_id.find('-');
    std::string code{read_term_id.substr(0, hyphen)};
    code.resize(std::max(code.size(), code_size), '.');
    if (is_emis_own(read_term_id) || !is_read2_code(code)) {
        return local(read_term_id);
    }
    if (hyphen == std::string_view::npos) {
        return EmisReadTerm{.system = System::read2, .code = std::move(code), .term_code = "00"};
    }
    const auto suffix = read_term_id.substr(hyphen + 1);
    if (suffix.empty() || !all_digits(suffix)) {
        return local(read_term_id);
    }
    const auto term_code = suffix.size() == term_code_size ? suffix : std::string_view{};
    return EmisReadTerm{
        .system = System::read2, .code = std::move(code), .term_code = std::string{term_code}};
}

bool is_read2_code(std::string_view code)
{
    const auto body = code.substr(0, code.find_last_not_of('.') + 1);
    return code.size() == code_size && !body.empty() &&
           std::ranges::all_of(body, is_letter_or_digit);
}

EmisReadTerm parse_ctv3_code(std::string_view code)
{
    const bool local = !is_read2_code(code) || code.front() == 'Y';
    return {.system = local ? System::tpp_local : System::ctv3, .code = std::string{code}};
}

EmisReadTerm parse_vision_code(std::string_view code)
{
    const bool sized = code.size() == code_size || code.size() == code_size + term_code_size;
    const std::string_view term = sized ? code.substr(code_size) : std::string_view{};
    if (!sized || !is_read2_code(code.substr(0, code_size)) ||
        !std::ranges::all_of(term, is_letter_or_digit)) {
        return {.system = System::vision_local, .code = std::string{code}};
    }
    return {.system = System::read2,
            .code = std::string{code.substr(0, code_size)},
            .term_code = std::string{term}};
}

} // namespace ferry::terminology

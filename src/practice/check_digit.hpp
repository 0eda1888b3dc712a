#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::practice {

/// The check digit of the first nine digits of an NHS number (modulus 11), or
/// 10 where no NHS number begins so.
int nhs_check_digit(std::string_view nine_digits);

/// True if the ten digits are an NHS number with the right check digit.
bool is_nhs_number(std::string_view digits);

/// The NHS number of patient `index` in the range for tests (999...). No two
/// patients have the same one. \pre 0 <= index < nhs_numbers
std::string nhs_number(std::int64_t index, std::uint64_t seed);

/// How many NHS numbers the range for tests can give out.
constexpr std::int64_t nhs_numbers = 900'000;

/// The Verhoeff check digit that a SNOMED CT id with these digits ends in.
char verhoeff_digit(std::string_view digits);

/// A SNOMED CT id in an extension: item, namespace (seven digits), partition
/// ("10" concept, "11" description), check digit.
std::string sctid(std::int64_t item, std::string_view name_space, std::string_view partition);

} // namespace ferry::practice

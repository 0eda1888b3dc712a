#pragma once

#include <array>

#include "practice/oddities.hpp"

/// What only an EMIS extract can have wrong in single rows, and which rows bear it.
namespace ferry::practice::emis {

std::span<const OddRow> odd_rows();

/// So many days behind its first issue a post-dated acute has others.
inline constexpr std::array later_issue_days{28, 56};

/// The code as a synonym's row of the dictionary states it: its Read code has the suffix of
/// the synonym, and no concept stands beside it.
Code synonym_of(const Setting& setting, const Code& code);

} // namespace ferry::practice::emis

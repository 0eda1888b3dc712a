#pragma once

#include "practice/emis_layout.hpp"
#include "practice/irregularity.hpp"
#include "practice/record_builder.hpp"

namespace ferry::practice {

/// Does to the record what the plan holds for its patient, and notes where it
/// stands. What the layout cannot say is left out.
void plant(RecordBuilder& builder, std::span<const Planned> planned, const EmisLayout& layout,
           Findings& findings);

} // namespace ferry::practice

#pragma once

#include "practice/layout.hpp"
#include "practice/record_builder.hpp"

namespace ferry::practice {

/// Does to the record what the plan holds for its patient, and notes where it
/// stands, if the layout can say it. The record is the same for all layouts, but
/// for what only one system can have.
void plant(RecordBuilder& builder, std::span<const Planned> planned, const Layout& layout,
           Findings& findings);

} // namespace ferry::practice

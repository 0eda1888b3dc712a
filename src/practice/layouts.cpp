#include "base/contains.hpp"
#include "practice/layout.hpp"

#include <algorithm>

#include "practice/emis/emis.hpp"
#include "practice/gp2gp/gp2gp.hpp"
#include "practice/gpconnect/gpconnect.hpp"
#include "practice/systmone/systmone.hpp"
#include "practice/vision/vision.hpp"

namespace ferry::practice {
namespace {

constexpr const Layout* rows[] = {
    &emis::layout_8_2,  &emis::layout_5_4,    &gp2gp::layout,
    &gpconnect::layout, &systmone::layout_93, &vision::layout_live,
};

} // namespace

bool Layout::bears(Irregularity kind) const
{
    const std::string_view its_system = row_of(kind).system;
    return (its_system.empty() || its_system == system) && !contains(cannot_bear, kind);
}

std::span<const Layout* const> layouts()
{
    return rows;
}

const Layout* find_layout(std::string_view name)
{
    const auto* const found = std::ranges::find(rows, name, &Layout::name);
    return found == std::end(rows) ? nullptr : *found;
}

} // namespace ferry::practice

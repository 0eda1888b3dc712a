#include "terminology/modules.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "terminology/newest.hpp"
#include "terminology/table_text.hpp"

namespace ferry::terminology {
namespace {

std::map<ConceptId, std::uint32_t> newest_of(const std::vector<ModuleRow>& rows)
{
    std::map<ConceptId, std::uint32_t> newest;
    for (const ModuleRow& row : rows) {
        std::uint32_t& day = newest[row.module];
        day = std::max(day, row.as_of);
    }
    return newest;
}

} // namespace

std::string day_text(std::uint32_t day)
{
    return fmt::format("{:04}-{:02}-{:02}", day / 10'000, day / 100 % 100, day % 100);
}

void Modules::close()
{
    keep_newest(rows_, [](const ModuleRow& row) { return std::pair{row.module, row.needs}; });
    std::erase_if(rows_, [](const ModuleRow& row) { return !row.active; });
}

std::vector<ModuleVersion> Modules::versions() const
{
    std::vector<ModuleVersion> versions;
    for (const auto& [module, as_of] : newest_of(rows_)) {
        versions.push_back({.module = module, .as_of = as_of});
    }
    return versions;
}

std::vector<std::string> Modules::unmet() const
{
    const auto loaded = newest_of(rows_);
    std::vector<std::string> unmet;
    for (const ModuleRow& row : rows_) {
        const auto has = loaded.find(row.needs);
        if (has != loaded.end() && has->second != row.needs_as_of) {
            unmet.push_back(fmt::format("module {} needs module {} as of {}; it is loaded as of {}",
                                        row.module.value, row.needs.value,
                                        day_text(row.needs_as_of), day_text(has->second)));
        }
    }
    return unmet;
}

void Modules::store(ImageWriter& into) const
{
    std::string rows;
    for (const ModuleRow& row : rows_) {
        rows += fmt::format("{}\t{}\t{}\t{}\n", row.module.value, row.as_of, row.needs.value,
                            row.needs_as_of);
    }
    into.add_text(rows);
}

void Modules::fetch(ImageReader& from)
{
    for (const auto& cells : table_rows(from.text(), 4)) {
        rows_.push_back({.module = {number_in(cells[0])},
                         .as_of = static_cast<std::uint32_t>(number_in(cells[1])),
                         .needs = {number_in(cells[2])},
                         .needs_as_of = static_cast<std::uint32_t>(number_in(cells[3])),
                         .active = true});
    }
}

} // namespace ferry::terminology

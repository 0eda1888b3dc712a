#include "pipeline/targets.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "targets/ferry_extract/target.hpp"
#include "targets/sqlite/target.hpp"

namespace ferry::pipeline {
namespace {

const std::array kinds{
    TargetKind{.scheme = "sqlite:",
               .capabilities = targets::sqlite::capabilities,
               .dictionary = targets::sqlite::data_dictionary,
               .open = [](std::string_view path) { return targets::sqlite::open(path); }       },
    TargetKind{.scheme = "ferry-extract:",
               .capabilities = targets::ferry_extract::capabilities,
               .dictionary = targets::ferry_extract::data_dictionary,
               .open = [](std::string_view path) { return targets::ferry_extract::open(path); }},
};

} // namespace

std::span<const TargetKind> target_kinds()
{
    return kinds;
}

const TargetKind& target_kind(std::string_view url)
{
    const auto* found = std::ranges::find_if(
        kinds, [url](const TargetKind& kind) { return url.starts_with(kind.scheme); });
    if (found == kinds.end() || url.size() == found->scheme.size()) {
        std::string forms;
        for (const TargetKind& kind : kinds) {
            forms += fmt::format("{}{}", forms.empty() ? "" : ", ", kind.capabilities().url_form);
        }
        throw UsageError{fmt::format("'{}' is no target; the forms are: {}", url, forms)};
    }
    return *found;
}

std::unique_ptr<load::Target> open_target(std::string_view url)
{
    const TargetKind& kind = target_kind(url);
    return kind.open(url.substr(kind.scheme.size()));
}

} // namespace ferry::pipeline

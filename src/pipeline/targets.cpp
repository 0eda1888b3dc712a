#include "pipeline/targets.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

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

std::unique_ptr<load::Target> open_to_read(std::string_view url)
{
    const std::filesystem::path path = url.substr(target_kind(url).scheme.size());
    std::error_code failed;
    if (!std::filesystem::exists(path, failed) || std::filesystem::is_empty(path, failed)) {
        throw InputError{fmt::format("{}: the target is not there, or is empty, though a pass has "
                                     "filled it; put it back, or run `ferry pass` again, which "
                                     "imports everything anew",
                                     path.string())};
    }
    return open_target(url);
}

} // namespace ferry::pipeline

#include "pipeline/described.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "sources/tabular/review.hpp"

namespace ferry::pipeline {
namespace {

constexpr std::uintmax_t description_size_max = std::uintmax_t{4} << 20U;

tabular::Description usable(const std::string& yaml, const std::string& name)
{
    tabular::Description description = tabular::parse_description(yaml, name);
    tabular::require_usable(description, name);
    const auto known = std::ranges::find(source_kinds(), description.source, &SourceKind::name);
    if (known != source_kinds().end()) {
        throw InputError{fmt::format("{}: '{}' is the name of a source that Ferry knows; give the "
                                     "description a name of its own behind `source:`",
                                     name, description.source)};
    }
    return description;
}

SourceKind kind_of(tabular::Description read)
{
    const auto description = std::make_shared<const tabular::Description>(std::move(read));
    return described(description->source, description->title,
                     [description]() -> const tabular::Description& { return *description; });
}

} // namespace

std::string description_text(const std::filesystem::path& path)
{
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) {
        throw InputError{fmt::format("{}: there is no such file; expected a description in YAML, "
                                     "such as `ferry adaptor draft DIR` writes",
                                     path.string())};
    }
    if (std::filesystem::file_size(path) > description_size_max) {
        throw InputError{fmt::format("{}: larger than {} MB; expected a description in YAML",
                                     path.string(), description_size_max >> 20U)};
    }
    return read_whole(path);
}

bool names_a_description(const std::string& source)
{
    return source.ends_with(".yaml") || source.ends_with(".yml") ||
           source.find('/') != std::string::npos;
}

ReadDescription read_description(const std::filesystem::path& path, std::string who)
{
    ReadDescription read;
    read.kept = {.path = std::filesystem::absolute(path).lexically_normal().string(),
                 .text = description_text(path),
                 .pass = 1,
                 .who = std::move(who)};
    read.kept.digest = evidence_digest(read.kept.text);
    read.source = usable(read.kept.text, path.string()).source;
    return read;
}

SourceKind source_of(workspace::Workspace& workspace, std::optional<std::int64_t> pass)
{
    const auto kept = workspace.description(pass);
    return kept ? kind_of(usable(kept->text, kept->path))
                : source_kind(workspace.migration().source);
}

void settle_description(workspace::Workspace& workspace, const DescriptionOrder& order)
{
    const auto held_to = workspace.description();
    if (!held_to) {
        if (!order.file.empty() || order.take_new) {
            throw UsageError{fmt::format("this migration reads {}, which needs no description",
                                         workspace.migration().source)};
        }
        return;
    }
    const std::filesystem::path path =
        order.file.empty() ? std::filesystem::path{held_to->path} : order.file;
    if (order.file.empty() && !order.take_new && !std::filesystem::exists(path)) {
        return; // the workspace has its text
    }
    if (evidence_digest(description_text(path)) == held_to->digest) {
        return;
    }
    if (!order.take_new) {
        throw InputError{fmt::format(
            "{}: this is not the description that the migration is held to since pass {} (taken by "
            "{} at {}, SHA-256 {}); put it back as it was, or take it as it is now with "
            "--new-description",
            path.string(), held_to->pass, held_to->who, held_to->at, held_to->digest)};
    }
    ReadDescription read = read_description(path, order.who);
    if (read.source != workspace.migration().source) {
        throw InputError{
            fmt::format("{}: it describes '{}', and this migration reads '{}'; expected "
                        "a description of the same source",
                        path.string(), read.source, workspace.migration().source)};
    }
    const auto last = workspace.pass();
    read.kept.pass = !last ? 1 : last->finished ? last->no + 1 : last->no;
    sql::Transaction transaction{workspace.database()};
    workspace.keep_description(read.kept);
    transaction.commit();
}

} // namespace ferry::pipeline

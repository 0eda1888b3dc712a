#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "pipeline/sources.hpp"
#include "workspace/workspace.hpp"

/// A source that comes with a description of its own, and not with the program: the
/// workspace keeps the description's text, and a migration is held to it.
namespace ferry::pipeline {

/// Whether the word behind `--source` names a file and no kind of source.
bool names_a_description(const std::string& source);

/// The text of a description's file. Throws InputError where there is none.
std::string description_text(const std::filesystem::path& path);

/// A description that was read from a file and can be used.
struct ReadDescription {
    std::string source; ///< the name it gives its source
    workspace::SourceDescription kept;
};

/// Reads it. Throws InputError, with line and column, where it cannot be used.
ReadDescription read_description(const std::filesystem::path& path, std::string who);

/// The source of a migration as it was in a pass, or as it is now.
SourceKind source_of(workspace::Workspace& workspace,
                     std::optional<std::int64_t> pass = std::nullopt);

/// A description that a pass is given.
struct DescriptionOrder {
    std::filesystem::path file; ///< empty: where it was taken from before
    bool take_new = false;      ///< take it in place of the one the migration is held to
    std::string who;
};

/// Throws InputError where the file is not the description that the migration is held
/// to, unless it is to be taken: then it holds from the next pass on.
void settle_description(workspace::Workspace& workspace, const DescriptionOrder& order);

} // namespace ferry::pipeline

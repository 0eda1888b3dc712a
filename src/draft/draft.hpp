#pragma once

#include <filesystem>
#include <string>

#include "draft/meaning.hpp"

/// A first description of a folder of delimited files that nobody has described yet
/// (R91, R98): every guess with its evidence, everything else marked as open.
namespace ferry::draft {

struct Draft {
    FolderFacts facts;
    Structure structure;
    Meaning meaning;
};

/// Reads the files and guesses. Throws InputError where there is no table.
Draft draft_of(const std::filesystem::path& folder);

/// The description, with comments. It fits the language, and cannot be used before
/// what is open in it is decided.
std::string yaml_of(const Draft& draft);

} // namespace ferry::draft

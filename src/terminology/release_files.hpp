#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::terminology {

/// What a file of a terminology release holds.
enum class ReleaseKind : std::uint8_t {
    read2_map,
    ctv3_map,
    read2_alternates,
    ctv3_alternates,
    descriptions,
    drug_products,
};

/// One kind of release file: how it is recognised, and what it is for.
struct ReleaseKindFacts {
    ReleaseKind kind;
    std::string_view begins;   ///< its name begins so, without regard to case
    std::string_view contains; ///< and has this after the beginning
    std::string_view title;    ///< what it is
    std::string_view purpose;  ///< what Ferry uses it for (R22, R112)
};

/// Every kind once, in the order of the enumeration. The names all end with ".txt".
// Not aligned: the rows would be too long.
// clang-format off
inline constexpr std::array release_kinds{
    ReleaseKindFacts{ReleaseKind::read2_map, "rcsctmap2_uk_", "",
        "Read v2 to SNOMED CT (NHS Data Migration)",
        "finds the SNOMED CT concept of a Read v2 code and term code"},
    ReleaseKindFacts{ReleaseKind::ctv3_map, "ctv3sctmap2_uk_", "",
        "CTV3 to SNOMED CT (NHS Data Migration)",
        "finds the SNOMED CT concept of a CTV3 code and term id"},
    ReleaseKindFacts{ReleaseKind::read2_alternates, "codeswithvalues_alternatemaps_read2_", "",
        "Read v2 codes with values, alternate maps (NHS Data Migration)",
        "replaces the map of a Read v2 code where the record carries a value"},
    ReleaseKindFacts{ReleaseKind::ctv3_alternates, "codeswithvalues_alternatemaps_ctv3_", "",
        "CTV3 codes with values, alternate maps (NHS Data Migration)",
        "replaces the map of a CTV3 code where the record carries a value"},
    ReleaseKindFacts{ReleaseKind::descriptions, "sct2_description_", "snapshot",
        "SNOMED CT descriptions (RF2 snapshot)",
        "shows the target's wording, and whether it is the original term"},
    ReleaseKindFacts{ReleaseKind::drug_products, "dmd_products", "",
        "dm+d products with suppliers' drug codes",
        "finds the dm+d product of an EMIS or Multilex drug code"},
};
// clang-format on

/// What is known of a kind.
constexpr const ReleaseKindFacts& facts(ReleaseKind kind)
{
    return release_kinds[static_cast<std::size_t>(kind)];
}

/// What a file is by its name; nothing if it is no file Ferry reads.
std::optional<ReleaseKind> recognised(std::string_view file_name);

/// The day a release file was made for, "2020-04-01", by its name
/// (`rcsctmap2_uk_20200401000001.txt`); empty if the name holds no day.
std::string release_date(std::string_view file_name);

/// The file's name in lower case without its date: two files that share it are
/// two releases of one thing.
std::string release_series(std::string_view file_name);

/// A file that was found and not loaded, and why.
struct IgnoredFile {
    std::filesystem::path path;
    std::string reason;
};

/// What was found in the directories.
struct FoundFiles {
    struct Found {
        ReleaseKind kind;
        std::filesystem::path path;
    };
    std::vector<Found> recognised; ///< by kind, then name
    std::vector<IgnoredFile> ignored;
};

/// Looks through the directories and those in them, without following links to
/// directories. InputError if one is not there or is no directory, if it cannot
/// be listed, or if two different files of one series are found: Ferry cannot
/// know which release is meant, and together they would make codes ambiguous.
FoundFiles find_release_files(std::span<const std::filesystem::path> directories);

} // namespace ferry::terminology

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
    concepts,
    relationships,
    language,
    associations,
    substitutions,
    modules,
    clusters,
    reference_sets,
    dmd_moieties,
    dmd_products,
    dmd_brands,
    dmd_packs,
    dmd_brand_packs,
    dmd_substances,
    dmd_lookups,
};

/// One kind of release file: how it is recognised, and what it is for.
struct ReleaseKindFacts {
    ReleaseKind kind;
    std::string_view name;    ///< in JSON and in the workspace
    std::string_view pattern; ///< of its name in lower case; * stands for anything
    std::string_view title;   ///< what it is
    std::string_view purpose; ///< what Ferry uses it for (R22, R112)
};

/// Every kind once, in the order of the enumeration.
// Not aligned: the rows would be too long.
// clang-format off
inline constexpr std::array release_kinds{
    ReleaseKindFacts{ReleaseKind::read2_map, "read2_map", "rcsctmap2_uk_*.txt",
        "Read v2 to SNOMED CT (NHS Data Migration)",
        "finds the SNOMED CT concept of a Read v2 code and term code"},
    ReleaseKindFacts{ReleaseKind::ctv3_map, "ctv3_map", "ctv3sctmap2_uk_*.txt",
        "CTV3 to SNOMED CT (NHS Data Migration)",
        "finds the SNOMED CT concept of a CTV3 code and term id"},
    ReleaseKindFacts{ReleaseKind::read2_alternates, "read2_alternates",
        "codeswithvalues_alternatemaps_read2_*.txt",
        "Read v2 codes with values, alternate maps (NHS Data Migration)",
        "replaces the map of a Read v2 code where the record carries a value"},
    ReleaseKindFacts{ReleaseKind::ctv3_alternates, "ctv3_alternates",
        "codeswithvalues_alternatemaps_ctv3_*.txt",
        "CTV3 codes with values, alternate maps (NHS Data Migration)",
        "replaces the map of a CTV3 code where the record carries a value"},
    ReleaseKindFacts{ReleaseKind::descriptions, "descriptions", "sct2_description_*snapshot*.txt",
        "SNOMED CT descriptions (RF2 snapshot)",
        "shows the target's wording, and whether it is the original term"},
    ReleaseKindFacts{ReleaseKind::drug_products, "drug_products", "dmd_products*.txt",
        "dm+d products with suppliers' drug codes",
        "finds the dm+d product of an EMIS or Multilex drug code"},
    ReleaseKindFacts{ReleaseKind::concepts, "concepts", "sct2_concept_*snapshot*.txt",
        "SNOMED CT concepts (RF2 snapshot)",
        "tells active concepts from inactive ones"},
    ReleaseKindFacts{ReleaseKind::relationships, "relationships",
        "sct2_relationship_*snapshot*.txt",
        "SNOMED CT relationships (RF2 snapshot)",
        "tells what is a kind of what: immunisations"},
    ReleaseKindFacts{ReleaseKind::language, "language", "der2_crefset_*language*snapshot*.txt",
        "SNOMED CT language reference sets (RF2 snapshot)",
        "chooses the wording that the UK prefers"},
    ReleaseKindFacts{ReleaseKind::associations, "associations",
        "der2_crefset_*association*snapshot*.txt",
        "SNOMED CT historical associations (RF2 snapshot)",
        "shows what an inactive concept leads to"},
    ReleaseKindFacts{ReleaseKind::substitutions, "substitutions",
        "xres2_historysubstitutiontable_concepts_*.txt",
        "UK SNOMED CT history substitution table",
        "shows what an inactive concept leads to"},
    ReleaseKindFacts{ReleaseKind::modules, "modules",
        "der2_ssrefset_*moduledependency*snapshot*.txt",
        "SNOMED CT module dependencies (RF2 snapshot)",
        "states the version of each module, and that they belong together"},
    ReleaseKindFacts{ReleaseKind::clusters, "clusters", "*pcd_refset_content*.txt",
        "Primary care code clusters (PCD, QOF)",
        "kept to count registers by the clusters of the business rules; nothing asks it yet"},
    ReleaseKindFacts{ReleaseKind::reference_sets, "reference_sets",
        "der2_*refset_*primarycare*.txt",
        "Primary care reference sets (RF2)",
        "kept to count registers by reference set; nothing asks it yet"},
    ReleaseKindFacts{ReleaseKind::dmd_moieties, "dmd_moieties", "f_vtm2_*.xml",
        "dm+d virtual therapeutic moieties", "follows changed ids, finds invalid ones"},
    ReleaseKindFacts{ReleaseKind::dmd_products, "dmd_products", "f_vmp2_*.xml",
        "dm+d virtual medicinal products", "follows changed ids, finds invalid ones"},
    ReleaseKindFacts{ReleaseKind::dmd_brands, "dmd_brands", "f_amp2_*.xml",
        "dm+d actual medicinal products", "finds invalid ids"},
    ReleaseKindFacts{ReleaseKind::dmd_packs, "dmd_packs", "f_vmpp2_*.xml",
        "dm+d virtual medicinal product packs", "finds invalid ids"},
    ReleaseKindFacts{ReleaseKind::dmd_brand_packs, "dmd_brand_packs", "f_ampp2_*.xml",
        "dm+d actual medicinal product packs", "finds invalid ids"},
    ReleaseKindFacts{ReleaseKind::dmd_substances, "dmd_substances", "f_ingredient2_*.xml",
        "dm+d ingredient substances", "follows changed ids, finds invalid ones"},
    ReleaseKindFacts{ReleaseKind::dmd_lookups, "dmd_lookups", "f_lookup2_*.xml",
        "dm+d lookup codes", "follows changed ids of units, forms and routes"},
};

/// A file of a release that Ferry knows and does not read.
struct NotRead {
    std::string_view pattern;
    std::string_view reason;
};

/// Asked before release_kinds.
inline constexpr std::array not_read{
    NotRead{"*_full*.txt", "it holds every state there ever was; the snapshot is read"},
    NotRead{"*_delta*.txt", "it holds changes only; the snapshot is read"},
    NotRead{"sct2_statedrelationship_*", "the inferred relationships are read"},
    NotRead{"*pcd_refset_content*by_output*", "the content of the clusters is read"},
    NotRead{"f_gtin2_*.xml", "bar codes of packs: no GP record names them"},
};
// clang-format on

/// What is known of a kind.
constexpr const ReleaseKindFacts& facts(ReleaseKind kind)
{
    return release_kinds[static_cast<std::size_t>(kind)];
}

/// The evidence digest of a file. Throws Error where it cannot be read.
std::string digest_of(const std::filesystem::path& path);

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

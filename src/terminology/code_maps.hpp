#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terminology/clusters.hpp"
#include "terminology/dmd.hpp"
#include "terminology/drug_table.hpp"
#include "terminology/hierarchy.hpp"
#include "terminology/history.hpp"
#include "terminology/map_table.hpp"
#include "terminology/modules.hpp"
#include "terminology/release_files.hpp"
#include "terminology/snomed.hpp"
#include "terminology/systems.hpp"

/// The code maps answer one question: what does this source code mean in SNOMED
/// CT or dm+d, and on whose word?
///
/// They know only what the customer's release files say, and never choose
/// between two meanings. See ADR 0007.
namespace ferry::terminology {

struct MapTables;
struct LoadedTables;

/// How far an answer may be trusted.
enum class Verdict : std::uint8_t {
    assured,   ///< one target, and the release says it is clinically assured
    same_term, ///< one target, not assured, but a wording of it is the original term
    unassured, ///< one target, and nothing vouches for it
    several,   ///< more than one target; a person decides
    none,      ///< no active row for this code
    drug,      ///< the release says: map it as a drug
};

/// True if the answer's target may stand in a record as a code (R116). Anything
/// else is degraded to text or decided by a person.
constexpr bool is_usable(Verdict verdict)
{
    return verdict == Verdict::assured || verdict == Verdict::same_term;
}

/// The verdict's name in rules, findings and JSON: "assured", "same_term" ...
std::string_view name_of(Verdict verdict);

/// One code of the source, with what decides how it maps.
struct MapQuestion {
    System from = System::read2;
    std::string_view code; ///< five characters, full stops included, case kept
    /// Read v2: term code, two characters. CTV3: term id. Empty: not known.
    std::string_view term_code;
    bool has_value = false;         ///< the entry carries a value
    std::string_view original_term; ///< the wording in the record, for Verdict::same_term
};

/// What the maps say. The views live as long as the CodeMaps.
struct MapAnswer {
    Verdict verdict = Verdict::none;
    /// The one target; none with Verdict::several, none and drug. With
    /// Verdict::unassured it is a proposal to a person, not a meaning.
    ConceptId concept_id;
    /// The wording the map row names or, with Verdict::same_term, the one that
    /// is the original term. None if there is none.
    DescriptionId description_id;
    /// A wording of the target: the one of description_id, else its fully
    /// specified name, else any. Empty if no loaded description has it.
    std::string_view display;
    /// The rule that found the row: "read2-map", "read2-map-preferred-term",
    /// "ctv3-map", "ctv3-map-preferred-term", "alternate-for-value" or
    /// "alternate-for-value-preferred-term". Empty with Verdict::none.
    std::string_view rule;
    /// All distinct targets of the row or rows that were found.
    std::span<const MapTarget> targets;
};

/// What the maps say about a drug code. The views live as long as the CodeMaps.
struct DmdAnswer {
    ConceptId product_id;  ///< the dm+d product; none if there is not exactly one
    std::string_view name; ///< its name
    /// "emis-drug-map" or "multilex-map"; empty if the code is not known.
    std::string_view rule;
    /// All distinct products beside the code; a person decides between several.
    std::span<const DrugProduct> products;
};

/// A file that was loaded (R22, R112).
struct CatalogueEntry {
    ReleaseKind kind;    ///< facts(kind) says what it is and what for
    std::string file;    ///< its name, without the directory
    std::string version; ///< the day in its name, "2020-04-01"; empty if it has none
    std::int64_t rows = 0;
    /// Rows that count: MapStatus 1, USE Y, RF2 active.
    std::int64_t active = 0;
    /// Those of them with IS_ASSURED 1; nothing where the file has no such column.
    std::optional<std::int64_t> assured;
    std::string digest; ///< evidence digest of the file
    /// Ids whose check digit is wrong, where the release's own schema does not ask for it.
    std::int64_t odd_ids = 0;
};

/// Whether a concept is active, and where it leads if it is not. The view lives as long
/// as the CodeMaps.
struct HistoryAnswer {
    bool known = false;  ///< a loaded release has the concept
    bool active = false; ///< and holds it active
    std::span<const Successor> successors;
};

/// Which kind of release file stands behind what a rule says of a code in `system` (its
/// URI): "read2-map" and the Read v2 map. Nothing if the rule leans on none.
std::optional<ReleaseKind> release_behind(std::string_view rule, std::string_view system);

/// Who can be asked what a code means. May be asked by several threads.
class Maps {
public:
    virtual ~Maps() = default;

    /// What `question.code` means in SNOMED CT (R116). Of the systems only Read
    /// v2 and CTV3 have maps; codes of others have Verdict::none.
    virtual MapAnswer to_snomed(const MapQuestion& question) const = 0;

    /// The dm+d product of a supplier's drug code: emis_drug (CodeId or old code)
    /// or multilex. Nothing for codes of other systems.
    virtual DmdAnswer drug(System from, std::string_view code) const = 0;

    /// Whether `one` is a kind of `ancestor`, or it itself.
    virtual Subsumption is_a(ConceptId one, ConceptId ancestor) const = 0;

    /// Whether a concept is still active. It is never a reason to write another code.
    virtual HistoryAnswer history(ConceptId id) const = 0;

    /// How dm+d holds an id today.
    virtual ProductAnswer product(ConceptId id) const = 0;
};

/// The customer's terminology release files, loaded. Unchanging. Questions allocate
/// nothing.
class CodeMaps final : public Maps {
public:
    /// Loads every release file under `directories`; no directory gives maps that
    /// know nothing. InputError with the file and line where a file or row
    /// cannot be read, Error where the disk fails.
    ///
    /// Where `cache` names a file, large releases are kept there in the form that they
    /// have in memory, and mapped from then on. It is made anew whenever the releases
    /// are others.
    explicit CodeMaps(std::span<const std::filesystem::path> directories,
                      const std::filesystem::path& cache = {});
    ~CodeMaps() override;
    CodeMaps(const CodeMaps&) = delete;
    CodeMaps& operator=(const CodeMaps&) = delete;
    CodeMaps(CodeMaps&& other) noexcept;
    CodeMaps& operator=(CodeMaps&& other) noexcept;

    MapAnswer to_snomed(const MapQuestion& question) const override;
    DmdAnswer drug(System from, std::string_view code) const override;
    Subsumption is_a(ConceptId one, ConceptId ancestor) const override;
    HistoryAnswer history(ConceptId id) const override;
    ProductAnswer product(ConceptId id) const override;

    /// The wording to show for a concept: see Descriptions::shown(). Empty if none.
    std::string_view display(ConceptId id) const;
    /// The code clusters by which registers are counted.
    const Clusters& clusters() const;
    /// The modules of SNOMED CT that are loaded, and what of them does not fit together.
    const Modules& modules() const;

    /// What was loaded, by kind and name.
    std::span<const CatalogueEntry> catalogue() const;
    /// What was found beside it and not loaded, with the reason.
    std::span<const IgnoredFile> ignored() const;

    /// Changes if and only if the loaded content changes: neither the files'
    /// places and names matter, nor the order of rows, nor rows that never count.
    std::string fingerprint() const;

private:
    std::unique_ptr<const LoadedTables> loaded_;
    const MapTables& tables() const;
};

} // namespace ferry::terminology

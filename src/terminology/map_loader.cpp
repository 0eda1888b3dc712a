#include "terminology/map_tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "terminology/release_loaders.hpp"

namespace ferry::terminology {
namespace {

constexpr std::string_view drug_marker = "_DRUG";

CodeKey key_of(const ReleaseReader& row, std::size_t code, std::size_t term)
{
    if (!code_key(row.cell(code), {})) {
        row.refuse(code, "a code of five letters, digits and full stops");
    }
    const auto key = code_key(row.cell(code), row.cell(term));
    if (!key) {
        row.refuse(term, "a term of at most five letters and digits");
    }
    return *key;
}

CodeKey key_of_code(const ReleaseReader& row, std::size_t code)
{
    return code_key(row.cell(code), {}).value();
}

void add_to_fingerprint(Fingerprint128& sum, const MapTables& tables)
{
    tables.read2.map.add_to(sum, 1);
    tables.read2.alternates.add_to(sum, 2);
    tables.ctv3.map.add_to(sum, 3);
    tables.ctv3.alternates.add_to(sum, 4);
    tables.descriptions.add_to(sum, 5);
    tables.drugs.add_to(sum, 6);
    tables.concepts.add_to(sum, 7);
    tables.hierarchy.add_to(sum, 8);
    tables.history.add_to(sum, 9);
    tables.clusters.add_to(sum, 10);
    tables.dmd.add_to(sum, 11); // and 12
}

/// Fills the tables file by file.
class Loader {
public:
    void load(const FoundFiles::Found& file)
    {
        const std::string name = file.path.filename().string();
        tables_.catalogue.push_back({.kind = file.kind,
                                     .file = name,
                                     .version = release_date(name),
                                     .assured = std::nullopt,
                                     .digest = {}});
        read(file);
    }

    MapTables finish(std::vector<IgnoredFile> ignored)
    {
        enter_preferred_alternates();
        for (CodeFamily* family : {&tables_.read2, &tables_.ctv3}) {
            family->map.close();
            family->alternates.close();
        }
        close_tables();
        tables_.ignored = std::move(ignored);
        Fingerprint128 sum;
        add_to_fingerprint(sum, tables_);
        tables_.fingerprint = sum.hex();
        return std::move(tables_);
    }

private:
    void close_tables()
    {
        tables_.descriptions.close();
        tables_.drugs.close();
        tables_.concepts.close();
        tables_.hierarchy.close();
        tables_.history.close();
        tables_.modules.close();
        tables_.clusters.close();
        tables_.dmd.close();
        if (const auto id = tables_.dmd.conflict()) {
            throw InputError{fmt::format("the dm+d release names two different things {}; expected "
                                         "one entry an id. Take the release again from where it "
                                         "came from.",
                                         id->value)};
        }
    }

    void read(const FoundFiles::Found& file)
    {
        const LoadingFile loading{
            .path = file.path, .tables = tables_, .entry = tables_.catalogue.back()};
        switch (file.kind) {
        case ReleaseKind::read2_map:
            return read_read2_map(file.path);
        case ReleaseKind::ctv3_map:
            return read_ctv3_map(file.path);
        case ReleaseKind::read2_alternates:
            return read_read2_alternates(file.path);
        case ReleaseKind::ctv3_alternates:
            return read_ctv3_alternates(file.path);
        case ReleaseKind::drug_products:
            return read_drug_products(file.path);
        case ReleaseKind::descriptions:
            return read_descriptions(loading);
        case ReleaseKind::concepts:
            return read_concepts(loading);
        case ReleaseKind::relationships:
            return read_relationships(loading);
        case ReleaseKind::language:
            return read_language(loading);
        case ReleaseKind::associations:
            return read_associations(loading);
        case ReleaseKind::substitutions:
            return read_substitutions(loading);
        case ReleaseKind::modules:
            return read_modules(loading);
        case ReleaseKind::clusters:
            return read_clusters(loading);
        case ReleaseKind::reference_sets:
            return read_reference_set(loading);
        case ReleaseKind::dmd_moieties:
        case ReleaseKind::dmd_products:
        case ReleaseKind::dmd_brands:
        case ReleaseKind::dmd_packs:
        case ReleaseKind::dmd_brand_packs:
        case ReleaseKind::dmd_substances:
        case ReleaseKind::dmd_lookups:
            return read_dmd(loading);
        }
    }

    void read_read2_map(const std::filesystem::path& path)
    {
        enum Column : std::size_t { code, term, target, description, assured, status };
        constexpr std::array<std::string_view, 6> columns{
            "ReadCode", "TermCode", "ConceptId", "DescriptionId", "IS_ASSURED", "MapStatus"};
        ReleaseReader row{path, columns};
        tables_.catalogue.back().assured = 0;
        while (row.next()) {
            const CodeKey key = key_of(row, code, term);
            const MapTarget to = map_target(row, {target, description, assured});
            if (counts(row, status, to)) {
                tables_.read2.map.add(key, to);
            }
        }
        close(row);
    }

    void read_ctv3_map(const std::filesystem::path& path)
    {
        enum Column : std::size_t { code, term, type, target, description, assured, status };
        constexpr std::array<std::string_view, 7> columns{
            "CTV3_CONCEPTID",    "CTV3_TERMID", "CTV3_TERMTYPE", "SCT_CONCEPTID",
            "SCT_DESCRIPTIONID", "IS_ASSURED",  "MAPSTATUS"};
        ReleaseReader row{path, columns};
        tables_.catalogue.back().assured = 0;
        while (row.next()) {
            const CodeKey key = key_of(row, code, term);
            const bool preferred = row.cell(type) == "P";
            if (!preferred && row.cell(type) != "S") {
                row.refuse(type, "P (preferred) or S (synonym)");
            }
            if (!preferred && row.cell(term).empty()) {
                row.refuse(term, "the term id of a synonym");
            }
            const MapTarget to = map_target(row, {target, description, assured});
            if (!counts(row, status, to)) {
                continue;
            }
            tables_.ctv3.map.add(key, to);
            if (preferred) {
                tables_.ctv3.map.add(key_of_code(row, code), to);
                ctv3_preferred_keys_.push_back(key);
            }
        }
        close(row);
    }

    void read_read2_alternates(const std::filesystem::path& path)
    {
        constexpr std::array<std::string_view, 5> columns{"READCODE", "TERMCODE", "CONCEPTID",
                                                          "DESCRIPTIONID", "USE"};
        ReleaseReader row{path, columns};
        read_alternates(row, [this](CodeKey key, CodeKey, const MapTarget& to) {
            tables_.read2.alternates.add(key, to);
        });
    }

    void read_ctv3_alternates(const std::filesystem::path& path)
    {
        constexpr std::array<std::string_view, 5> columns{"CTV3_CONCEPTID", "CTV3_TERMID",
                                                          "CONCEPTID", "DESCRIPTIONID", "USE"};
        ReleaseReader row{path, columns};
        read_alternates(row, [this](CodeKey key, CodeKey code_alone, const MapTarget& to) {
            tables_.ctv3.alternates.add(key, to);
            ctv3_alternates_.push_back({key, code_alone, to});
        });
    }

    /// The alternates files differ in the names of their columns only.
    template <typename Add>
    void read_alternates(ReleaseReader& row, const Add& add)
    {
        enum Column : std::size_t { code, term, target, description, use };
        while (row.next()) {
            const CodeKey key = key_of(row, code, term);
            const MapTarget to{.concept_id = row.concept_id(target),
                               .description_id = row.description_id_or_none(description),
                               .assured = true}; // the release says: use this one
            if (row.cell(use) == "Y") {
                ++tables_.catalogue.back().active;
                add(key, key_of_code(row, code), to);
            }
        }
        close(row);
    }

    void read_drug_products(const std::filesystem::path& path)
    {
        enum Column : std::size_t { product, name, emis, emis_old, multilex };
        constexpr std::array<std::string_view, 5> columns{"PRODUCTID", "NM", "EMIS_CODEID",
                                                          "EMIS_LEGACY", "MULTILEX"};
        constexpr std::array<std::pair<std::size_t, System>, 3> codes{
            {
             {emis, System::emis_drug},
             {emis_old, System::emis_drug},
             {multilex, System::multilex},
             }
        };
        ReleaseReader row{path, columns};
        while (row.next()) {
            const DrugProduct to{.id = row.concept_id(product), .name = row.text(name)};
            for (const auto& [column, system] : codes) {
                if (!row.cell(column).empty()) { // not every supplier knows every product
                    tables_.drugs.add(system, row.text(column), to);
                }
            }
            ++tables_.catalogue.back().active;
        }
        close(row);
    }

    struct TargetColumns {
        std::size_t target;
        std::size_t description;
        std::size_t assured;
    };

    static MapTarget map_target(const ReleaseReader& row, TargetColumns at)
    {
        const bool is_drug = row.cell(at.target) == drug_marker;
        return {.concept_id = is_drug ? ConceptId{} : row.concept_id(at.target),
                .description_id = row.description_id_or_none(at.description),
                .assured = row.flag(at.assured)};
    }

    /// True if the row is active: a row that was withdrawn says nothing.
    bool counts(const ReleaseReader& row, std::size_t status, const MapTarget& to)
    {
        if (!row.flag(status)) {
            return false;
        }
        ++tables_.catalogue.back().active;
        *tables_.catalogue.back().assured += to.assured ? 1 : 0;
        return true;
    }

    void close(ReleaseReader& reader)
    {
        tables_.catalogue.back().rows = reader.rows();
        tables_.catalogue.back().digest = reader.digest();
    }

    /// The alternates file does not say which term id is the preferred one; the
    /// map does. Needed because SystmOne hands over codes without term ids.
    void enter_preferred_alternates()
    {
        std::ranges::sort(ctv3_preferred_keys_);
        for (const CodeAlternate& row : ctv3_alternates_) {
            if (std::ranges::binary_search(ctv3_preferred_keys_, row.key)) {
                tables_.ctv3.alternates.add(row.code_alone, row.target);
            }
        }
    }

    struct CodeAlternate {
        CodeKey key;
        CodeKey code_alone;
        MapTarget target;
    };

    MapTables tables_;
    std::vector<CodeKey> ctv3_preferred_keys_;
    std::vector<CodeAlternate> ctv3_alternates_;
};

} // namespace

MapTables read_map_tables(FoundFiles found)
{
    Loader loader;
    for (const FoundFiles::Found& file : found.recognised) {
        loader.load(file);
    }
    return loader.finish(std::move(found.ignored));
}

} // namespace ferry::terminology

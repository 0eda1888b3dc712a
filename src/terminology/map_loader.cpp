#include "terminology/map_tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <limits>
#include <utility>

#include "terminology/release_reader.hpp"

namespace ferry::terminology {
namespace {

constexpr std::string_view drug_marker = "_DRUG";
constexpr std::string_view fully_specified_name = "900000000000003001";

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

std::uint32_t day_of(const ReleaseReader& row, std::size_t column)
{
    const auto text = row.cell(column);
    std::uint32_t day = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), day);
    if (error != std::errc{} || end != text.data() + text.size() || text.size() != 8) {
        row.refuse(column, "a day as yyyymmdd");
    }
    return day;
}

void add_to_fingerprint(Fingerprint128& sum, const MapTables& tables)
{
    tables.read2.map.add_to(sum, 1);
    tables.read2.alternates.add_to(sum, 2);
    tables.ctv3.map.add_to(sum, 3);
    tables.ctv3.alternates.add_to(sum, 4);
    tables.descriptions.add_to(sum, 5);
    tables.drugs.add_to(sum, 6);
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
        tables_.descriptions.close();
        tables_.drugs.close();
        tables_.ignored = std::move(ignored);
        Fingerprint128 sum;
        add_to_fingerprint(sum, tables_);
        tables_.fingerprint = sum.hex();
        return std::move(tables_);
    }

private:
    void read(const FoundFiles::Found& file)
    {
        switch (file.kind) {
        case ReleaseKind::read2_map:
            return read_read2_map(file.path);
        case ReleaseKind::ctv3_map:
            return read_ctv3_map(file.path);
        case ReleaseKind::read2_alternates:
            return read_read2_alternates(file.path);
        case ReleaseKind::ctv3_alternates:
            return read_ctv3_alternates(file.path);
        case ReleaseKind::descriptions:
            return read_descriptions(file.path);
        case ReleaseKind::drug_products:
            return read_drug_products(file.path);
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

    void read_descriptions(const std::filesystem::path& path)
    {
        enum Column : std::size_t { id, time, active, concept_id, type, term };
        constexpr std::array<std::string_view, 6> columns{"id",        "effectiveTime", "active",
                                                          "conceptId", "typeId",        "term"};
        ReleaseReader row{path, columns};
        while (row.next()) {
            const DescriptionRow description{.id = row.description_id(id),
                                             .concept_id = row.concept_id(concept_id),
                                             .effective_time = day_of(row, time),
                                             .active = row.flag(active),
                                             .fully_specified =
                                                 row.cell(type) == fully_specified_name,
                                             .term = row.text(term)};
            if (description.term.size() > std::numeric_limits<std::uint16_t>::max()) {
                row.refuse(term, "a term of less than 64 KiB");
            }
            tables_.catalogue.back().active += description.active ? 1 : 0;
            tables_.descriptions.add(description);
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

MapTables load_map_tables(std::span<const std::filesystem::path> directories)
{
    FoundFiles found = find_release_files(directories);
    Loader loader;
    for (const FoundFiles::Found& file : found.recognised) {
        loader.load(file);
    }
    return loader.finish(std::move(found.ignored));
}

} // namespace ferry::terminology

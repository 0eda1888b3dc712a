#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "base/error.hpp"
#include "terminology/release_loaders.hpp"
#include "terminology/xml_rows.hpp"

/// The dictionary of medicines and devices, in the XML files of its weekly release.
namespace ferry::terminology {
namespace {

/// One of the files: its elements, and the cells that matter.
struct Layout {
    ReleaseKind kind;
    DmdLevel level;
    std::string_view root;
    std::string_view row;
    std::string_view id;
    std::string_view previous; ///< empty: ids of this file never change
    std::string_view name;
};

// Not aligned: the rows would be too long.
// clang-format off
constexpr std::array layouts{
    Layout{ReleaseKind::dmd_moieties, DmdLevel::moiety,
           "VIRTUAL_THERAPEUTIC_MOIETIES", "VTM", "VTMID", "VTMIDPREV", "NM"},
    Layout{ReleaseKind::dmd_products, DmdLevel::product,
           "VIRTUAL_MED_PRODUCTS", "VMP", "VPID", "VPIDPREV", "NM"},
    Layout{ReleaseKind::dmd_brands, DmdLevel::brand,
           "ACTUAL_MEDICINAL_PRODUCTS", "AMP", "APID", "", "DESC"},
    Layout{ReleaseKind::dmd_packs, DmdLevel::pack,
           "VIRTUAL_MED_PRODUCT_PACK", "VMPP", "VPPID", "", "NM"},
    Layout{ReleaseKind::dmd_brand_packs, DmdLevel::brand_pack,
           "ACTUAL_MEDICINAL_PROD_PACKS", "AMPP", "APPID", "", "NM"},
    Layout{ReleaseKind::dmd_substances, DmdLevel::substance,
           "INGREDIENT_SUBSTANCES", "ING", "ISID", "ISIDPREV", "NM"},
    Layout{ReleaseKind::dmd_lookups, DmdLevel::lookup,
           "LOOKUP", "INFO", "CD", "CDPREV", "DESC"},
};
// clang-format on

/// A lookup's code is an id (of a unit, a form, a route) or a short number of dm+d's own.
constexpr std::size_t lookup_id_size = 6;

/// The whole number of at most 18 digits that dm+d's schema asks for; none for another
/// text. That its check digit is right the schema does not ask, and nor is it refused
/// here: the entry says how many are wrong.
ConceptId number_in(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && text.size() <= 18 && !text.starts_with('0') ? ConceptId{number} : ConceptId{};
}

class DmdReader {
public:
    DmdReader(const LoadingFile& file, const Layout& layout)
        : file_{file}, layout_{layout}, rows_{layout.row}, row_{file.path, layout.root, rows_}
    {
    }

    void read()
    {
        while (row_.next()) {
            if (layout_.level != DmdLevel::lookup || row_.cell("CD").size() >= lookup_id_size) {
                read_row();
            } else {
                ++file_.entry.active; // a short code, never an item's
            }
        }
        file_.entry.rows = row_.rows();
        file_.entry.digest = row_.digest();
    }

private:
    void read_row()
    {
        const std::string_view previous =
            layout_.previous.empty() ? std::string_view{} : row_.cell(layout_.previous);
        const DmdRow entry{.id = id_in(layout_.id),
                           .level = layout_.level,
                           .invalid = invalid(),
                           .previous = previous.empty() ? ConceptId{} : id_in(layout_.previous),
                           .name = row_.cell(layout_.name)};
        if (entry.name.empty() || entry.name.size() > std::numeric_limits<std::uint16_t>::max()) {
            row_.refuse(layout_.name, "a name of less than 64 KiB");
        }
        file_.entry.active += entry.invalid ? 0 : 1;
        file_.tables.dmd.add(entry);
    }

    ConceptId id_in(std::string_view cell)
    {
        const ConceptId id = number_in(row_.cell(cell));
        if (!id) {
            row_.refuse(cell, "an id of at most 18 digits");
        }
        file_.entry.odd_ids += parse_concept_id(row_.cell(cell)) ? 0 : 1;
        return id;
    }

    bool invalid() const
    {
        const std::string_view word = row_.cell("INVALID");
        if (!word.empty() && word != "0" && word != "1") {
            row_.refuse("INVALID", "1, 0 or nothing");
        }
        return word == "1";
    }

    const LoadingFile& file_;
    const Layout& layout_;
    std::array<std::string_view, 1> rows_;
    XmlRows row_;
};

} // namespace

void read_dmd(const LoadingFile& file)
{
    DmdReader{file, *std::ranges::find(layouts, file.entry.kind, &Layout::kind)}.read();
}

} // namespace ferry::terminology

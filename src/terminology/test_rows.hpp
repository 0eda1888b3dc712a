#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/text.hpp"
#include "terminology/code_maps.hpp"
#include "terminology/test_files.hpp"

/// Rows of release files with invented content, and questions about them.
namespace ferry::terminology {

inline constexpr std::string_view read2_file = "rcsctmap2_uk_20200401000001.txt";
inline constexpr std::string_view ctv3_file = "ctv3sctmap2_uk_20200401000001.txt";
inline constexpr std::string_view read2_alternates =
    "codesWithValues_AlternateMaps_READ2_20200401.txt";
inline constexpr std::string_view ctv3_alternates =
    "codesWithValues_AlternateMaps_CTV3_20200401.txt";
inline constexpr std::string_view descriptions_file =
    "sct2_Description_Snapshot-en_GB_20200401.txt";
inline constexpr std::string_view products_file = "dmd_products.txt";

inline constexpr std::string_view read2_header =
    "MapId\tReadCode\tTermCode\tConceptId\tDescriptionId\tIS_ASSURED\tEffectiveDate\tMapStatus\n";
inline constexpr std::string_view read2_alternates_header =
    "READCODE\tTERMCODE\tCONCEPTID\tDESCRIPTIONID\tUSE\n";
inline constexpr std::string_view products_header =
    "PRODUCTID\tNM\tEMIS_CODEID\tEMIS_LEGACY\tMULTILEX\n";
inline constexpr std::string_view ctv3_header =
    "MAPID\tCTV3_CONCEPTID\tCTV3_TERMID\tCTV3_TERMTYPE\tSCT_CONCEPTID\tSCT_DESCRIPTIONID\t"
    "MAPSTATUS\tEFFECTIVEDATE\tIS_ASSURED\n";
inline constexpr std::string_view description_header =
    "id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\t"
    "caseSignificanceId\n";

/// A Read v2 map file: of each row code, term code, target, then "assured",
/// "unassured" or "withdrawn" and, where it has one, the description.
inline std::string read2_rows(std::initializer_list<std::string_view> rows)
{
    std::string out{read2_header};
    for (const std::string_view row : rows) {
        auto cells = split(row, ' ');
        cells.resize(5);
        out += fmt::format("{{0}}\t{}\t{}\t{}\t{}\t{:d}\t20200401\t{:d}\n", cells[0], cells[1],
                           cells[2], cells[4], cells[3] != "unassured", cells[3] != "withdrawn");
    }
    return out;
}

/// A row of the CTV3 map; code, term id and type stand in one text with blanks.
inline std::string ctv3_row(std::string_view code_term_type, std::string_view target,
                            bool assured = true)
{
    std::string cells{code_term_type};
    std::ranges::replace(cells, ' ', '\t');
    return "{0}\t" + cells + "\t" + std::string{target} + "\t\t1\t20200401\t" +
           (assured ? "1\n" : "0\n");
}

/// A row of the RF2 description file.
inline std::string description_row(std::string_view id, std::string_view target,
                                   std::string_view term, std::string_view active = "1")
{
    return std::string{id} + "\t20200401\t" + std::string{active} + "\t0\t" + std::string{target} +
           "\ten\t900000000000013009\t" + std::string{term} + "\t0\n";
}

class CodeMapsTest : public ReleaseDirectory {
protected:
    CodeMaps load() const
    {
        const std::array directories{directory()};
        return CodeMaps{directories};
    }
    std::string refusal_of(std::string_view name, std::string_view content) const
    {
        write(name, content);
        return refusal([&] { load(); });
    }
};

inline MapQuestion read2(std::string_view code, std::string_view term = "00")
{
    return {.from = System::read2, .code = code, .term_code = term, .original_term = {}};
}

inline MapQuestion with_value(MapQuestion question)
{
    question.has_value = true;
    return question;
}

} // namespace ferry::terminology

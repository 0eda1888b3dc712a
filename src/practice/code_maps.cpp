#include "practice/code_maps.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "practice/check_digit.hpp"
#include "practice/text_file.hpp"

namespace ferry::practice {
namespace {

constexpr std::string_view map_date = "20200401";

bool is_five_byte(const Code& code)
{
    return code.read.size() <= 5;
}

/// The concept of the plain map, which for some codes is not the observable.
std::string_view plain_concept(const Code& code)
{
    const auto found = std::ranges::find(alternates(), code.key, &Alternate::key);
    return found == alternates().end() ? std::string_view{code.concept_id} : found->without_value;
}

/// One of the two official maps: its rows are of one shape, in columns of their own.
class MapFile {
public:
    MapFile(const std::filesystem::path& path, std::uint64_t seed) : out_{path}, seed_{seed} {}

    std::int64_t finish()
    {
        out_.finish();
        return out_.bytes();
    }

protected:
    void write(std::string_view text) { out_.write(text); }
    std::string next_id() { return braced(guid_of(seed_ ^ 0x3A9, number_++)); }

private:
    TextFile out_;
    std::uint64_t seed_;
    std::uint64_t number_ = 0;
};

class ReadMap : public MapFile {
public:
    ReadMap(const std::filesystem::path& folder, std::uint64_t seed)
        : MapFile{folder / "rcsctmap2_uk_20200401000001.txt", seed}
    {
        write("MapId\tReadCode\tTermCode\tConceptId\tDescriptionId\tIS_ASSURED\t"
              "EffectiveDate\tMapStatus\r\n");
    }

    void add(const Code& code, std::string_view concept_id, bool assured)
    {
        write(fmt::format("{}\t{}\t00\t{}\t{}\t{}\t{}\t1\r\n", next_id(), padded_read(code),
                          concept_id, code.description, assured ? 1 : 0, map_date));
    }
};

/// The preferred term of the code at `place` in our dictionary.
std::string ctv3_term(std::size_t place)
{
    return fmt::format("Y{:04}", place);
}

class Ctv3Map : public MapFile {
public:
    Ctv3Map(const std::filesystem::path& folder, const Setting& setting)
        : MapFile{folder / "ctv3sctmap2_uk_20200401000001.txt", setting.seed},
          codes_{setting.codes.codes()}
    {
        write("MAPID\tCTV3_CONCEPTID\tCTV3_TERMID\tCTV3_TERMTYPE\tSCT_CONCEPTID\t"
              "SCT_DESCRIPTIONID\tMAPSTATUS\tEFFECTIVEDATE\tIS_ASSURED\r\n");
    }

    void add(const Code& code, std::string_view concept_id, bool assured)
    {
        const auto place = static_cast<std::size_t>(&code - codes_.data());
        write(fmt::format("{}\t{}\t{}\tP\t{}\t{}\t1\t{}\t{}\r\n", next_id(), code.ctv3,
                          ctv3_term(place), concept_id, code.description, map_date,
                          assured ? 1 : 0));
    }

private:
    std::span<const Code> codes_;
};

template <typename Map>
std::int64_t write_map(Map&& map, const Setting& setting)
{
    std::int64_t item = 9'800;
    for (const Code& code : setting.codes.codes()) {
        switch (code.mapping) {
        case Mapping::one_to_many:
            map.add(code, sctid(++item, "9990001", "10"), true);
            map.add(code, code.concept_id, true);
            break;
        case Mapping::assured:
            map.add(code, plain_concept(code), true);
            break;
        case Mapping::unassured:
            map.add(code, code.concept_id, false);
            break;
        case Mapping::unmapped:
        case Mapping::local_practice:
        case Mapping::local_supplier:
            break;
        }
    }
    return map.finish();
}

std::int64_t write_alternates(const Setting& setting, const std::filesystem::path& folder)
{
    TextFile out{folder / "codesWithValues_AlternateMaps_READ2_20200401000001.txt"};
    out.write("READCODE\tTERMCODE\tCONCEPTID\tDESCRIPTIONID\tUSE\r\n");
    for (const Alternate& row : alternates()) {
        const Code& code = setting.codes[row.key];
        out.write(fmt::format("{}\t00\t{}\t\tY\r\n", padded_read(code), code.concept_id));
    }
    out.finish();
    return out.bytes();
}

std::int64_t write_ctv3_alternates(const Setting& setting, const std::filesystem::path& folder)
{
    TextFile out{folder / "codesWithValues_AlternateMaps_CTV3_20200401000001.txt"};
    out.write("CTV3_CONCEPTID\tCTV3_TERMID\tCONCEPTID\tDESCRIPTIONID\tUSE\r\n");
    for (const Alternate& row : alternates()) {
        const Code& code = setting.codes[row.key];
        const auto place = static_cast<std::size_t>(&code - setting.codes.codes().data());
        out.write(fmt::format("{}\t{}\t{}\t\tY\r\n", code.ctv3, ctv3_term(place), code.concept_id));
    }
    out.finish();
    return out.bytes();
}

std::int64_t write_products(const Setting& setting, const std::filesystem::path& folder)
{
    TextFile out{folder / "dmd_products.txt"};
    out.write("PRODUCTID\tNM\tEMIS_CODEID\tEMIS_LEGACY\tMULTILEX\tREAD\tBNF\r\n");
    for (const Drug& drug : setting.drugs.drugs()) {
        if (!drug.product_id.empty()) {
            out.write(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\r\n", drug.product_id, drug.row.name,
                                  drug.code_id, drug.legacy_code, drug.multilex, drug.read,
                                  drug.row.bnf_chapter));
        }
    }
    out.finish();
    return out.bytes();
}

} // namespace

std::string padded_read(const Code& code)
{
    std::string read = code.read;
    if (is_five_byte(code)) {
        read.resize(5, '.');
    }
    return read;
}

std::int64_t write_maps(const Setting& setting, const std::filesystem::path& folder)
{
    return write_map(ReadMap{folder, setting.seed}, setting) +
           write_map(Ctv3Map{folder, setting}, setting) + write_alternates(setting, folder) +
           write_ctv3_alternates(setting, folder) + write_products(setting, folder);
}

} // namespace ferry::practice

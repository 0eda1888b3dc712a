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

class ReadMap {
public:
    ReadMap(const std::filesystem::path& path, std::uint64_t seed) : out_{path}, seed_{seed}
    {
        out_.write("MapId\tReadCode\tTermCode\tConceptId\tDescriptionId\tIS_ASSURED\t"
                   "EffectiveDate\tMapStatus\r\n");
    }

    void add(const Code& code, std::string_view concept_id, bool assured)
    {
        out_.write(fmt::format("{}\t{}\t00\t{}\t{}\t{}\t{}\t1\r\n",
                               braced(guid_of(seed_ ^ 0x3A9, number_++)), padded_read(code),
                               concept_id, code.description, assured ? 1 : 0, map_date));
    }

    std::int64_t finish()
    {
        out_.finish();
        return out_.bytes();
    }

private:
    TextFile out_;
    std::uint64_t seed_;
    std::uint64_t number_ = 0;
};

std::int64_t write_read_map(const Setting& setting, const std::filesystem::path& folder)
{
    ReadMap map{folder / "rcsctmap2_uk_20200401000001.txt", setting.seed};
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

std::int64_t write_products(const Setting& setting, const std::filesystem::path& folder)
{
    TextFile out{folder / "dmd_products.txt"};
    out.write("PRODUCTID\tNM\tEMIS_CODEID\tEMIS_LEGACY\tMULTILEX\tREAD\tBNF\r\n");
    for (const Drug& drug : setting.drugs.drugs()) {
        if (!drug.product_id.empty()) {
            out.write(fmt::format("{}\t{}\t{}\t{}\t\t\t{}\r\n", drug.product_id, drug.row.name,
                                  drug.code_id, drug.legacy_code, drug.row.bnf_chapter));
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
    return write_read_map(setting, folder) + write_alternates(setting, folder) +
           write_products(setting, folder);
}

} // namespace ferry::practice

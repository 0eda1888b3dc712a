#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/error.hpp"
#include "practice/check_digit.hpp"

/// Writes an invented terminology release of full size: make_release DIR [CONCEPTS]
///
/// The layouts and the proportions are those of a UK release; every id, term and row is
/// made up, in a namespace that nobody has.
namespace {

using ferry::practice::sctid;

constexpr std::string_view name_space = "9990002";
constexpr std::string_view day = "20260401";

/// The same numbers on every machine.
std::uint64_t mixed(std::uint64_t number)
{
    number = (number ^ (number >> 31U)) * 0x9E3779B97F4A7C15U;
    number = (number ^ (number >> 29U)) * 0xBF58476D1CE4E5B9U;
    return number ^ (number >> 32U);
}

class Table {
public:
    Table(const std::filesystem::path& path, std::string_view header)
        : file_{std::fopen(path.c_str(), "wb")}
    {
        if (file_ == nullptr) {
            ferry::throw_system_error("cannot write " + path.string());
        }
        line(header);
    }
    ~Table() { static_cast<void>(std::fclose(file_)); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    void line(std::string_view text)
    {
        const bool written = std::fwrite(text.data(), 1, text.size(), file_) == text.size() &&
                             std::fwrite("\r\n", 1, 2, file_) == 2;
        if (!written) {
            ferry::throw_system_error("cannot write a release");
        }
    }

private:
    std::FILE* file_;
};

std::string concept_id(std::int64_t number)
{
    return sctid(number + 1, name_space, "10");
}

std::string term_of(std::int64_t number, int wording)
{
    static constexpr std::array<std::string_view, 16> words{
        "acute",    "chronic", "lesion",    "of",    "left",   "upper", "structure", "syndrome",
        "measured", "finding", "secondary", "minor", "benign", "fever", "procedure", "history"};
    std::string term;
    for (unsigned part = 0; part < 5; ++part) {
        const auto at = mixed(static_cast<std::uint64_t>(number * 8 + wording)) >> (4 * part) & 15U;
        term += std::string{words[at]} + " ";
    }
    return term + std::to_string(number);
}

bool is_inactive(std::int64_t number)
{
    return number % 10 == 9;
}

void write_concepts(const std::filesystem::path& folder, std::int64_t count)
{
    Table table{folder / fmt::format("sct2_Concept_Snapshot_GB_{}.txt", day),
                "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId"};
    for (std::int64_t i = 0; i < count; ++i) {
        table.line(fmt::format("{}\t{}\t{:d}\t999000011000000103\t900000000000074008",
                               concept_id(i), day, !is_inactive(i)));
    }
}

void write_descriptions(const std::filesystem::path& folder, std::int64_t count)
{
    Table table{folder / fmt::format("sct2_Description_Snapshot-en_GB_{}.txt", day),
                "id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\t"
                "caseSignificanceId"};
    Table language{folder / fmt::format("der2_cRefset_LanguageSnapshot-en_GB_{}.txt", day),
                   "id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\t"
                   "acceptabilityId"};
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string concept_text = concept_id(i);
        for (int wording = 0; wording < 3; ++wording) {
            const std::string id = sctid(i * 3 + wording + 1, name_space, "11");
            table.line(fmt::format("{}\t{}\t1\t999000011000000103\t{}\ten\t{}\t{}{}\t"
                                   "900000000000448009",
                                   id, day, concept_text,
                                   wording == 0 ? "900000000000003001" : "900000000000013009",
                                   term_of(i, wording), wording == 0 ? " (disorder)" : ""));
            language.line(fmt::format("{:08x}-0000-4000-8000-{:012x}\t{}\t1\t999000011000000103\t"
                                      "999001261000000100\t{}\t{}",
                                      i, i * 3 + wording, day, id,
                                      wording == 2 ? "900000000000549004" : "900000000000548007"));
        }
    }
}

/// Two parents for each concept, and four other attributes.
void write_relationships(const std::filesystem::path& folder, std::int64_t count)
{
    Table table{folder / fmt::format("sct2_Relationship_Snapshot_GB_{}.txt", day),
                "id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\trelationshipGroup\t"
                "typeId\tcharacteristicTypeId\tmodifierId"};
    std::int64_t number = 0;
    for (std::int64_t i = 1; i < count; ++i) {
        const std::string child = concept_id(i);
        for (int row = 0; row < 6; ++row) {
            const bool is_a = row < 2;
            const auto other = mixed(static_cast<std::uint64_t>(i * 8 + row)) %
                               static_cast<std::uint64_t>(is_a ? (i + 9) / 10 : count);
            table.line(fmt::format("{}\t{}\t{:d}\t999000011000000103\t{}\t{}\t{}\t{}\t"
                                   "900000000000011006\t900000000000451002",
                                   sctid(++number, name_space, "12"), day, !is_inactive(i), child,
                                   concept_id(static_cast<std::int64_t>(other)), row,
                                   is_a ? "116680003" : "363698007"));
        }
    }
}

void write_history(const std::filesystem::path& folder, std::int64_t count)
{
    Table table{folder / fmt::format("der2_cRefset_AssociationSnapshot_GB_{}.txt", day),
                "id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\t"
                "targetComponentId"};
    for (std::int64_t i = 9; i < count; i += 10) {
        table.line(fmt::format("{:08x}-0000-4000-9000-000000000000\t{}\t1\t999000011000000103\t{}\t"
                               "{}\t{}",
                               i, day, i % 20 == 9 ? "900000000000527005" : "900000000000523009",
                               concept_id(i), concept_id(i - 1)));
    }
}

/// Five signs out of 61: the number in that base.
std::string code_of(std::int64_t number)
{
    static constexpr std::string_view signs =
        "0123456789ABCDEFGHJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string code(5, '0');
    for (std::size_t i = code.size(); i-- > 0;) {
        const auto base = static_cast<std::int64_t>(signs.size());
        code[i] = signs[static_cast<std::size_t>(number % base)];
        number /= base;
    }
    return code;
}

void write_maps(const std::filesystem::path& folder, std::int64_t count)
{
    constexpr std::int64_t read2_rows = 102'057;
    constexpr std::int64_t ctv3_rows = 445'473;
    Table read2{folder / fmt::format("rcsctmap2_uk_{}000001.txt", day),
                "MapId\tReadCode\tTermCode\tConceptId\tDescriptionId\tIS_ASSURED\tEffectiveDate\t"
                "MapStatus"};
    for (std::int64_t i = 0; i < read2_rows; ++i) {
        read2.line(fmt::format("{{{:08X}}}\t{}\t00\t{}\t\t{:d}\t{}\t1", i, code_of(i * 7),
                               concept_id(i % count), i % 8 != 0, day));
    }
    Table ctv3{folder / fmt::format("ctv3sctmap2_uk_{}000001.txt", day),
               "MAPID\tCTV3_CONCEPTID\tCTV3_TERMID\tCTV3_TERMTYPE\tSCT_CONCEPTID\t"
               "SCT_DESCRIPTIONID\tMAPSTATUS\tEFFECTIVEDATE\tIS_ASSURED"};
    for (std::int64_t i = 0; i < ctv3_rows; ++i) {
        ctv3.line(fmt::format("{{{:08X}}}\t{}\t{}\t{}\t{}\t\t1\t{}\t{:d}", i, code_of(i / 2 * 7),
                              code_of(i), i % 2 == 0 ? 'P' : 'S', concept_id(i % count), day,
                              i % 8 != 0));
    }
}

void write_dmd(const std::filesystem::path& folder)
{
    constexpr std::int64_t products = 100'000;
    constexpr std::int64_t first = 10'000'000; // behind all concepts
    Table table{folder / "f_vmp2_3010426.xml", "<VIRTUAL_MED_PRODUCTS><VMPS>"};
    for (std::int64_t i = 0; i < products; ++i) {
        table.line(fmt::format("<VMP><VPID>{}</VPID>{}<NM>Invented {} mg tablets</NM></VMP>",
                               concept_id(first + i * 2),
                               i % 50 == 0 ? fmt::format("<VPIDDT>2019-01-01</VPIDDT>"
                                                         "<VPIDPREV>{}</VPIDPREV>",
                                                         concept_id(first + i * 2 + 1))
                                           : std::string{},
                               i));
    }
    table.line("</VMPS></VIRTUAL_MED_PRODUCTS>");
}

void write_release(const std::filesystem::path& folder, std::int64_t count)
{
    std::filesystem::create_directories(folder);
    write_concepts(folder, count);
    write_descriptions(folder, count);
    write_relationships(folder, count);
    write_history(folder, count);
    write_maps(folder, count);
    write_dmd(folder);
}

} // namespace

int main(int count, const char* const* words)
{
    std::int64_t concepts = 500'000;
    const std::string_view wanted = count > 2 ? words[2] : "";
    std::from_chars(wanted.data(), wanted.data() + wanted.size(), concepts);
    if (count < 2 || concepts < 10) {
        fmt::print(stderr, "usage: make_release DIR [CONCEPTS]\n");
        return 2;
    }
    write_release(words[1], concepts);
    return 0;
}

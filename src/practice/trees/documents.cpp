#include "practice/trees/documents.hpp"

#include <array>
#include <cstdint>

#include "base/require.hpp"
#include "practice/trees/sheet.hpp"
#include "practice/trees/words.hpp"

namespace ferry::practice::trees {
namespace {

constexpr std::size_t stored_max = 65'535;

constexpr std::array<std::uint32_t, 256> make_crc_table()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
        }
        table[i] = value;
    }
    return table;
}
constexpr auto crc_table = make_crc_table();

std::uint32_t crc_of(std::string_view bytes)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc = crc_table[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (crc >> 8U);
    }
    return ~crc;
}

/// The lowest `count` bytes of a number, the least first.
void add_bytes(std::string& to, std::uint32_t number, int count)
{
    for (int i = 0; i < count; ++i) {
        to += static_cast<char>((number >> (8U * static_cast<unsigned>(i))) & 0xFFU);
    }
}

std::string letter_of(const Observation& entry, const Record& record)
{
    return fmt::format("{}\r\n\r\nRe: {} {}\r\n\r\nDear Doctor,\r\n\r\nThank you for sending this "
                       "invented patient. {}\r\n\r\nYours sincerely,\r\nEastmarch General "
                       "Infirmary\r\n",
                       fhir_day(entry.entry.on), record.person.given, record.person.surname,
                       entry.text.empty() ? "There is nothing new to report." : entry.text);
}

} // namespace

std::vector<Document> documents_of(const Record& record, Way way)
{
    std::vector<Document> all;
    for (const Observation& entry : record.observations) {
        if (!entry.document || entry.entry.deleted) {
            continue;
        }
        const Guid id = document_of(entry);
        all.push_back({.entry = &entry,
                       .id = id,
                       .file = fmt::format("{}_letter.txt", id),
                       .bytes = letter_of(entry, record),
                       .packed = id.low % 3 == 0,
                       .way = way});
    }
    return all;
}

std::string address_of(const Guid& document)
{
    return fmt::format("https://documents.example.org/Binary/{}", document);
}

std::string base64(std::string_view bytes, std::string_view line_end)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t bytes_a_line = 57; // 76 digits
    std::string text;
    text.reserve(bytes.size() / 3 * 4 + 8);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        if (i > 0 && i % bytes_a_line == 0) {
            text += line_end;
        }
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            three = three << 8U |
                    (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const bool filled = k == 0 || i + k - 1 < bytes.size();
            text += filled ? digits[three >> (18U - 6U * k) & 0x3FU] : '=';
        }
    }
    return text;
}

std::string gzip(std::string_view bytes)
{
    require(bytes.size() <= stored_max, "a document fits into one block");
    using namespace std::string_view_literals;
    std::string packed{"\x1F\x8B\x08\0\0\0\0\0\0\xFF\x01"sv}; // head, and one last stored block
    const auto size = static_cast<std::uint32_t>(bytes.size());
    add_bytes(packed, size, 2);
    add_bytes(packed, ~size, 2);
    packed += bytes;
    add_bytes(packed, crc_of(bytes), 4);
    add_bytes(packed, size, 4);
    return packed;
}

} // namespace ferry::practice::trees

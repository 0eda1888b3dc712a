#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <zstd.h>

#include "base/error.hpp"
#include "extract/case.hpp"

namespace ferry::extract {
namespace {

/// The block: a version, the number of rows, per row a fixed head, then all bytes
/// in a row. Do not change: it is on disk. A new form gets a new version.
constexpr std::uint32_t block_version = 2;
constexpr int compression_level = 1;

struct RowHead {
    std::uint32_t line;
    std::uint32_t size;
    std::uint32_t file;
    std::uint32_t damaged;
};

struct BlockHead {
    std::uint32_t version;
    std::uint32_t rows;
};

template <typename T>
void append(std::string& out, const T& value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename T>
T take(std::string_view& from)
{
    if (from.size() < sizeof(T)) {
        throw Error{"a case in the workspace is damaged: it ends too early"};
    }
    T value{};
    std::memcpy(&value, from.data(), sizeof value);
    from.remove_prefix(sizeof value);
    return value;
}

using Compressor = std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)>;

/// Rows of one patient repeat the same long ids: a small table that only looks for
/// long matches packs them as well as the usual settings, a fifth faster.
Compressor make_compressor()
{
    constexpr int table_log = 12;
    constexpr int match_min = 7;
    Compressor made{ZSTD_createCCtx(), &ZSTD_freeCCtx};
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, compression_level);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_hashLog, table_log);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_minMatch, match_min);
    return made;
}

std::string compressed(std::string_view bytes)
{
    // One a thread: making one costs more than compressing a small case.
    thread_local const Compressor compressor = make_compressor();
    thread_local std::string room;
    room.resize(std::max(room.size(), ZSTD_compressBound(bytes.size())));
    const std::size_t size =
        ZSTD_compress2(compressor.get(), room.data(), room.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(size) != 0) {
        throw Error{fmt::format("cannot compress a case: {}", ZSTD_getErrorName(size))};
    }
    return room.substr(0, size);
}

std::shared_ptr<std::string> decompressed(std::string_view block)
{
    const unsigned long long size = ZSTD_getFrameContentSize(block.data(), block.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) {
        throw Error{"a case in the workspace is damaged: it is no compressed block"};
    }
    thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{
        ZSTD_createDCtx(), &ZSTD_freeDCtx};
    auto out = std::make_shared<std::string>(static_cast<std::size_t>(size), '\0');
    const std::size_t got =
        ZSTD_decompressDCtx(context.get(), out->data(), out->size(), block.data(), block.size());
    if (ZSTD_isError(got) != 0 || got != out->size()) {
        throw Error{"a case in the workspace is damaged: it cannot be decompressed"};
    }
    return out;
}

} // namespace

std::string pack(const Case& packed)
{
    std::size_t bytes = sizeof(BlockHead);
    for (const RawRow& row : packed.rows) {
        bytes += sizeof(RowHead) + row.bytes.size();
    }
    thread_local std::string plain;
    plain.clear();
    plain.reserve(bytes);
    append(plain, BlockHead{.version = block_version,
                            .rows = static_cast<std::uint32_t>(packed.rows.size())});
    for (const RawRow& row : packed.rows) {
        append(plain, RowHead{.line = row.line,
                              .size = static_cast<std::uint32_t>(row.bytes.size()),
                              .file = row.file,
                              .damaged = row.damaged ? 1U : 0U});
    }
    for (const RawRow& row : packed.rows) {
        plain += row.bytes;
    }
    return compressed(plain);
}

void unpack(std::string_view block, Case& into)
{
    const auto plain = decompressed(block);
    std::string_view rest = *plain;
    const auto head = take<BlockHead>(rest);
    if (head.version != block_version) {
        throw Error{fmt::format("a case in the workspace has form {}, this program knows {}",
                                head.version, block_version)};
    }
    if (rest.size() / sizeof(RowHead) < head.rows) {
        throw Error{"a case in the workspace is damaged: it has fewer rows than it says"};
    }
    std::string_view bytes = rest.substr(head.rows * sizeof(RowHead));
    into.rows.reserve(into.rows.size() + head.rows);
    for (std::uint32_t i = 0; i < head.rows; ++i) {
        const auto row = take<RowHead>(rest);
        if (bytes.size() < row.size) {
            throw Error{"a case in the workspace is damaged: a row ends too early"};
        }
        into.rows.push_back({.file = row.file,
                             .line = row.line,
                             .damaged = row.damaged != 0,
                             .bytes = bytes.substr(0, row.size)});
        bytes.remove_prefix(row.size);
    }
    into.buffer = plain;
}

} // namespace ferry::extract

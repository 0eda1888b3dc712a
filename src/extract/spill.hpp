#pragma once

#include <cstdint>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/files.hpp"
#include "extract/case.hpp"

namespace ferry::extract {

/// The place of a row whose bytes cannot be found again in its file as they stand.
inline constexpr std::uint64_t nowhere = std::numeric_limits<std::uint64_t>::max();

/// Sorts rows into cases with bounded memory.
///
/// Rows come file by file, thousands of patients mixed; cases must go out whole.
/// So rows are dealt into buckets of neighbouring cases, buckets are written to
/// one temporary file each as they fill, and read back one at a time. The files
/// go with the object. They stand beside the workspace, never beside the extract.
///
/// Most suppliers write a patient's rows of one table together. Where the rows of a
/// full block stand together in their file, only the places are written, and the bytes
/// are read from there again: whatever the order, a bucket is two or three reads a block.
class Spill {
public:
    /// \param folder made here, and taken away at the end.
    Spill(std::filesystem::path folder, std::size_t buckets);
    ~Spill();
    Spill(const Spill&) = delete;
    Spill& operator=(const Spill&) = delete;

    /// Rows of `number` that are added with their place stand in this file. It stays
    /// open, but for files that come when many are.
    void reads_again(FileNo number, std::shared_ptr<const ReadFile> file);

    /// Deals one row. `slot` says which case, counted from 0 within the bucket.
    /// \param offset where its bytes stand in its file.
    void add(std::size_t bucket, std::uint32_t slot, const RawRow& row,
             std::uint64_t offset = nowhere);

    /// How many bytes were dealt into a bucket.
    std::size_t size_of(std::size_t bucket) const;

    /// One bucket more, for rows whose number nobody knows beforehand.
    std::size_t add_bucket();

    /// The cases of one bucket, in the order of their slots, rows in the order in
    /// which they came. Only `rows` and `buffer` are filled in; a slot without rows
    /// gives an empty case. Throws InputError where a file that is read again was
    /// changed meanwhile.
    std::vector<Case> take(std::size_t number, std::size_t slots);

private:
    /// A row without its bytes.
    struct Head {
        std::uint32_t slot;
        std::uint32_t line;
        std::uint32_t size;
        std::uint32_t place; ///< of its bytes behind its block's, in their file
        FileNo file;
        std::uint32_t damaged;
    };
    /// What stands before the heads of a block. Its bytes stand behind them, or in its
    /// rows' file.
    struct BlockHead {
        std::uint32_t rows;
        FileNo file;
        std::uint64_t bytes;
        std::uint64_t offset; ///< of the bytes in that file; nowhere: they follow
    };
    /// Rows that wait until they are many.
    struct Block {
        std::vector<Head> heads;
        std::string bytes;
        std::uint64_t begin = nowhere; ///< of rows that stand together in one file
        std::uint64_t end = nowhere;   ///< of the last of them
    };
    struct Bucket {
        Block block;
        std::FILE* file = nullptr;
        std::size_t written = 0;         ///< to the temporary file
        std::size_t standing = 0;        ///< bytes to be read from the extract's files
        std::vector<std::uint32_t> rows; ///< of each slot
    };
    std::uint64_t place_in(const Block& block, const RawRow& row, std::uint64_t offset) const;
    static std::string written_form(Bucket& bucket);
    void flush(std::size_t number);
    std::FILE* opened(std::size_t number) const;
    void close_oldest();
    void read_temporary(std::size_t number, std::FILE* file, std::span<char> room) const;
    void take_block(std::string_view& rest, std::span<char>& room, std::vector<Case>& cases) const;
    void read_standing(FileNo number, std::uint64_t offset, std::span<char> room) const;
    std::filesystem::path path_of(std::size_t bucket) const;

    std::filesystem::path folder_;
    std::vector<Bucket> buckets_;
    std::deque<std::size_t> open_; ///< buckets in the order in which their files were opened
    std::unordered_map<FileNo, std::shared_ptr<const ReadFile>> files_;
};

} // namespace ferry::extract

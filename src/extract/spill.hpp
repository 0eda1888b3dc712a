#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "extract/case.hpp"

namespace ferry::extract {

/// Sorts rows into cases with bounded memory.
///
/// Rows come file by file, thousands of patients mixed; cases must go out whole.
/// So rows are dealt into buckets of neighbouring cases, buckets are written to
/// one temporary file each as they fill, and read back one at a time. The files
/// go with the object. They stand beside the workspace, never beside the extract.
class Spill {
public:
    /// \param folder made here, and taken away at the end.
    Spill(std::filesystem::path folder, std::size_t buckets);
    ~Spill();
    Spill(const Spill&) = delete;
    Spill& operator=(const Spill&) = delete;

    /// Deals one row. `slot` says which case, counted from 0 within the bucket.
    void add(std::size_t bucket, std::uint32_t slot, const RawRow& row);

    /// How many bytes were dealt into a bucket.
    std::size_t size_of(std::size_t bucket) const;

    /// One bucket more, for rows whose number nobody knows beforehand.
    std::size_t add_bucket();

    /// The cases of one bucket, in the order of their slots, rows in the order in
    /// which they came. Only `rows` and `buffer` are filled in; a slot without rows
    /// gives an empty case.
    std::vector<Case> take(std::size_t number, std::size_t slots);

private:
    struct Bucket {
        std::string waiting;
        std::FILE* file = nullptr;
        std::size_t written = 0;
        std::vector<std::uint32_t> rows; ///< of each slot
    };
    void flush(std::size_t number);
    std::filesystem::path path_of(std::size_t bucket) const;

    std::filesystem::path folder_;
    std::vector<Bucket> buckets_;
};

} // namespace ferry::extract

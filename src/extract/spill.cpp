#include "extract/spill.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/require.hpp"

namespace ferry::extract {
namespace {

constexpr std::size_t flush_size = std::size_t{64} << 10U;
/// Rows of a block stand together where none begins farther behind the first.
constexpr std::uint64_t together_max = 2 * flush_size;
/// Files of an extract that stay open beside the buckets' own.
constexpr std::size_t open_files_max = 256;
/// Temporary files that are open at once; patients who come along may need more in all.
constexpr std::size_t open_temporary_max = 480;

template <typename Plain>
void append(std::string& text, const Plain& plain)
{
    text.append(reinterpret_cast<const char*>(&plain), sizeof plain);
}

template <typename Plain>
Plain take_front(std::string_view& rest)
{
    Plain plain{};
    require(rest.size() >= sizeof plain, "what was spilled is whole");
    std::memcpy(&plain, rest.data(), sizeof plain);
    rest.remove_prefix(sizeof plain);
    return plain;
}

} // namespace

Spill::Spill(std::filesystem::path folder, std::size_t buckets)
    : folder_{std::move(folder)}, buckets_(buckets)
{
    std::error_code failed;
    std::filesystem::remove_all(folder_, failed); // what a killed pass may have left
    if (!std::filesystem::create_directory(folder_, failed)) {
        throw Error{fmt::format("cannot make the temporary folder {}: {}", folder_.string(),
                                failed.message())};
    }
}

Spill::~Spill()
{
    for (const Bucket& bucket : buckets_) {
        if (bucket.file != nullptr) {
            static_cast<void>(std::fclose(bucket.file)); // nothing in it is wanted any more
        }
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Spill::reads_again(FileNo number, std::shared_ptr<const ReadFile> file)
{
    if (files_.size() < open_files_max) {
        files_.emplace(number, std::move(file));
    }
}

/// Where a block begins in its rows' file with this row in it; nowhere if it has to keep
/// their bytes itself.
std::uint64_t Spill::place_in(const Block& block, const RawRow& row, std::uint64_t offset) const
{
    if (offset == nowhere) {
        return nowhere;
    }
    if (block.heads.empty()) {
        return files_.contains(row.file) ? offset : nowhere;
    }
    const bool together = block.begin != nowhere && block.heads.back().file == row.file &&
                          offset >= block.end && offset - block.begin <= together_max;
    return together ? block.begin : nowhere;
}

void Spill::add(std::size_t bucket, std::uint32_t slot, const RawRow& row, std::uint64_t offset)
{
    Bucket& into = buckets_[bucket];
    Block& block = into.block;
    block.begin = place_in(block, row, offset);
    block.end = offset + row.bytes.size();
    block.heads.push_back({.slot = slot,
                           .line = row.line,
                           .size = static_cast<std::uint32_t>(row.bytes.size()),
                           .place = static_cast<std::uint32_t>(offset - block.begin),
                           .file = row.file,
                           .damaged = row.damaged ? 1U : 0U});
    block.bytes += row.bytes;
    into.rows.resize(std::max(into.rows.size(), std::size_t{slot} + 1));
    ++into.rows[slot];
    if (block.bytes.size() >= flush_size) {
        flush(bucket);
    }
}

std::size_t Spill::size_of(std::size_t bucket) const
{
    const Bucket& asked = buckets_[bucket];
    return asked.written + asked.standing + asked.block.bytes.size();
}

std::size_t Spill::add_bucket()
{
    buckets_.emplace_back();
    return buckets_.size() - 1;
}

/// The block that waits, as it stands in the temporary file; then a new one waits.
std::string Spill::written_form(Bucket& bucket)
{
    Block& block = bucket.block;
    const bool standing = block.begin != nowhere;
    std::string text;
    append(text, BlockHead{.rows = static_cast<std::uint32_t>(block.heads.size()),
                           .file = block.heads.empty() ? 0 : block.heads.front().file,
                           .bytes = standing ? block.end - block.begin : block.bytes.size(),
                           .offset = block.begin});
    for (const Head& head : block.heads) {
        append(text, head);
    }
    if (standing) {
        bucket.standing += block.end - block.begin;
    } else {
        text += block.bytes;
    }
    block.heads.clear();
    block.bytes.clear();
    block.begin = nowhere;
    return text;
}

void Spill::flush(std::size_t number)
{
    Bucket& bucket = buckets_[number];
    if (bucket.file == nullptr) {
        close_oldest();
        bucket.file = opened(number);
        open_.push_back(number);
    }
    const std::string text = written_form(bucket);
    if (std::fwrite(text.data(), 1, text.size(), bucket.file) != text.size()) {
        throw_system_error("cannot write " + path_of(number).string());
    }
    bucket.written += text.size();
}

/// A bucket's temporary file, to go on at its end.
std::FILE* Spill::opened(std::size_t number) const
{
    std::FILE* file = std::fopen(path_of(number).c_str(), "a+b");
    if (file == nullptr) {
        throw_system_error("cannot open " + path_of(number).string());
    }
    static_cast<void>(std::setvbuf(file, nullptr, _IONBF, 0)); // else only slower
    return file;
}

/// Makes room for one more open file. The one that is open longest is mostly full.
void Spill::close_oldest()
{
    while (open_.size() >= open_temporary_max) {
        std::FILE*& file = buckets_[open_.front()].file;
        if (file != nullptr) {
            static_cast<void>(std::fclose(file)); // without a buffer nothing is left to write
            file = nullptr;
        }
        open_.pop_front();
    }
}

/// Reads what a bucket's temporary file holds, and takes the file away.
void Spill::read_temporary(std::size_t number, std::FILE* file, std::span<char> room) const
{
    if (room.empty()) {
        return;
    }
    if (file == nullptr) {
        file = opened(number);
    }
    std::rewind(file);
    if (std::fread(room.data(), 1, room.size(), file) != room.size()) {
        throw_system_error("cannot read " + path_of(number).string());
    }
    static_cast<void>(std::fclose(file)); // all of it was read
    std::error_code ignored;
    std::filesystem::remove(path_of(number), ignored);
}

void Spill::read_standing(FileNo number, std::uint64_t offset, std::span<char> room) const
{
    const ReadFile& file = *files_.at(number);
    file.read_at(offset, room);
    file.check_unchanged();
}

std::vector<Case> Spill::take(std::size_t number, std::size_t slots)
{
    Bucket bucket = std::exchange(buckets_[number], {});
    require(bucket.rows.size() <= slots, "a bucket has no other slots");
    const std::string waiting = written_form(bucket);
    const std::size_t spilled = bucket.written + waiting.size();
    const std::size_t size = spilled + bucket.standing;
    const std::shared_ptr<char[]> all{new char[size]}; // not filled first: it is read into
    read_temporary(number, bucket.file, {all.get(), bucket.written});
    std::ranges::copy(waiting, all.get() + bucket.written);
    std::span<char> room{all.get() + spilled, bucket.standing};

    std::vector<Case> cases(slots);
    for (Case& made : cases) {
        made.buffer = all;
    }
    for (std::size_t slot = 0; slot < bucket.rows.size(); ++slot) {
        cases[slot].rows.reserve(bucket.rows[slot]);
    }
    for (std::string_view rest{all.get(), spilled}; !rest.empty();) {
        take_block(rest, room, cases);
    }
    return cases;
}

/// Gives the rows of the first block of `rest` to their cases. Bytes that stand in a file
/// are read to the front of `room`, which begins behind them afterwards.
void Spill::take_block(std::string_view& rest, std::span<char>& room,
                       std::vector<Case>& cases) const
{
    const auto block = take_front<BlockHead>(rest);
    std::string_view heads = rest.substr(0, block.rows * sizeof(Head));
    rest.remove_prefix(heads.size());
    const bool standing = block.offset != nowhere;
    std::string_view bytes = rest.substr(0, block.bytes);
    if (standing) {
        const std::span<char> part = room.first(block.bytes);
        read_standing(block.file, block.offset, part);
        bytes = {part.data(), part.size()};
        room = room.subspan(part.size());
    } else {
        rest.remove_prefix(bytes.size());
    }
    for (std::size_t begin = 0; !heads.empty();) {
        const auto head = take_front<Head>(heads);
        require(head.slot < cases.size(), "a spilled row has a case");
        cases[head.slot].rows.push_back(
            {.file = head.file,
             .line = head.line,
             .damaged = head.damaged != 0,
             .bytes = bytes.substr(standing ? head.place : begin, head.size)});
        begin += head.size;
    }
}

std::filesystem::path Spill::path_of(std::size_t bucket) const
{
    return folder_ / fmt::format("bucket-{:04}", bucket);
}

} // namespace ferry::extract

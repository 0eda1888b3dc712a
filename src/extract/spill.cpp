#include "extract/spill.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/require.hpp"

namespace ferry::extract {
namespace {

constexpr std::size_t flush_size = std::size_t{64} << 10U;

struct Head {
    std::uint32_t slot;
    std::uint32_t line;
    std::uint32_t size;
    std::uint32_t file;
    std::uint32_t damaged;
};

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

void Spill::add(std::size_t bucket, std::uint32_t slot, const RawRow& row)
{
    const Head head{.slot = slot,
                    .line = row.line,
                    .size = static_cast<std::uint32_t>(row.bytes.size()),
                    .file = row.file,
                    .damaged = row.damaged ? 1U : 0U};
    std::string& waiting = buckets_[bucket].waiting;
    waiting.append(reinterpret_cast<const char*>(&head), sizeof head);
    waiting += row.bytes;
    std::vector<std::uint32_t>& rows = buckets_[bucket].rows;
    rows.resize(std::max(rows.size(), std::size_t{slot} + 1));
    ++rows[slot];
    if (waiting.size() >= flush_size) {
        flush(bucket);
    }
}

std::size_t Spill::size_of(std::size_t bucket) const
{
    return buckets_[bucket].written + buckets_[bucket].waiting.size();
}

std::size_t Spill::add_bucket()
{
    buckets_.emplace_back();
    return buckets_.size() - 1;
}

void Spill::flush(std::size_t number)
{
    Bucket& bucket = buckets_[number];
    if (bucket.file == nullptr) {
        bucket.file = std::fopen(path_of(number).c_str(), "w+b");
        if (bucket.file == nullptr) {
            throw_system_error("cannot make " + path_of(number).string());
        }
        static_cast<void>(std::setvbuf(bucket.file, nullptr, _IONBF, 0)); // else only slower
    }
    if (std::fwrite(bucket.waiting.data(), 1, bucket.waiting.size(), bucket.file) !=
        bucket.waiting.size()) {
        throw_system_error("cannot write " + path_of(number).string());
    }
    bucket.written += bucket.waiting.size();
    bucket.waiting.clear();
}

std::vector<Case> Spill::take(std::size_t number, std::size_t slots)
{
    Bucket& bucket = buckets_[number];
    const std::size_t size = bucket.written + bucket.waiting.size();
    require(bucket.rows.size() <= slots, "a bucket has no other slots");
    const std::shared_ptr<char[]> all{new char[size]}; // not filled first: it is read into
    if (bucket.file != nullptr) {
        std::rewind(bucket.file);
        if (std::fread(all.get(), 1, bucket.written, bucket.file) != bucket.written) {
            throw_system_error("cannot read " + path_of(number).string());
        }
        static_cast<void>(std::fclose(bucket.file)); // all of it was read
        bucket.file = nullptr;
        std::error_code ignored;
        std::filesystem::remove(path_of(number), ignored);
    }
    std::ranges::copy(bucket.waiting, all.get() + bucket.written);
    bucket.waiting = {};
    bucket.written = 0;

    std::vector<Case> cases(slots);
    for (std::size_t slot = 0; slot < bucket.rows.size(); ++slot) {
        cases[slot].rows.reserve(bucket.rows[slot]);
    }
    bucket.rows = {};
    for (std::string_view rest{all.get(), size}; !rest.empty();) {
        Head head{};
        require(rest.size() >= sizeof head, "a spilled row has a whole head");
        std::memcpy(&head, rest.data(), sizeof head);
        rest.remove_prefix(sizeof head);
        require(rest.size() >= head.size && head.slot < slots, "a spilled row is whole");
        cases[head.slot].rows.push_back({.file = head.file,
                                         .line = head.line,
                                         .damaged = head.damaged != 0,
                                         .bytes = rest.substr(0, head.size)});
        rest.remove_prefix(head.size);
    }
    for (Case& made : cases) {
        made.buffer = all;
    }
    return cases;
}

std::filesystem::path Spill::path_of(std::size_t bucket) const
{
    return folder_ / fmt::format("bucket-{:04}", bucket);
}

} // namespace ferry::extract

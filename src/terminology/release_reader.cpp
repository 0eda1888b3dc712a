#include "terminology/release_reader.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace ferry::terminology {
namespace {

/// Read at once, and so the longest line: no release has one a tenth as long.
constexpr std::size_t buffer_size = std::size_t{1} << 20U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

ReleaseReader::ReleaseReader(const std::filesystem::path& path,
                             std::span<const std::string_view> columns)
    : path_{path.string()}, columns_{columns}, file_{path}, buffer_(buffer_size, '\0')
{
    if (!next_line()) {
        stop(fmt::format("the file is empty; expected a header with the columns {}",
                         fmt::join(columns_, ", ")));
    }
    if (line_.starts_with(byte_order_mark)) {
        line_.remove_prefix(byte_order_mark.size());
    }
    bind_header();
}

bool ReleaseReader::next()
{
    if (!next_line()) {
        return false;
    }
    if (line_.empty()) {
        if (next_line()) {
            stop("the line above is empty; expected rows to the end of the file");
        }
        return false; // an empty line after the last row
    }
    cut();
    if (cells_.size() != width_) {
        stop(fmt::format("the row has {} cells; expected {}, as many as the header", cells_.size(),
                         width_));
    }
    ++rows_;
    return true;
}

std::string_view ReleaseReader::text(std::size_t column) const
{
    if (!is_utf8(cell(column))) {
        refuse(column, "text in UTF-8");
    }
    return cell(column);
}

bool ReleaseReader::flag(std::size_t column) const
{
    if (cell(column) != "0" && cell(column) != "1") {
        refuse(column, "0 or 1");
    }
    return cell(column) == "1";
}

ConceptId ReleaseReader::concept_id(std::size_t column) const
{
    const auto id = parse_concept_id(cell(column));
    if (!id || is_supplier_local(id->value)) {
        refuse(column, "a SNOMED CT concept id of a release, its check digit right");
    }
    return *id;
}

DescriptionId ReleaseReader::description_id(std::size_t column) const
{
    const auto id = parse_description_id(cell(column));
    if (!id) {
        refuse(column, "a SNOMED CT description id, its check digit right");
    }
    return *id;
}

DescriptionId ReleaseReader::description_id_or_none(std::size_t column) const
{
    return cell(column).empty() ? DescriptionId{} : description_id(column);
}

std::uint64_t ReleaseReader::relationship_id(std::size_t column) const
{
    const auto id = parse_snomed_id(cell(column));
    if (!id || partition(*id) != Partition::relationship) {
        refuse(column, "a SNOMED CT relationship id, its check digit right");
    }
    return *id;
}

void ReleaseReader::refuse(std::size_t column, std::string_view expected) const
{
    stop(fmt::format("column {}: expected {}, found \"{}\"", columns_[column], expected,
                     shortened(cell(column), 40)));
}

bool ReleaseReader::next_line()
{
    std::size_t searched = begin_;
    const char* found = nullptr;
    for (;;) {
        const char* from = buffer_.data() + searched;
        found = static_cast<const char*>(std::memchr(from, '\n', end_ - searched));
        if (found != nullptr || at_end_) {
            break;
        }
        searched = end_ - begin_; // fill() moves what is left to the front
        fill();
    }
    if (found == nullptr && begin_ == end_) {
        return false;
    }
    const auto stop_at = found == nullptr ? end_ : static_cast<std::size_t>(found - buffer_.data());
    line_ = std::string_view{buffer_}.substr(begin_, stop_at - begin_);
    begin_ = found == nullptr ? end_ : stop_at + 1;
    if (line_.ends_with('\r')) {
        line_.remove_suffix(1);
    }
    ++line_number_;
    return true;
}

void ReleaseReader::fill()
{
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const std::span<char> room{buffer_.data() + end_, buffer_.size() - end_};
    if (room.empty()) {
        ++line_number_;
        stop(fmt::format("a line of more than {} bytes; expected a table with a row a line",
                         buffer_size));
    }
    const std::size_t got = file_.read(room);
    digest_.add({room.data(), got});
    end_ += got;
    at_end_ = got < room.size();
}

void ReleaseReader::cut()
{
    cells_.clear();
    std::string_view rest = line_;
    for (;;) {
        const auto tab = rest.find('\t');
        cells_.push_back(rest.substr(0, tab));
        if (tab == std::string_view::npos) {
            return;
        }
        rest.remove_prefix(tab + 1);
    }
}

void ReleaseReader::bind_header()
{
    cut();
    width_ = cells_.size();
    std::vector<std::string> names;
    for (const auto name : cells_) {
        names.push_back(lower(trimmed(name)));
    }
    for (const auto column : columns_) {
        const auto wanted = lower(column);
        const auto at = std::ranges::find(names, wanted);
        if (at == names.end()) {
            stop(fmt::format("the header has no column {}; expected the columns {}, found \"{}\"",
                             column, fmt::join(columns_, ", "), shortened(line_, 200)));
        }
        if (std::ranges::count(names, wanted) > 1) {
            stop(fmt::format("the header has the column {} twice; expected it once", column));
        }
        positions_.push_back(static_cast<std::size_t>(at - names.begin()));
    }
}

void ReleaseReader::stop(const std::string& what) const
{
    throw InputError{fmt::format("{}:{}: {}. Take the file again from the release it came from, "
                                 "or remove it from the maps directory.",
                                 path_, line_number_, what)};
}

} // namespace ferry::terminology

#include "targets/ferry_extract/reader.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "targets/ferry_extract/places.hpp"
#include "targets/ferry_extract/scanned_table.hpp"

namespace ferry::targets::ferry_extract {
namespace {

namespace fs = std::filesystem;

/// The folder of documents' bytes, in it one for each case.
constexpr std::string_view documents = "documents";

using Tables = std::array<std::optional<ScannedTable>, item_type_count>;

constexpr std::array fixed_files{case_table,      concept_table,       coding_table,
                                 integrity_table, dictionary_table,    left_out_table,
                                 rule_table,      audit_columns_table, audit_trail_table};

/// What stands in a folder, by name; nothing where there is none.
std::vector<fs::path> entries_of(const fs::path& folder)
{
    std::vector<fs::path> entries;
    if (fs::is_directory(folder)) {
        for (const auto& entry : fs::directory_iterator{folder}) {
            entries.push_back(entry.path());
        }
    }
    std::ranges::sort(entries);
    return entries;
}

/// One of the two places where rows stand: delivered, or written by this pass.
struct Place {
    explicit Place(const fs::path& in)
        : folder{in}, cases{file_of(in, case_table), false},
          concepts{file_of(in, concept_table), false}, codings{file_of(in, coding_table), false}
    {
        for (std::size_t i = 0; i < item_type_count; ++i) {
            tables[i].emplace(file_of(in, describe(static_cast<ItemType>(i)).name), true);
        }
    }
    /// Sees what was written since.
    void look()
    {
        cases.look();
        for (auto& table : tables) {
            table->look();
        }
    }

    fs::path folder;
    ScannedTable cases;
    ScannedTable concepts;
    ScannedTable codings;
    Tables tables;
};

class Reader final : public load::Reader {
public:
    explicit Reader(const fs::path& folder)
        : folder_{folder}, delivered_{folder}, fresh_{folder / fresh_folder},
          removed_{file_of(folder / fresh_folder, removed_table), false}
    {
        learn_columns();
    }

    std::span<const std::string> columns(ItemType type) override
    {
        return columns_[static_cast<std::size_t>(type)];
    }
    void read(CaseNo case_no, const std::function<void(const load::FoundItem&)>& take) override;
    void read_contents(CaseNo case_no,
                       const std::function<void(const load::FoundContent&)>& take) override;
    const load::FoundConcept* concept_of(std::int64_t key) override;
    std::optional<load::FoundMark> mark(CaseNo case_no) override;
    std::vector<CaseNo> cases() override;
    std::optional<ItemType> type_of(std::int64_t key) override;
    std::vector<std::string> unknown_tables() override;
    std::vector<std::string> owners() override;

private:
    void learn_columns();
    void look();
    bool is_gone(CaseNo case_no) const;
    const Place& place_of(CaseNo case_no) const;
    const Place* stands_in(CaseNo case_no);
    load::FoundValue value_in(const csv::FieldText& cell);
    bool find_concept(const Place& place, std::int64_t key);

    fs::path folder_;
    Place delivered_;
    Place fresh_;
    ScannedTable removed_;
    std::array<std::vector<std::string>, item_type_count> columns_;
    std::unordered_map<std::int64_t, load::FoundConcept> concepts_;
    std::vector<csv::FieldText> cells_;
    std::deque<std::string> texts_; ///< of the item at hand, where quotes were doubled
};

/// The columns behind the item's key, as the first rows name them.
void Reader::learn_columns()
{
    for (std::size_t i = 0; i < item_type_count; ++i) {
        const auto delivered = delivered_.tables[i]->columns();
        const auto names = delivered.empty() ? fresh_.tables[i]->columns() : delivered;
        columns_[i].assign(names.begin() + (names.empty() ? 0 : 1), names.end());
    }
}

void Reader::look()
{
    delivered_.look();
    fresh_.look();
    removed_.look();
}

bool Reader::is_gone(CaseNo case_no) const
{
    return !removed_.rows_of(case_no).empty();
}

const Place& Reader::place_of(CaseNo case_no) const
{
    return fresh_.cases.rows_of(case_no).empty() ? delivered_ : fresh_;
}

load::FoundValue Reader::value_in(const csv::FieldText& cell)
{
    using Is = load::FoundValue::Is;
    if (!cell.quoted && cell.text.empty()) {
        return {};
    }
    if (const auto number = cell.quoted ? std::nullopt : whole_number(cell.text)) {
        return {.is = Is::number, .number = *number};
    }
    if (!cell.doubled) {
        return {.is = Is::text, .text = cell.text};
    }
    return {.is = Is::text, .text = texts_.emplace_back(csv::undoubled(cell.text))};
}

/// Where a case stands as of now; nullptr if this pass takes it away.
const Place* Reader::stands_in(CaseNo case_no)
{
    if (place_of(case_no).cases.rows_of(case_no).empty()) {
        look();
    }
    const Place& place = place_of(case_no);
    return &place == &delivered_ && is_gone(case_no) ? nullptr : &place;
}

void Reader::read_contents(CaseNo case_no,
                           const std::function<void(const load::FoundContent&)>& take)
{
    const Place* const place = stands_in(case_no);
    if (place == nullptr) {
        return;
    }
    for (const fs::path& file : entries_of(place->folder / documents / std::to_string(case_no))) {
        const std::string digest = file.filename().string();
        const std::string bytes = fs::is_regular_file(file) ? read_whole(file) : std::string{};
        take({.digest = digest, .bytes = bytes});
    }
}

void Reader::read(CaseNo case_no, const std::function<void(const load::FoundItem&)>& take)
{
    const Place* const place = stands_in(case_no);
    if (place == nullptr) {
        return;
    }
    std::vector<load::FoundValue> values;
    for (std::size_t i = 0; i < item_type_count; ++i) {
        for (const std::string_view row : place->tables[i]->rows_of(case_no)) {
            csv::split_row(row, ',', cells_);
            cells_.resize(std::max(cells_.size(), std::size_t{1}));
            texts_.clear();
            values.assign(columns_[i].size(), {});
            for (std::size_t c = 0; c < values.size() && c + 1 < cells_.size(); ++c) {
                values[c] = value_in(cells_[c + 1]);
            }
            take({.key = whole_number(cells_[0].text).value_or(0),
                  .type = static_cast<ItemType>(i),
                  .values = values});
        }
    }
}

const load::FoundConcept* Reader::concept_of(std::int64_t key)
{
    const auto known = concepts_.find(key);
    if (known != concepts_.end()) {
        return &known->second;
    }
    if (!find_concept(delivered_, key) && !find_concept(fresh_, key)) {
        const bool more =
            static_cast<int>(fresh_.concepts.look()) + static_cast<int>(fresh_.codings.look()) > 0;
        if (!more || !find_concept(fresh_, key)) {
            return nullptr; // not remembered: it may be written later
        }
    }
    return &concepts_.at(key);
}

bool Reader::find_concept(const Place& place, std::int64_t key)
{
    const auto meanings = place.concepts.rows_of(key);
    if (meanings.empty()) {
        return false;
    }
    const auto cells_of = [&](std::string_view row, std::size_t width) {
        csv::split_row(row, ',', cells_);
        cells_.resize(std::max(cells_.size(), width));
    };
    const auto text = [&](std::size_t cell) { return csv::undoubled(cells_[cell].text); };
    load::FoundConcept found{.key = key};
    cells_of(meanings.front(), 4);
    found.text = text(1);
    found.outcome = text(2);
    found.rule = text(3);
    for (const std::string_view row : place.codings.rows_of(key)) {
        cells_of(row, 7);
        if (whole_number(cells_[1].text) != std::ssize(found.codings) + 1) {
            found.codings.emplace_back(); // a gap in the order is a coding that says nothing
        }
        found.codings.push_back({.system = text(2),
                                 .code = text(3),
                                 .display = text(4),
                                 .original = cells_[5].text != "0",
                                 .description = text(6)});
    }
    concepts_.emplace(key, std::move(found));
    return true;
}

std::optional<load::FoundMark> Reader::mark(CaseNo case_no)
{
    const Place* const place = stands_in(case_no);
    const auto rows =
        place == nullptr ? std::vector<std::string_view>{} : place->cases.rows_of(case_no);
    if (rows.empty()) {
        return std::nullopt;
    }
    csv::split_row(rows.front(), ',', cells_);
    cells_.resize(std::max(cells_.size(), std::size_t{3}));
    return load::FoundMark{.digest = csv::undoubled(cells_[1].text),
                           .items = whole_number(cells_[2].text).value_or(-1)};
}

std::vector<CaseNo> Reader::cases()
{
    look();
    const std::vector<CaseNo> fresh_cases = fresh_.cases.cases();
    const std::set<CaseNo> fresh{fresh_cases.begin(), fresh_cases.end()};
    std::set<CaseNo> all = fresh;
    const auto add = [&](const ScannedTable& table) {
        for (const CaseNo one : table.cases()) {
            if (!is_gone(one) || fresh.contains(one)) {
                all.insert(one);
            }
        }
    };
    add(delivered_.cases);
    for (std::size_t i = 0; i < item_type_count; ++i) {
        add(*delivered_.tables[i]);
        add(*fresh_.tables[i]);
    }
    for (const fs::path& of_case : entries_of(folder_ / documents)) {
        const auto one = whole_number(of_case.filename().string());
        if (one && !is_gone(*one) && !entries_of(of_case).empty()) {
            all.insert(*one);
        }
    }
    return {all.begin(), all.end()};
}

std::optional<ItemType> Reader::type_of(std::int64_t key)
{
    const CaseNo case_no = case_of(key);
    const Place& place = place_of(case_no);
    for (std::size_t i = 0; i < item_type_count; ++i) {
        for (const std::string_view row : place.tables[i]->rows_of(case_no)) {
            if (whole_number(row.substr(0, row.find(','))) == key) {
                return static_cast<ItemType>(i);
            }
        }
    }
    return std::nullopt;
}

std::vector<std::string> Reader::unknown_tables()
{
    std::vector<std::string> unknown;
    for (const auto& entry : fs::directory_iterator{folder_}) {
        const std::string name = entry.path().stem().string();
        if (entry.path().extension() == ".csv" && !item_type_named(name) &&
            !contains(fixed_files, name)) {
            unknown.push_back(name);
        }
    }
    for (const fs::path& of_case : entries_of(folder_ / documents)) {
        const std::string name = of_case.filename().string();
        if (!fs::is_directory(of_case) || !whole_number(name)) {
            unknown.push_back(fmt::format("{}/{}", documents, name));
        }
    }
    std::ranges::sort(unknown);
    return unknown;
}

std::vector<std::string> Reader::owners()
{
    const fs::path file = folder_ / migration_file;
    return fs::exists(file) ? std::vector{read_whole(file)} : std::vector<std::string>{};
}

} // namespace

std::unique_ptr<load::Reader> make_reader(const fs::path& folder)
{
    return std::make_unique<Reader>(folder);
}

} // namespace ferry::targets::ferry_extract

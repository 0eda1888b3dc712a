#include "cli/origins.hpp"

#include <algorithm>

namespace ferry::cli {
namespace {

std::vector<std::size_t> rows_of(const workspace::StoredCase& stored, auto fits)
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < stored.fates.size(); ++i) {
        if (fits(stored.fates[i])) {
            rows.push_back(i);
        }
    }
    return rows;
}

std::vector<std::size_t> rows_that_became(const workspace::StoredCase& stored, ItemNo item)
{
    return rows_of(stored, [item](const auto& fate) { return fate.item == item; });
}

/// An alert is about one item, or else about what is held.
std::vector<std::size_t> rows_warned_of(const workspace::StoredCase& stored, const Record& record,
                                        ItemNo alert)
{
    const Value& about = record.value(alert, field_no(ItemType::alert, "about"));
    if (!about.present) {
        return rows_of(stored, [](const auto& fate) { return fate.outcome == Outcome::held; });
    }
    const Value& kind = record.value(alert, field_no(ItemType::alert, "kind"));
    const ItemType type =
        kind.view() == "flag_in_source" ? ItemType::observation : ItemType::allergy;
    for (ItemNo item = 0; item < alert; ++item) {
        const FieldNo id = find_field(record.at(item).type, "source_id");
        if (record.at(item).type == type && record.value(item, id).present &&
            record.value(item, id).view() == about.view()) {
            return rows_that_became(stored, item);
        }
    }
    return {};
}

bool is_element_of(std::string_view bytes, std::string_view id)
{
    constexpr std::string_view opening = "<id root=\"";
    const auto at = bytes.find(opening);
    if (at == std::string_view::npos) {
        return false;
    }
    const std::string_view named = bytes.substr(at + opening.size());
    return named.starts_with(id) && named.substr(id.size()).starts_with('"');
}

/// The first cell, without quotes. Which separator a description states is not known here:
/// any that is in use ends a cell that stands without quotes.
std::string_view first_cell(std::string_view row)
{
    constexpr std::string_view separators = ",;|~^\t\r\n\x1f";
    if (!row.starts_with('"')) {
        return row.substr(0, row.find_first_of(separators));
    }
    row.remove_prefix(1);
    std::size_t end = row.find('"');
    while (end != std::string_view::npos && row.substr(end + 1).starts_with('"')) {
        end = row.find('"', end + 2); // a doubled quote is a sign of the cell
    }
    return row.substr(0, end);
}

} // namespace

bool is_row_of(std::string_view bytes, std::string_view id)
{
    if (bytes.starts_with('<')) {
        return is_element_of(bytes, id);
    }
    const std::string_view cell = first_cell(bytes);
    const bool braced = cell.size() == id.size() + 2 && cell.front() == '{' && cell.back() == '}';
    return cell == id || (braced && cell.substr(1, id.size()) == id);
}

std::vector<std::size_t> rows_behind(const workspace::StoredCase& stored, const Record& record,
                                     ItemNo item)
{
    if (item < 0 || item >= static_cast<ItemNo>(record.items().size())) {
        return {};
    }
    if (record.at(item).type == ItemType::alert) {
        return rows_warned_of(stored, record, item);
    }
    // What a row makes besides its main item follows that in the record.
    for (; item >= 0; --item) {
        if (auto rows = rows_that_became(stored, item); !rows.empty()) {
            return rows;
        }
    }
    return {};
}

} // namespace ferry::cli

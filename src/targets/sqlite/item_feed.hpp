#pragma once

#include <span>
#include <string>
#include <vector>

#include "record/record.hpp"
#include "sql/feed.hpp"

namespace ferry::targets::sqlite {

/// The items of one type of a record, as rows for the table of that type: key, patient,
/// then the fields in their order.
class ItemFeed final : public sql::Feed {
public:
    explicit ItemFeed(const TypeDescription& type) : type_{type} {}

    std::vector<std::string> columns() const;

    /// Begins the rows of another record, with none.
    void begin(CaseNo case_no, const Record& record);
    /// One more row. \pre an item of this type, of a higher number than the one before
    void add(ItemNo item) { items_.push_back(item); }
    std::span<const ItemNo> items() const { return items_; }

    bool next() override;
    void tell(int column, sql::FedCell cell) const override;

private:
    const TypeDescription& type_;
    CaseNo case_no_ = 0;
    const Record* record_ = nullptr;
    std::vector<ItemNo> items_;
    std::size_t given_ = 0; ///< rows that were read; the last of them is at hand
    std::span<const Value> values_;
};

} // namespace ferry::targets::sqlite

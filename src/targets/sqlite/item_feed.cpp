#include "targets/sqlite/item_feed.hpp"

namespace ferry::targets::sqlite {
namespace {
constexpr int first_field = 2; ///< behind key and patient
}

std::vector<std::string> ItemFeed::columns() const
{
    std::vector<std::string> columns{"item", "patient"};
    for (const Field& field : type_.fields) {
        columns.emplace_back(field.name);
    }
    return columns;
}

void ItemFeed::begin(CaseNo case_no, const Record& record)
{
    case_no_ = case_no;
    record_ = &record;
    items_.clear();
    given_ = 0;
}

bool ItemFeed::next()
{
    if (given_ == items_.size()) {
        return false;
    }
    values_ = record_->values(items_[given_++]);
    return true;
}

void ItemFeed::tell(int column, sql::FedCell cell) const
{
    if (column < first_field) {
        cell.number(column == 0 ? item_key(case_no_, items_[given_ - 1]) : case_no_);
        return;
    }
    const auto field = static_cast<std::size_t>(column - first_field);
    const Value& value = values_[field];
    if (!value.present) {
        return;
    }
    switch (type_.fields[field].kind) {
    case Kind::text:
    case Kind::number:
    case Kind::date:
        cell.text(value.view());
        return;
    case Kind::code:
        cell.number(value.meaning->key);
        return;
    case Kind::link:
        cell.number(item_key(case_no_, static_cast<ItemNo>(value.number)));
        return;
    case Kind::flag:
    case Kind::reference:
        cell.number(value.number);
        return;
    }
}

} // namespace ferry::targets::sqlite

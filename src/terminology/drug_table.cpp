#include "terminology/drug_table.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "terminology/table_text.hpp"

namespace ferry::terminology {

void DrugTable::add(System system, std::string_view code, DrugProduct product)
{
    product.name = texts_.keep(product.name);
    rows_.push_back({system, texts_.keep(code), product});
}

void DrugTable::close()
{
    std::ranges::sort(rows_, {}, [](const Row& row) {
        return std::tuple{row.system, row.code, row.product.id, row.product.name};
    });
    for (const Row& row : rows_) {
        const Key key{row.system, row.code};
        if (keys_.empty() || keys_.back() != key || products_.back().id != row.product.id) {
            keys_.push_back(key);
            products_.push_back(row.product);
        }
    }
    rows_ = {};
}

std::span<const DrugProduct> DrugTable::find(System system, std::string_view code) const
{
    const auto [first, last] = std::equal_range(keys_.begin(), keys_.end(), Key{system, code});
    const auto at = static_cast<std::size_t>(first - keys_.begin());
    return std::span{products_}.subspan(at, static_cast<std::size_t>(last - first));
}

void DrugTable::add_to(Fingerprint128& sum, std::uint64_t seed) const
{
    std::string content;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        content = facts(keys_[i].system).name;
        content.append(1, '\t').append(keys_[i].code);
        content.append(1, '\t').append(products_[i].id.text());
        content.append(1, '\t').append(products_[i].name);
        sum.add(content, seed);
    }
}

/// Some ten thousand rows: laid down as text and sorted again.
void DrugTable::store(ImageWriter& into) const
{
    std::string rows;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        rows += fmt::format("{}\t{}\t{}\t{}\n", static_cast<int>(keys_[i].system), keys_[i].code,
                            products_[i].id.value, products_[i].name);
    }
    into.add_text(rows);
}

void DrugTable::fetch(ImageReader& from)
{
    for (const auto& cells : table_rows(from.text(), 4)) {
        add(static_cast<System>(number_in(cells[0])), cells[1],
            {.id = {number_in(cells[2])}, .name = cells[3]});
    }
    close();
}

} // namespace ferry::terminology

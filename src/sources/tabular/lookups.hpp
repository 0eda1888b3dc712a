#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_table.hpp"
#include "sources/tabular/case_rows.hpp"

namespace ferry::tabular {

/// Tables that explain ids: of a member of staff the name, of a vaccine what it is.
/// Filled once from the practice's rows, then asked by several threads.
class Lookups {
public:
    /// Takes what the directory's rows explain. \pre called once.
    void fill(const Description& description, const CaseRows& directory);

    /// What stands for this id in the table and column of Description::lookups; nothing
    /// where no row has it.
    std::optional<std::string_view> find(int lookup, std::string_view id) const;

private:
    std::vector<TextTable<std::string>> texts_;
};

} // namespace ferry::tabular

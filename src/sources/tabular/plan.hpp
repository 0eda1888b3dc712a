#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "extract/manifest.hpp"
#include "sources/tabular/binding.hpp"
#include "sources/tabular/description.hpp"

/// The description and a file's header, worked out into steps that can be run for
/// millions of rows.
namespace ferry::tabular {

/// The place of a table in Description::tables.
using TableNo = std::int32_t;
inline constexpr TableNo no_table = -1;

/// Fills one field of one item from one cell, or a few.
struct Step {
    FieldNo field = 0;
    Kind kind = Kind::text;
    int cell = -1;
    int precision_cell = -1;
    int time_cell = -1;
    int dictionary = -1;   ///< place in Description::dictionaries
    TableNo to = no_table; ///< where a link or reference leads
    const Column* column = nullptr;
};

/// The steps for one item type, those that need other items apart.
struct ItemSteps {
    std::vector<Step> values;
    std::vector<Step> links;
    bool empty() const { return values.empty() && links.empty(); }
};

/// A further item that is made of a row when one of its cells is filled.
struct PartSteps {
    ItemType type;
    std::vector<Step> values;
};

/// One condition of a kind rule, with its cell found.
struct BoundCondition {
    int cell = -1;         ///< -1: the file has no such column
    bool category = false; ///< asks for the code's category instead
    const std::vector<std::string>* allowed = nullptr;
};

struct BoundRule {
    const KindRule* rule = nullptr;
    TableNo extended_by = no_table;
    std::vector<BoundCondition> conditions;
};

/// How the rows of one file are read.
struct FilePlan {
    BoundTable bound;
    TableNo table = no_table;
    TableNo extends = no_table;
    int deleted_cell = -1;
    int sequence_cell = -1;
    int code_cell = -1; ///< of the code that kind rules and blood pressures look at
    int code_dictionary = -1;
    int value_cell = -1; ///< of the fields that rules look at in every row
    int text_cell = -1;
    int original_term_cell = -1;
    int parent_cell = -1; ///< of the link to a row of the same table
    std::vector<int> key_cells;
    std::vector<BoundRule> rules;
    std::array<ItemSteps, item_type_count> items; ///< by type
    std::vector<PartSteps> parts;
    std::vector<int> shared_cells; ///< a blood pressure's rows must agree in these

    const Table& spec() const { return *bound.table; }
    const ItemSteps& steps(ItemType type) const { return items[static_cast<std::size_t>(type)]; }
    bool known() const { return bound.table != nullptr; }
};

/// Works out the plan for one file.
FilePlan make_plan(const Description& description, const extract::SourceFile& file);

} // namespace ferry::tabular

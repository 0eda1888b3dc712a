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

/// All words that a column may hold, because on them depends what its row is or says, or
/// which of several rows counts.
struct KnownWords {
    enum class Are : std::uint8_t {
        listed,    ///< those in `words`
        yes_or_no, ///< the dialect's, or none
        numbers,   ///< whole ones, or none
    };
    const Column* column = nullptr;
    int cell = -1;
    int lookup = -1; ///< place in Description::lookups
    Are are = Are::listed;
    std::vector<std::string_view> words;
};

/// Words one of which has to stand in a cell.
struct BoundWords {
    int cell = -1; ///< -1: the file has no such column, so it says nothing
    const Wanted* wanted = nullptr;
    std::vector<int> other_cells;      ///< for words "=OTHER": where OTHER stands
    int lookup = -1;                   ///< the cell is an id explained there: what it says counts
    const KnownWords* known = nullptr; ///< any other word counts as none; nullptr: all count
};

/// What only few steps need.
struct StepExtras {
    std::vector<BoundWords> when, unless;
    std::vector<int> after;
    int lookup = -1;                         ///< place in Description::lookups
    std::vector<std::string> other_prefixes; ///< links that other uses of the column take
};

/// Where the cells of a code stand that its row explains itself.
struct RowCode {
    int dictionary = -1;
    int code = -1, term = -1, snomed = -1, dmd = -1, category = -1;
};

/// Fills one field of one item from one cell, or a few.
struct Step {
    FieldNo field = 0;
    Kind kind = Kind::text;
    int cell = -1;
    int precision_cell = -1;
    int time_cell = -1;
    int month_cell = -1, day_cell = -1;
    int dictionary = -1;   ///< place in Description::dictionaries
    TableNo to = no_table; ///< where a link or reference leads
    const Column* column = nullptr;
    const std::vector<std::string>* no_time = nullptr; ///< clock times that stand for none
    const StepExtras* extras = nullptr; ///< nullptr: the cell's text is all that counts
    const RowCode* row_code = nullptr;  ///< a code that the row itself explains
};

/// The steps for one item type, those that need other items apart.
struct ItemSteps {
    std::vector<Step> values;
    std::vector<Step> links;
    std::vector<Step> value; ///< those of `values` that fill the field "value"
    /// Columns that fill a field of other items and have none in this one: what stands
    /// there is put behind the text.
    std::vector<Step> without_place;
    bool empty() const { return values.empty() && links.empty(); }
};

/// A further item that is made of a row when one of its cells is filled.
struct PartSteps {
    ItemType type;
    std::vector<Step> values;
};

/// One condition of a kind rule, with its cell found.
struct BoundCondition {
    BoundWords words;
    bool category = false; ///< asks for the code's category instead
    bool code = false;     ///< asks whether one of the code's codings is in the list
};

struct BoundRule {
    const KindRule* rule = nullptr;
    TableNo extended_by = no_table;
    std::vector<BoundCondition> conditions;
};

/// How the rows of one file are read.
struct FilePlan {
    std::string file_table; ///< what the manifest says the file holds
    BoundTable bound;
    TableNo table = no_table;
    TableNo extends = no_table;
    Step deleted; ///< the flag of rows that are deletions
    int sequence_cell = -1;
    int patient_cell = -1;
    int apart_cell = -1; ///< rows with one key that differ in it are two things
    int row_cell = -1;   ///< names the row itself, where the key does not
    std::vector<Step>
        codes;          ///< what rules and blood pressures look at: the first that says anything
    int text_cell = -1; ///< of the fields that rules look at in every row
    int original_term_cell = -1;
    int parent_cell = -1; ///< of the link to a row of the same table
    std::vector<int> key_cells;
    std::vector<BoundRule> rules;
    std::vector<std::shared_ptr<const KnownWords>> known_words;
    std::array<ItemSteps, item_type_count> items; ///< by type
    std::vector<PartSteps> parts;
    std::vector<Step> shared;     ///< a blood pressure's rows must agree in these
    std::vector<int> alike_cells; ///< rows alike in these are one blood pressure
    std::vector<std::shared_ptr<const StepExtras>> extras; ///< of the steps
    std::vector<std::shared_ptr<const RowCode>> row_codes; ///< of the steps

    const Table& spec() const { return *bound.table; }
    const ItemSteps& steps(ItemType type) const { return items[static_cast<std::size_t>(type)]; }
    bool known() const { return bound.table != nullptr; }
};

/// Works out the plan for one file.
FilePlan make_plan(const Description& description, const extract::SourceFile& file);

} // namespace ferry::tabular

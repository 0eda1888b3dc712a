#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "csv/rows.hpp"
#include "extract/case.hpp"
#include "record/record.hpp"
#include "sources/tabular/code_store.hpp"
#include "sources/tabular/plan.hpp"
#include "transform/mapper.hpp"

namespace ferry::tabular {

/// One row of a case, cut into cells.
struct CutRow {
    const FilePlan* plan = nullptr;
    std::uint32_t first_cell = 0;
    bool damaged = false;
    bool clean = true;            ///< text in the extract's character set, no NUL byte
    std::uint64_t id = 0;         ///< of its table and key; 0: it has no key
    RowNo extension = -1;         ///< the first row that extends it
    RowNo next_extension = -1;    ///< the next row that extends the same row
    bool deletion_unread = false; ///< a person decided to go without its word on deletion
    bool words_unread = false;    ///< a person decided to go without words that nobody knows
    bool half = false;            ///< one value of a blood pressure: its heading makes the item
};

/// The rows of a case as cells, found by their keys.
class CaseRows {
public:
    /// \param plans by file number. \pre both outlive the object.
    CaseRows(const extract::Case& from, const std::vector<FilePlan>& plans, const RowForm& form);

    RowNo size() const { return static_cast<RowNo>(rows_.size()); }
    CutRow& at(RowNo row) { return rows_[static_cast<std::size_t>(row)]; }
    const CutRow& at(RowNo row) const { return rows_[static_cast<std::size_t>(row)]; }
    const extract::RawRow& raw(RowNo row) const
    {
        return case_.rows[static_cast<std::size_t>(row)];
    }

    /// The cell as it stood between its quotes. Empty where there is none.
    const csv::FieldText& cell(RowNo row, int place) const
    {
        static constexpr csv::FieldText nothing;
        return place < 0 ? nothing : cells_[at(row).first_cell + static_cast<std::size_t>(place)];
    }
    /// The same without blanks around it.
    std::string_view word(RowNo row, int place) const { return trimmed(cell(row, place).text); }

    /// By what the source knows the row, whatever number the description gives its table.
    transform::RowId lasting_id(RowNo number) const;

    /// The fingerprint under which a row of `table` with this key is found.
    static std::uint64_t id_of(TableNo table, std::string_view key);

    /// The row that stands under this id; -1: none does.
    RowNo find(std::uint64_t id) const;
    /// Makes `row` the one that stands under its id.
    void stand(RowNo row);

private:
    void cut(RowNo number, const RowForm& form);

    const extract::Case& case_;
    std::vector<CutRow> rows_;
    std::vector<csv::FieldText> cells_;
    std::vector<RowNo> places_; ///< open addressing by id
    std::uint64_t mask_;
};

} // namespace ferry::tabular

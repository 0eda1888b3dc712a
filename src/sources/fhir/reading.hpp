#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extract/case.hpp"
#include "record/record.hpp"
#include "sources/fhir/kinds.hpp"
#include "sources/fhir/names.hpp"
#include "sources/fhir/pieces.hpp"

namespace ferry::fhir {

/// One row of a case, read.
struct ReadRow {
    const json::Tree* tree = nullptr; ///< null: damaged
    Piece piece;
    const ResourceKind* kind = nullptr; ///< null: no type of FHIR
    bool damaged = false;
    RowNo container = -1; ///< the row that contains it
    std::string key;      ///< "Observation/17"; "#1" and its container for what is contained
};

/// The rows of a case as resources, found by what others call them.
class Reading {
public:
    /// \pre `from` outlives the object.
    explicit Reading(const extract::Case& from);

    RowNo size() const { return static_cast<RowNo>(rows_.size()); }
    const ReadRow& at(RowNo row) const { return rows_[static_cast<std::size_t>(row)]; }
    json::Value resource(RowNo row) const { return at(row).piece.resource; }
    const extract::RawRow& raw(RowNo row) const
    {
        return from_.rows[static_cast<std::size_t>(row)];
    }
    std::string_view type(RowNo row) const;

    /// What a reference that stands in `row` is found by.
    std::string key_of(std::string_view reference, RowNo row) const;

    /// The row under this key; -1: none.
    RowNo find(const std::string& key) const;
    /// The row that a reference in `row` points at; -1: it is not in this case.
    RowNo target(json::Value reference, RowNo row) const;
    /// Makes `row` the one that stands under its key.
    void stand(RowNo row);
    /// Nothing is found any more by what `row` is called: several rows are, and differ.
    void doubt(RowNo row);
    bool is_in_doubt(const std::string& key) const { return doubted_.contains(key); }
    /// The same rows count as in another reading of the same case.
    void stand_as(const Reading& other)
    {
        by_key_ = other.by_key_;
        doubted_ = other.doubted_;
    }

private:
    void read_trees();
    void mark_contained(RowNo container);

    const extract::Case& from_;
    std::deque<json::Tree> trees_; ///< stay where they are, so that values can name them
    std::vector<ReadRow> rows_;
    std::unordered_map<std::string, RowNo> by_key_;
    std::unordered_set<std::string> doubted_; ///< keys of several rows that differ
};

} // namespace ferry::fhir

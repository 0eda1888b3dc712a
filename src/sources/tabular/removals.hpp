#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "csv/rows.hpp"
#include "extract/dealer.hpp"
#include "sources/tabular/open.hpp"

namespace ferry::tabular {

/// Rows of one file that name no patient, in a table that has removals: SystmOne's say
/// nothing but which row they take away. Whose it is stands with that row, if the extract
/// has it: then both belong to one case, where it shows that they contradict each other.
class Removals {
public:
    /// Where the cells stand that this is about.
    /// \pre `open` outlives the object, and its table is known.
    explicit Removals(const OpenFile& open);

    /// Keeps a row without patient until the file was read. False: it has no key, or too
    /// much was kept already; then it is a row of nobody.
    bool keep(const extract::RawRow& row, const std::vector<csv::FieldText>& cells);

    /// Reads the file once more if rows were kept, and deals them: to the patient whose row
    /// has their key, else to nobody.
    void deal(csv::Dialect dialect, extract::Dealer::Lane& lane);

    /// How many cells have to be read to know a row's key; 0: the table has no removals, or
    /// rows of nobody of its own.
    std::size_t cells() const { return cells_; }

private:
    struct Owner {
        std::string organisation, patient;
    };
    struct Kept {
        std::string key;
        std::string bytes;
        extract::RawRow row; ///< its bytes are not set
    };
    std::string key_of(const std::vector<csv::FieldText>& cells) const;
    void find_owners(csv::Dialect dialect);

    const OpenFile& open_;
    std::vector<int> key_;
    int patient_, organisation_;
    std::size_t cells_ = 0;
    std::deque<Kept> kept_;
    std::size_t bytes_ = 0;
    std::unordered_map<std::string, Owner> owners_; ///< by key; empty until found
};

} // namespace ferry::tabular

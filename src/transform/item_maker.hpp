#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/fault.hpp"
#include "transform/code_book.hpp"
#include "transform/fates.hpp"

namespace ferry::transform {

/// Finds items by the ids that a source gives them.
using ItemsById = std::unordered_map<std::string, std::int64_t>;

/// Makes the record of one case from its raw rows, and gives every row its fate: for
/// sources whose rows are trees, where code says which value fills which field.
///
/// Items are made one after the other, begin() to finish(). Between the two, fields
/// are set by name; what cannot be read or has no meaning yet makes the outcome of
/// the whole item worse, and where that means held or left, finish() takes the item
/// back. Links are set in done(), when all items are there.
class ItemMaker : public Fates {
public:
    /// \param directory item keys of staff, organisations, places by their ids.
    /// \pre all of them outlive what done() gives.
    ItemMaker(const extract::Case& from, const Context& context, CodeBook& codes,
              const ItemsById& directory);

    // -- One item ---------------------------------------------------------------

    /// Begins an item of this row. \param rule why it is of this type.
    void begin(ItemType type, RowNo row, std::string_view rule);

    /// Another row goes into the item and shares its fate.
    void also(RowNo row);

    /// A further item of the same rows: fields set from here on are its fields.
    void part(ItemType type);

    /// The id by which others link to the item being made.
    void known_as(std::string_view id);

    /// Sets a text or a number, digit by digit as it stood. Nothing for an empty one.
    /// \pre `value` lives as long as the case; else use kept().
    void text(std::string_view field, std::string_view value);
    void flag(std::string_view field, bool value);

    /// Sets a date that was parsed; nothing for an empty one. One that could not be
    /// read is told as unreadable().
    /// \param as_it_stood what the source has.
    void date(std::string_view field, const Parsed<std::string_view>& parsed,
              std::string_view as_it_stood);

    /// Sets what a code says; its outcome counts for the item. A code without codings is
    /// a degraded one: its words are the caller's to carry as text.
    void code(std::string_view field, const SourceCode& code, CodeUse use);

    /// Sets what a concept says that came across before; it stands as it is.
    void meaning(std::string_view field, const Concept& meaning);

    /// A link to another item of the case or of the directory, by its id. One that
    /// leads nowhere is kept in `loose_links`. Nothing for an empty id.
    void link(std::string_view field, std::string_view id);

    /// A value that cannot be read holds the item, unless a person decided to go
    /// without it (cause bad_value).
    /// \param where the place in the source's words, such as "ObservationStatement.value".
    void unreadable(std::string_view where, Fault fault, std::string_view as_it_stood);

    /// The item cannot be made for this cause, or is left where a person decided so.
    void hold(const Cause& because) { making_.hold(because, *this); }

    /// Makes the outcome worse if it was better: converted, degraded ...
    void worsen(Outcome outcome, std::string_view rule) { making_.worsen(outcome, rule); }

    /// Ends the item. \return its place; -1 if it was held or left.
    ItemNo finish();

    /// Text that lives as long as the record.
    std::string_view kept(std::string_view text) { return out_.record.arena().keep(text); }

    /// What is set so far in a field of the item being made.
    const Value& value(std::string_view field) const;

    /// True if the item being made is of this type.
    bool making(ItemType type) const { return out_.record.at(making_.item).type == type; }
    /// True if its type has such a field.
    bool has_field(std::string_view name) const
    {
        return find_field(out_.record.at(making_.item).type, name) != no_field;
    }

    // -- Rows without an item ----------------------------------------------------

    /// The item a row went into; -1 if none. \pre it has its fate.
    ItemNo item_of(RowNo row) const { return fate(row).item; }
    bool is_held(RowNo row) const { return fate(row).outcome == Outcome::held; }
    /// By what the source knows the row (RowId); nothing for an empty id.
    void identify(RowNo row, std::string_view table, std::string_view id);
    /// What a row would be, for rows that are held before they are read.
    void name_type(RowNo row, ItemType type) { fate(row).type = type; }
    /// A row that went into the item of another: converted by `rule`, or held or left as
    /// that one is.
    void went_into(RowNo row, RowNo of, std::string_view rule);

    /// The bytes of a document: they go with the record if a document of this digest
    /// stands in it in the end. \pre `digest` is their evidence digest.
    void content(std::string digest, std::string&& bytes)
    {
        contents_.try_emplace(std::move(digest), std::move(bytes));
    }

    // -- The end ------------------------------------------------------------------

    /// Sets the links and, for a patient's case, the alerts. \pre every row has a fate.
    Mapped done();

    /// The ids of the items made, for a directory. \pre before done().
    ItemsById ids() const;

private:
    struct Link {
        ItemNo item = -1;
        FieldNo field = 0;
        std::string id;
    };
    struct Begun : Making {
        ItemNo first = -1;
        ItemNo item = -1;      ///< `first`, or a further part
        std::size_t links = 0; ///< how many stood before
        std::vector<std::string> ids;
    };
    FieldNo field_of(std::string_view name) const;
    bool stands() const;
    void set_link(const Link& link);

    const extract::Case& case_;
    CodeBook& codes_;
    const ItemsById& directory_;
    Mapped out_;
    Record::Contents contents_;
    std::vector<Link> links_;
    std::unordered_map<std::string, ItemNo> items_;
    Begun making_;
};

} // namespace ferry::transform

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/tabular/mapper.hpp"
#include "transform/fates.hpp"

namespace ferry::tabular {

/// What could not be read in a row: the column, and why.
struct Unreadable {
    const Column* column = nullptr;
    Fault fault = Fault::malformed;
};

/// Reads one case into a record. Each function is a step; a row that has its fate is
/// not touched by later steps.
class CaseMapper : private transform::Fates {
public:
    /// \pre `rows` are those of `from`.
    CaseMapper(const extract::Case& from, const Practice& practice, CaseRows&& rows);

    /// Once.
    transform::Mapped run();

    const CaseRows& rows() const { return rows_; }

private:
    struct Pressure {
        RowNo systolic = -1;
        RowNo diastolic = -1;
        bool several = false;
        bool by_order = false; ///< of several alike, told apart by how they stand
    };

    // The steps, in order (case_mapper.cpp).
    bool settle_whole_case();
    void settle_unattached();
    void settle_unread_rows();
    void settle_unreadable_dictionary(RowNo row);
    void settle_removed_rows();
    void settle_doubles();
    void settle_deleted();
    void settle_unknown_words(); // row_words.cpp
    void settle_unknown_words(RowNo row);
    RowNo base_of(RowNo row) const;
    void hold_bases();
    void attach_extensions();
    void name_held_kinds();
    void pair_pressures();
    void pair_pressure(RowNo row);
    void pair_alike();
    void pair_halves(const std::vector<RowNo>& halves);
    void make_items();
    void set_links();

    // Rows under one key (case_mapper.cpp).
    void settle_double(RowNo older, RowNo newer);
    bool stand_apart(RowNo one, RowNo other) const;
    void settle_repeated_files();
    bool newer_stands(RowNo older, RowNo newer);
    void settle_deletion(RowNo row);
    std::optional<bool> is_later(RowNo row, RowNo than) const;
    bool settle_without_patient(RowNo row);
    bool is_removal_of_nobody(RowNo row) const;

    // Items of one row (row_items.cpp).
    void make_items_of(RowNo row);
    void make_main_item(RowNo row, ItemType type);
    void make_extension_item(RowNo row, RowNo extension, const KindRule* kind);
    void finish_item(ItemNo item, bool made);
    bool make_parts(RowNo row);
    bool set_shared_values(RowNo row, ItemNo item, const std::vector<Step>& steps);
    const KindRule* kind_of(RowNo row) const;
    ItemType type_of(RowNo row, const KindRule* kind) const;
    bool rule_holds(const BoundRule& rule, RowNo row) const;
    bool is_extended_by(RowNo row, TableNo table) const;
    bool would_decide_kind(TableNo extension, RowNo base) const;
    bool set_kind_fields(ItemNo item);
    bool has_value(RowNo row, ItemType type) const;
    std::string_view category_of(const CodeStore::Entry& entry) const;
    void finish_medication(ItemNo item);

    // Blood pressures (pressures.cpp).
    const Pressure* pressure_under(RowNo row) const;
    bool agree(RowNo parent, const Pressure& pressure) const;
    bool is_plain(RowNo row) const;
    bool agrees(RowNo parent, RowNo child) const;
    bool set_pressure(RowNo parent, const Pressure& pressure, ItemNo item);
    bool set_unit(RowNo half, ItemNo item);
    bool set_half(RowNo child, ItemNo item, std::string_view half);

    // Values (row_values.cpp).
    bool set_values(RowNo row, ItemNo item, const std::vector<Step>& steps);
    bool set_value(RowNo row, ItemNo item, const Step& step);
    bool set_plain_value(RowNo row, ItemNo item, const Step& step);
    bool set_flag(RowNo row, ItemNo item, const Step& step);
    bool set_code(RowNo row, ItemNo item, const Step& step);
    const CodeStore::Entry* entry_of(RowNo row, const Step& step) const;
    bool use_meaning(const Concept& meaning);
    Parsed<std::string_view> text_at(RowNo row, const Step& step);
    Parsed<std::string_view> text_in(RowNo row, int place);
    /// A value, or what is wrong with it and in which column.
    template <typename T>
    using ParsedOf = tl::expected<T, Unreadable>;
    bool set_date(RowNo row, ItemNo item, const Step& step);
    ParsedOf<std::string_view> date_at(RowNo row, const Step& step);
    ParsedOf<std::string_view> written_date_at(RowNo row, const Step& step);
    ParsedOf<std::string_view> no_date(RowNo row, const Step& step) const;
    ParsedOf<Precision> precision_at(RowNo row, const Step& step, Precision otherwise) const;
    const Column* column_of(RowNo row, const std::string& name) const;
    Parsed<DateText> read_written(RowNo row, const Step& step, std::string_view written) const;
    std::string_view date_part(RowNo row, int cell, const std::string& column) const;
    Parsed<bool> flag_at(RowNo row, const Step& step) const;
    const transform::Cause& bad_value(std::string_view table, std::string_view column,
                                      Fault fault) const;
    bool unreadable(RowNo row, const Step& step, Fault fault);
    bool unreadable(RowNo row, const Step& step, Unreadable what);
    bool unreadable_code(RowNo row, const Step& step, const CodeStore::Entry& entry);
    bool give_up(RowNo row, const Step& step, const transform::Cause& bad);
    bool links_are_readable(RowNo row, const std::vector<Step>& links);
    void go_without(RowNo row, const transform::Cause& because, std::string_view column, int cell);
    bool without_code(RowNo row, ItemNo item, const Step& step);
    std::string without_code_but(RowNo row, ItemType type) const;
    std::string_view field_text(RowNo row, std::string_view field) const;

    // Columns that few sources need (row_words.cpp).
    void go_without_words(RowNo row);
    std::string_view word_at(RowNo row, int cell, int lookup) const;
    std::optional<bool> yes_or_no(std::string_view word) const;
    bool is_known(const KnownWords& known, std::string_view word) const;
    bool is_known(const KnownWords& known, RowNo row) const;
    const transform::Cause& unknown_word(const KnownWords& known, RowNo row) const;
    bool holds(RowNo row, const BoundWords& condition) const;
    bool says_something(RowNo row, const Step& step) const;
    bool is_placeholder(RowNo row, const Step& step) const;
    bool set_special_value(RowNo row, ItemNo item, const Step& step);
    bool set_special_text(RowNo row, ItemNo item, const Step& step);
    bool set_without_place(RowNo row, ItemNo item, const std::vector<Step>& steps);
    void set_written(ItemNo item, const Step& step, std::string_view text);
    void append_text(ItemNo item, FieldNo field, std::string_view label, std::string_view text);

    // Links (links.cpp).
    void set_links_of(RowNo row);
    void set_links_of_cell(RowNo from, ItemNo item, const Step& step);
    void set_link(ItemNo item, const Step& step, std::string_view id);
    void further_link(ItemNo item, const Step& step, ItemNo target);
    bool has_loose_links(ItemNo item) const;
    void loose_link(ItemNo item, const Step& step, std::string_view id);

    const CodeStore::Entry* code_of(RowNo row) const;

    struct Making : transform::Making {
        const KindRule* kind = nullptr; ///< the rule that decided what kind of item it is
        bool end_unread = false;        ///< it has an end date that a person decided to go without
    };

    const extract::Case& case_;
    const Practice& practice_;
    CaseRows rows_;
    transform::Mapped out_;
    std::vector<std::pair<RowNo, Pressure>> pressures_; ///< by the row of the heading
    RowNo patient_row_ = -1;
    Making making_;
};

} // namespace ferry::tabular

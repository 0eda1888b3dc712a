#include "sources/tabular/review.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/error.hpp"

namespace ferry::tabular {
namespace {

bool fills_anything(const Column& column)
{
    return !column.field.empty() || !column.field_in.empty();
}

class Reviewer {
public:
    explicit Reviewer(const Description& description) : description_{description} {}

    std::vector<Remark> remarks();

private:
    void say(Weigh weigh, FilePlace place, std::string where, std::string what)
    {
        made_.push_back(
            {.weigh = weigh, .place = place, .where = std::move(where), .what = std::move(what)});
    }
    void refuse(const Table& table, std::string what)
    {
        say(Weigh::unusable, table.place, table.name, std::move(what));
    }
    void refuse(const Table& table, const Column& column, std::string what)
    {
        say(Weigh::unusable, column.place, table.name + "." + column.name, std::move(what));
    }

    void look_at_whole();
    void look_at(const Table& table);
    void look_at_patient(const Table& table);
    void look_at_owner(const Table& table, bool has_patient);
    void look_at_doubles(const Table& table);
    void look_at_extension(const Table& table);
    void look_at(const Table& table, const Column& column);
    void look_at_field(const Table& table, const Column& column, ItemType type, FieldNo field);
    void look_at_rules(const Table& table);
    void look_at(const Table& table, const KindRule& rule);
    void look_at(const Dictionary& dictionary);
    void look_at_row_code(const Table& table, const Column& column, const Dictionary& dictionary);
    void look_for_usual_fields(const Table& table);
    bool is_open(const Table& table) const;

    const Description& description_;
    std::vector<Remark> made_;
};

std::vector<Remark> Reviewer::remarks()
{
    for (const OpenPoint& point : description_.open) {
        say(Weigh::open, point.place, point.where, point.question);
    }
    look_at_whole();
    for (const Dictionary& dictionary : description_.dictionaries) {
        look_at(dictionary);
    }
    for (const Table& table : description_.tables) {
        look_at(table);
    }
    std::ranges::stable_sort(made_, [](const Remark& one, const Remark& other) {
        return one.place.line < other.place.line;
    });
    return std::move(made_);
}

void Reviewer::look_at_whole()
{
    const std::string& name = description_.source;
    const bool sound = !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!sound) {
        say(Weigh::unusable, {.line = 1, .column = 1}, "source",
            fmt::format("'{}' is no name; expected small letters, digits and '-'", name));
    }
    if (description_.layouts.empty()) {
        say(Weigh::unusable, {.line = 1, .column = 1}, "layouts", "no layout is named");
    }
    if (std::ranges::none_of(description_.tables, &Table::subjects)) {
        say(Weigh::unusable, {.line = 1, .column = 1}, "tables",
            "no table says which patients there are; expected one with `subjects: true`");
    }
    const auto& pressure = description_.blood_pressure;
    const Table* table = pressure ? description_.table(pressure->table) : nullptr;
    if (pressure && table == nullptr) {
        say(Weigh::unusable, {.line = 1, .column = 1}, "blood_pressure",
            fmt::format("there is no table '{}'", pressure->table));
    }
}

bool Reviewer::is_open(const Table& table) const
{
    return std::ranges::any_of(description_.open, [&](const OpenPoint& point) {
        return point.where == table.name || point.where.starts_with(table.name + ".");
    });
}

void Reviewer::look_at(const Table& table)
{
    if (description_.table(table.name) != &table) {
        refuse(table, "a table of this name stands above; expected one for all of its files");
    }
    const bool makes_items = table.holds == Holds::patient || table.holds == Holds::directory;
    if (makes_items && !table.item && table.extends.empty() && !is_open(table)) {
        refuse(table, "it does not say what its rows are; expected `item: observation` or another "
                      "type, or `extends: TABLE`");
    }
    const bool left = table.holds == Holds::retained || table.holds == Holds::control;
    if (left && table.reason.empty()) {
        refuse(table, "its rows are not carried and it does not say why; expected `reason: ...`");
    }
    look_at_patient(table);
    look_at_extension(table);
    look_at_rules(table);
    look_at_doubles(table);
    for (const Column& column : table.columns) {
        look_at(table, column);
    }
    if (makes_items) {
        look_for_usual_fields(table);
    }
}

void Reviewer::look_at_patient(const Table& table)
{
    const bool has_patient = contains(table.columns, Role::patient, &Column::role);
    const bool by_another = !table.owner_table.empty();
    if (table.holds == Holds::patient && !has_patient && !by_another && !is_open(table)) {
        refuse(table, "nothing says whose its rows are; expected a column with `{is: patient}`, or "
                      "`patient_by: {COLUMN: TABLE}`");
    }
    if (by_another) {
        look_at_owner(table, has_patient);
    }
    if (table.subjects && (table.item != ItemType::patient || !has_patient)) {
        refuse(table, "its rows say which patients there are; expected `item: patient` and a "
                      "column with `{is: patient}`");
    }
}

namespace {

/// Whether both say something in every row of a layout: nothing tells which one counts.
bool always(const Column& column)
{
    return column.when.empty() && column.unless.empty() && column.presence.since == 0 &&
           column.presence.not_in.empty() && column.nothing.empty();
}

} // namespace

/// Of two texts both are kept; of two numbers, dates or codes one would be lost.
void Reviewer::look_at_doubles(const Table& table)
{
    for (const Column& later : table.columns) {
        const auto type = later.part ? later.part : table.item;
        const FieldNo field = type ? find_field(*type, later.field) : no_field;
        if (field == no_field || !always(later)) {
            continue;
        }
        const Kind kind = describe(*type).fields[field].kind;
        const bool one_only = kind != Kind::text && kind != Kind::link && kind != Kind::reference;
        const auto same = [&](const Column& column) {
            return &column != &later && column.field == later.field && column.part == later.part &&
                   always(column);
        };
        const auto first = std::ranges::find_if(table.columns, same);
        if (one_only && first != table.columns.end() && &*first < &later) {
            refuse(table, later,
                   fmt::format("{} fills the {} too, and nothing tells which counts; expected "
                               "`when` or `unless`",
                               first->name, later.field));
        }
    }
}

void Reviewer::look_at_owner(const Table& table, bool has_patient)
{
    if (table.column(table.owner_column) == nullptr) {
        refuse(table, fmt::format("it has no column '{}', by which its patient should be found",
                                  table.owner_column));
    }
    if (has_patient || table.holds == Holds::directory || table.holds == Holds::dictionary ||
        table.holds == Holds::control) {
        refuse(table, "its rows name their patient, or belong to none; `patient_by` is for those "
                      "that only name a row of another table");
    }
    if (description_.table(table.owner_table)->key.size() != 1) {
        refuse(table, fmt::format("its patient is found by {0}; expected one key column in {0}",
                                  table.owner_table));
    }
    const Table* owner = &table;
    for (std::size_t steps = 0; !owner->owner_table.empty(); ++steps) {
        if (steps > description_.tables.size()) {
            refuse(table, "the tables by which its patient is found lead in a circle");
            return;
        }
        owner = description_.table(owner->owner_table);
    }
    if (owner != &table && !contains(owner->columns, Role::patient, &Column::role)) {
        refuse(table, fmt::format("its patient is found by {}, which names none", owner->name));
    }
}

void Reviewer::look_at_extension(const Table& table)
{
    if (table.extends.empty()) {
        return;
    }
    const Table* base = description_.table(table.extends);
    if (table.key.empty() || base->key.size() != 1) {
        refuse(table, fmt::format("it completes rows of {0}; expected one key column in {0}, and a "
                                  "key here that begins with the column that names its row",
                                  table.extends));
    }
}

void Reviewer::look_at_rules(const Table& table)
{
    if (table.kinds.empty()) {
        return;
    }
    const auto found = description_.kinds.find(table.kinds);
    if (found == description_.kinds.end()) {
        refuse(table, fmt::format("there are no kinds '{}'", table.kinds));
        return;
    }
    for (const KindRule& rule : found->second) {
        look_at(table, rule);
    }
}

void Reviewer::look_at(const Table& table, const KindRule& rule)
{
    for (const auto& [column, wanted] : rule.when) {
        if (column != "category" && column != "code" && table.column(column) == nullptr) {
            refuse(table, fmt::format("rule {} looks at a column '{}' that it has not", rule.rule,
                                      column));
        }
    }
    if (!rule.extended_by.empty() && description_.table(rule.extended_by) == nullptr) {
        refuse(table, fmt::format("rule {} looks at a table '{}' that is not there", rule.rule,
                                  rule.extended_by));
    }
    for (const auto& [name, text] : rule.sets) {
        const Kind kind = describe(rule.becomes).fields[find_field(rule.becomes, name)].kind;
        if (kind == Kind::code || kind == Kind::link || kind == Kind::reference) {
            refuse(table, fmt::format("rule {} sets {}, which is a {} and no text", rule.rule, name,
                                      ferry::name_of(kind)));
        }
    }
}

void Reviewer::look_at(const Table& table, const Column& column)
{
    if (!column.day.empty() && column.month.empty()) {
        refuse(table, column, "it has a day and no month");
    }
    if (!column.own_kind.empty() && (column.role != Role::kind || table.kinds.empty())) {
        refuse(table, column,
               "it has words for the table's own kind and decides no kind; expected `is: kind` "
               "and `kinds` of the table");
    }
    if (!fills_anything(column)) {
        return;
    }
    if (column.part) {
        look_at_field(table, column, *column.part, find_field(*column.part, column.field));
        return;
    }
    bool any = false;
    for (const ItemType type : possible_types(description_, table)) {
        const auto other = column.field_in.find(type);
        const std::string& name = other == column.field_in.end() ? column.field : other->second;
        const FieldNo field = name.empty() ? no_field : find_field(type, name);
        if (field != no_field) {
            any = true;
            look_at_field(table, column, type, field);
        }
    }
    if (!any && !is_open(table)) {
        refuse(table, column,
               fmt::format("no item that its rows may become has a field '{}'", column.field));
    }
}

void Reviewer::look_at_field(const Table& table, const Column& column, ItemType type, FieldNo field)
{
    const Field& described = describe(type).fields[field];
    if (described.kind == Kind::code) {
        const Dictionary* dictionary = description_.dictionary(column.dictionary);
        if (dictionary == nullptr) {
            refuse(table, column,
                   fmt::format("{} is a code; expected the `dictionary` that explains it",
                               described.name));
        } else if (dictionary->in_row()) {
            look_at_row_code(table, column, *dictionary);
        }
    }
    const bool link = described.kind == Kind::link || described.kind == Kind::reference;
    if (link && column.to.empty()) {
        refuse(table, column,
               fmt::format("{} leads to another item; expected the table it leads to, `to: TABLE`",
                           described.name));
    }
    const bool no_words = description_.true_words.empty() || description_.false_words.empty();
    if (described.kind == Kind::flag && column.yes.empty() && no_words) {
        refuse(table, column,
               fmt::format("{} is yes or no; expected the words for both, in the dialect or as "
                           "`true: [..], false: [..]`",
                           described.name));
    }
}

void Reviewer::look_at_row_code(const Table& table, const Column& column,
                                const Dictionary& dictionary)
{
    for (const std::string& name : {dictionary.key, dictionary.term, dictionary.snomed,
                                    dictionary.dmd, dictionary.category}) {
        if (!name.empty() && table.column(name) == nullptr) {
            refuse(table, column,
                   fmt::format("dictionary {} looks at a column '{}' that the table has not",
                               dictionary.name, name));
        }
    }
}

void Reviewer::look_at(const Dictionary& dictionary)
{
    const std::string where = "dictionary " + dictionary.name;
    const auto wrong = [&](std::string what) {
        say(Weigh::unusable, dictionary.place, where, std::move(what));
    };
    const bool open = std::ranges::any_of(
        description_.open, [&](const OpenPoint& point) { return point.where == where; });
    if (!dictionary.key.empty() && dictionary.system.empty() && !open) {
        wrong("it does not say what system its codes are of; expected `system: URI`");
    }
    if (!dictionary.explained_by.empty() &&
        description_.dictionary(dictionary.explained_by) == nullptr) {
        wrong(fmt::format("there is no dictionary '{}'", dictionary.explained_by));
    }
    if (dictionary.in_row()) {
        return;
    }
    const Table* table = description_.table(dictionary.table);
    if (table == nullptr || table->holds != Holds::dictionary) {
        wrong(fmt::format("there is no table '{}' that holds a dictionary", dictionary.table));
        return;
    }
    for (const std::string& name :
         {dictionary.key, dictionary.term, dictionary.read2, dictionary.snomed,
          dictionary.description, dictionary.dmd, dictionary.category}) {
        if (!name.empty() && table->column(name) == nullptr) {
            wrong(fmt::format("{} has no column '{}'", table->name, name));
        }
    }
    if (dictionary.key.empty()) {
        wrong("it does not say which column holds the code; expected `key: COLUMN`");
    }
}

/// What nearly every item of a kind has, and no column of the table fills.
void Reviewer::look_for_usual_fields(const Table& table)
{
    if (!table.item || !table.extends.empty()) {
        return;
    }
    for (const std::string_view name :
         std::array<std::string_view, 4>{"date", "code", "drug", "birth_date"}) {
        if (find_field(*table.item, name) == no_field) {
            continue;
        }
        const bool filled = std::ranges::any_of(table.columns, [&](const Column& column) {
            const auto other = column.field_in.find(*table.item);
            return (column.field == name && !column.part) ||
                   (other != column.field_in.end() && other->second == name);
        });
        if (!filled) {
            say(Weigh::note, table.place, table.name,
                fmt::format("its rows become {} items and no column fills their {}",
                            ferry::name_of(*table.item), name));
        }
    }
}

} // namespace

std::string_view name_of(Weigh weigh)
{
    switch (weigh) {
    case Weigh::unusable:
        return "unusable";
    case Weigh::open:
        return "open";
    case Weigh::note:
        return "note";
    }
    return "";
}

std::vector<Remark> review(const Description& description)
{
    return Reviewer{description}.remarks();
}

void require_usable(const Description& description, const std::string& name)
{
    const auto remarks = review(description);
    const auto refuse_first = [&](Weigh weigh, std::string_view what_to_do) {
        const auto found = std::ranges::find(remarks, weigh, &Remark::weigh);
        if (found != remarks.end()) {
            throw InputError{fmt::format("{}:{}:{}: {}: {}{}", name, found->place.line,
                                         found->place.column, found->where, found->what,
                                         what_to_do)};
        }
    };
    refuse_first(Weigh::unusable, "; `ferry adaptor check` lists all that has to be put right");
    refuse_first(Weigh::open, " (still open: decide it, then take the word `open` away; `ferry "
                              "adaptor check` lists all that is open)");
}

} // namespace ferry::tabular

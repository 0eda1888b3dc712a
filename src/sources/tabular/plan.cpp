#include "sources/tabular/plan.hpp"

#include <algorithm>

#include "base/contains.hpp"
#include "sources/tabular/open.hpp"

namespace ferry::tabular {
namespace {

/// Fields in which the rows of one blood pressure may differ: each has its own
/// place in the blood pressure, or says what the row is.
constexpr std::array<std::string_view, 7> own_fields{
    "source_id", "parent", "code", "value", "unit", "abnormal", "abnormal_reason"};

class Planner {
public:
    Planner(const Description& description, const extract::SourceFile& file)
        : description_{description}
    {
        plan_.file_table = file.table;
        plan_.bound = bind_file(description, file);
    }

    FilePlan plan()
    {
        if (!plan_.known()) {
            return std::move(plan_);
        }
        const Table& table = plan_.spec();
        plan_.table = number_of(table.name);
        plan_.extends = number_of(table.extends);
        plan_.deleted = {
            .kind = Kind::flag, .cell = cell(table.deleted), .column = table.column(table.deleted)};
        plan_.sequence_cell = plan_.bound.position(Role::sequence);
        plan_.patient_cell = plan_.bound.position(Role::patient);
        plan_.row_cell = cell(table.row_column);
        plan_.apart_cell = cell(table.apart_by);
        for (const std::string& column : table.key) {
            plan_.key_cells.push_back(cell(column));
        }
        plan_known_words();
        for (const ItemType type : possible_types(description_, plan_.spec())) {
            plan_steps(type);
        }
        plan_.text_cell = cell_of_field("text");
        plan_.original_term_cell = cell_of_field("original_term");
        plan_parts();
        plan_rules();
        find_shared();
        return std::move(plan_);
    }

private:
    int cell(std::string_view column) const
    {
        return column.empty() ? -1 : plan_.bound.position(column);
    }

    int cell_of_field(std::string_view field) const
    {
        const auto& columns = plan_.spec().columns;
        const auto found = std::ranges::find_if(columns, [field](const Column& column) {
            return column.field == field && !column.part;
        });
        return found == columns.end()
                   ? -1
                   : plan_.bound.positions[static_cast<std::size_t>(found - columns.begin())];
    }

    TableNo number_of(std::string_view name) const
    {
        const Table* found = name.empty() ? nullptr : description_.table(name);
        return found == nullptr ? no_table
                                : static_cast<TableNo>(found - description_.tables.data());
    }

    int dictionary_of(std::string_view name) const
    {
        const Dictionary* found = name.empty() ? nullptr : description_.dictionary(name);
        return found == nullptr ? -1 : static_cast<int>(found - description_.dictionaries.data());
    }

    BoundWords bind(const std::string& column, const Wanted& wanted) const;
    std::vector<BoundWords> bind(const CellWords& conditions) const;
    const StepExtras* extras_of(const Column& column);
    const RowCode* row_code_of(const Column& column);
    void plan_steps(ItemType type);
    void add_step(ItemType type, const Step& made);
    void plan_parts();
    void plan_rules();
    void plan_known_words();
    void add_known_words(const Column& column, KnownWords::Are are);
    bool is_asked_as_flag(const std::string& column) const;
    const std::vector<KindRule>& kind_rules() const;
    void find_shared();
    Step step(ItemType type, std::size_t number);
    static FieldNo field_of(ItemType type, const Column& column);
    bool has_place(ItemType type, std::string_view column) const;

    const Description& description_;
    FilePlan plan_;
};

BoundWords Planner::bind(const std::string& column, const Wanted& wanted) const
{
    const Column* described = plan_.spec().column(column);
    BoundWords bound{.cell = cell(column),
                     .wanted = &wanted,
                     .lookup =
                         described == nullptr ? -1 : description_.lookup_of(described->through)};
    for (const auto& known : plan_.known_words) {
        if (known->column->name == column) {
            bound.known = known.get();
        }
    }
    for (const std::string& word : wanted.words) {
        if (word.starts_with('=')) {
            bound.other_cells.push_back(cell(word.substr(1)));
        }
    }
    return bound;
}

std::vector<BoundWords> Planner::bind(const CellWords& conditions) const
{
    std::vector<BoundWords> bound;
    for (const auto& [column, wanted] : conditions) {
        bound.push_back(bind(column, wanted));
    }
    return bound;
}

const StepExtras* Planner::extras_of(const Column& column)
{
    if (column.is_plain() && column.split == 0) {
        return nullptr;
    }
    StepExtras made{.when = bind(column.when),
                    .unless = bind(column.unless),
                    .lookup = description_.lookup_of(column.through)};
    for (const std::string& other : column.after) {
        made.after.push_back(cell(other));
    }
    for (const Column& other : plan_.spec().columns) {
        if (&other != &column && other.name == column.name && !other.prefix.empty()) {
            made.other_prefixes.push_back(other.prefix);
        }
    }
    plan_.extras.push_back(std::make_shared<const StepExtras>(std::move(made)));
    return plan_.extras.back().get();
}

const RowCode* Planner::row_code_of(const Column& column)
{
    const Dictionary* dictionary =
        column.dictionary.empty() ? nullptr : description_.dictionary(column.dictionary);
    if (dictionary == nullptr || !dictionary->in_row()) {
        return nullptr;
    }
    plan_.row_codes.push_back(
        std::make_shared<const RowCode>(RowCode{.dictionary = dictionary_of(column.dictionary),
                                                .code = cell(dictionary->key),
                                                .term = cell(dictionary->term),
                                                .snomed = cell(dictionary->snomed),
                                                .dmd = cell(dictionary->dmd),
                                                .category = cell(dictionary->category)}));
    return plan_.row_codes.back().get();
}

/// The field that the column fills in items of this type; no_field: none.
FieldNo Planner::field_of(ItemType type, const Column& column)
{
    const auto other = column.field_in.find(type);
    const std::string& name = other == column.field_in.end() ? column.field : other->second;
    return name.empty() ? no_field : find_field(type, name);
}

/// Whether any use of this column says something in items of this type.
bool Planner::has_place(ItemType type, std::string_view column) const
{
    return std::ranges::any_of(plan_.spec().columns, [&](const Column& use) {
        return use.name == column &&
               (use.role != Role::field || use.part || field_of(type, use) != no_field);
    });
}

Step Planner::step(ItemType type, std::size_t number)
{
    const Column& column = plan_.spec().columns[number];
    const FieldNo field = column.part ? find_field(type, column.field) : field_of(type, column);
    return {.field = field,
            .kind = field == no_field ? Kind::text : describe(type).fields[field].kind,
            .cell = plan_.bound.positions[number],
            .precision_cell = cell(column.precision),
            .time_cell = cell(column.time),
            .month_cell = cell(column.month),
            .day_cell = cell(column.day),
            .dictionary = dictionary_of(column.dictionary),
            .to = number_of(column.to),
            .column = &column,
            .no_time = column.time.empty() ? nullptr : &plan_.spec().column(column.time)->nothing,
            .extras = extras_of(column),
            .row_code = row_code_of(column)};
}

void Planner::plan_steps(ItemType type)
{
    ItemSteps& steps = plan_.items[static_cast<std::size_t>(type)];
    for (std::size_t i = 0; i < plan_.spec().columns.size(); ++i) {
        const Column& column = plan_.spec().columns[i];
        const bool mine = !(column.field.empty() && column.field_in.empty()) && !column.part;
        if (!mine || plan_.bound.positions[i] < 0) {
            continue;
        }
        const Step made = step(type, i);
        if (made.field != no_field) {
            add_step(type, made);
        } else if (!has_place(type, column.name)) {
            steps.without_place.push_back(made);
        }
    }
}

/// A step that fills a field, put where it belongs.
void Planner::add_step(ItemType type, const Step& made)
{
    ItemSteps& steps = plan_.items[static_cast<std::size_t>(type)];
    const std::string_view field = describe(type).fields[made.field].name;
    if (field == "value") {
        steps.value.push_back(made);
    }
    const bool link = made.kind == Kind::link || made.kind == Kind::reference;
    (link ? steps.links : steps.values).push_back(made);
    if (!link && made.to != no_table) { // an id that is kept as text, and has to lead somewhere
        steps.links.push_back(made);
    }
    if (field == "code" && !contains(plan_.codes, made.column, &Step::column)) {
        plan_.codes.push_back(made);
    }
    if (made.column->to == plan_.spec().name) {
        plan_.parent_cell = made.cell;
    }
}

void Planner::plan_parts()
{
    for (std::size_t i = 0; i < plan_.spec().columns.size(); ++i) {
        const Column& column = plan_.spec().columns[i];
        if (!column.part || plan_.bound.positions[i] < 0) {
            continue;
        }
        auto part = std::ranges::find(plan_.parts, *column.part, &PartSteps::type);
        if (part == plan_.parts.end()) {
            part = plan_.parts.insert(part, PartSteps{.type = *column.part});
        }
        part->values.push_back(step(*column.part, i));
    }
}

const std::vector<KindRule>& Planner::kind_rules() const
{
    static const std::vector<KindRule> none;
    const auto found = description_.kinds.find(plan_.spec().kinds);
    return found == description_.kinds.end() ? none : found->second;
}

/// Whether anything of the row depends on a yes or no in this column.
bool Planner::is_asked_as_flag(const std::string& column) const
{
    const auto asks = [&](const CellWords& conditions) {
        const auto found = conditions.find(column);
        return found != conditions.end() && found->second.flag;
    };
    return std::ranges::any_of(kind_rules(), asks, &KindRule::when) ||
           std::ranges::any_of(plan_.spec().columns, [&](const Column& one) {
               return asks(one.when) || asks(one.unless);
           });
}

void Planner::add_known_words(const Column& column, KnownWords::Are are)
{
    KnownWords made{.column = &column,
                    .cell = cell(column.name),
                    .lookup = description_.lookup_of(column.through),
                    .are = are};
    made.words.assign(column.own_kind.begin(), column.own_kind.end());
    for (const KindRule& rule : kind_rules()) {
        const auto found = rule.when.find(column.name);
        if (found != rule.when.end()) {
            made.words.insert(made.words.end(), found->second.words.begin(),
                              found->second.words.end());
        }
    }
    plan_.known_words.push_back(std::make_shared<const KnownWords>(std::move(made)));
}

/// Of a column with several uses once.
void Planner::plan_known_words()
{
    using Are = KnownWords::Are;
    for (const Column& column : plan_.spec().columns) {
        const Are are = column.role == Role::sequence   ? Are::numbers
                        : is_asked_as_flag(column.name) ? Are::yes_or_no
                                                        : Are::listed;
        const bool before = std::ranges::any_of(plan_.known_words, [&](const auto& known) {
            return known->column->name == column.name;
        });
        const bool known = are != Are::listed || !column.own_kind.empty();
        if (known && !before && cell(column.name) >= 0) {
            add_known_words(column, are);
        }
    }
}

void Planner::plan_rules()
{
    for (const KindRule& rule : kind_rules()) {
        BoundRule bound{.rule = &rule, .extended_by = number_of(rule.extended_by)};
        for (const auto& [column, wanted] : rule.when) {
            bound.conditions.push_back({.words = bind(column, wanted),
                                        .category = column == "category",
                                        .code = column == "code"});
        }
        plan_.rules.push_back(std::move(bound));
    }
}

void Planner::find_shared()
{
    for (std::size_t i = 0; i < plan_.spec().columns.size(); ++i) {
        const Column& column = plan_.spec().columns[i];
        const bool filled = !column.field.empty() || column.role == Role::precision ||
                            column.role == Role::time || column.role == Role::date_part;
        if (filled && plan_.bound.positions[i] >= 0 && !contains(own_fields, column.field)) {
            plan_.shared.push_back({.cell = plan_.bound.positions[i], .extras = extras_of(column)});
        }
    }
    const auto& rule = description_.blood_pressure;
    if (rule && rule->table == plan_.spec().name) {
        for (const std::string& column : rule->alike) {
            plan_.alike_cells.push_back(cell(column));
        }
    }
}

} // namespace

FilePlan make_plan(const Description& description, const extract::SourceFile& file)
{
    return Planner{description, file}.plan();
}

} // namespace ferry::tabular

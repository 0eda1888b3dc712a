#include "draft/meaning.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace ferry::draft {
namespace {

constexpr std::string_view undecided = "Not decided yet.";

bool contains(std::string_view name, std::string_view word)
{
    return plain_name(name).find(word) != std::string::npos;
}

bool is_clinical(ItemType type)
{
    return type != ItemType::staff && type != ItemType::organisation && type != ItemType::location;
}

/// The first column for which this holds; nothing if it holds for none.
template <typename Holds>
const NamedColumn* first_column(const TableFacts& table, Holds holds)
{
    const auto found = std::ranges::find_if(table.columns, holds);
    return found == table.columns.end() ? nullptr : &*found;
}

const NamedColumn* snomed_column(const TableFacts& table)
{
    return first_column(table, [](const NamedColumn& one) {
        return one.facts.is_snomed() ||
               (contains(one.name, "snomed") && contains(one.name, "concept"));
    });
}

const NamedColumn* read_column(const TableFacts& table)
{
    return first_column(table, [](const NamedColumn& one) { return one.facts.is_read_code(); });
}

const NamedColumn* dmd_column(const TableFacts& table)
{
    return first_column(table, [](const NamedColumn& one) { return contains(one.name, "dmd"); });
}

/// The column with the words of a code or an id.
const NamedColumn* term_column(const TableFacts& table)
{
    for (const std::string_view word :
         {"term", "description", "rubric", "display", "text", "name"}) {
        const NamedColumn* found = first_column(table, [&](const NamedColumn& one) {
            return contains(one.name, word) && one.facts.looks() == Looks::text &&
                   !one.facts.is_read_code();
        });
        if (found != nullptr) {
            return found;
        }
    }
    return nullptr;
}

/// The use of a code; a row that lacks it is looked at, but for the place of a consultation.
std::string code_says(const std::string& field, std::string_view dictionary)
{
    return field.empty()
               ? ""
               : fmt::format("{{field: {}, dictionary: {}{}}}", field, yaml_word(dictionary),
                             field == "place_code" ? "" : ", needed: true");
}

class Proposer {
public:
    Proposer(const FolderFacts& facts, const Structure& structure)
        : facts_{facts}, structure_{structure}
    {
    }

    Meaning propose()
    {
        made_.tables.resize(facts_.tables.size());
        for (std::size_t table = 0; table < facts_.tables.size(); ++table) {
            propose_table(table);
        }
        for (std::size_t table = 0; table < facts_.tables.size(); ++table) {
            propose_columns(table);
        }
        return std::move(made_);
    }

private:
    void propose_table(std::size_t number);
    void propose_of_patient(std::size_t number);
    void propose_of_practice(std::size_t number);
    bool is_look_up(std::size_t number) const;
    bool is_of_owner(std::size_t number) const;
    bool explains_codes(std::size_t number) const;
    void propose_columns(std::size_t number);
    void propose_dictionary(std::size_t number);
    ColumnMeaning propose_column(std::size_t number, std::size_t column);
    ColumnMeaning propose_dictionary_column(std::size_t number, std::size_t column) const;
    ColumnMeaning propose_link(std::size_t number, const Link& link);
    std::string link_says(std::size_t number, const Link& link);
    std::string look_up_says(const TableMeaning& meaning, const Link& link);
    ColumnMeaning propose_code(std::size_t number, const NamedColumn& column);
    std::string patient_says(const TableMeaning& meaning, const NamedColumn& column);
    std::string own_code_says(std::size_t number, const NamedColumn& column);
    std::string free_field(const TableMeaning& meaning,
                           std::initializer_list<std::string_view> fields);

    const TableFacts& table(std::size_t number) const { return facts_.tables[number]; }

    const FolderFacts& facts_;
    const Structure& structure_;
    Meaning made_;
    std::set<std::string> filled_; ///< fields of the table in hand
};

void Proposer::propose_table(std::size_t number)
{
    TableMeaning& made = made_.tables[number];
    const TableFacts& facts = table(number);
    if (structure_.patients == number) {
        made.holds = "patient";
        made.subjects = true;
        made.item = ItemType::patient;
        made.evidence = fmt::format("the patients, {}: {}", name_of(structure_.patients_sure),
                                    structure_.patients_evidence);
    } else if (structure_.tables[number].patient_column || is_of_owner(number)) {
        propose_of_patient(number);
    } else {
        propose_of_practice(number);
    }
    if (facts.differs) {
        made.open.emplace_back("its files have not all the same columns: describe them as tables "
                               "of their own, with `files`");
    }
    if (facts.guess.header && !facts.guess.header_shows) {
        made.open.emplace_back("is its first row a header? all columns hold text, so nothing shows "
                               "it");
    }
    if (facts.guess.other_width) {
        made.open.emplace_back("its rows have not as many cells as its header has names: say with "
                               "`order` which columns the rows have");
    } else if (facts.odd_rows > 0) {
        made.open.emplace_back(fmt::format("{} of {} rows have not as many cells as the header has "
                                           "names: they will be held",
                                           facts.odd_rows, facts.rows));
    }
    if (!made.subjects && made.holds == "patient" && facts.rows == 0) {
        made.evidence += made.evidence.empty() ? "" : "; ";
        made.evidence += "nothing but names could be looked at";
    }
}

/// Its rows are those of the patient of a row that they name; not what explains ids or belongs
/// to the practice by its name.
bool Proposer::is_of_owner(std::size_t number) const
{
    const auto item = item_by_name(table(number).name);
    const bool of_practice = item && !is_clinical(*item);
    return structure_.tables[number].patient_by && !of_practice && !is_look_up(number);
}

void Proposer::propose_of_patient(std::size_t number)
{
    TableMeaning& made = made_.tables[number];
    const auto item = item_by_name(table(number).name);
    made.holds = "patient";
    made.extends = structure_.tables[number].extends;
    if (item && is_clinical(*item)) {
        made.item = item;
        made.evidence = fmt::format("{} items, likely: by its name", ferry::name_of(*item));
    } else if (!made.extends) {
        made.open.emplace_back("what are its rows? its name does not tell: `item: observation` or "
                               "another type");
    }
    if (made.extends) {
        made.open.push_back(
            fmt::format("its key is that of {}: does each row complete a row there, "
                        "or is it an item of its own?",
                        table(*made.extends).name));
    }
}

/// Few columns, an id and a text, and other tables lead to it.
bool Proposer::is_look_up(std::size_t number) const
{
    const bool is_used = std::ranges::any_of(structure_.tables, [&](const TableStructure& other) {
        return std::ranges::any_of(other.links,
                                   [&](const Link& link) { return link.to == number; });
    });
    const auto item = item_by_name(table(number).name);
    const bool of_practice = item && !is_clinical(*item);
    return structure_.tables[number].key && term_column(table(number)) != nullptr && !of_practice &&
           (is_used || contains(table(number).name, "dictionary"));
}

bool Proposer::explains_codes(std::size_t number) const
{
    const TableFacts& facts = table(number);
    return is_look_up(number) && (snomed_column(facts) != nullptr ||
                                  read_column(facts) != nullptr || dmd_column(facts) != nullptr);
}

void Proposer::propose_of_practice(std::size_t number)
{
    TableMeaning& made = made_.tables[number];
    const auto item = item_by_name(table(number).name);
    if (is_look_up(number)) {
        made.holds = "dictionary";
        made.evidence = "explains ids of other tables";
        if (explains_codes(number)) {
            propose_dictionary(number);
        }
    } else if (item && !is_clinical(*item)) {
        made.holds = "directory";
        made.item = item;
        made.evidence = fmt::format("{} items, likely: by its name", ferry::name_of(*item));
    } else {
        made.holds = "control";
        made.reason = undecided;
        made.open.emplace_back("no column of it leads to a patient: does it belong to the practice "
                               "(directory), explain codes (dictionary), or stay behind (control, "
                               "with a reason)?");
    }
}

void Proposer::propose_dictionary(std::size_t number)
{
    const TableFacts& facts = table(number);
    std::string says = fmt::format("table: {}, key: {}, term: {}", yaml_word(facts.name),
                                   yaml_word(facts.columns[*structure_.tables[number].key].name),
                                   yaml_word(term_column(facts)->name));
    const auto add = [&](std::string_view word, const NamedColumn* column) {
        says += column == nullptr ? "" : fmt::format(", {}: {}", word, yaml_word(column->name));
    };
    const NamedColumn* dmd = dmd_column(facts);
    const NamedColumn* snomed = snomed_column(facts);
    add("snomed", snomed == dmd ? nullptr : snomed);
    add("dmd", dmd);
    if (const NamedColumn* read = read_column(facts); read != nullptr) {
        says += fmt::format(", read2: {}, read2_form: plain", yaml_word(read->name));
    }
    made_.dictionaries.push_back(
        {.name = facts.name,
         .says = says,
         .open = "which system are the supplier's own codes of? `system: URI`"});
}

void Proposer::propose_columns(std::size_t number)
{
    filled_.clear();
    for (std::size_t column = 0; column < table(number).columns.size(); ++column) {
        made_.tables[number].columns.push_back(propose_column(number, column));
    }
}

/// The first of the fields that the item has and no column fills yet; it is filled now.
std::string Proposer::free_field(const TableMeaning& meaning,
                                 std::initializer_list<std::string_view> fields)
{
    for (const std::string_view field : fields) {
        const bool has = meaning.item && find_field(*meaning.item, field) != no_field;
        if (has && filled_.insert(std::string{field}).second) {
            return std::string{field};
        }
    }
    return {};
}

ColumnMeaning Proposer::propose_column(std::size_t number, std::size_t column)
{
    TableMeaning& meaning = made_.tables[number];
    const TableStructure& structure = structure_.tables[number];
    const NamedColumn& named = table(number).columns[column];
    const Link* link = structure.link_of(column);
    if (meaning.holds == "dictionary") {
        return propose_dictionary_column(number, column);
    }
    if (meaning.subjects && structure.key == column) {
        return {.says = "{field: source_id, is: patient}",
                .evidence =
                    fmt::format("{}: {}", name_of(structure.key_sure), structure.key_evidence)};
    }
    if (structure.patient_column == column) {
        return {.says = "{is: patient}",
                .evidence = link == nullptr
                                ? "by its name"
                                : fmt::format("{}: {}", name_of(link->sure), link->evidence)};
    }
    if (structure.key == column && meaning.extends) {
        return {.says = "{is: key}", .evidence = link->evidence};
    }
    if (structure.key == column) {
        const std::string field = free_field(meaning, {"source_id"});
        return {.says = field,
                .open = field.empty() ? "the table's key; which field holds it?" : "",
                .evidence =
                    fmt::format("{}: {}", name_of(structure.key_sure), structure.key_evidence)};
    }
    if (link != nullptr) {
        return propose_link(number, *link);
    }
    if (meaning.item) {
        return propose_code(number, named);
    }
    return {.open = named.facts.told()};
}

ColumnMeaning Proposer::propose_dictionary_column(std::size_t number, std::size_t column) const
{
    const TableFacts& facts = table(number);
    const NamedColumn& named = facts.columns[column];
    const bool codes = explains_codes(number);
    if (structure_.tables[number].key == column) {
        return {.says = codes ? "{is: dictionary}" : "{is: key}",
                .evidence = structure_.tables[number].key_evidence};
    }
    const bool read = &named == term_column(facts) ||
                      (codes && (&named == snomed_column(facts) || &named == read_column(facts) ||
                                 &named == dmd_column(facts)));
    return read ? ColumnMeaning{.says = "{is: dictionary}", .evidence = named.facts.told()}
                : ColumnMeaning{.open = named.facts.told()};
}

ColumnMeaning Proposer::propose_link(std::size_t number, const Link& link)
{
    const std::string evidence = fmt::format("{}: {}", name_of(link.sure), link.evidence);
    std::string says = link_says(number, link);
    if (says.empty()) {
        return {.open = fmt::format("{}; what does it say?", evidence)};
    }
    const bool unsure = link.sure == Sure::a_guess;
    return {
        .says = std::move(says), .open = unsure ? "the link is a guess" : "", .evidence = evidence};
}

/// A link in the words of the description; empty where nothing tells what it says.
std::string Proposer::link_says(std::size_t number, const Link& link)
{
    const TableMeaning& meaning = made_.tables[number];
    const TableMeaning& to = made_.tables[link.to];
    const std::string& name = table(number).columns[link.column].name;
    const std::string& target = table(link.to).name;
    const auto linked = [&](const std::string& field) {
        return field.empty() ? std::string{}
                             : fmt::format("{{field: {}, to: {}}}", field, yaml_word(target));
    };
    if (to.holds == "dictionary") {
        if (!explains_codes(link.to)) {
            return look_up_says(meaning, link);
        }
        const std::string field = free_field(meaning, {"code", "drug", "place_code"});
        return code_says(field, target);
    }
    if (to.item == ItemType::organisation && meaning.holds == "patient") {
        const auto& patients = structure_.tables[*structure_.patients].links;
        const bool in_patients =
            std::ranges::any_of(patients, [&](const Link& one) { return one.to == link.to; });
        return in_patients ? "{is: organisation}" : "";
    }
    if (to.item == ItemType::organisation) {
        return free_field(meaning, {"organisation"});
    }
    if (to.item == ItemType::consultation) {
        return linked(free_field(meaning, {"consultation"}));
    }
    if (to.item == ItemType::staff) {
        return linked(free_field(meaning, {"clinician", "usual_gp"}));
    }
    if (contains(name, "prob")) {
        return linked(free_field(meaning, {"problem"}));
    }
    return link.to == number && contains(name, "parent") ? linked(free_field(meaning, {"parent"}))
                                                         : "";
}

std::string Proposer::look_up_says(const TableMeaning& meaning, const Link& link)
{
    const TableFacts& to = table(link.to);
    if (to.name.find('.') != std::string::npos) {
        return {}; // a table and its column are parted by a full stop
    }
    const std::string through = fmt::format("{}.{}", to.name, term_column(to)->name);
    std::string field;
    if (contains(to.name, "unit")) {
        field = free_field(meaning, {"unit", "quantity_unit"});
    } else if (contains(to.name, "dosage")) {
        field = free_field(meaning, {"dose"});
    } else if (contains(to.name, "status")) {
        field = free_field(meaning, {"status"});
    } else if (contains(to.name, "job")) {
        field = free_field(meaning, {"job"});
    }
    return field.empty() ? ""
                         : fmt::format("{{field: {}, through: {}}}", field, yaml_word(through));
}

/// A column by its name and what stands in it; codes that the row itself explains.
ColumnMeaning Proposer::propose_code(std::size_t number, const NamedColumn& column)
{
    const TableMeaning& meaning = made_.tables[number];
    const ItemType type = *meaning.item;
    if (type == ItemType::patient) {
        if (const std::string says = patient_says(meaning, column); !says.empty()) {
            return {.says = says, .evidence = column.facts.told()};
        }
    }
    if (const std::string says = own_code_says(number, column); !says.empty()) {
        return {.says = says, .evidence = column.facts.told()};
    }
    const bool has_code = filled_.contains("code") || filled_.contains("drug");
    if (has_code && term_column(table(number)) == &column) {
        return {.says = "{is: dictionary}", .evidence = "the words of the code"};
    }
    const std::string field = field_by_name(type, table(number).name, column);
    const bool empty = column.facts.filled() == 0 && table(number).rows > 0;
    if (field.empty() || empty || !filled_.insert(field).second) {
        return {.open = column.facts.told()};
    }
    return {.says = field, .evidence = "likely, by its name: " + column.facts.told()};
}

/// What only patients have: an NHS number, a year of birth.
std::string Proposer::patient_says(const TableMeaning& meaning, const NamedColumn& column)
{
    if (column.facts.is_nhs_number()) {
        return free_field(meaning, {"nhs_number"});
    }
    const std::string plain = plain_name(column.name);
    const bool year = plain == "yob" || plain == "birthyear";
    return year && filled_.insert("birth_date").second ? "{field: birth_date, dates: yyyy}" : "";
}

/// A code that its own row explains; it gets a dictionary of its own.
std::string Proposer::own_code_says(std::size_t number, const NamedColumn& column)
{
    const TableMeaning& meaning = made_.tables[number];
    const bool snomed = column.facts.is_snomed();
    const bool shaped = snomed || column.facts.is_read_code();
    const bool code =
        plain_name(column.name) == "code" || (shaped && contains(column.name, "code"));
    const std::string field = code && is_clinical(*meaning.item)
                                  ? free_field(meaning, {"code", "drug", "place_code"})
                                  : "";
    if (field.empty()) {
        return {};
    }
    const NamedColumn* term = term_column(table(number));
    const std::string name = "codes_of_" + table(number).name;
    made_.dictionaries.push_back(
        {.name = name,
         .says = fmt::format("{}: {}{}", snomed ? "snomed" : "key", yaml_word(column.name),
                             term == nullptr ? "" : ", term: " + yaml_word(term->name)),
         .open = snomed ? "" : "which system are the codes of? `system: URI`"});
    return code_says(field, name);
}

} // namespace

Meaning meaning_of(const FolderFacts& facts, const Structure& structure)
{
    return Proposer{facts, structure}.propose();
}

} // namespace ferry::draft

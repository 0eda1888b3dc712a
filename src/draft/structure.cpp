#include "draft/structure.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/contains.hpp"
#include "base/text.hpp"

namespace ferry::draft {
namespace {

/// The singular of a plain English plural.
std::string_view singular(std::string_view word)
{
    return word.size() > 3 && word.ends_with('s') ? word.substr(0, word.size() - 1) : word;
}

/// The part of a column's name that names what it is an id of: "patid" -> "pat".
std::string_view stem_of_id(std::string_view plain)
{
    for (const std::string_view ending : {"identifier", "guid", "uuid", "key", "no", "id"}) {
        if (plain.ends_with(ending)) {
            return plain.substr(0, plain.size() - ending.size());
        }
    }
    return plain;
}

/// A key that is named after its own table: "Id", "patid" of "patient", "consid".
bool is_own_key(std::string_view table, std::string_view column)
{
    const std::string name = plain_name(column);
    const std::string of = plain_name(table);
    const std::string_view stem = stem_of_id(name);
    return name != stem && (stem.empty() || of.starts_with(stem) ||
                            (stem.size() > 3 && stem.starts_with(singular(of))));
}

/// The id of a patient stands in most tables, and in small ones only once.
bool names_patient(std::string_view column)
{
    const std::string name = plain_name(column);
    return name == "pid" || name.starts_with("pat") || name.starts_with("person");
}

std::string rows_told(const ColumnFacts& facts)
{
    return facts.values().share() == 1
               ? fmt::format("filled in all of {} rows, each value once", facts.rows())
               : fmt::format("filled in all of {} rows; of one value in {}, each stands once",
                             facts.rows(), facts.values().share());
}

/// How well the name of a column fits the key of a table; 0: not at all.
int name_fit(const std::string& column, const TableFacts& to, const std::string& key)
{
    const std::string name = plain_name(column);
    const std::string key_name = plain_name(key);
    const std::string table = plain_name(to.name);
    const std::string_view stem = stem_of_id(name);
    const bool telling_key = stem_of_id(key_name).size() > 1; // not merely "id"
    if (telling_key && name == key_name) {
        return 3;
    }
    if (telling_key && name.ends_with(key_name)) {
        return 2;
    }
    if (same_word(table, stem) || same_word(table, name)) {
        return 3;
    }
    const bool part = stem.size() >= 3 && stem != name && table.starts_with(stem);
    return part ? 2 : 0;
}

class Finder {
public:
    explicit Finder(const FolderFacts& facts) : facts_{facts} {}

    Structure find()
    {
        made_.tables.resize(facts_.tables.size());
        for (std::size_t table = 0; table < facts_.tables.size(); ++table) {
            find_key(table);
        }
        for (std::size_t table = 0; table < facts_.tables.size(); ++table) {
            find_links(table);
        }
        find_extensions();
        find_patients();
        for (std::size_t table = 0; table < facts_.tables.size(); ++table) {
            find_patient_column(table);
        }
        for (std::size_t steps = 0; steps < facts_.tables.size() && find_owners(); ++steps) {
        }
        return std::move(made_);
    }

private:
    const TableFacts& table(std::size_t number) const { return facts_.tables[number]; }
    TableStructure& of(std::size_t number) { return made_.tables[number]; }

    void find_key(std::size_t number);
    void find_links(std::size_t number);
    struct Ranked {
        std::pair<int, bool> rank;
        Link link;
    };
    static int key_points(const TableFacts& facts, std::size_t at);
    std::optional<Ranked> link_to(const NamedColumn& source, std::size_t to) const;
    std::optional<Link> best_link(std::size_t from, std::size_t column);
    void find_extensions();
    void find_patients();
    int patient_points(std::size_t number, std::vector<std::string>& evidence) const;
    void find_patient_column(std::size_t number);
    bool find_owners();
    bool leads_to_patient(std::size_t number) const;

    const FolderFacts& facts_;
    Structure made_;
};

/// How much speaks for a unique column as the key; 0: nothing.
int Finder::key_points(const TableFacts& facts, std::size_t at)
{
    const NamedColumn& column = facts.columns[at];
    const bool named = is_own_key(facts.name, column.name);
    if (!column.facts.is_unique() || !column.facts.could_be_id() ||
        (facts.rows < 3 && !named && at > 0)) {
        return 0;
    }
    const std::string plain = plain_name(column.name);
    const int as_id = stem_of_id(plain).size() < plain.size() ? 2 : 0;
    if (!named && names_patient(column.name)) {
        return as_id / 2; // only where nothing else is
    }
    return (named ? 4 : 0) + as_id + (at == 0 ? 1 : 0);
}

void Finder::find_key(std::size_t number)
{
    const TableFacts& facts = table(number);
    int most = 0;
    for (std::size_t at = 0; at < facts.columns.size(); ++at) {
        if (const int points = key_points(facts, at); points > most) {
            of(number).key = at;
            most = points;
        }
    }
    if (most > 0) {
        const ColumnFacts& key = facts.columns[*of(number).key].facts;
        const bool unsure = key.values().share() > 1 || facts.rows < 10;
        of(number).key_evidence = rows_told(key);
        of(number).key_sure = unsure ? Sure::likely : Sure::certain;
    }
}

/// A link from the column to the key of a table, and how well it fits; nothing if too
/// little speaks for it.
std::optional<Finder::Ranked> Finder::link_to(const NamedColumn& source, std::size_t to) const
{
    const NamedColumn& key = table(to).columns[*made_.tables[to].key];
    const auto overlap = source.facts.values().inside(key.facts.values());
    const int fit = name_fit(source.name, table(to), key.name);
    const bool nearly = overlap.found * 100 >= overlap.of * 95 && overlap.found > 0;
    const bool telling = source.facts.is_telling();
    if (!nearly || (fit == 0 && !(overlap.all() && telling))) {
        return std::nullopt;
    }
    const bool proven = overlap.all() && overlap.share == 1 && (fit == 3 || (fit > 0 && telling));
    Ranked made{
        .rank = {fit + (is_own_key(table(to).name, key.name) ? 1 : 0), overlap.all()}
    };
    made.link = {.to = to, .overlap = overlap, .sure = proven ? Sure::certain : Sure::likely};
    made.link.evidence = fmt::format(
        "{} of {} different values occur in {}.{}{}", overlap.found, overlap.of, table(to).name,
        key.name,
        overlap.share > 1 ? fmt::format(" (one value in {} looked up)", overlap.share) : "");
    return made;
}

std::optional<Link> Finder::best_link(std::size_t from, std::size_t column)
{
    std::optional<Ranked> best;
    for (std::size_t to = 0; to < facts_.tables.size(); ++to) {
        if (!of(to).key || (to == from && of(to).key == column)) {
            continue;
        }
        auto made = link_to(table(from).columns[column], to);
        if (made && (!best || made->rank > best->rank)) {
            best = std::move(made);
            best->link.column = column;
        }
    }
    return best ? std::optional{std::move(best->link)} : std::nullopt;
}

void Finder::find_links(std::size_t number)
{
    const TableFacts& facts = table(number);
    for (std::size_t at = 0; at < facts.columns.size(); ++at) {
        if (facts.columns[at].facts.could_be_id()) {
            if (auto link = best_link(number, at)) {
                of(number).links.push_back(std::move(*link));
            }
        }
    }
}

/// A table whose own key is the key of another one completes its rows.
void Finder::find_extensions()
{
    for (std::size_t number = 0; number < facts_.tables.size(); ++number) {
        TableStructure& made = of(number);
        const Link* link = made.key ? made.link_of(*made.key) : nullptr;
        if (link == nullptr || link->to == number) {
            continue;
        }
        const TableStructure& base = of(link->to);
        const std::string& own = table(number).columns[*made.key].name;
        const std::string& other = table(link->to).columns[*base.key].name;
        const bool same_name = plain_name(own) == plain_name(other);
        if (same_name && !is_own_key(table(number).name, own) &&
            base.link_of(*base.key) == nullptr) {
            made.extends = link->to;
        }
    }
}

int Finder::patient_points(std::size_t number, std::vector<std::string>& evidence) const
{
    const TableFacts& facts = table(number);
    int points = 0;
    std::size_t reached_by = 0;
    for (std::size_t other = 0; other < facts_.tables.size(); ++other) {
        const auto& links = made_.tables[other].links;
        reached_by +=
            other != number &&
                    std::ranges::any_of(links, [&](const Link& link) { return link.to == number; })
                ? 1
                : 0;
    }
    points += static_cast<int>(reached_by);
    evidence.push_back(fmt::format("{} other tables lead to its key", reached_by));
    const std::string name = plain_name(facts.name);
    for (const std::string_view word : {"patient", "person", "client", "people"}) {
        if (same_word(name, word)) {
            points += 4;
            evidence.emplace_back("its name");
        }
    }
    for (const NamedColumn& column : facts.columns) {
        const std::string plain = plain_name(column.name);
        constexpr std::array telling{"birthdate", "dateofbirth", "dob",      "sex",
                                     "gender",    "surname",     "lastname", "forename",
                                     "yob",       "nhsnumber",   "born",     "familyname"};
        const bool tells = column.facts.is_nhs_number() || contains(telling, plain);
        points += tells ? 2 : 0;
        if (tells) {
            evidence.push_back("a column " + column.name);
        }
    }
    return points;
}

void Finder::find_patients()
{
    int most = 0;
    int second = 0;
    for (std::size_t number = 0; number < facts_.tables.size(); ++number) {
        std::vector<std::string> evidence;
        const int points = of(number).key ? patient_points(number, evidence) : 0;
        if (points > most) {
            second = most;
            most = points;
            made_.patients = number;
            made_.patients_evidence = fmt::format("{}", fmt::join(evidence, ", "));
        } else {
            second = std::max(second, points);
        }
    }
    constexpr int enough = 5;
    if (most < enough) {
        made_.patients.reset();
    }
    const bool key_certain = made_.patients && of(*made_.patients).key_sure == Sure::certain;
    made_.patients_sure = key_certain && most >= second + enough ? Sure::certain : Sure::likely;
}

void Finder::find_patient_column(std::size_t number)
{
    if (!made_.patients) {
        return;
    }
    if (number == *made_.patients) {
        of(number).patient_column = of(number).key;
        return;
    }
    for (const Link& link : of(number).links) {
        if (link.to == *made_.patients) {
            of(number).patient_column = link.column;
            return;
        }
    }
    // A table without rows has no values: the name that other tables use has to do.
    for (std::size_t at = 0; at < table(number).columns.size() && table(number).rows == 0; ++at) {
        const std::string& key = table(*made_.patients).columns[*of(*made_.patients).key].name;
        if (name_fit(table(number).columns[at].name, table(*made_.patients), key) == 3) {
            of(number).patient_column = at;
        }
    }
}

bool Finder::leads_to_patient(std::size_t number) const
{
    return made_.tables[number].patient_column || made_.tables[number].patient_by;
}

/// Tables that name no patient, but rows of a table that does: its patient is theirs.
/// \return whether one was found, by which further ones may be found.
bool Finder::find_owners()
{
    bool found = false;
    for (std::size_t number = 0; made_.patients && number < facts_.tables.size(); ++number) {
        const auto& links = of(number).links;
        const auto owner = std::ranges::find_if(links, [&](const Link& link) {
            return link.to != number && link.sure != Sure::a_guess && leads_to_patient(link.to);
        });
        if (!leads_to_patient(number) && owner != links.end()) {
            of(number).patient_by = owner->column;
            found = true;
        }
    }
    return found;
}

} // namespace

std::string_view name_of(Sure sure)
{
    constexpr std::array<std::string_view, 3> names{"certain", "likely", "a guess"};
    return names.at(static_cast<std::size_t>(sure));
}

const Link* TableStructure::link_of(std::size_t column) const
{
    const auto found = std::ranges::find(links, column, &Link::column);
    return found == links.end() ? nullptr : &*found;
}

std::string plain_name(std::string_view name)
{
    std::string plain;
    for (const char c : lower(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            plain += c;
        }
    }
    return plain;
}

bool same_word(std::string_view table, std::string_view word)
{
    return !word.empty() && (table == word || singular(table) == singular(word));
}

Structure structure_of(const FolderFacts& facts)
{
    return Finder{facts}.find();
}

} // namespace ferry::draft

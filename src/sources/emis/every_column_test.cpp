#include <algorithm>
#include <map>
#include <set>

#include "base/contains.hpp"
#include "sources/emis/test_emis.hpp"

/// What cannot be read is never dropped: a word that no column means anything by is put into
/// each column in turn, and has to be found again.
namespace ferry::sources {
namespace {

using tabular::Column;
using tabular::Role;
using tabular::Table;

constexpr std::string_view strange_word = "zz-strange";

/// Columns of which it says nothing that a strange word stands there.
constexpr std::string_view free_words[] = {
    // One of the supplier's names for groups of codes: there is no list of them, and it is
    // nothing that a patient's row says.
    "Coding_ClinicalCode.EmisCodeCategoryDescription",
};

/// Whether it stands beside what rows usually say, or nothing else is dated.
enum class Beside : std::uint8_t { dates, nothing };

class EveryEmisColumn : public EmisTest, public testing::WithParamInterface<std::string> {
protected:
    static const Table& table() { return *emis_csv().table(GetParam()); }

    /// Begins anew with the first layout that has the column. \return its name.
    std::string use_layout_with(const std::string& column)
    {
        for (const char* layout : {"8.2", "8-live", "5.4"}) {
            use_layout(layout);
            if (contains(extract().header(table().name), column)) {
                return layout;
            }
        }
        ADD_FAILURE() << "no layout has the column " << column;
        return "";
    }

    /// A row that says something, with this in one column.
    void add_row(const std::string& column, std::string_view word, Beside beside)
    {
        support::Cells cells;
        for (const Column& one : table().columns) {
            if (beside == Beside::nothing && is_dated(one) &&
                contains(extract().header(table().name), one.name)) {
                cells[one.name] = "";
            }
        }
        if (table().holds == tabular::Holds::dictionary) {
            cells["CodeId"] = "99";
            cells["Term"] = "A term";
        } else if (table().column("CodeId") != nullptr) {
            cells["CodeId"] = table().name.starts_with("Presc") ? "501" : "1";
        }
        if (!table().extends.empty()) {
            cells[table().key.front()] = "{BASE}";
            add(table().extends, base_row());
        }
        if (!word.empty()) {
            cells[column] = word;
        }
        add(table().name, cells);
        use_code(cells);
    }

    /// Whether it says something of a date together with other columns.
    static bool is_dated(const Column& column)
    {
        return column.role == Role::precision || column.role == Role::time ||
               !column.precision.empty() || !column.time.empty();
    }

    support::Cells base_row() const
    {
        return table().extends == observations
                   ? support::Cells{{"ObservationGuid", "{BASE}"}, {"CodeId", "1"}}
                   : support::Cells{{table().key.front(), "{BASE}"}};
    }

    /// What a dictionary says shows in the rows that use it.
    void use_code(const support::Cells& cells)
    {
        if (table().holds == tabular::Holds::dictionary) {
            add(table().name == "Coding_DrugCode" ? medications : observations,
                {
                    {"CodeId", cells.at("CodeId")}
            });
        }
    }

    /// Whether any record or the name of a case holds the word.
    bool stands_somewhere()
    {
        return std::ranges::any_of(run().cases(), [](const auto& one) {
            const auto items = support::items_of(one->mapped->record);
            return one->source.subject.patient == strange_word ||
                   std::ranges::any_of(items, [](const auto& item) { return holds_word(item); });
        });
    }
    static bool holds_word(const support::ShownItem& item)
    {
        const auto says = [](std::string_view text) {
            return text.find(strange_word) != std::string_view::npos;
        };
        return std::ranges::any_of(item.fields,
                                   [&](const auto& one) { return says(one.second); }) ||
               std::ranges::any_of(item.codes, [&](const auto& one) {
                   return says(one.second->text) ||
                          std::ranges::any_of(one.second->codings, [&](const Coding& coding) {
                              return says(coding.code) || says(coding.display) ||
                                     says(coding.description);
                          });
               });
    }

    /// What people are asked where the word does not stand there.
    const std::set<std::string>& causes_otherwise(const std::string& column, Beside beside)
    {
        auto& causes_then = otherwise_[{use_layout_with(column), beside}];
        if (!causes_then) {
            add_row(column, "", beside);
            causes_then = causes();
        }
        return *causes_then;
    }

    /// What people are asked about rows that are not left.
    std::set<std::string> causes()
    {
        std::set<std::string> found;
        for (const auto& one : run().cases()) {
            for (const auto& fate : one->mapped->fates) {
                if (fate.cause != nullptr && fate.outcome != Outcome::left) {
                    found.insert(fate.cause->id);
                }
            }
        }
        return found;
    }

private:
    std::map<std::pair<std::string, Beside>, std::optional<std::set<std::string>>> otherwise_;
};

TEST_P(EveryEmisColumn, KeepsOrAsksAboutAWordThatCannotBeRead)
{
    for (const Column& column : table().columns) {
        if (column.role == Role::left || contains(free_words, table().name + "." + column.name)) {
            continue;
        }
        for (const Beside beside : {Beside::dates, Beside::nothing}) {
            if (beside == Beside::nothing && !is_dated(column)) {
                continue;
            }
            SCOPED_TRACE(column.name + (beside == Beside::nothing ? " alone" : ""));
            const auto& otherwise = causes_otherwise(column.name, beside);
            use_layout_with(column.name);
            add_row(column.name, strange_word, beside);
            EXPECT_TRUE(stands_somewhere() || !std::ranges::includes(otherwise, causes()));
        }
    }
}

std::vector<std::string> tables_read()
{
    std::vector<std::string> names;
    for (const Table& table : emis_csv().tables) {
        if (table.holds !=
            tabular::Holds::audit) { // rows of the audit trail are left as they stood
            names.push_back(table.name);
        }
    }
    return names;
}

INSTANTIATE_TEST_SUITE_P(All, EveryEmisColumn, testing::ValuesIn(tables_read()),
                         [](const auto& one) { return one.param; });

} // namespace
} // namespace ferry::sources

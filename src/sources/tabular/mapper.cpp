#include "sources/tabular/mapper.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "sources/tabular/case_mapper.hpp"
#include "transform/practice.hpp"

namespace ferry::tabular {
namespace {

class TabularMapper final : public transform::Mapper {
public:
    TabularMapper(const Description& description, const transform::MapperOrder& order,
                  const transform::Context& context)
        : practice_{
              .description = description,
              .context = context,
              .codes = CodeStore{description, context}
    }
    {
        make_plans(order.files);
        CaseRows rows{order.directory, practice_.plans, description.rows()};
        fill_codes(rows);
        practice_.lookups.fill(description, rows);
        CaseMapper directory{order.directory, practice_, std::move(rows)};
        directory_ = directory.run();
        index_directory(directory.rows());
        choose_organisation(order);
    }

    const transform::Mapped& directory() const override { return directory_; }

    transform::Mapped map(const extract::Case& from) const override
    {
        return CaseMapper{
            from, practice_, CaseRows{from, practice_.plans, practice_.description.rows()}
        }
            .run();
    }

private:
    void make_plans(const std::vector<extract::SourceFile>& files);
    void fill_codes(const CaseRows& rows);
    bool is_removal(const CaseRows& rows, RowNo row) const;
    std::unordered_set<std::uint64_t> removed_rows(const CaseRows& rows) const;
    CodeStore::Entry entry_of(const CaseRows& rows, RowNo row, const Dictionary& dictionary) const;
    void index_directory(const CaseRows& rows);
    void choose_organisation(const transform::MapperOrder& order);

    Practice practice_;
    transform::Mapped directory_;
};

void TabularMapper::make_plans(const std::vector<extract::SourceFile>& files)
{
    for (const extract::SourceFile& file : files) {
        const auto place = static_cast<std::size_t>(file.no);
        practice_.plans.resize(std::max(practice_.plans.size(), place + 1));
        practice_.plans[place] = make_plan(practice_.description, file);
    }
}

bool TabularMapper::is_removal(const CaseRows& rows, RowNo row) const
{
    const auto& yes = practice_.description.true_words;
    const std::string word = lower(rows.word(row, rows.at(row).plan->deleted.cell));
    return !word.empty() && contains(yes, word);
}

/// The ids of rows that a dictionary's removals take away.
std::unordered_set<std::uint64_t> TabularMapper::removed_rows(const CaseRows& rows) const
{
    std::unordered_set<std::uint64_t> removed;
    for (RowNo row = 0; row < rows.size(); ++row) {
        const FilePlan& plan = *rows.at(row).plan;
        if (plan.known() && plan.row_cell >= 0 && !rows.at(row).damaged && is_removal(rows, row)) {
            removed.insert(CaseRows::id_of(plan.table, rows.word(row, plan.row_cell)));
        }
    }
    return removed;
}

void TabularMapper::fill_codes(const CaseRows& rows)
{
    const auto removed = removed_rows(rows);
    for (RowNo row = 0; row < rows.size(); ++row) {
        const FilePlan& plan = *rows.at(row).plan;
        if (rows.at(row).damaged || plan.spec().holds != Holds::dictionary ||
            is_removal(rows, row) ||
            (plan.row_cell >= 0 &&
             removed.contains(CaseRows::id_of(plan.table, rows.word(row, plan.row_cell))))) {
            continue;
        }
        for (std::size_t i = 0; i < practice_.description.dictionaries.size(); ++i) {
            const Dictionary& dictionary = practice_.description.dictionaries[i];
            if (dictionary.table == plan.spec().name) {
                practice_.codes.add(static_cast<int>(i), entry_of(rows, row, dictionary),
                                    {.code = rows.word(row, plan.bound.position(dictionary.key)),
                                     .sequence = rows.word(row, plan.sequence_cell)});
            }
        }
    }
}

/// What the row of a dictionary says. Cells that cannot be read are as dangerous here as in a
/// patient's row, where their text ends.
CodeStore::Entry TabularMapper::entry_of(const CaseRows& rows, RowNo row,
                                         const Dictionary& dictionary) const
{
    CodeStore::Entry entry;
    const auto word = [&](const std::string& column) {
        const FilePlan& plan = *rows.at(row).plan;
        const csv::FieldText& cell =
            rows.cell(row, column.empty() ? -1 : plan.bound.position(column));
        const std::string_view plain = trimmed(cell.text);
        if (!cell.doubled && is_plain_text(plain)) {
            return plain;
        }
        std::optional<Fault> wrong;
        const std::string_view kept = practice_.codes.keep(cell, wrong);
        if (wrong && !entry.fault) {
            entry.fault = wrong;
            entry.faulty_table = dictionary.table;
            entry.faulty_column = column;
        }
        return kept;
    };
    entry.source = {.system = dictionary.system,
                    .code = word(dictionary.key),
                    .term = word(dictionary.term),
                    .read_term = word(dictionary.read2),
                    .snomed = word(dictionary.snomed),
                    .description = word(dictionary.description),
                    .dmd = word(dictionary.dmd),
                    .read2_plain = dictionary.read2_plain,
                    .local = dictionary.local};
    entry.category = word(dictionary.category);
    entry.is_drug = dictionary.drugs;
    return entry;
}

void TabularMapper::index_directory(const CaseRows& rows)
{
    for (RowNo row = 0; row < rows.size(); ++row) {
        const ItemNo item = directory_.fates[static_cast<std::size_t>(row)].item;
        if (item >= 0 && rows.at(row).id != 0) {
            practice_.directory[rows.at(row).id] = item_key(directory_case, item);
        }
    }
}

void TabularMapper::choose_organisation(const transform::MapperOrder& order)
{
    practice_.organisation = order.organisation;
    if (order.practice.empty()) {
        return;
    }
    const bool split = std::ranges::any_of(practice_.description.tables, [](const Table& table) {
        return table.subjects && contains(table.columns, Role::organisation, &Column::role);
    });
    const Record& record = directory_.record;
    const ItemNo moving = transform::organisation_with(order.practice, record);
    practice_.organisation =
        !split ? std::string_view{}
               : record.value(moving, field_no(ItemType::organisation, "source_id")).view();
}

} // namespace

std::unique_ptr<transform::Mapper> make_mapper(const Description& description,
                                               const transform::MapperOrder& order,
                                               const transform::Context& context)
{
    return std::make_unique<TabularMapper>(description, order, context);
}

} // namespace ferry::tabular

#include "draft/draft.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ferry::draft {
namespace {

/// A text as it stands between double quotes.
std::string in_quotes(std::string_view text)
{
    const std::string word = yaml_word(text);
    return word.starts_with('"') ? word : "\"" + word + "\"";
}

std::string list_of(const std::vector<std::string>& texts)
{
    std::vector<std::string> all;
    std::ranges::transform(texts, std::back_inserter(all), in_quotes);
    return fmt::format("[{}]", fmt::join(all, ", "));
}

class Writer {
public:
    explicit Writer(const Draft& draft) : draft_{draft} {}

    std::string text()
    {
        choose_dates();
        write_head();
        write_dialect();
        write_dictionaries();
        line(0, "tables:");
        for (const char* holds : {"dictionary", "directory", "control", "patient"}) {
            for (const bool subjects : {true, false}) {
                write_tables(holds, subjects);
            }
        }
        return std::move(text_);
    }

private:
    void line(std::size_t depth, std::string_view words)
    {
        text_.append(depth * 2, ' ').append(words).append("\n");
    }
    /// A line and why, behind it.
    void line(std::size_t depth, const std::string& words, const std::string& why)
    {
        line(depth, why.empty() ? words : fmt::format("{}  # {}", words, why));
    }
    void choose_dates();
    void write_head();
    void write_dialect();
    void write_dictionaries();
    void write_tables(std::string_view holds, bool subjects);
    void write_table(std::size_t number);
    void write_open(std::size_t depth, const std::vector<std::string>& open);
    void write_column(const NamedColumn& column, const ColumnMeaning& meaning);
    std::string with_dates(const NamedColumn& column, std::string says) const;

    const Draft& draft_;
    std::string text_;
    std::string dates_;          ///< the form of most dates
    bool dates_unclear_ = false; ///< no day anywhere tells day from month
};

/// The form that most dates have; a column where day and month could be either way
/// follows the others.
void Writer::choose_dates()
{
    std::map<std::string, std::int64_t> clear;
    std::map<std::string, std::int64_t> unclear;
    for (const TableFacts& table : draft_.facts.tables) {
        for (const NamedColumn& column : table.columns) {
            if (column.facts.looks() == Looks::date) {
                auto& counts = column.facts.day_and_month_unclear() ? unclear : clear;
                counts[column.facts.date_form().text()] += column.facts.filled();
            }
        }
    }
    const auto& counts = clear.empty() ? unclear : clear;
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    dates_ = most == counts.end() ? "" : most->first;
    dates_unclear_ = clear.empty() && !unclear.empty();
}

void Writer::write_head()
{
    line(0, "# A draft: what `ferry adaptor draft` guessed from the files of a folder, with its");
    line(0, "# evidence. `open` marks what somebody has to decide; as long as the word stands");
    line(0, "# anywhere, no pass runs by this description. `ferry adaptor check` lists it all.");
    line(0, "# The language: docs/formats/description.md. No patient's values stand here: 9 stands "
            "for");
    line(0, "# a digit, a for a letter.");
    line(0, "");
    line(0, "source: new-supplier");
    line(0, "title: A supplier nobody has met");
    std::vector<std::string> open{"what is the supplier called? put its name behind source and "
                                  "title"};
    for (const std::string& file : draft_.facts.unlike) {
        open.push_back(fmt::format("{} is written in another way than most files here: does it "
                                   "belong to the extract?",
                                   file));
    }
    if (!draft_.structure.patients) {
        open.emplace_back("which table says which patients there are? none was found; mark it with "
                          "`subjects: true`, `item: patient`");
    }
    write_open(0, open);
    for (const std::string& file : draft_.facts.ignored) {
        line(0, "# Not looked at, no table: " + yaml_word(file));
    }
    line(0, "");
}

void Writer::write_dialect()
{
    const FolderFacts& facts = draft_.facts;
    const auto widest = std::ranges::max_element(
        facts.tables, {}, [](const TableFacts& table) { return table.guess.columns; });
    const DialectGuess& guess = widest->guess;
    line(0, "dialect:");
    line(1, fmt::format("charset: {}", facts.windows_1252 ? "windows-1252" : "utf-8"),
         facts.windows_1252 ? "likely: some text is no UTF-8" : "certain: all text is UTF-8");
    line(1, fmt::format("separator: {}", in_quotes(name_of_separator(facts.dialect.separator))),
         "certain: " + guess.separator_evidence);
    if (facts.dialect.quotes == csv::Quotes::none) {
        line(1, "quotes: none",
             "likely: quotation marks stand inside of cells only, or rows do not fit with them");
    } else {
        line(1, "quotes: doubled", "likely: " + guess.quotes_evidence);
    }
    if (facts.cells_at_end) {
        line(1, "empty_cells_at_end: allowed", "certain: some rows end with a separator more");
    }
    if (facts.header) {
        line(1, "header: first-row", "likely: " + guess.header_evidence);
    } else {
        line(1, "header: none", "likely: " + guess.header_evidence);
    }
    if (!dates_.empty()) {
        line(1, fmt::format("dates: {}", in_quotes(dates_)),
             dates_unclear_ ? "a guess" : "certain: some days are over 12, or the year is first");
    }
    if (dates_unclear_) {
        write_open(1, {"is the day first, or the month? no day is over 12 in any column"});
    }
    line(0, "");
}

void Writer::write_dictionaries()
{
    if (draft_.meaning.dictionaries.empty()) {
        return;
    }
    line(0, "dictionaries:");
    for (const DictionaryMeaning& dictionary : draft_.meaning.dictionaries) {
        const std::string open =
            dictionary.open.empty() ? "" : fmt::format(", open: {}", in_quotes(dictionary.open));
        line(1, fmt::format("{}: {{{}{}}}", yaml_word(dictionary.name), dictionary.says, open));
    }
    line(0, "");
}

void Writer::write_open(std::size_t depth, const std::vector<std::string>& open)
{
    if (!open.empty()) {
        line(depth, "open:");
    }
    for (const std::string& question : open) {
        line(depth, "  - " + in_quotes(question));
    }
}

void Writer::write_tables(std::string_view holds, bool subjects)
{
    for (std::size_t number = 0; number < draft_.facts.tables.size(); ++number) {
        const TableMeaning& meaning = draft_.meaning.tables[number];
        if (meaning.holds == holds && meaning.subjects == subjects) {
            write_table(number);
        }
    }
}

void Writer::write_table(std::size_t number)
{
    const TableFacts& facts = draft_.facts.tables[number];
    const TableMeaning& meaning = draft_.meaning.tables[number];
    const TableStructure& structure = draft_.structure.tables[number];
    line(0, "");
    line(1, fmt::format("# {} rows in {}{}{}", facts.rows, fmt::join(facts.files, ", "),
                        meaning.evidence.empty() ? "" : "; ", meaning.evidence));
    line(1, fmt::format("- name: {}", yaml_word(facts.name)));
    line(2, fmt::format("holds: {}", meaning.holds));
    if (meaning.subjects) {
        line(2, "subjects: true");
    }
    if (meaning.extends) {
        line(2, fmt::format("extends: {}", yaml_word(draft_.facts.tables[*meaning.extends].name)));
    }
    if (meaning.item) {
        line(2, fmt::format("item: {}", ferry::name_of(*meaning.item)));
    }
    if (!meaning.reason.empty()) {
        line(2, fmt::format("reason: {}", in_quotes(meaning.reason)));
    }
    if (structure.key) {
        line(2, fmt::format("key: [{}]", yaml_word(facts.columns[*structure.key].name)),
             fmt::format("{}: {}", name_of(structure.key_sure), structure.key_evidence));
    }
    if (meaning.holds == "patient" && structure.patient_by) {
        const Link& link = *structure.link_of(*structure.patient_by);
        line(2,
             fmt::format("patient_by: {{{}: {}}}", yaml_word(facts.columns[link.column].name),
                         yaml_word(draft_.facts.tables[link.to].name)),
             fmt::format("{}: {}", name_of(link.sure), link.evidence));
    }
    if (!draft_.facts.header) {
        line(2, fmt::format("order: {}", list_of(facts.guess.names)));
    }
    write_open(2, meaning.open);
    line(2, "columns:");
    for (std::size_t column = 0; column < facts.columns.size(); ++column) {
        write_column(facts.columns[column], meaning.columns[column]);
    }
}

/// With the form of its dates, where that is another than the dialect's.
std::string Writer::with_dates(const NamedColumn& column, std::string says) const
{
    const bool own = column.facts.looks() == Looks::date && !column.facts.day_and_month_unclear() &&
                     column.facts.date_form().text() != dates_ && !says.empty() &&
                     !says.starts_with('{');
    return own ? fmt::format("{{field: {}, dates: {}}}", says,
                             in_quotes(column.facts.date_form().text()))
               : std::move(says);
}

void Writer::write_column(const NamedColumn& column, const ColumnMeaning& meaning)
{
    const std::string name = yaml_word(column.name);
    const std::string says = with_dates(column, meaning.says);
    if (meaning.open.empty()) {
        line(3, fmt::format("{}: {}", name, says), meaning.evidence);
    } else if (says.empty()) {
        line(3, fmt::format("{}: {{open: {}}}", name, in_quotes(meaning.open)));
    } else if (says.starts_with('{')) {
        line(3,
             fmt::format("{}: {}, open: {}}}", name, says.substr(0, says.size() - 1),
                         in_quotes(meaning.open)),
             meaning.evidence);
    } else {
        line(3, fmt::format("{}: {{field: {}, open: {}}}", name, says, in_quotes(meaning.open)),
             meaning.evidence);
    }
}

} // namespace

Draft draft_of(const std::filesystem::path& folder)
{
    Draft made{.facts = look_at(folder)};
    made.structure = structure_of(made.facts);
    made.meaning = meaning_of(made.facts, made.structure);
    return made;
}

std::string yaml_of(const Draft& draft)
{
    return Writer{draft}.text();
}

} // namespace ferry::draft

#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "sources/tabular/case_mapper.hpp"

namespace ferry::tabular {
namespace {

/// How many signs of an ISO date are known at most.
std::size_t size_of(Precision precision)
{
    switch (precision) {
    case Precision::unknown:
        return 0;
    case Precision::year:
        return 4;
    case Precision::month:
        return 7;
    case Precision::day:
        return 10;
    case Precision::time:
        break;
    }
    return std::string_view::npos;
}

/// What a cell says of the time; empty where its word stands for none.
std::string_view time_of(const Step& step, std::string_view said)
{
    const bool none =
        step.no_time != nullptr && std::ranges::find(*step.no_time, said) != step.no_time->end();
    return none ? std::string_view{} : said;
}

} // namespace

/// A day whose clock time cannot be read stands without it, where a person decided so.
bool CaseMapper::set_date(RowNo row, ItemNo item, const Step& step)
{
    auto date = date_at(row, step);
    if (!date) {
        if (!unreadable(row, step, date.error())) {
            return false;
        }
        const Column* wrong = date.error().column;
        const bool only_time = !step.column->time.empty() && wrong->name == step.column->time;
        const bool dated = !rows_.word(row, step.cell).empty();
        if (dated && wrong->name == step.column->precision) {
            // How much of the day to believe nobody knows: it is kept in words too.
            go_without(row, *making_.cause, step.column->name, step.cell);
        }
        Step untimed = step;
        untimed.time_cell = -1;
        date = only_time ? date_at(row, untimed) : ParsedOf<std::string_view>{};
        if (!date) {
            return unreadable(row, step, date.error());
        }
        making_.end_unread =
            making_.end_unread || (dated && !only_time && step.column->field == "end_date");
    }
    if (!date->empty()) {
        out_.record.set_text(item, step.field, *date);
    } else if (step.column->field != "date" && !rows_.word(row, step.cell).empty()) {
        // That something ended is known even where nobody knows when.
        making_.note(fmt::format("{}: on an unknown date", step.column->name));
        making_.worsen(Outcome::converted, "unknown-date-in-words");
    }
    return true;
}

const Column* CaseMapper::column_of(RowNo row, const std::string& name) const
{
    return rows_.at(row).plan->spec().column(name);
}

/// How much of a date is known. A column that should say so and says nothing leaves that open.
CaseMapper::ParsedOf<Precision> CaseMapper::precision_at(RowNo row, const Step& step,
                                                         Precision otherwise) const
{
    const std::string_view word = rows_.word(row, step.precision_cell);
    if (step.precision_cell < 0 || (word.empty() && rows_.word(row, step.cell).empty())) {
        return otherwise;
    }
    const auto found = practice_.description.precision.find(word);
    if (found != practice_.description.precision.end()) {
        return found->second;
    }
    return tl::unexpected{
        Unreadable{.column = column_of(row, step.column->precision),
                   .fault = word.empty() ? Fault::missing : Fault::malformed}
    };
}

/// Where there is no date, what says how much of it is known still has to be readable: the
/// date may be what was lost.
CaseMapper::ParsedOf<std::string_view> CaseMapper::no_date(RowNo row, const Step& step) const
{
    const auto known = precision_at(row, step, Precision::unknown);
    return known ? ParsedOf<std::string_view>{} : tl::unexpected{known.error()};
}

/// A date with the digits that are known; empty where nothing is.
CaseMapper::ParsedOf<std::string_view> CaseMapper::date_at(RowNo row, const Step& step)
{
    if (practice_.description.dates != DateForm::iso || practice_.description.date_pattern ||
        step.column->dates) {
        return written_date_at(row, step);
    }
    const std::string_view day = rows_.word(row, step.cell);
    const std::string_view time = rows_.word(row, step.time_cell);
    if (day.empty()) {
        // A time without its day would be lost: somebody has to look.
        return time.empty() ? no_date(row, step)
                            : tl::unexpected{
                                  Unreadable{step.column, Fault::missing}
        };
    }
    const auto checked = check_iso_date(day);
    if (!checked) {
        return tl::unexpected{
            Unreadable{step.column, checked.error()}
        };
    }
    const auto known = precision_at(row, step, time.empty() ? Precision::day : Precision::time);
    if (!known) {
        return tl::unexpected{known.error()};
    }
    switch (*known) {
    case Precision::unknown:
        return std::string_view{};
    case Precision::year:
        return day.substr(0, 4);
    case Precision::month:
        return day.substr(0, 7);
    case Precision::day:
        return day;
    case Precision::time:
        break;
    }
    if (time.empty()) {
        return day; // the precision speaks of a time that the extract does not hold
    }
    const auto clock = check_clock_time(time);
    if (!clock) {
        return tl::unexpected{
            Unreadable{column_of(row, step.column->time), clock.error()}
        };
    }
    Arena& arena = out_.record.arena();
    return arena.join(arena.join(day, "T"), time);
}

/// The text of a date, with the month and day that stand in columns of their own.
Parsed<DateText> CaseMapper::read_written(RowNo row, const Step& step,
                                          std::string_view written) const
{
    const auto& own = step.column->dates;
    const auto& pattern = own ? own : practice_.description.date_pattern;
    if (step.month_cell < 0) {
        return pattern ? pattern->read(written) : read_date(practice_.description.dates, written);
    }
    static const DatePattern in_pieces = *DatePattern::of("yyyy[-M[-d]]");
    const std::string_view month = date_part(row, step.month_cell, step.column->month);
    const std::string_view day = date_part(row, step.day_cell, step.column->day);
    if (written.empty() || (month.empty() && !day.empty())) {
        return tl::unexpected{Fault::missing}; // a day without its month is none
    }
    return in_pieces.read(fmt::format("{}{}{}{}{}", written, month.empty() ? "" : "-", month,
                                      day.empty() ? "" : "-", day));
}

/// What the column with a month or day says; empty where it says nothing.
std::string_view CaseMapper::date_part(RowNo row, int cell, const std::string& column) const
{
    const std::string_view word = rows_.word(row, cell);
    const Column* described = rows_.at(row).plan->spec().column(column);
    const bool placeholder = described != nullptr && contains(described->nothing, word);
    return placeholder ? std::string_view{} : word;
}

/// A date that its source writes in another form than the record.
CaseMapper::ParsedOf<std::string_view> CaseMapper::written_date_at(RowNo row, const Step& step)
{
    const DateForm form = practice_.description.dates;
    const std::string_view written = rows_.word(row, step.cell);
    const std::string_view time = time_of(step, rows_.word(row, step.time_cell));
    const bool in_pieces = !date_part(row, step.month_cell, step.column->month).empty() ||
                           !date_part(row, step.day_cell, step.column->day).empty();
    if (written.empty() && !in_pieces) {
        if (!time.empty()) { // a time without its day is no date, and is not lost either
            making_.note(fmt::format("{}: {}", step.column->time, time));
            making_.worsen(Outcome::converted, "time-without-day");
        }
        return no_date(row, step);
    }
    auto date = read_written(row, step, written);
    if (!date) {
        return tl::unexpected{
            Unreadable{step.column, date.error()}
        };
    }
    constexpr std::string_view midnight = "T00:00:00";
    if (step.column->midnight_is_no_time &&
        midnight.starts_with(date->view().substr(std::min<std::size_t>(date->view().size(), 10)))) {
        date->keep_day();
    }
    if (!time.empty()) {
        constexpr std::size_t day_size = 10;
        const auto clock = date->view().size() == day_size
                               ? read_clock_time(form, time)
                               : tl::unexpected{Fault::malformed}; // a second time, or no day
        if (!clock) {
            return tl::unexpected{
                Unreadable{column_of(row, step.column->time), clock.error()}
            };
        }
        date->add("T");
        date->add(clock->view());
    }
    const auto known = precision_at(row, step, Precision::time);
    if (!known) {
        return tl::unexpected{known.error()};
    }
    return out_.record.arena().keep(date->view().substr(0, size_of(*known)));
}

} // namespace ferry::tabular

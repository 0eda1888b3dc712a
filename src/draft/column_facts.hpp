#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draft/value_set.hpp"
#include "sources/tabular/date_pattern.hpp"

namespace ferry::draft {

/// The forms of dates that are looked for, the first that fits best counts.
const std::vector<tabular::DatePattern>& date_forms();

/// What kind of value stands in a column.
enum class Looks : std::uint8_t { nothing, flag, whole, decimal, date, uuid, text };

std::string_view name_of(Looks looks);

/// What was seen of a column, in counts and shapes: no value of a patient is kept, but
/// the words of a column that has only a few.
class ColumnFacts {
public:
    /// Takes the next cell of the column, without blanks around it.
    void take(std::string_view cell);

    std::int64_t rows() const { return rows_; }
    std::int64_t filled() const { return filled_; }
    const ValueSet& values() const { return values_; }
    bool is_unique() const { return filled_ > 0 && filled_ == rows_ && !values_.repeats(); }

    Looks looks() const;
    /// The form of its dates. \pre they look like dates
    const tabular::DatePattern& date_form() const;
    /// Day and month could be the other way round: no day is over 12.
    bool day_and_month_unclear() const;

    bool is_nhs_number() const;
    bool is_snomed() const;
    bool is_read_code() const;
    /// A key or a link could look so: one word, no date and no fraction.
    bool could_be_id() const;
    /// Values so long and many that two columns do not share them by chance.
    bool is_telling() const;
    bool is_free_text() const;
    bool has_bad_utf8() const { return bad_utf8_ > 0; }

    /// The most frequent shapes, "9999-99-99".
    std::vector<std::string> shapes() const;
    /// Its words, where it has only a few and they say nothing of a single patient.
    std::vector<std::string> words() const;
    /// All of this in one line, for the draft.
    std::string told() const;

private:
    void take_number(std::string_view cell);
    void take_date(std::string_view cell);
    void take_code(std::string_view cell);
    void take_words(std::string_view cell);
    std::string values_told() const;
    std::optional<std::size_t> best_date_form() const;
    bool nearly_all(std::int64_t count) const;

    std::int64_t rows_ = 0, filled_ = 0;
    std::int64_t whole_ = 0, decimal_ = 0, uuid_ = 0, with_blank_ = 0, flag_ = 0;
    std::int64_t nhs_ = 0, snomed_ = 0, read_ = 0, bad_utf8_ = 0;
    std::vector<std::int64_t> dates_; ///< by form
    std::size_t longest_ = 0;
    std::string first_year_, last_year_;
    std::optional<double> least_, most_;
    ValueSet values_;
    std::map<std::string, std::int64_t> shapes_;
    std::set<std::string, std::less<>> words_;
    bool many_words_ = false;
};

} // namespace ferry::draft

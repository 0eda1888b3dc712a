#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/fault.hpp"
#include "base/require.hpp"
#include "record/outcome.hpp"

/// Why an item could not simply be carried, grouped so that a person decides once
/// for all items of one cause (R114, R140).
namespace ferry::transform {

/// A kind of cause: what it means, what may be decided, and what becomes of the
/// items until somebody does.
struct CauseKind {
    std::string_view name;
    std::string_view meaning;
    Outcome until_decided;    ///< held, or degraded where text is safe in the meantime
    std::string_view choices; ///< words for `ferry decide --as`, parted by blanks
};

/// All kinds there are. To add one, add a row; docs and screens follow.
// clang-format off
inline constexpr std::array cause_kinds{
    CauseKind{"unknown_patient", "belongs to a patient who is not in the extract", Outcome::held,
              "leave fix"},
    CauseKind{"other_organisation", "belongs to another organisation's record", Outcome::held,
              "carry leave"},
    CauseKind{"unknown_table", "stands in a file that holds no known table", Outcome::held,
              "leave fix"},
    CauseKind{"damaged_row", "is cut off, or its quotes or columns do not fit", Outcome::held,
              "leave fix"},
    CauseKind{"bad_value", "has a value that cannot be read", Outcome::held,
              "without-value leave fix"},
    CauseKind{"missing_code", "has neither code nor text", Outcome::held, "leave fix"},
    CauseKind{"unknown_code", "has a code that the extract's dictionary does not explain",
              Outcome::held, "map:SYSTEM|CODE|TERM text leave fix"},
    CauseKind{"unknown_drug", "is a drug that the extract's dictionary does not explain",
              Outcome::held, "map:SYSTEM|CODE|TERM leave fix"}, // a drug without a name is none
    CauseKind{"contradictory_code",
              "has a code that the extract's dictionary explains twice, differently", Outcome::held,
              "map:SYSTEM|CODE|TERM text leave fix"},
    CauseKind{"contradictory_drug",
              "is a drug that the extract's dictionary explains twice, differently", Outcome::held,
              "map:SYSTEM|CODE|TERM text leave fix"},
    CauseKind{"several_targets", "has a code that the maps give several meanings", Outcome::held,
              "map:SYSTEM|CODE|TERM text leave fix"},
    CauseKind{"duplicate_key", "stands several times under one id, with different content",
              Outcome::held, "last leave fix"},
    CauseKind{"unknown_resource", "is of a kind that nobody has said how to read", Outcome::held,
              "leave fix"},
    CauseKind{"withheld_in_source", "says that the source held entries back", Outcome::held,
              "leave fix"},
    CauseKind{"missing_base", "completes a row that is not there", Outcome::held, "leave fix"},
    CauseKind{"missing_file", "names a file that is not in the extract", Outcome::held,
              "without-file leave fix"},
    CauseKind{"contradiction", "says two things that cannot both be true", Outcome::held,
              "leave fix"},
    CauseKind{"unassured_map", "has a code whose map nobody vouches for", Outcome::degraded,
              "map:SYSTEM|CODE|TERM text leave"},
    CauseKind{"unmapped_code", "has a code that no map knows", Outcome::degraded,
              "map:SYSTEM|CODE|TERM text leave"},
    CauseKind{"local_code", "has a code of the supplier's or the practice's own", Outcome::degraded,
              "map:SYSTEM|CODE|TERM text leave"},
    CauseKind{"bad_drug_id", "is a drug whose dm+d id cannot be one, by its digits",
              Outcome::degraded, "map:SYSTEM|CODE|TERM text leave"},
    CauseKind{"unmapped_drug", "is a drug without a dm+d product", Outcome::degraded,
              "map:SYSTEM|CODE|TERM text leave"},
    CauseKind{"unknown_column", "is a column that nobody knows", Outcome::held, "accept fix"},
    CauseKind{"missing_column", "is a column that the layout has and the file lacks", Outcome::held,
              "accept fix"},
    CauseKind{"empty_table", "is a table without rows, and every whole extract has some",
              Outcome::held, "accept fix"},
    CauseKind{"item_count", "has another number of items than its extract says", Outcome::held,
              "leave fix"},
    CauseKind{"changed_file", "is not the file that the extract's own list names", Outcome::held,
              "accept fix"},
    CauseKind{"unknown_file", "is a file or folder that was not read", Outcome::held, "accept fix"},
    CauseKind{"mixed_times", "is a file of another time than the rest", Outcome::held,
              "accept fix"},
    CauseKind{"check_sum", "is a check sum of the supplier that does not agree", Outcome::held,
              "accept fix"},
    CauseKind{"patients_gone", "was carried before and is not in the extract any more",
              Outcome::held, "accept fix"},
    CauseKind{"rows_gone",
              "is a row that the extract before had, of the practice or of a patient who is still "
              "there",
              Outcome::held, "accept fix"},
    CauseKind{"two_owners",
              "is an appointment that stands in several records under one id, as one does that was "
              "given to somebody else",
              Outcome::held, "accept fix"},
    CauseKind{"two_records",
              "is an entry that stands in several records under one id, as one does that was moved "
              "to its right record",
              Outcome::held, "accept fix"},
    CauseKind{"record_emptied", "was carried before, and nothing of the record is carried now",
              Outcome::held, "accept fix"},
};
// clang-format on

/// The kind with this name. \pre there is one.
constexpr const CauseKind& cause_kind(std::string_view name)
{
    for (const CauseKind& kind : cause_kinds) {
        if (kind.name == name) {
            return kind;
        }
    }
    stop("a cause is of a known kind");
}

/// The name of a kind of cause, as code says it: one that is not in the table does not compile.
class CauseName {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): "bad_value" is how it is written
    consteval CauseName(const char* name) : kind_{&cause_kind(name)} {}
    explicit CauseName(const CauseKind& kind) : kind_{&kind} {}

    const CauseKind& kind() const { return *kind_; }

private:
    const CauseKind* kind_;
};

/// One cause: "local_code:EMISNQRE87".
struct Cause {
    std::string id;
    const CauseKind* kind = nullptr;
    std::string what; ///< in words, with the term or column concerned
};

/// True if `choice` is one that the kind allows; "map:..." needs its three parts.
bool is_choice(const CauseKind& kind, std::string_view choice);

/// What is wrong with a value of `about`, in words for somebody who knows the practice and
/// not the program: "a value of Problem.EndDate that cannot be, such as 30 February".
std::string bad_value_text(std::string_view about, Fault fault);

/// Every cause met, once for each words it is told in: which words stand in the books does
/// not depend on which thread met it first. May be used by several threads.
class Causes {
public:
    /// The cause of this kind about `about`, in these words. Lives as long as the object.
    const Cause& of(CauseName name, std::string_view about, std::string_view what);

    /// The cause of this kind about rows of `table`: "a row of Problem that ...".
    const Cause& of_row(CauseName name, std::string_view table);

private:
    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, std::unique_ptr<Cause>> causes_;
};

} // namespace ferry::transform

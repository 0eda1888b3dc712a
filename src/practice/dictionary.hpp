#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The codes a synthetic practice records with. Few are facts: ids and Read
/// codes that are public knowledge. All others are invented and look it: SNOMED
/// ids stand in the namespace 9990001, Read codes begin with "zz".
namespace ferry::practice {

/// How the code maps treat a code.
enum class Mapping : unsigned char {
    assured,
    unassured,      ///< its only row is not assured
    one_to_many,    ///< two rows, so nobody can choose
    unmapped,       ///< no row at all
    local_practice, ///< made by the practice
    local_supplier, ///< made by the supplier
};

/// What a value of a code looks like: unit, usual span, decimals, and the span
/// a laboratory calls normal (both 0 where it states none).
struct Measure {
    std::string_view code{};
    std::string_view unit{};
    double low;
    double high;
    int decimals;
    double normal_low;
    double normal_high;
};

/// One code as the tables state it; an empty Read code or SNOMED id is invented.
struct CodeRow {
    std::string_view key{};
    std::string_view term{};
    std::string_view read{};
    std::string_view snomed{};
};

/// The codes of one EMIS code category.
struct CodeSection {
    std::string_view category{};
    std::span<const CodeRow> rows;
};

/// One code, complete.
struct Code {
    std::string_view key{};
    std::string_view term{};
    std::string_view category{};
    std::string read{};         ///< without the dots at its end
    std::string ctv3{};         ///< five signs; local codes begin with Y
    std::string concept_id{};   ///< of SNOMED CT
    std::string description{};  ///< id of the term in SNOMED CT
    std::string code_id{};      ///< EMIS's own
    std::string_view group{};   ///< the disease register it counts in, or empty
    std::string_view refuses{}; ///< the vaccination whose refusal it is, or empty
    Mapping mapping = Mapping::assured;
    const Measure* measure = nullptr;

    /// True unless the practice or the supplier made it.
    bool is_official() const
    {
        return mapping != Mapping::local_practice && mapping != Mapping::local_supplier;
    }
    /// True where the code maps have to decide: suppliers state no concept then.
    bool is_left_to_maps() const { return is_official() && mapping != Mapping::assured; }
};

/// A test that is reported as one: a header code and its parts.
struct Panel {
    std::string_view header{};
    std::span<const std::string_view> parts;
};

/// A Read code that, where it stands with a value, means the observable.
struct Alternate {
    std::string_view key{};
    std::string_view without_value{}; ///< the concept of the plain map
};

class Dictionary {
public:
    Dictionary();
    ~Dictionary() = default;
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    /// The code with this key. \pre there is one
    const Code& operator[](std::string_view key) const;

    std::span<const Code> codes() const { return codes_; }

private:
    std::vector<Code> codes_; // never grows after the constructor
    std::map<std::string_view, const Code*> by_key_;
};

/// The tables the dictionary is made of.
std::span<const CodeSection> problem_sections();
std::span<const CodeSection> finding_sections();
std::span<const CodeSection> care_sections();
std::span<const Measure> measures();

/// Full blood count, kidneys, liver, lipids, ...
std::span<const Panel> panels();
const Panel& panel(std::string_view header);
std::span<const Alternate> alternates();

} // namespace ferry::practice

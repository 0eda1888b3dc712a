#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "sources/tabular/open.hpp"

namespace ferry::tabular {

/// Whose rows are that name no patient but a row of another table (`patient_by`): a
/// result names its visit, the visit its patient. Such tables may follow each other.
///
/// Holds 24 bytes for each row of the tables that others name: what says whose a row is
/// has to be known before rows are sorted.
class Owners {
public:
    struct Owner {
        std::string organisation, patient;
        friend bool operator==(const Owner&, const Owner&) = default;
    };

    /// Reads the files of the tables that others name. Nothing is read where none does.
    /// Throws InputError where they have more rows than `rows_max`.
    Owners(const Description& description, const std::vector<OpenFile>& files);

    /// Whose the row is that has this key in a table; nullptr: nobody's, or that of several.
    /// For several threads.
    const Owner* of(const std::string& table, std::string_view key) const;

    static constexpr std::size_t rows_max = 50'000'000;

private:
    using OwnerNo = std::uint32_t;
    struct Entry {
        Fingerprint128 key;
        OwnerNo owner = 0;
    };
    using Entries = std::vector<Entry>; ///< in the order of keys

    void learn(const Description& description, const std::vector<OpenFile>& files,
               const Table& table);
    void read(const Description& description, const OpenFile& open, Entries& into);
    OwnerNo number_of(const Owner& owner);

    std::vector<Owner> owners_;
    std::map<std::string, OwnerNo> numbers_;
    std::map<std::string, Entries, std::less<>> tables_;
    std::size_t rows_ = 0;
};

} // namespace ferry::tabular

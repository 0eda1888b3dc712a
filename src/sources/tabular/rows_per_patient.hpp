#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "extract/manifest.hpp"
#include "sources/tabular/description.hpp"

namespace ferry::tabular {

/// Counts the rows of tables that have one for each patient against the patients: a row too
/// many for one must not hide that another has none.
///
/// Holds the patients' ids in memory, where a description has such a table. May be used by
/// several threads.
class RowsPerPatient {
public:
    /// \pre `description` outlives the object
    explicit RowsPerPatient(const Description& description);

    /// A row of the table that names this patient.
    void count(const Table& table, std::string_view organisation, std::string_view patient);

    /// Asks about each table that has not exactly one row for each patient.
    /// \param file a file of the table, to name as the place
    std::optional<extract::Question> ask(const Table& table, const std::string& file);

private:
    using Counts = std::map<std::string, std::int64_t, std::less<>>;
    bool counts_any_ = false;
    std::mutex mutex_;
    Counts patients_;
    std::map<const Table*, Counts> rows_;
};

} // namespace ferry::tabular

#include "sources/tabular/rows_per_patient.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ferry::tabular {
namespace {

/// Patients of whom the same is to be said.
struct Odd {
    std::int64_t count = 0;
    std::string first;

    void add(const std::string& patient)
    {
        if (count++ == 0) {
            first = patient;
        }
    }
    std::string such_as() const
    {
        return count == 1 ? fmt::format("({})", first) : fmt::format("(such as {})", first);
    }
};

/// An id that is unique in the extract, readable in a message.
std::string id_of(std::string_view organisation, std::string_view patient)
{
    return organisation.empty() ? std::string{patient}
                                : fmt::format("{} {}", organisation, patient);
}

} // namespace

RowsPerPatient::RowsPerPatient(const Description& description)
    : counts_any_{std::ranges::any_of(description.tables, &Table::one_per_patient)}
{
}

void RowsPerPatient::count(const Table& table, std::string_view organisation,
                           std::string_view patient)
{
    if (!counts_any_ || !(table.subjects || table.one_per_patient)) {
        return;
    }
    const std::lock_guard lock{mutex_};
    std::string id = id_of(organisation, patient);
    if (table.one_per_patient) {
        ++rows_[&table][id];
    }
    if (table.subjects) {
        ++patients_[std::move(id)];
    }
}

std::optional<extract::Question> RowsPerPatient::ask(const Table& table, const std::string& file)
{
    const Counts& rows = rows_[&table];
    Odd without;
    Odd with_several;
    Odd unknown;
    for (const auto& [patient, times] : patients_) {
        if (!rows.contains(patient)) {
            without.add(patient);
        }
    }
    for (const auto& [patient, times] : rows) {
        if (!patients_.contains(patient)) {
            unknown.add(patient);
        } else if (times > 1) {
            with_several.add(patient);
        }
    }
    std::vector<std::string> odd;
    if (without.count > 0) {
        odd.push_back(fmt::format("no row for {} of {} patients {}", without.count,
                                  patients_.size(), without.such_as()));
    }
    if (with_several.count > 0) {
        odd.push_back(fmt::format("several rows for {} of {} patients {}", with_several.count,
                                  patients_.size(), with_several.such_as()));
    }
    if (unknown.count > 0) {
        odd.push_back(
            fmt::format("rows for {} whom nobody knows {}", unknown.count, unknown.such_as()));
    }
    if (odd.empty()) {
        return std::nullopt;
    }
    return extract::Question{.cause = "check_sum:" + table.name,
                             .what = fmt::format("{} has {}", table.name, fmt::join(odd, ", ")),
                             .count = without.count + with_several.count + unknown.count,
                             .sample = file};
}

} // namespace ferry::tabular

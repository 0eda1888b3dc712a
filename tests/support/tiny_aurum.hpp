#pragma once

#include <filesystem>
#include <string>

/// A small invented extract in the shape of CPRD Aurum: tab-delimited text, dates as
/// dd/mm/yyyy, ids of up to 19 digits, the observations in two files.
namespace ferry::support {

/// What an extract of `patients` patients holds.
struct AurumCounts {
    std::size_t consultations = 0, observations = 0, problems = 0, referrals = 0, issues = 0;
};

/// Writes the files into the folder, which is made. The same number gives the same bytes.
AurumCounts write_tiny_aurum(const std::filesystem::path& folder, int patients);

/// The id of the patient with this number, from 1.
std::string aurum_patient(int number);

} // namespace ferry::support

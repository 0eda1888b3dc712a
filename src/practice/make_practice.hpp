#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

/// Makes a synthetic practice and writes the extract its clinical system would
/// give out, with a truth file that says what stands in it. Nothing in it is
/// real. The same options give the same bytes on every machine.
namespace ferry::practice {

struct Options {
    std::int64_t patients = 1'000;
    std::uint64_t seed = 1;
    std::string layout = "emis-8.2"; ///< a name of the table of layouts
    double density = 1.0;            ///< how full the records are; 1 is as in a real practice
    bool maps = true;                ///< write the code maps too
    std::filesystem::path out{};     ///< a folder that is empty or not there

    /// Throws UsageError where no practice can be made so.
    void validate() const;
};

struct Summary {
    std::int64_t patients = 0;
    std::int64_t rows = 0;  ///< in all files of the extract, headers not counted
    std::int64_t bytes = 0; ///< of these files
};

/// Writes OUT/*, OUT.truth.json and OUT.maps/*. Memory does not grow with
/// the number of patients. Throws UsageError for wrong options and Error where
/// the disk refuses.
Summary make_practice(const Options& options);

} // namespace ferry::practice

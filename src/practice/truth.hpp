#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "practice/items.hpp"
#include "practice/layout.hpp"
#include "practice/text_file.hpp"

namespace ferry::practice {

/// The truth file: what the extract holds, as JSON. Patients come first, one a
/// line, written as they are made; the sums over all of them stand at the end.
class Truth {
public:
    /// Makes the file. Lists items only for small practices.
    Truth(const std::filesystem::path& path, const Setting& setting, const Layout& layout);

    /// `called` is what the extract calls the patient.
    void add(const Record& record, const std::string& called);

    /// Writes the sums, what is irregular and what the keys mean.
    void finish(const std::vector<FileCount>& files, const std::vector<const Findings*>& findings);

private:
    void add_to_registers(const Record& record);
    void write_head();
    void write_files(const std::vector<FileCount>& files);
    void write_sums();
    void write_registers();
    void write_irregularities(const std::vector<const Findings*>& findings);
    void write_codes();
    void write_drugs();

    using Sums = std::map<std::string, std::int64_t>;
    struct Register {
        std::int64_t count = 0;
        std::vector<std::int64_t> patients; ///< where items are listed
    };

    TextFile out_;
    const Setting& setting_;
    const Layout& layout_;
    bool lists_items_;
    std::int64_t patients_ = 0;
    std::int64_t appointments_ = 0;
    std::array<std::int64_t, item_types> items_{};
    Sums by_status_;
    Sums age_sex_;
    Sums immunisations_;
    Sums active_repeats_;
    std::map<std::string_view, Register> registers_;
};

} // namespace ferry::practice

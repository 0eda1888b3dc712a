#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "practice/gpconnect/bundle.hpp"
#include "practice/layout.hpp"

namespace ferry::practice::gpconnect {

/// Writes a folder of bundles, one file a patient.
class Writer final : public PracticeWriter {
public:
    Writer(const Setting& setting, const Plan& plan, std::filesystem::path folder);

    void write(const Record& record) override;
    std::string name_of(const Guid& id) const override { return fmt::format("{}", id); }
    void finish() override;
    const std::vector<FileCount>& files() const override { return files_; }
    const Findings& findings() const override { return findings_; }

private:
    Oddities oddities_of(const trees::Sheet& sheet);

    const Plan& plan_;
    std::filesystem::path folder_;
    BundleText bundle_;
    FileCount bundles_{"bundles", "Bundle", 0, 0};
    std::vector<FileCount> files_;
    Findings findings_;
};

} // namespace ferry::practice::gpconnect

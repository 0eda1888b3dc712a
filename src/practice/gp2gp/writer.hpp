#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "practice/gp2gp/envelope.hpp"
#include "practice/gp2gp/message.hpp"
#include "practice/layout.hpp"
#include "practice/text_file.hpp"

namespace ferry::practice::gp2gp {

/// Writes a folder of messages, one file a patient, fragments of large ones, and
/// patients.csv with what messages do not say of a patient.
class Writer final : public PracticeWriter {
public:
    Writer(const Setting& setting, const Plan& plan, const std::filesystem::path& folder);

    void write(const Record& record) override;
    std::string name_of(const Guid& id) const override;
    void finish() override;
    const std::vector<FileCount>& files() const override { return files_; }
    const Findings& findings() const override { return findings_; }

private:
    /// What is sent of one patient.
    struct Letter {
        Envelope envelope = Envelope::none;
        std::vector<trees::Document> documents{};
        Oddities oddities{};
    };
    Letter letter_of(const trees::Sheet& sheet);
    void bear(Irregularity kind, const trees::Sheet& sheet, Letter& letter);
    void found(Irregularity kind, const Record& record, const Guid& id, std::string note = {});
    void put_file(const std::string& name, std::string_view bytes, FileCount& count);
    void list(const Person& person);
    static std::string stem_of(const Person& person);

    const Setting& setting_;
    const Plan& plan_;
    std::filesystem::path folder_;
    MessageText message_;
    TextFile list_;
    std::int64_t listed_ = 0;
    FileCount messages_{"messages", "Message", 0, 0};
    FileCount fragments_{"fragments", "Fragment", 0, 0};
    Person last_{}; ///< whose message was written last
    std::vector<FileCount> files_;
    Findings findings_;
};

} // namespace ferry::practice::gp2gp

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/trees/documents.hpp"
#include "practice/trees/sheet.hpp"
#include "practice/trees/words.hpp"
#include "practice/trees/xml.hpp"

/// One patient's record as an HL7 version 3 message of GP2GP, in the way EMIS
/// sends it.
namespace ferry::practice::gp2gp {

/// Entries that are written oddly; no id: none.
struct Oddities {
    Guid words_only{};   ///< a code that is only words
    Guid without_code{}; ///< a code that says nothing
    Guid degraded{};     ///< a code that an earlier transfer degraded
};

/// What is sent, and how.
struct Sending {
    const trees::Sheet& sheet;
    std::span<const trees::Document> documents;
    Oddities oddities{};
    bool version_07 = false; ///< only that version can say what is confidential
};

/// The interaction of a message: "RCMR_IN030000UK06" or "...UK07".
std::string_view interaction_of(const Sending& sending);

/// The id of a patient's message.
Guid message_id(const Setting& setting, const Person& person);

/// True where the message has a registration of its own, and the patient list none.
bool sends_registration(const Person& person);

/// Writes messages, one after the other, into one buffer.
class MessageText {
public:
    explicit MessageText(const Setting& setting) : setting_{setting} {}

    /// The message's text; it stays until the next one.
    const std::string& write(const Sending& sending);

    const trees::Xml& xml() const { return xml_; }

private:
    // Head and people (message.cpp).
    void head();
    void folder();
    void author();
    void agents();
    void agent(const Staff& staff);
    void organisation(const Organisation& organisation, std::string_view code);
    void tail();

    // Compositions (compositions.cpp).
    struct Cover {
        Guid id{};
        std::string_view code{}; ///< SNOMED CT; "" for words only
        std::string_view display{};
        std::string_view words{};
    };
    void composition(const Cover& cover, const Entry& entry);
    void sitting(const trees::Sitting& sitting);
    void topic(const trees::Sitting& sitting, trees::Group group, std::size_t number);
    void heading(const trees::Sitting& sitting, trees::Group group, const Guid& topic);
    void outside(const trees::Placed& placed);
    void registration();
    void lost_links();

    // Entries (entries.cpp).
    void statement(const trees::What& what);
    void observation(const Observation& row);
    void compound(const Observation& row, std::span<const Observation> parts);
    void report(const Observation& row, std::span<const Observation> parts);
    void narrative(const Guid& id, std::string_view words, const Entry& entry);
    void document(const trees::Document& document);
    void request(const Observation& row, const Referral& referral);
    void plan(const Diary& diary);
    void code(const Observation& row);
    void code_of(const Code& code, std::string_view inside = {});
    bool odd_code(const Observation& row);
    void times(const Entry& entry);
    void value(const Observation& row);
    void note(std::string_view text);
    void range(const Observation& row);
    void participant(const Entry& entry);
    void confidentiality(const Entry& entry);

    // Medicines and problems (medicines.cpp).
    void drug(const DrugRecord& drug);
    void issue(const Issue& issue);
    void discontinue(const DrugRecord& drug);
    void product(const Drug& drug);
    void amount(std::string_view element, const Drug& drug);
    void dosage(std::string_view dosage);
    void problem(const Problem& problem);
    void link_set(const Guid& id, const Guid& named);
    void gather_links();

    const Setting& setting_;
    trees::Xml xml_;
    const Sending* sending_ = nullptr;
    const Entry* composition_ = nullptr;         ///< of the composition being written
    const Consultation* consultation_ = nullptr; ///< if it is one
    std::vector<std::pair<Guid, Guid>> links_;   ///< problem and entry, sorted
};

} // namespace ferry::practice::gp2gp

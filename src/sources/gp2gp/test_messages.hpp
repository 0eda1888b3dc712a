#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/files.hpp"
#include "sources/gp2gp/gp2gp.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"

/// Messages made up by tests, and what becomes of them.
namespace ferry::gp2gp {

inline constexpr std::string_view test_patient = "9990000018";

/// The agent that every message's directory holds.
inline constexpr std::string_view test_agent =
    "<part><Agent><id root=\"AGENT-1\"/><id root=\"2.16.840.1.113883.2.1.4.2\" "
    "extension=\"G123\"/><code code=\"1\" displayName=\"GP\"/><agentPerson><name><prefix>Dr"
    "</prefix><given>Una</given><family>Test</family></name></agentPerson></Agent></part>";

/// A whole message: `compositions` stand in its folder.
inline std::string message_of(std::string_view compositions,
                              std::string_view patient = test_patient,
                              std::string_view agents = test_agent)
{
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<RCMR_IN030000UK06 xmlns=\"urn:hl7-org:v3\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<ControlActEvent><subject>"
        "<EhrExtract><id root=\"EXTRACT\"/>\n<recordTarget><patient><id "
        "root=\"2.16.840.1.113883.2.1.4.1\" extension=\"{}\"/></patient></recordTarget>\n"
        "<author><AgentOrgSDS><agentOrganizationSDS><id root=\"1.2.826.0.1285.0.1.10\" "
        "extension=\"A12345\"/></agentOrganizationSDS></AgentOrgSDS></author>\n<component>"
        "<ehrFolder>\n<responsibleParty><agentDirectory>{}</agentDirectory></responsibleParty>\n"
        "{}</ehrFolder></component></EhrExtract></subject></ControlActEvent>\n"
        "</RCMR_IN030000UK06>\n",
        patient, agents, compositions);
}

/// A composition that is a consultation of 4 March 2010, with these components in it.
inline std::string consultation_of(std::string_view statements)
{
    return fmt::format(
        "<component><ehrComposition><id root=\"CONSULTATION\"/><code code=\"25671000000102\" "
        "codeSystem=\"2.16.840.1.113883.2.1.3.2.4.15\" displayName=\"Surgery Consultation Note\">"
        "<originalText>GP Surgery</originalText></code><effectiveTime><center nullFlavor=\"NI\"/>"
        "</effectiveTime><availabilityTime value=\"201003040930\"/><author><time "
        "value=\"20100304094512\"/><agentRef><id root=\"AGENT-1\"/></agentRef></author>"
        "<Participant2><agentRef><id root=\"AGENT-1\"/></agentRef></Participant2>\n{}"
        "</ehrComposition></component>\n",
        statements);
}

inline std::string component(std::string_view inside)
{
    return fmt::format("<component>{}</component>\n", inside);
}

/// A coded statement: `more` stands behind its times.
inline std::string observation(std::string_view id, std::string_view read, std::string_view term,
                               std::string_view more = {})
{
    return component(fmt::format(
        "<ObservationStatement><id root=\"{}\"/><code code=\"{}\" "
        "codeSystem=\"2.16.840.1.113883.2.1.6.2\" displayName=\"{}\"><translation "
        "code=\"195967001\" codeSystem=\"2.16.840.1.113883.2.1.3.2.4.15\" displayName=\"Asthma\"/>"
        "</code><effectiveTime><center nullFlavor=\"NI\"/></effectiveTime><availabilityTime "
        "value=\"201003040930\"/>{}</ObservationStatement>",
        id, read, term, more));
}

inline std::string compound(std::string_view kind, std::string_view id, std::string_view code,
                            std::string_view inside)
{
    return component(fmt::format("<CompoundStatement classCode=\"{}\"><id root=\"{}\"/>{}"
                                 "<availabilityTime value=\"201003040930\"/>{}"
                                 "</CompoundStatement>",
                                 kind, id, code, inside));
}

/// A Read v2 code without anything beside it.
inline std::string read_code(std::string_view code, std::string_view term)
{
    return fmt::format("<code code=\"{}\" codeSystem=\"2.16.840.1.113883.2.1.6.2\" "
                       "displayName=\"{}\"/>",
                       code, term);
}

inline std::string snomed_code(std::string_view code, std::string_view term)
{
    return fmt::format("<code code=\"{}\" codeSystem=\"2.16.840.1.113883.2.1.3.2.4.15\" "
                       "displayName=\"{}\"/>",
                       code, term);
}

/// A folder of messages that a test fills, and what becomes of it.
class Messages {
public:
    void write(std::string_view name, std::string_view bytes) const
    {
        write_whole(folder_ / name, bytes);
    }

    support::Run run(const support::RunOptions& options = {}) const
    {
        const support::Source source{.open = open_extract, .mapper = make_mapper};
        return support::Run{source, folder_.path(), options};
    }

private:
    support::Folder folder_;
};

/// One message with these statements in one consultation, read and mapped.
class OneMessage {
public:
    explicit OneMessage(std::string_view statements, const support::RunOptions& options = {})
        : OneMessage{Whole{}, message_of(consultation_of(statements)), options}
    {
    }
    static OneMessage whole(std::string_view message, const support::RunOptions& options = {})
    {
        return OneMessage{Whole{}, message, options};
    }

    const support::Run& run() const { return run_; }
    const support::Run::One& patient() const { return run_.patient(test_patient); }
    std::vector<support::ShownItem> items(ItemType type) const
    {
        return support::items_of(patient().mapped->record, type);
    }
    /// The item with this source id; an empty one if there is none.
    support::ShownItem item(std::string_view id) const
    {
        for (const support::ShownItem& one : support::items_of(patient().mapped->record)) {
            if (one.at("source_id") == id) {
                return one;
            }
        }
        return {};
    }
    /// What became of the row of this element and id.
    support::ShownFate fate(std::string_view name, std::string_view id) const
    {
        const auto& source = patient().source;
        const std::string head = fmt::format("<{}", name);
        const std::string mark = fmt::format("<id root=\"{}\"", id);
        for (std::size_t i = 0; i < source.rows.size(); ++i) {
            const std::string_view bytes = source.rows[i].bytes;
            if (bytes.starts_with(head) && bytes.find(mark) != std::string_view::npos) {
                return run_.shown(patient().mapped->fates.at(i));
            }
        }
        return {};
    }

private:
    struct Whole {};
    OneMessage(Whole, std::string_view message, const support::RunOptions& options)
        : run_{read(message, options)}
    {
    }
    static support::Run read(std::string_view message, const support::RunOptions& options)
    {
        Messages messages;
        messages.write("one.xml", message);
        return messages.run(options);
    }
    support::Run run_;
};

} // namespace ferry::gp2gp

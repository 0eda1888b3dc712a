#include "practice/gp2gp/message.hpp"

#include <algorithm>

#include "practice/check_digit.hpp"
#include "practice/gp2gp/oids.hpp"

namespace ferry::practice::gp2gp {
namespace {

using trees::hands_in;
using trees::hl7_stamp;
using trees::made_of;
using trees::Words;

constexpr int evening = 20 * 60; ///< when messages are made

constexpr std::string_view general_practitioner =
    "<code code='309394004' codeSystem='2.16.840.1.113883.2.1.3.2.4.15' "
    "displayName='General Practitioner Principal'>";
constexpr std::string_view other_job = "<code nullFlavor='UNK'>";

} // namespace

std::string_view interaction_of(const Sending& sending)
{
    return sending.version_07 ? "RCMR_IN030000UK07" : "RCMR_IN030000UK06";
}

Guid message_id(const Setting& setting, const Person& person)
{
    return guid_of(setting.seed ^ 0x6272U, static_cast<std::uint64_t>(person.number));
}

const std::string& MessageText::write(const Sending& sending)
{
    sending_ = &sending;
    xml_.clear();
    gather_links();
    head();
    folder();
    agents();
    for (const trees::Sitting& one : sending.sheet.sittings()) {
        sitting(one);
    }
    for (const trees::Placed& one : sending.sheet.outside()) {
        outside(one);
    }
    lost_links();
    registration();
    tail();
    return xml_.text();
}

void MessageText::head()
{
    const Person& person = sending_->sheet.record().person;
    const std::string_view interaction = interaction_of(*sending_);
    const std::string now = hl7_stamp(date_of(setting_.today), evening);
    xml_.put("<{} xmlns='urn:hl7-org:v3' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
             "\n<id root='{}'/><creationTime value='{}'/><versionCode code='V3NPfIT3.1.10'/>"
             "<interactionId root='2.16.840.1.113883.2.1.3.2.4.12' extension='{}'/>"
             "<processingCode code='P'/><processingModeCode code='T'/>"
             "<acceptAckCode code='NE'/>\n",
             interaction, message_id(setting_, person), now, interaction);
    for (const auto& [element, type, device] : {
             std::tuple{"communicationFunctionRcv", "RCV", "715"},
             std::tuple{"communicationFunctionSnd", "SND", "276"}
    }) {
        xml_.put("<{0} typeCode='{1}'><device classCode='DEV' determinerCode='INSTANCE'>"
                 "<id root='{2}' extension='{3}'/></device></{0}>\n",
                 element, type, oids::system, device);
    }
    xml_.put("<ControlActEvent classCode='CACT' moodCode='EVN'><author1 typeCode='AUT'>"
             "<AgentSystemSDS classCode='AGNT'><agentSystemSDS classCode='DEV' "
             "determinerCode='INSTANCE'><id root='{}' extension='276'/></agentSystemSDS>"
             "</AgentSystemSDS></author1>\n<subject typeCode='SUBJ' "
             "contextConductionInd='false'><EhrExtract classCode='EXTRACT' moodCode='EVN'>\n"
             "<id root='{}'/><statusCode code='COMPLETE'/><availabilityTime value='{}'/>\n",
             oids::system, made_of(message_id(setting_, person), trees::Made::statement), now);
    xml_.put("<recordTarget typeCode='RCT'><patient classCode='PAT'><id ");
    if (person.nhs.empty()) {
        xml_.put("nullFlavor='UNK'");
    } else {
        xml_.put("root='{}' extension='{}'", oids::nhs_number, person.nhs);
    }
    xml_.put("/></patient></recordTarget>\n");
    author();
    xml_.put("<destination typeCode='DST'><AgentOrgSDS classCode='AGNT'>"
             "<agentOrganizationSDS classCode='ORG' determinerCode='INSTANCE'>"
             "<id nullFlavor='UNK'/></agentOrganizationSDS></AgentOrgSDS></destination>\n");
}

void MessageText::author()
{
    xml_.put("<author typeCode='AUT'><time value='{}'/><AgentOrgSDS classCode='AGNT'>"
             "<agentOrganizationSDS classCode='ORG' determinerCode='INSTANCE'><id root='{}' "
             "extension='{}'/></agentOrganizationSDS></AgentOrgSDS></author>\n",
             hl7_stamp(date_of(setting_.today), evening), oids::ods,
             setting_.practice.organisations[0].ods);
}

void MessageText::folder()
{
    const Person& person = sending_->sheet.record().person;
    const std::string now = hl7_stamp(date_of(setting_.today), evening);
    xml_.put("<component typeCode='COMP'><ehrFolder classCode='FOLDER' moodCode='EVN'>"
             "<id root='{}'/><statusCode code='COMPLETE'/><effectiveTime><low value='{}'/>"
             "<high value='{}'/></effectiveTime><availabilityTime value='{}'/>\n",
             made_of(message_id(setting_, person), trees::Made::wrapper),
             trees::hl7_day(date_of(person.registered)), now, now);
    author();
}

void MessageText::agents()
{
    const Practice& practice = setting_.practice;
    xml_.put("<responsibleParty typeCode='RESP'><agentDirectory classCode='AGNT'>\n");
    const auto hands = hands_in(sending_->sheet.record(), practice.staff.size());
    for (std::size_t i = 0; i < hands.size(); ++i) {
        if (hands[i]) {
            agent(practice.staff[i]);
        }
    }
    organisation(practice.organisations[0],
                 "<code code='394745000' codeSystem='2.16.840.1.113883.2.1.3.2.4.15' "
                 "displayName='General practice (organisation)'><originalText>General Practice"
                 "</originalText></code>");
    if (!sending_->sheet.record().referrals.empty()) {
        organisation(practice.organisations[3],
                     "<code nullFlavor='UNK'><originalText>NHS Trust</originalText></code>");
    }
    xml_.put("</agentDirectory></responsibleParty>\n");
}

void MessageText::agent(const Staff& staff)
{
    const bool doctor = staff.title == "Dr";
    xml_.put("<part typeCode='PART'>");
    xml_.begin_item("Agent", "classCode='AGNT'", staff.id);
    xml_.put("{}<originalText>{}</originalText></code><agentPerson classCode='PSN' "
             "determinerCode='INSTANCE'><name><prefix>{}</prefix><given>{}</given><family>{}"
             "</family></name></agentPerson></Agent></part>\n",
             doctor ? general_practitioner : other_job, Words{staff.job}, Words{staff.title},
             Words{staff.given}, Words{staff.surname});
}

void MessageText::organisation(const Organisation& organisation, std::string_view code)
{
    xml_.put("<part typeCode='PART'>");
    xml_.begin_item("Agent", "classCode='AGNT'", organisation.id);
    xml_.put("{}<agentOrganization classCode='ORG' determinerCode='INSTANCE'><id root='{}' "
             "extension='{}'/><name>{}</name></agentOrganization></Agent></part>\n",
             code, oids::organisation, organisation.ods, Words{organisation.name});
}

void MessageText::tail()
{
    const Guid id = message_id(setting_, sending_->sheet.record().person);
    xml_.put("</ehrFolder></component>\n<inFulfillmentOf typeCode='FLFS'><priorEhrRequest "
             "classCode='EXTRACT' moodCode='RQO'><id root='{}'/></priorEhrRequest>"
             "</inFulfillmentOf>\n<limitation typeCode='LIMIT' inversionInd='true'>"
             "<limitingEhrExtractSpecification classCode='OBS' moodCode='DEF'><id root='{}'/>"
             "<code code='715751000000105' codeSystem='{}' displayName='Entire record "
             "available to originator'/></limitingEhrExtractSpecification></limitation>\n"
             "</EhrExtract></subject></ControlActEvent>\n</{}>\n",
             made_of(id, trees::Made::topic), made_of(id, trees::Made::group), oids::snomed,
             interaction_of(*sending_));
}

} // namespace ferry::practice::gp2gp

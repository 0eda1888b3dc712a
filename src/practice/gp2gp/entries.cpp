#include <algorithm>

#include "practice/gp2gp/message.hpp"
#include "practice/gp2gp/oids.hpp"

/// Observations, groups of them, texts, documents, plans and requests.
namespace ferry::practice::gp2gp {
namespace {

using trees::Made;
using trees::made_of;
using trees::Words;

constexpr std::string_view event = "classCode='OBS' moodCode='EVN'";

/// How urgent a referral is.
struct Priority {
    std::string_view words;
    std::string_view code;
    std::string_view display;
};
constexpr Priority priorities[] = {
    {"Routine",     "394848005", "Normal"       },
    {"Urgent",      "394849002", "High priority"},
    {"2 Week Wait", "88694003",  "Immediate"    },
};

bool is_from_laboratory(const Consultation* consultation)
{
    return consultation != nullptr && consultation->source == "Laboratory report";
}

} // namespace

/// One entry, as a component of its own.
void MessageText::statement(const trees::What& what)
{
    struct Write {
        MessageText& to;
        void operator()(const Observation* row) const
        {
            const auto parts = to.sending_->sheet.parts_of(*row);
            const Referral* referral = to.sending_->sheet.referral(row->entry.id);
            if (!parts.empty()) {
                is_from_laboratory(to.consultation_) ? to.report(*row, parts)
                                                     : to.compound(*row, parts);
            } else if (referral != nullptr) {
                to.request(*row, *referral);
            } else {
                to.observation(*row);
            }
        }
        void operator()(const Diary* diary) const { to.plan(*diary); }
        void operator()(const Issue* issue) const { to.issue(*issue); }
        void operator()(const DrugRecord* drug) const { to.drug(*drug); }
        void operator()(const Problem* problem) const { to.problem(*problem); }
    };
    xml_.put("<component typeCode='COMP'>");
    std::visit(Write{*this}, what);
    xml_.put("</component>\n");
    const auto* const row = std::get_if<const Observation*>(&what);
    if (row != nullptr && (*row)->document) {
        const auto found = std::ranges::find(sending_->documents, *row, &trees::Document::entry);
        document(*found);
    }
}

/// Status, when it was so, when it was entered.
void MessageText::times(const Entry& entry)
{
    const std::string time = trees::hl7_time(entry);
    const std::string known = time.empty() ? trees::hl7_stamp(entry.entered, entry.minute) : time;
    xml_.put("<statusCode code='COMPLETE'/><effectiveTime><center nullFlavor='{}'/>"
             "</effectiveTime><availabilityTime value='{}'/>",
             time.empty() ? "UNK" : "NI", known);
    confidentiality(entry);
}

void MessageText::confidentiality(const Entry& entry)
{
    if (entry.confidential) {
        xml_.put(
            "<confidentialityCode code='NOPAT' codeSystem='{}' displayName='no disclosure "
            "to patient, family or caregivers without attending provider&#39;s authorization'/>",
            oids::act_code);
    }
}

// -- Codes ------------------------------------------------------------------------------

/// \param inside further elements of the code, before its translation.
void MessageText::code_of(const Code& code, std::string_view inside)
{
    const trees::SentCode sent = trees::sent(code);
    xml_.put("<code code='{}' codeSystem='{}' displayName='{}'>{}", sent.code,
             sent.local ? oids::local : oids::read2, Words{sent.term}, inside);
    if (!sent.concept_id.empty()) {
        xml_.put("<translation code='{}' codeSystem='{}' displayName='{}'/>", sent.concept_id,
                 oids::snomed, Words{sent.term});
    }
    xml_.put("</code>");
}

void MessageText::code(const Observation& row)
{
    if (odd_code(row)) {
        return;
    }
    if (row.code == nullptr) {
        xml_.put("<code nullFlavor='UNK'/>");
        return;
    }
    std::string inside;
    if (row.first_episode) {
        inside = fmt::format("<qualifier inverted='false'><name code='255217005' "
                             "codeSystem='{}' displayName='First'/></qualifier>",
                             oids::snomed);
    } else if (!row.qualifiers.empty()) {
        inside = fmt::format("<qualifier inverted='false'><name code='272741003' "
                             "codeSystem='{0}' displayName='Laterality'/><value "
                             "code='7771000' codeSystem='{0}' displayName='Left'/>"
                             "</qualifier>",
                             oids::snomed);
    }
    code_of(*row.code, inside);
}

/// True if this entry's code is one of the odd ones, and was written.
bool MessageText::odd_code(const Observation& row)
{
    const Oddities& odd = sending_->oddities;
    const Guid& id = row.entry.id;
    if (id == odd.words_only) {
        xml_.put("<code nullFlavor='UNK'><originalText>{}</originalText></code>",
                 Words{row.code->term});
    } else if (id == odd.without_code) {
        xml_.put("<code nullFlavor='UNK'/>");
    } else if (id == odd.degraded) {
        xml_.put("<code code='196411000000103' codeSystem='{}' displayName='Transfer-degraded "
                 "record entry'><originalText>{}</originalText></code>",
                 oids::snomed, Words{row.code->term});
    } else {
        return false;
    }
    return true;
}

// -- Observations -----------------------------------------------------------------------

void MessageText::observation(const Observation& row)
{
    xml_.begin_item("ObservationStatement", event, row.entry.id);
    code(row);
    times(row.entry);
    value(row);
    note(row.text);
    range(row);
    participant(row.entry);
    xml_.put("</ObservationStatement>");
}

/// Digits, comparator, unit and mark. An allergy repeats its code as what it is to.
void MessageText::value(const Observation& row)
{
    if (row.kind == ObservationKind::allergy) {
        const trees::SentCode sent = trees::sent(*row.code);
        xml_.put("<value xsi:type='CD' code='{}' codeSystem='{}' displayName='{}'/>", sent.code,
                 sent.local ? oids::local : oids::read2, Words{sent.term});
        return;
    }
    const trees::SentValue sent = trees::sent_value(row);
    if (sent.digits.empty()) {
        return;
    }
    const std::string_view unit = trees::unit_of(row);
    const std::string translation =
        unit.empty() ? std::string{}
                     : fmt::format("<translation value='{}'><originalText>{}</originalText>"
                                   "</translation>",
                                   sent.digits, Words{unit});
    if (sent.comparator.empty()) {
        xml_.put("<value xsi:type='PQ' value='{}' unit='1'>{}</value>", sent.digits, translation);
    } else {
        xml_.put("<value xsi:type='IVL_PQ'><{0} value='{1}' unit='1' inclusive='false'>{2}"
                 "</{0}></value>",
                 sent.comparator == "<" ? "high" : "low", sent.digits, translation);
    }
    if (row.abnormal != ' ') {
        const bool high = row.abnormal == 'H';
        xml_.put("<interpretationCode code='{}' codeSystem='{}' displayName='{}'/>",
                 high ? "HI" : "LO", oids::mark, high ? "High" : "Low");
    }
}

void MessageText::note(std::string_view text)
{
    if (!text.empty()) {
        xml_.put("<pertinentInformation typeCode='PERT'><sequenceNumber value='+1'/>"
                 "<pertinentAnnotation {}><text>{}</text></pertinentAnnotation>"
                 "</pertinentInformation>",
                 event, Words{text});
    }
}

void MessageText::range(const Observation& row)
{
    if (trees::has_range(row)) {
        const auto limits = trees::range_of(*row.code->measure);
        xml_.put("<referenceRange typeCode='REFV'><referenceInterpretationRange "
                 "classCode='OBS' moodCode='EVN.CRT'><value><low value='{}' unit='1'/>"
                 "<high value='{}' unit='1'/></value></referenceInterpretationRange>"
                 "</referenceRange>",
                 limits[0].view(), limits[1].view());
    }
}

/// Who is responsible, where that is somebody else than for the composition.
void MessageText::participant(const Entry& entry)
{
    if (composition_->clinician != entry.clinician) {
        xml_.put("<Participant typeCode='RESP' contextControlCode='OP'><agentRef "
                 "classCode='AGNT'><id root='{}'/></agentRef></Participant>",
                 setting_.practice.staff[entry.clinician].id);
    }
}

/// A panel, or a blood pressure; a group has no text of its own.
void MessageText::compound(const Observation& row, std::span<const Observation> parts)
{
    xml_.begin_item("CompoundStatement", "classCode='BATTERY' moodCode='EVN'", row.entry.id);
    code(row);
    times(row.entry);
    for (const Observation& part : parts) {
        xml_.put("<component typeCode='COMP' contextConductionInd='true'>");
        observation(part);
        xml_.put("</component>\n");
    }
    if (!row.text.empty()) {
        xml_.put("<component typeCode='COMP' contextConductionInd='true'>");
        narrative(made_of(row.entry.id, Made::statement), row.text, row.entry);
        xml_.put("</component>");
    }
    participant(row.entry);
    xml_.put("</CompoundStatement>");
}

/// A panel of a laboratory stands in its report, below the specimen.
void MessageText::report(const Observation& row, std::span<const Observation> parts)
{
    xml_.begin_item("CompoundStatement", "classCode='CLUSTER' moodCode='EVN'",
                    made_of(row.entry.id, Made::report));
    xml_.put("<code code='16488004' codeSystem='{}' displayName='Laboratory reporting'/>",
             oids::snomed);
    times(row.entry);
    xml_.put("<component typeCode='COMP' contextConductionInd='true'>");
    const Guid specimen = made_of(row.entry.id, Made::specimen);
    xml_.begin_item("CompoundStatement", "classCode='CLUSTER' moodCode='EVN'", specimen);
    xml_.put("<code code='123038009' codeSystem='{}' displayName='Specimen'/>", oids::snomed);
    times(row.entry);
    xml_.put("<specimen typeCode='SPC'><specimenRole classCode='SPEC'><id root='{}'/>"
             "<effectiveTime><center value='{}'/></effectiveTime><specimenSpecimenMaterial "
             "classCode='MAT' determinerCode='INSTANCE'><desc>Venous blood</desc>"
             "</specimenSpecimenMaterial></specimenRole></specimen>"
             "<component typeCode='COMP' contextConductionInd='true'>",
             made_of(specimen, Made::specimen), trees::hl7_day(row.entry.on));
    compound(row, parts);
    xml_.put("</component></CompoundStatement></component></CompoundStatement>");
}

// -- Texts and documents ----------------------------------------------------------------

void MessageText::narrative(const Guid& id, std::string_view words, const Entry& entry)
{
    xml_.begin_item("NarrativeStatement", event, id);
    xml_.put("<text>{}</text><statusCode code='COMPLETE'/><availabilityTime value='{}'/>",
             Words{words}, trees::hl7_time(entry));
    confidentiality(entry);
    xml_.put("</NarrativeStatement>");
}

void MessageText::document(const trees::Document& document)
{
    const Entry& entry = document.entry->entry;
    const std::string place = document.way == trees::Way::by_address
                                  ? trees::address_of(document.id)
                                  : "file://localhost/" + document.file;
    xml_.put("<component typeCode='COMP'>");
    xml_.begin_item("NarrativeStatement", event, document.id);
    xml_.put("<text>{}</text><statusCode code='COMPLETE'/><availabilityTime value='{}'/>",
             Words{document.entry->code->term}, trees::hl7_time(entry));
    confidentiality(entry);
    xml_.put("<reference typeCode='REFR'><referredToExternalDocument classCode='DOC' "
             "moodCode='EVN'><id root='{}'/><code code='25821000000100' codeSystem='{}' "
             "displayName='Original Text document'><originalText>Record Attachment"
             "</originalText></code><text mediaType='text/plain'><reference value='{}'/></text>"
             "</referredToExternalDocument></reference></NarrativeStatement></component>\n",
             document.id, oids::snomed, Words{place});
}

// -- What is to come --------------------------------------------------------------------

void MessageText::plan(const Diary& diary)
{
    xml_.begin_item("PlanStatement", "classCode='OBS' moodCode='INT'", diary.entry.id);
    code_of(*diary.code);
    if (!diary.text.empty()) {
        xml_.put("<text>{}</text>", Words{diary.text});
    }
    xml_.put("<statusCode code='COMPLETE'/><effectiveTime><center value='{}'/></effectiveTime>"
             "<availabilityTime value='{}'/>",
             trees::hl7_day(diary.entry.on),
             trees::hl7_stamp(diary.entry.entered, diary.entry.minute));
    confidentiality(diary.entry);
    participant(diary.entry);
    xml_.put("</PlanStatement>");
}

void MessageText::request(const Observation& row, const Referral& referral)
{
    xml_.begin_item("RequestStatement", "classCode='OBS' moodCode='RQO'", row.entry.id);
    code(row);
    if (!row.text.empty()) {
        xml_.put("<text>{}</text>", Words{row.text});
    }
    const Entry open = [&row] {
        Entry entry = row.entry;
        entry.confidential = false; // stands behind the priority
        return entry;
    }();
    times(open);
    const auto* const priority = std::ranges::find(priorities, referral.urgency, &Priority::words);
    if (priority != std::end(priorities)) {
        xml_.put("<priorityCode code='{}' codeSystem='{}' displayName='{}'/>", priority->code,
                 oids::snomed, priority->display);
    }
    confidentiality(row.entry);
    xml_.put("<responsibleParty typeCode='RESP'><agentRef classCode='AGNT'><id root='{}'/>"
             "</agentRef></responsibleParty>",
             setting_.practice.organisations[3].id);
    participant(row.entry);
    xml_.put("</RequestStatement>");
}

} // namespace ferry::practice::gp2gp

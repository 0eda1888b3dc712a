#include <algorithm>

#include "practice/gp2gp/message.hpp"
#include "practice/gp2gp/oids.hpp"

/// What the entries stand in: consultations with their topics and headings, and
/// covers around entries made outside of any.
namespace ferry::practice::gp2gp {
namespace {

using trees::hl7_stamp;
using trees::Made;
using trees::made_of;
using trees::Words;

constexpr std::string_view in_composition = "<component typeCode='COMP'>";
constexpr std::string_view in_compound = "<component typeCode='COMP' contextConductionInd='true'>";

/// The kinds of consultation that have a code; all others are sent in words.
struct KindOfContact {
    std::string_view source;
    std::string_view code;
    std::string_view display;
};
constexpr KindOfContact kinds_of_contact[] = {
    {"GP Surgery",   "25671000000102", "Surgery Consultation Note"},
    {"Nurse clinic", "25671000000102", "Surgery Consultation Note"},
    {"Home visit",   "25651000000106", "Home Visit Note"          },
};

/// What a registration is called.
std::string_view registration_of(const Person& person)
{
    return person.status == Status::temporary ? "Temporary resident" : "Regular";
}

} // namespace

/// Everything of a composition before its components.
void MessageText::composition(const Cover& cover, const Entry& entry)
{
    composition_ = &entry;
    const Practice& practice = setting_.practice;
    xml_.put("<component typeCode='COMP'>");
    xml_.begin_item("ehrComposition", "classCode='COMPOSITION' moodCode='EVN'", cover.id);
    if (cover.code.empty()) {
        xml_.put("<code nullFlavor='UNK'>");
    } else {
        xml_.put("<code code='{}' codeSystem='{}' displayName='{}'>", cover.code, oids::snomed,
                 cover.display);
    }
    xml_.put("<originalText>{}</originalText></code>", Words{cover.words});
    times(entry);
    xml_.put("<author typeCode='AUT' contextControlCode='OP'><time value='{}'/>"
             "<agentRef classCode='AGNT'><id root='{}'/></agentRef></author>"
             "<location typeCode='LOC'><locatedEntity classCode='LOCE'><code "
             "code='394730007' codeSystem='{}' displayName='Healthcare related organisation'/>"
             "<locatedPlace classCode='PLC' determinerCode='INSTANCE'><name>{}</name>"
             "</locatedPlace></locatedEntity></location><Participant2 typeCode='RESP' "
             "contextControlCode='OP'><agentRef classCode='AGNT'><id root='{}'/></agentRef>"
             "</Participant2>\n",
             hl7_stamp(entry.entered, entry.minute), practice.staff[entry.entered_by].id,
             oids::snomed, Words{practice.organisations[0].name},
             practice.staff[entry.clinician].id);
}

void MessageText::sitting(const trees::Sitting& sitting)
{
    consultation_ = sitting.consultation;
    const Entry& entry = consultation_->entry;
    const auto* const kind =
        std::ranges::find(kinds_of_contact, consultation_->source, &KindOfContact::source);
    Cover cover{.id = entry.id, .words = consultation_->source};
    if (kind != std::end(kinds_of_contact)) {
        cover.code = kind->code;
        cover.display = kind->display;
    }
    composition(cover, entry);
    std::size_t number = 0;
    for (const trees::Group group : sitting.topics()) {
        topic(sitting, group, number++);
    }
    if (sitting.entries.empty()) {
        xml_.put("{}", in_composition);
        xml_.begin_item("EhrEmpty", "classCode='OBS' moodCode='EVN'",
                        made_of(entry.id, Made::statement));
        xml_.put("</EhrEmpty></component>");
    }
    xml_.put("</ehrComposition></component>\n");
    consultation_ = nullptr;
}

void MessageText::topic(const trees::Sitting& sitting, trees::Group group, std::size_t number)
{
    const Guid id = made_of(sitting.consultation->entry.id, Made::topic, number);
    xml_.put("{}", in_composition);
    xml_.begin_item("CompoundStatement", "classCode='TOPIC' moodCode='EVN'", id);
    if (group.front().topic != nullptr) {
        const trees::SentCode code = trees::sent(*group.front().topic->code);
        xml_.put("<code code='{}' codeSystem='{}' displayName='{}'/>", code.code,
                 code.local ? oids::local : oids::read2, Words{code.term});
    } else {
        xml_.put("<code code='Z....00' codeSystem='{}' displayName='UnspecifiedConditions'/>",
                 oids::read2);
    }
    times(sitting.consultation->entry);
    for (const trees::Group one : trees::headings_of(group)) {
        heading(sitting, one, id);
    }
    xml_.put("</CompoundStatement></component>\n");
}

void MessageText::heading(const trees::Sitting& sitting, trees::Group group, const Guid& topic)
{
    const trees::Heading heading = group.front().heading;
    const trees::HeadingRow& row = trees::row_of(heading);
    const bool read =
        heading == trees::Heading::drug_allergies || heading == trees::Heading::other_allergies;
    xml_.put("{}", in_compound);
    xml_.begin_item("CompoundStatement", "classCode='CATEGORY' moodCode='EVN'",
                    made_of(topic, Made::group, static_cast<std::size_t>(heading)));
    xml_.put("<code code='{}' codeSystem='{}' displayName='{}'", row.concept_id,
             read ? oids::read2 : oids::snomed, row.display);
    if (row.title == row.display || row.title.empty()) {
        xml_.put("/>");
    } else {
        xml_.put("><originalText>{}</originalText></code>", row.title);
    }
    times(sitting.consultation->entry);
    for (const trees::Placed& placed : group) {
        statement(placed.what);
    }
    xml_.put("</CompoundStatement></component>\n");
}

namespace {

/// The entry that says when an item was written, and by whom.
struct EntryOf {
    const Record& record;
    const Entry& operator()(const Problem* problem) const
    {
        return std::ranges::find(record.observations, problem->id,
                                 [](const Observation& one) { return one.entry.id; })
            ->entry;
    }
    const Entry& operator()(const auto* item) const { return item->entry; }
};

} // namespace

/// One entry in a cover that says when and by whom it was made.
void MessageText::outside(const trees::Placed& placed)
{
    const Entry& entry = std::visit(EntryOf{sending_->sheet.record()}, placed.what);
    const bool issue = std::holds_alternative<const Issue*>(placed.what);
    const bool medicine = issue || std::holds_alternative<const DrugRecord*>(placed.what);
    const bool link = std::holds_alternative<const Problem*>(placed.what);
    const Guid id = made_of(entry.id, Made::wrapper, link ? 1 : 0);
    composition(medicine
                    ? Cover{id, "196391000000103", "Non-consultation medication data",
                            issue ? "Medication Issue" : "Medication Course Commence"}
                    : Cover{id, "196401000000100", "Non-consultation data", "Summary Event Entry"},
                entry);
    statement(placed.what);
    xml_.put("</ehrComposition></component>\n");
}

/// Links to problems that are not there.
void MessageText::lost_links()
{
    const trees::Sheet& sheet = sending_->sheet;
    for (const Observation& row : sheet.record().observations) {
        if (row.entry.deleted || row.problem.empty() || sheet.problem(row.problem) != nullptr) {
            continue;
        }
        composition({made_of(row.problem, Made::wrapper), "196401000000100",
                     "Non-consultation data", "Summary Event Entry"},
                    row.entry);
        xml_.put("{}", in_composition);
        link_set(made_of(row.problem, Made::link_set), row.problem);
        xml_.put("</component></ehrComposition></component>\n");
    }
}

/// The registration, for patients whose row in the patient list does not say it.
void MessageText::registration()
{
    const Person& person = sending_->sheet.record().person;
    if (!sends_registration(person)) {
        return;
    }
    const Date since = date_of(person.registered);
    const Entry entry{
        .on = since, .entered = since, .clinician = person.usual_gp, .entered_by = person.usual_gp};
    composition({made_of(person.id, Made::wrapper), "196401000000100", "Non-consultation data",
                 "Registration"},
                entry);
    xml_.put("{}", in_composition);
    xml_.begin_item("RegistrationStatement", "classCode='OBS' moodCode='EVN'",
                    made_of(person.id, Made::statement));
    xml_.put("<code nullFlavor='UNK'><originalText>{}</originalText></code><statusCode "
             "code='COMPLETE'/><effectiveTime><low value='{}'/>",
             registration_of(person), trees::hl7_day(since));
    if (person.left != 0) {
        xml_.put("<high value='{}'/>", trees::hl7_day(date_of(person.left)));
    }
    xml_.put("</effectiveTime><availabilityTime value='{}'/></RegistrationStatement></component>"
             "</ehrComposition></component>\n",
             hl7_stamp(since, 0));
}

bool sends_registration(const Person& person)
{
    return person.number % 3 == 2 && person.status == Status::current;
}

} // namespace ferry::practice::gp2gp

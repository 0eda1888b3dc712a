#include "sources/gp2gp/elements.hpp"

#include <array>

#include "base/contains.hpp"

namespace ferry::gp2gp {
namespace {

constexpr auto once = Often::once;
constexpr auto many = Often::many;

constexpr std::string_view of_message = "About the message as sent, not about the patient.";
constexpr std::string_view of_entries = "What stands under the heading says its own.";
constexpr std::string_view of_place = "The place's name is read.";

// clang-format off
constexpr std::array rows{
    Element{"*", "id",                                      Form::id,     once, ""},
    Element{"*", "code",                                    Form::coded,  once, ""},
    Element{"*", "statusCode",                              Form::coded,  once, ""},
    Element{"*", "effectiveTime",                           Form::time,   once, ""},
    Element{"*", "availabilityTime",                        Form::value,  once, ""},
    Element{"*", "confidentialityCode",                     Form::coded,  many, ""},
    Element{"*", "component",                               Form::bare,   many, ""},

    Element{"EhrExtract", "recordTarget",                   Form::bare,   once, ""},
    Element{"EhrExtract", "recordTarget/patient",           Form::bare,   once, ""},
    Element{"EhrExtract", "recordTarget/patient/id",        Form::id,     once, ""},
    Element{"EhrExtract", "author",                         Form::whole,  once, "Its organisation is read, the rest is about the message."},
    Element{"EhrExtract", "destination",                    Form::whole,  once, of_message},
    Element{"EhrExtract", "inFulfillmentOf",                Form::whole,  once, of_message},
    Element{"EhrExtract", "limitation",                     Form::whole,  once, "What the sender was asked for."},
    Element{"ehrFolder", "author",                          Form::whole,  once, of_message},
    Element{"ehrFolder", "responsibleParty",                Form::bare,   once, ""},
    Element{"ehrFolder", "Participant2",                    Form::whole,  many, of_message},
    Element{"agentDirectory", "part",                       Form::bare,   many, ""},

    Element{"ehrComposition", "author",                     Form::agent,  once, ""},
    Element{"ehrComposition", "author/time",                Form::value,  once, ""},
    Element{"ehrComposition", "author/signatureCode",       Form::whole,  once, of_message},
    Element{"ehrComposition", "author/signatureText",       Form::whole,  once, of_message},
    Element{"ehrComposition", "Participant2",               Form::agent,  many, ""},
    Element{"ehrComposition", "Participant",                Form::agent,  many, ""},
    Element{"ehrComposition", "location",                   Form::bare,   once, ""},
    Element{"ehrComposition", "location/locatedEntity",     Form::bare,   once, ""},
    Element{"ehrComposition", "location/locatedEntity/code", Form::coded, once, of_place},
    Element{"ehrComposition", "location/locatedEntity/locatedPlace", Form::bare, once, ""},
    Element{"ehrComposition", "location/locatedEntity/locatedPlace/name", Form::words, once, ""},
    Element{"ehrComposition", "location/locatedEntity/locatedPlace/addr", Form::whole, once, of_place},
    Element{"ehrComposition", "location/locatedEntity/locatedPlace/telecom", Form::whole, many, of_place},

    Element{heading, "Participant",                         Form::whole,  many, of_entries},
    Element{heading, "Participant2",                        Form::whole,  many, of_entries},

    Element{"CompoundStatement", "Participant",             Form::agent,  many, ""},
    Element{"CompoundStatement", "Participant2",            Form::agent,  many, ""},
    Element{"CompoundStatement", "informant",               Form::bare,   many, ""},
    Element{"CompoundStatement", "informant/informantRole", Form::bare,   once, ""},
    Element{"CompoundStatement", "informant/informantRole/code", Form::coded, once, ""},
    Element{"CompoundStatement", "informant/informantRole/playingPerson", Form::bare, once, ""},
    Element{"CompoundStatement", "informant/informantRole/playingPerson/name", Form::whole, many, ""},
    Element{"CompoundStatement", "priorityCode",            Form::coded,  once, ""},
    Element{"CompoundStatement", "uncertaintyCode",         Form::coded,  once, ""},
    Element{"CompoundStatement", "specimen",                Form::bare,   once, ""},
    Element{"CompoundStatement", "specimen/specimenRole",   Form::bare,   once, ""},
    Element{"CompoundStatement", "specimen/specimenRole/id", Form::id,    many, ""},
    Element{"CompoundStatement", "specimen/specimenRole/effectiveTime", Form::time, once, ""},
    Element{"CompoundStatement", "specimen/specimenRole/specimenSpecimenMaterial", Form::bare, once, ""},
    Element{"CompoundStatement", "specimen/specimenRole/specimenSpecimenMaterial/desc", Form::text, once, ""},

    Element{"ObservationStatement", "Participant",          Form::agent,  many, ""},
    Element{"ObservationStatement", "Participant2",         Form::agent,  many, ""},
    Element{"ObservationStatement", "informant",            Form::bare,   many, ""},
    Element{"ObservationStatement", "informant/informantRole", Form::bare, once, ""},
    Element{"ObservationStatement", "informant/informantRole/code", Form::coded, once, ""},
    Element{"ObservationStatement", "informant/informantRole/playingPerson", Form::bare, once, ""},
    Element{"ObservationStatement", "informant/informantRole/playingPerson/name", Form::whole, many, ""},
    Element{"ObservationStatement", "priorityCode",         Form::coded,  once, ""},
    Element{"ObservationStatement", "uncertaintyCode",      Form::coded,  once, ""},
    Element{"ObservationStatement", "value",                Form::any,    many, ""},
    Element{"ObservationStatement", "interpretationCode",   Form::coded,  once, ""},
    Element{"ObservationStatement", "subject",              Form::bare,   once, ""},
    Element{"ObservationStatement", "subject/personalRelationship", Form::bare, once, ""},
    Element{"ObservationStatement", "subject/personalRelationship/code", Form::coded, once, ""},
    Element{"ObservationStatement", "pertinentInformation", Form::bare,   many, ""},
    Element{"ObservationStatement", "pertinentInformation/sequenceNumber", Form::value, once, ""},
    Element{"ObservationStatement", "pertinentInformation/pertinentAnnotation", Form::bare, once, ""},
    Element{"ObservationStatement", "pertinentInformation/pertinentAnnotation/text", Form::text, once, ""},
    Element{"ObservationStatement", "referenceRange",       Form::bare,   many, ""},
    Element{"ObservationStatement", "referenceRange/referenceInterpretationRange", Form::bare, once, ""},
    Element{"ObservationStatement", "referenceRange/referenceInterpretationRange/text", Form::text, once, ""},
    Element{"ObservationStatement", "referenceRange/referenceInterpretationRange/value", Form::bare, once, ""},
    Element{"ObservationStatement", "referenceRange/referenceInterpretationRange/value/low", Form::amount, once, ""},
    Element{"ObservationStatement", "referenceRange/referenceInterpretationRange/value/high", Form::amount, once, ""},

    Element{"NarrativeStatement", "text",                   Form::text,   once, ""},
    Element{"NarrativeStatement", "Participant",            Form::agent,  many, ""},
    Element{"NarrativeStatement", "Participant2",           Form::agent,  many, ""},
    Element{"NarrativeStatement", "reference",              Form::bare,   many, ""},
    Element{"NarrativeStatement", "reference/referredToExternalDocument", Form::bare, once, ""},
    Element{"NarrativeStatement", "reference/referredToExternalDocument/id", Form::id, once, ""},
    Element{"NarrativeStatement", "reference/referredToExternalDocument/code", Form::coded, once, ""},
    Element{"NarrativeStatement", "reference/referredToExternalDocument/confidentialityCode", Form::coded, many, ""},
    Element{"NarrativeStatement", "reference/referredToExternalDocument/text", Form::file, once, ""},

    Element{"PlanStatement", "text",                        Form::text,   once, ""},
    Element{"PlanStatement", "Participant",                 Form::agent,  many, ""},
    Element{"PlanStatement", "Participant2",                Form::agent,  many, ""},
    Element{"PlanStatement", "priorityCode",                Form::coded,  once, ""},
    Element{"PlanStatement", "pertinentInformation",        Form::bare,   many, ""},
    Element{"PlanStatement", "pertinentInformation/sequenceNumber", Form::value, once, ""},
    Element{"PlanStatement", "pertinentInformation/pertinentAnnotation", Form::bare, once, ""},
    Element{"PlanStatement", "pertinentInformation/pertinentAnnotation/text", Form::text, once, ""},

    Element{"RequestStatement", "text",                     Form::text,   once, ""},
    Element{"RequestStatement", "Participant",              Form::agent,  many, ""},
    Element{"RequestStatement", "Participant2",             Form::agent,  many, ""},
    Element{"RequestStatement", "priorityCode",             Form::coded,  once, ""},
    Element{"RequestStatement", "responsibleParty",         Form::agent,  once, ""},
    Element{"RequestStatement", "pertinentInformation",     Form::bare,   many, ""},
    Element{"RequestStatement", "pertinentInformation/sequenceNumber", Form::value, once, ""},
    Element{"RequestStatement", "pertinentInformation/pertinentAnnotation", Form::bare, once, ""},
    Element{"RequestStatement", "pertinentInformation/pertinentAnnotation/text", Form::text, once, ""},

    Element{"LinkSet", "component/statementRef",            Form::bare,   once, ""},
    Element{"LinkSet", "component/statementRef/id",         Form::id,     once, ""},
    Element{"LinkSet", "conditionNamed",                    Form::bare,   once, ""},
    Element{"LinkSet", "conditionNamed/namedStatementRef",  Form::bare,   once, ""},
    Element{"LinkSet", "conditionNamed/namedStatementRef/id", Form::id,   once, ""},
    Element{"LinkSet", "pertinentInformation",              Form::bare,   many, ""},
    Element{"LinkSet", "pertinentInformation/sequenceNumber", Form::value, once, ""},
    Element{"LinkSet", "pertinentInformation/pertinentAnnotation", Form::bare, once, ""},
    Element{"LinkSet", "pertinentInformation/pertinentAnnotation/text", Form::text, once, ""},

    Element{"RegistrationStatement", "text",                Form::text,   once, ""},

    Element{"MedicationStatement", "Participant",           Form::agent,  many, ""},
    Element{"MedicationStatement", "Participant2",          Form::agent,  many, ""},
    Element{"MedicationStatement", "priorityCode",          Form::coded,  once, ""},
    Element{"MedicationStatement", "consumable",            Form::bare,   once, ""},
    Element{"MedicationStatement", "consumable/manufacturedProduct", Form::bare, once, ""},
    Element{"MedicationStatement", "consumable/manufacturedProduct/manufacturedMaterial", Form::bare, once, ""},
    Element{"MedicationStatement", "consumable/manufacturedProduct/manufacturedMaterial/code", Form::coded, once, ""},
    Element{"MedicationStatement", "consumable/manufacturedProduct/manufacturedMaterial/quantity", Form::amount, once, "The pack; how much was supplied stands in the supply."},
    Element{"MedicationStatement", "pertinentInformation",  Form::bare,   many, ""},
    Element{"MedicationStatement", "pertinentInformation/sequenceNumber", Form::value, once, ""},
    Element{"MedicationStatement", "pertinentInformation/pertinentMedicationDosage", Form::bare, once, ""},
    Element{"MedicationStatement", "pertinentInformation/pertinentMedicationDosage/text", Form::text, once, ""},

    Element{"supply", "quantity",                           Form::amount, once, ""},
    Element{"supply", "Participant",                        Form::agent,  many, ""},
    Element{"supply", "Participant2",                       Form::agent,  many, ""},
    Element{"supply", "performer",                          Form::agent,  once, ""},
    Element{"supply", "pertinentInformation",               Form::bare,   many, ""},
    Element{"supply", "pertinentInformation/sequenceNumber", Form::value, once, ""},
    Element{"supply", "pertinentInformation/pertinentSupplyAnnotation", Form::bare, once, ""},
    Element{"supply", "pertinentInformation/pertinentSupplyAnnotation/text", Form::text, once, ""},
    Element{"ehrSupplyAuthorise", "repeatNumber",           Form::any,    once, ""},
    Element{"ehrSupplyAuthorise", "predecessor",            Form::whole,  many, "Which authorisation came before; both are carried."},
    Element{"ehrSupplyPrescribe", "inFulfillmentOf",        Form::bare,   once, ""},
    Element{"ehrSupplyPrescribe", "inFulfillmentOf/priorMedicationRef", Form::bare, once, ""},
    Element{"ehrSupplyPrescribe", "inFulfillmentOf/priorMedicationRef/id", Form::id, once, ""},
    Element{"ehrSupplyDispense", "inFulfillmentOf",         Form::bare,   once, ""},
    Element{"ehrSupplyDispense", "inFulfillmentOf/priorMedicationRef", Form::bare, once, ""},
    Element{"ehrSupplyDispense", "inFulfillmentOf/priorMedicationRef/id", Form::id, once, ""},
    Element{"ehrSupplyDiscontinue", "reversalOf",           Form::bare,   many, ""},
    Element{"ehrSupplyDiscontinue", "reversalOf/priorMedicationRef", Form::bare, once, ""},
    Element{"ehrSupplyDiscontinue", "reversalOf/priorMedicationRef/id", Form::id, once, ""},

    Element{"Agent", "id",                                  Form::id,     many, ""},
    Element{"Agent", "agentPerson",                         Form::bare,   once, ""},
    Element{"Agent", "agentPerson/name",                    Form::words,  once, ""},
    Element{"Agent", "agentPerson/name/prefix",             Form::words,  many, ""},
    Element{"Agent", "agentPerson/name/given",              Form::words,  many, ""},
    Element{"Agent", "agentPerson/name/family",             Form::words,  many, ""},
    Element{"Agent", "agentDevice",                         Form::whole,  once, "A computer: its name is read."},
    Element{"organisation", "id",                           Form::id,     many, ""},
    Element{"organisation", "name",                         Form::words,  once, ""},
    Element{"organisation", "addr",                         Form::whole,  many, "Its lines and postcode are read; when it was in use is not."},
    Element{"organisation", "telecom",                      Form::whole,  many, "The first number is read; further ones stay in the raw row."},
};

// clang-format on

constexpr std::array<std::string_view, 1> in_value{"@value"};
constexpr std::array<std::string_view, 2> in_id{"@root", "@extension"};
constexpr std::array<std::string_view, 2> in_agent{"agentRef", "agentRef/id"};
constexpr std::array<std::string_view, 13> in_time{
    "@value",   "center",     "center@value",   "low",        "low@value",        "low@inclusive",
    "high",     "high@value", "high@inclusive", "@inclusive", "center@inclusive", "low@unit",
    "high@unit"};
constexpr std::array<std::string_view, 33> in_coded{"@code",
                                                    "@codeSystem",
                                                    "@codeSystemName",
                                                    "@codeSystemVersion",
                                                    "@displayName",
                                                    "originalText",
                                                    "translation",
                                                    "translation@code",
                                                    "translation@codeSystem",
                                                    "translation@codeSystemName",
                                                    "translation@codeSystemVersion",
                                                    "translation@displayName",
                                                    "translation/originalText",
                                                    "qualifier",
                                                    "qualifier@inverted",
                                                    "qualifier@code",
                                                    "qualifier@codeSystem",
                                                    "qualifier@displayName",
                                                    "qualifier/name",
                                                    "qualifier/name@code",
                                                    "qualifier/name@codeSystem",
                                                    "qualifier/name@codeSystemName",
                                                    "qualifier/name@codeSystemVersion",
                                                    "qualifier/name@displayName",
                                                    "qualifier/name/originalText",
                                                    "qualifier/value",
                                                    "qualifier/value@code",
                                                    "qualifier/value@codeSystem",
                                                    "qualifier/value@codeSystemName",
                                                    "qualifier/value@codeSystemVersion",
                                                    "qualifier/value@displayName",
                                                    "qualifier/value/originalText",
                                                    "qualifier@codeSystemName"};
constexpr std::array<std::string_view, 12> in_amount{"@value",
                                                     "@unit",
                                                     "@inclusive",
                                                     "translation",
                                                     "translation@value",
                                                     "translation@unit",
                                                     "translation@code",
                                                     "translation@codeSystem",
                                                     "translation@displayName",
                                                     "translation/originalText",
                                                     "translation@codeSystemName",
                                                     "translation@codeSystemVersion"};
constexpr std::array<std::string_view, 3> in_file{"@mediaType", "reference", "reference@value"};
constexpr std::array<std::string_view, 2> in_text{"@mediaType", "@language"};

constexpr std::array<std::string_view, 16> usual_attributes{"classCode",
                                                            "moodCode",
                                                            "typeCode",
                                                            "contextControlCode",
                                                            "contextConductionInd",
                                                            "determinerCode",
                                                            "inversionInd",
                                                            "type",
                                                            "typeID",
                                                            "realmCode",
                                                            "nullFlavor",
                                                            "nil",
                                                            "schemaLocation",
                                                            "noNamespaceSchemaLocation",
                                                            "use",
                                                            "xmlns"};

} // namespace

std::span<const Element> elements()
{
    return rows;
}

std::span<const std::string_view> inside(Form form)
{
    switch (form) {
    case Form::id:
        return in_id;
    case Form::value:
        return in_value;
    case Form::coded:
        return in_coded;
    case Form::time:
        return in_time;
    case Form::amount:
        return in_amount;
    case Form::agent:
        return in_agent;
    case Form::text:
        return in_text;
    case Form::file:
        return in_file;
    case Form::bare:
    case Form::any:
    case Form::words:
    case Form::whole:
        break;
    }
    return {};
}

bool is_usual_attribute(std::string_view name, std::string_view value)
{
    const bool names_a_namespace =
        value.starts_with("urn:") || value.starts_with("http:") || value.starts_with("https:");
    return names_a_namespace || contains(usual_attributes, name);
}

} // namespace ferry::gp2gp

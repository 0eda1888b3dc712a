#include <algorithm>

#include "practice/gp2gp/message.hpp"
#include "practice/gp2gp/oids.hpp"

/// Medicines, and the link sets that make problems of entries.
namespace ferry::practice::gp2gp {
namespace {

using trees::Made;
using trees::made_of;
using trees::Words;

constexpr std::string_view prescription =
    "<code code='9bG0.00' codeSystem='2.16.840.1.113883.2.1.6.2' "
    "displayName='NHS prescription'/>";

std::string_view status_of(const DrugRecord& drug)
{
    return drug.active ? "ACTIVE" : "COMPLETE";
}

/// An end that stands in a statement of its own: what stopped a medicine that was
/// not meant to end. What lapsed has its end in its own statement.
bool was_stopped(const DrugRecord& drug)
{
    return !drug.cancelled.empty() && (drug.active || drug.entry.id.low % 4 == 0);
}

} // namespace

void MessageText::product(const Drug& drug)
{
    xml_.put("<consumable typeCode='CSM'><manufacturedProduct classCode='MANU'>"
             "<manufacturedMaterial classCode='MMAT' determinerCode='KIND'><code code='{}' "
             "codeSystem='{}' displayName='{}'>",
             drug.legacy_code, oids::drug, Words{drug.row.name});
    if (!drug.product_id.empty()) {
        xml_.put("<translation code='{}' codeSystem='{}' displayName='{}'/>", drug.product_id,
                 oids::snomed, Words{drug.row.name});
    }
    xml_.put("</code>");
    amount("quantity", drug);
    xml_.put("</manufacturedMaterial></manufacturedProduct></consumable>");
}

void MessageText::amount(std::string_view element, const Drug& drug)
{
    xml_.put("<{0} value='{1}' unit='1'><translation value='{1}'><originalText>{2}"
             "</originalText></translation></{0}>",
             element, drug.row.quantity, Words{drug.row.unit});
}

void MessageText::dosage(std::string_view dosage)
{
    if (!dosage.empty()) {
        xml_.put("<pertinentInformation typeCode='PERT'><pertinentMedicationDosage "
                 "classCode='SBADM' moodCode='RMD'><text>{}</text></pertinentMedicationDosage>"
                 "</pertinentInformation>",
                 Words{dosage});
    }
}

void MessageText::drug(const DrugRecord& drug)
{
    const std::string since = trees::hl7_time(drug.entry);
    xml_.begin_item("MedicationStatement", "classCode='SBADM' moodCode='INT'",
                    made_of(drug.entry.id, Made::statement));
    xml_.put("<statusCode code='{}'/><effectiveTime><center nullFlavor='NI'/></effectiveTime>"
             "<availabilityTime value='{}'/>",
             status_of(drug), since);
    confidentiality(drug.entry);
    product(*drug.drug);
    xml_.put("<component typeCode='COMP'>");
    xml_.begin_item("ehrSupplyAuthorise", "classCode='SPLY' moodCode='INT'", drug.entry.id);
    xml_.put("{}<statusCode code='{}'/><effectiveTime>", prescription, status_of(drug));
    if (drug.cancelled.empty() || was_stopped(drug)) {
        xml_.put("<center nullFlavor='NI'/>");
    } else {
        xml_.put("<low value='{}'/><high value='{}'/>", since, trees::hl7_day(drug.cancelled));
    }
    const bool acute = drug.type == PrescriptionType::acute;
    xml_.put("</effectiveTime><availabilityTime value='{}'/><repeatNumber value='{}'/>", since,
             acute ? 0 : drug.authorised);
    amount("quantity", *drug.drug);
    xml_.put("</ehrSupplyAuthorise></component>");
    if (was_stopped(drug)) {
        discontinue(drug);
    }
    dosage(drug.dosage);
    participant(drug.entry);
    xml_.put("</MedicationStatement>");
}

void MessageText::discontinue(const DrugRecord& drug)
{
    xml_.put("<component typeCode='COMP'>");
    xml_.begin_item("ehrSupplyDiscontinue", "classCode='SPLY' moodCode='RQO'",
                    made_of(drug.entry.id, Made::link_set));
    xml_.put("<code nullFlavor='UNK'><originalText>Stopped</originalText></code><statusCode "
             "code='COMPLETE'/><availabilityTime value='{}'/><reversalOf typeCode='REV'>"
             "<priorMedicationRef classCode='SBADM' moodCode='ORD'><id root='{}'/>"
             "</priorMedicationRef></reversalOf></ehrSupplyDiscontinue></component>",
             trees::hl7_day(drug.cancelled), drug.entry.id);
}

void MessageText::issue(const Issue& issue)
{
    const std::string on = trees::hl7_time(issue.entry);
    xml_.begin_item("MedicationStatement", "classCode='SBADM' moodCode='ORD'",
                    made_of(issue.entry.id, Made::statement));
    xml_.put("<statusCode code='COMPLETE'/><effectiveTime><center nullFlavor='NI'/>"
             "</effectiveTime><availabilityTime value='{}'/>",
             on);
    confidentiality(issue.entry);
    product(*issue.drug);
    xml_.put("<component typeCode='COMP'>");
    xml_.begin_item("ehrSupplyPrescribe", "classCode='SPLY' moodCode='ORD'", issue.entry.id);
    xml_.put("{}<statusCode code='COMPLETE'/><availabilityTime value='{}'/>", prescription, on);
    amount("quantity", *issue.drug);
    if (!issue.drug_record.empty()) {
        xml_.put("<inFulfillmentOf typeCode='FLFS'><priorMedicationRef classCode='SBADM' "
                 "moodCode='ORD'><id root='{}'/></priorMedicationRef></inFulfillmentOf>",
                 issue.drug_record);
    }
    xml_.put("</ehrSupplyPrescribe></component>");
    dosage(issue.dosage);
    participant(issue.entry);
    xml_.put("</MedicationStatement>");
}

// -- Problems ---------------------------------------------------------------------------

void MessageText::gather_links()
{
    const Record& record = sending_->sheet.record();
    links_.clear();
    const auto add = [this](const auto& items) {
        for (const auto& item : items) {
            if (!item.problem.empty() && !item.entry.deleted) {
                links_.emplace_back(item.problem, item.entry.id);
            }
        }
    };
    add(record.observations);
    add(record.drug_records);
    add(record.issues);
    std::ranges::sort(links_);
}

void MessageText::problem(const Problem& problem)
{
    link_set(made_of(problem.id, Made::link_set), problem.id);
}

/// \param named the entry that is the problem.
void MessageText::link_set(const Guid& id, const Guid& named)
{
    const Problem* problem = sending_->sheet.problem(named);
    const bool active = problem == nullptr || problem->ended.empty();
    const bool significant = problem != nullptr && problem->significant;
    xml_.begin_item("LinkSet", "classCode='OBS' moodCode='EVN'", id);
    xml_.put("<code code='{}' codeSystem='{}' displayName='{}'><originalText>{}"
             "</originalText><qualifier inverted='false'><name code='{}' codeSystem='{}' "
             "displayName='{}'/></qualifier></code><statusCode code='COMPLETE'/>",
             active ? "394774009" : "394775005", oids::snomed,
             active ? "Active problem" : "Inactive problem",
             fmt::format("{} Problem, {}", active ? "Active" : "Inactive",
                         significant ? "Significant" : "Not Significant (Minor)"),
             significant ? "386134007" : "394847000", oids::snomed,
             significant ? "Significant" : "Unspecified significance");
    xml_.put("<effectiveTime><low value='{}'/>", trees::hl7_time(*composition_));
    if (!active) {
        xml_.put("<high value='{}'/>", trees::hl7_day(problem->ended));
    }
    xml_.put("</effectiveTime><availabilityTime value='{}'/>",
             trees::hl7_stamp(composition_->entered, composition_->minute));
    auto link = std::ranges::lower_bound(links_, named, {}, &std::pair<Guid, Guid>::first);
    for (; link != links_.end() && link->first == named; ++link) {
        xml_.put("<component typeCode='COMP'><statementRef classCode='OBS' moodCode='EVN'>"
                 "<id root='{}'/></statementRef></component>",
                 link->second);
    }
    xml_.put("<conditionNamed typeCode='NAME' inversionInd='true'><namedStatementRef "
             "classCode='OBS' moodCode='EVN'><id root='{}'/></namedStatementRef>"
             "</conditionNamed></LinkSet>",
             named);
}

} // namespace ferry::practice::gp2gp

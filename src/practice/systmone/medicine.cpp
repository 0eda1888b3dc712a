#include <algorithm>

#include "practice/systmone/writer.hpp"

// What SystmOne says of prescriptions: repeats are templates with an issue each
// time; what is given once is one row.
namespace ferry::practice::systmone {

void Writer::write_medicines()
{
    issue_of_.clear();
    for (const Issue& issue : record_->issues) {
        if (!issue.repeat && !issue.entry.deleted) {
            issue_of_[id_of(issue.drug_record)] = &issue;
        }
    }
    for (const DrugRecord& drug : record_->drug_records) {
        if (drug.type == PrescriptionType::acute) {
            const auto issue = issue_of_.find(id_of(drug.entry.id));
            write_acute(drug, issue == issue_of_.end() ? nullptr : issue->second);
        } else {
            write_template(drug);
        }
    }
    for (const Issue& issue : record_->issues) {
        if (issue.entry.deleted) {
            write_removed(Table::medication, id_of(issue.entry.id));
        } else if (issue.repeat) {
            write_issue(issue);
        }
    }
}

void Writer::write_product(TableFile& row, const Drug& drug)
{
    row.plain(drug.multilex).empty().plain(drug.product_id).text(drug.row.name);
}

void Writer::write_template(const DrugRecord& drug)
{
    const DrugRow& product = drug.drug->row;
    TableFile& row = begin(Table::repeat_template, drug.entry, id_of(drug.entry.id));
    write_product(row, *drug.drug);
    row.cell([&](CsvFile& out) { put_moment(out, drug.entry.on, 0); })
        .cell([&](CsvFile& out) { put_moment(out, drug.cancelled, 0); })
        .empty()
        .text(drug.dosage)
        .cell([&](CsvFile& out) {
            out.plain(product.quantity);
            out.plain(" ");
            out.plain(product.unit);
        })
        .number(drug.authorised)
        .empty()
        .plain(drug.active ? "Active" : "Ended")
        .empty(2)
        .number(first_);
    end(row);
}

namespace {

/// The rows of what was given: start, end, dose, quantity, and what it was not.
void write_course(TableFile& row, const Drug& drug, std::string_view dosage, Date from, Date until,
                  bool is_repeat)
{
    row.cell([&](CsvFile& out) { put_moment(out, from, 0); })
        .cell([&](CsvFile& out) { put_moment(out, until, 0); })
        .text(dosage)
        .cell([&](CsvFile& out) {
            out.plain(drug.row.quantity);
            out.plain(" ");
            out.plain(drug.row.unit);
        })
        .plain("false")
        .empty(2)
        .flag(is_repeat)
        .plain("false")
        .plain("false")
        .plain("false");
}

} // namespace

void Writer::write_acute(const DrugRecord& drug, const Issue* issue)
{
    TableFile& row = begin(Table::medication, drug.entry, id_of(drug.entry.id));
    write_product(row, *drug.drug);
    const int days = issue == nullptr ? 0 : issue->days;
    write_course(row, *drug.drug, drug.dosage, drug.entry.on, date_of(day_of(drug.entry.on) + days),
                 false);
    end(row.empty(2).number(issue == nullptr ? 0 : id_of(issue->consultation)).number(first_));
}

void Writer::write_issue(const Issue& issue)
{
    TableFile& row = begin(Table::medication, issue.entry, id_of(issue.entry.id));
    write_product(row, *issue.drug);
    write_course(row, *issue.drug, issue.dosage, issue.entry.on,
                 date_of(day_of(issue.entry.on) + issue.days), true);
    end(row.number(id_of(issue.drug_record))
            .empty()
            .number(id_of(issue.consultation))
            .number(first_));
}

} // namespace ferry::practice::systmone

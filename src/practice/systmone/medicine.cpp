#include <algorithm>

#include "practice/systmone/writer.hpp"

// What SystmOne says of prescriptions: repeats are templates with an issue each
// time; what is given once is one row.
namespace ferry::practice::systmone {
namespace {

void write_product(TableFile& row, const Drug& drug)
{
    row.plain(drug.multilex).empty().plain(drug.product_id).text(drug.row.name);
}

void write_quantity(TableFile& row, const DrugRow& product)
{
    row.cell([&](CsvFile& out) {
        out.plain(product.quantity);
        out.plain(" ");
        out.plain(product.unit);
    });
}

/// What was given, once or at one issue of a repeat.
struct Course {
    const Drug& drug;
    std::string_view dosage;
    Date from;
    int days;
    bool of_a_repeat;
};

/// Product, start, end, dose and quantity, and what it was not.
void write_course(TableFile& row, const Course& course)
{
    const Date until = date_of(day_of(course.from) + course.days);
    write_product(row, course.drug);
    row.cell([&](CsvFile& out) { put_moment(out, course.from, 0); })
        .cell([&](CsvFile& out) { put_moment(out, until, 0); })
        .text(course.dosage);
    write_quantity(row, course.drug.row);
    row.plain("false").empty(2).flag(course.of_a_repeat);
    row.plain("false").plain("false").plain("false");
}

} // namespace

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

void Writer::write_template(const DrugRecord& drug)
{
    TableFile& row = begin(Table::repeat_template, drug.entry, id_of(drug.entry.id));
    write_product(row, *drug.drug);
    row.cell([&](CsvFile& out) { put_moment(out, drug.entry.on, 0); })
        .cell([&](CsvFile& out) { put_moment(out, drug.cancelled, 0); })
        .empty()
        .text(drug.dosage);
    write_quantity(row, drug.drug->row);
    row.number(drug.authorised).empty().plain(drug.active ? "Active" : "Ended");
    end(row.empty(2).number(first_));
}

void Writer::write_acute(const DrugRecord& drug, const Issue* issue)
{
    TableFile& row = begin(Table::medication, drug.entry, id_of(drug.entry.id));
    write_course(row, {.drug = *drug.drug,
                       .dosage = drug.dosage,
                       .from = drug.entry.on,
                       .days = issue == nullptr ? 0 : issue->days,
                       .of_a_repeat = false});
    end(row.empty(2).number(issue == nullptr ? 0 : id_of(issue->consultation)).number(first_));
}

void Writer::write_issue(const Issue& issue)
{
    TableFile& row = begin(Table::medication, issue.entry, id_of(issue.entry.id));
    write_course(row, {.drug = *issue.drug,
                       .dosage = issue.dosage,
                       .from = issue.entry.on,
                       .days = issue.days,
                       .of_a_repeat = true});
    row.number(id_of(issue.drug_record)).empty();
    end(row.number(id_of(issue.consultation)).number(first_));
}

} // namespace ferry::practice::systmone

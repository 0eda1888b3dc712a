#pragma once

#include <span>

#include "practice/table_file.hpp"

/// The tables of SystmOne's Strategic Reporting extract, layout 93.
namespace ferry::practice::systmone {

enum class Table : unsigned char {
    patient,
    registration,
    status,
    address,
    contact,
    event,
    code,
    problem,
    sensitivity,
    immunisation,
    referral,
    recall,
    repeat_template,
    medication,
    special_note,
    appointment,
    rota,
    organisation,
    branch,
    ccg,
    staff,
    profile,
    role,
    immunisation_content,
    ctv3,
    ctv3_to_snomed,
    ctv3_to_read,
    drug_code,
    mapping,
    list_option,
    manifest,
};

/// All tables, in the order of the enumeration; the manifest is the last.
std::span<const TableShape> tables();

} // namespace ferry::practice::systmone

#pragma once

#include <span>

#include "practice/table_file.hpp"

/// The tables of Vision's bulk extract, in the order of live files. The names
/// of the columns stand nowhere in the files.
namespace ferry::practice::vision {

enum class Table : unsigned char {
    practice,
    staff,
    patient,
    check_sum,
    active_user,
    encounter,
    journal,
    referral,
};

/// All tables, in the order of the enumeration.
std::span<const TableShape> tables();

} // namespace ferry::practice::vision

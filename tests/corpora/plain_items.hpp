#pragma once

#include <string>
#include <vector>

#include "corpora/truth.hpp"
#include "record/record.hpp"

/// What a record says of a patient in words that no layout has for its own: to hold
/// records of one patient from different layouts against each other.
namespace ferry::corpora {

struct PlainItem {
    std::string type; ///< as in the truth: "observation", "medication-repeat", ...
    std::string date; ///< the day, as far as it is known
    std::string term; ///< the original term
    std::string code; ///< SNOMED CT or dm+d id that the source gave; empty if none
    std::string value;
    std::string unit;
    std::string text; ///< free text, or the dose
};

/// Every item of the record that the truth lists, sorted by type and date.
std::vector<PlainItem> plain_items(const Record& record);

/// The truth's own words for an item, taken apart.
PlainItem plain_item(const Truth& truth, const std::string& words);

} // namespace ferry::corpora

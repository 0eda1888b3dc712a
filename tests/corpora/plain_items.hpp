#pragma once

#include <string>
#include <vector>

#include "corpora/truth.hpp"
#include "record/record.hpp"
#include "support/shown.hpp"

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

/// The item's value in the truth's words: of a blood pressure both, of a drug the quantity, of a
/// problem whether it ended.
std::string value_of(const support::ShownItem& item);

/// Whether an issue belongs to a medication of a single issue: the truth has those as one item.
bool is_issue_of_acute(const support::ShownItem& issue,
                       const std::vector<support::ShownItem>& items);

/// Every item of the record that the truth lists, sorted by type and date.
std::vector<PlainItem> plain_items(const Record& record);

/// The truth's own words for an item, taken apart.
PlainItem plain_item(const Truth& truth, const std::string& words);

} // namespace ferry::corpora

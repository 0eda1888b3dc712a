#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The list of patients that may lie beside the messages: GP2GP messages hold no
/// demographics.
namespace ferry::gp2gp {

/// Column of the list and the field of the patient, address or contact it fills.
struct ListColumn {
    std::string_view name;
    std::string_view field; ///< "address.town": of the patient's address
};

/// Every column the list may have. `nhs_number` or `message` is needed: it says whose
/// row it is, by the number or by the name of the message's file without its ending.
inline constexpr std::string_view number_column = "nhs_number";
inline constexpr std::string_view message_column = "message";
const std::vector<ListColumn>& list_columns();

/// True if the first row of a CSV file names such columns.
bool is_patient_list(std::string_view header);

/// The names in a header, without blanks around them.
std::vector<std::string> names_in(std::string_view header);

/// The cells of a row, quotes undone.
std::vector<std::string> cells_of(std::string_view row);

} // namespace ferry::gp2gp

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sources/tabular/description.hpp"

/// Whether a description that fits the language can be used, and what somebody should
/// still look at. For descriptions that come with a practice and not with the program.
namespace ferry::tabular {

/// How much a remark weighs.
enum class Weigh : std::uint8_t {
    unusable, ///< rows could not be read by it
    open,     ///< somebody marked it as still to be decided
    note,     ///< may be meant so
};

std::string_view name_of(Weigh weigh);

struct Remark {
    Weigh weigh = Weigh::note;
    FilePlace place;
    std::string where; ///< "Observation.obsdate", "dictionary medical"
    std::string what;
};

/// Every remark, in the order of the file.
std::vector<Remark> review(const Description& description);

/// Throws InputError with the first remark for which rows cannot be read, or the first
/// open point.
/// \param name of the file, for the message
void require_usable(const Description& description, const std::string& name);

} // namespace ferry::tabular

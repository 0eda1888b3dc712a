#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "practice/model.hpp"

/// The letters that came with entries, as files.
namespace ferry::practice::trees {

/// How a document travels.
enum class Way : unsigned char {
    by_address,  ///< only its address is named
    within,      ///< in the message
    in_fragment, ///< in a message of its own
    lost,        ///< in a message of its own, which is not there
};

struct Document {
    const Observation* entry = nullptr;
    Guid id{};
    std::string file{}; ///< its name
    std::string bytes{};
    bool packed = false; ///< as gzip
    Way way = Way::by_address;
};

/// All documents of a record, in its order; they travel `way`.
std::vector<Document> documents_of(const Record& record, Way way);

/// Where a document can be asked for.
std::string address_of(const Guid& document);

/// The bytes in base64, in lines of 76 signs where `lines` end so.
std::string base64(std::string_view bytes, std::string_view line_end = {});

/// The bytes as a gzip file. They are stored, not squeezed, so that every
/// machine makes the same of them. \pre at most 65,535 bytes
std::string gzip(std::string_view bytes);

} // namespace ferry::practice::trees

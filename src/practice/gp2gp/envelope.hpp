#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "practice/trees/documents.hpp"

/// What messages travel in.
namespace ferry::practice::gp2gp {

enum class Envelope : unsigned char {
    none,             ///< the bare message
    custom_transport, ///< an element around it
    json,             ///< as message handlers keep it
    mime,             ///< as it travels
};

/// Which one a patient's message has.
Envelope envelope_of(std::int64_t patient);

/// The ending of a file's name.
std::string_view ending_of(Envelope envelope);

/// A message on its way.
struct Parcel {
    Guid id{};
    std::string_view interaction{};
    std::string_view payload{};
    std::span<const trees::Document> documents{}; ///< all that its manifest names
};

/// The file of a message.
std::string wrapped(Envelope envelope, const Parcel& parcel);

/// The id of the message in which a document travels by itself.
Guid fragment_id(const trees::Document& document);

/// The file of that message. \pre the envelope is json or mime
std::string fragment_of(Envelope envelope, const trees::Document& document);

} // namespace ferry::practice::gp2gp

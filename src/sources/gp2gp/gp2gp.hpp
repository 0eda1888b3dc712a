#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extract/source.hpp"
#include "transform/mapper.hpp"

/// GP2GP electronic health record extracts: HL7 version 3 messages, one for each
/// patient (docs/formats/gp2gp.md).
namespace ferry::gp2gp {

/// The tables that the files of the folder hold.
inline constexpr std::string_view message_table = "Message";
inline constexpr std::string_view list_table = "PatientList";

/// Opens a folder of messages.
std::unique_ptr<extract::OpenExtract> open_extract(const extract::ExtractOrder& order);

/// Reads cases made of such messages.
std::unique_ptr<transform::Mapper> make_mapper(const transform::MapperOrder& order,
                                               const transform::Context& context);

/// The versions of the message that are read.
std::vector<std::string> layouts();

} // namespace ferry::gp2gp

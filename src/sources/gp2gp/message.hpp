#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sources/gp2gp/coverage.hpp"

namespace ferry::gp2gp {

/// One source item of a message, ready to be dealt.
struct MessageRow {
    std::int64_t line = 1;
    std::string bytes;
    bool damaged = false;
    bool directory = false; ///< belongs to the practice
    bool inside = false;    ///< and stands in the row of the practice before it
};

/// A message cut into its source items. The first row holds all of the message that is
/// in no other; a wrapper around the XML, where there is one, comes before it.
struct Message {
    bool fragment = false;         ///< a piece of a large message: says no patient
    std::string organisation;      ///< ODS code of the practice that sent it
    std::string patient;           ///< NHS number; "" if it names none that can be one
    std::string written_number;    ///< what stands there as NHS number, right or wrong
    std::string message_id;        ///< by which other messages mean it
    std::vector<std::string> more; ///< ids of the messages that hold more of it
    std::vector<MessageRow> rows;
    Uncovered uncovered;         ///< what no rule of reading names
    std::int64_t first_line = 1; ///< of the XML in its envelope
    std::string damage;          ///< why it is one damaged row; "" if it is whole
};

/// Cuts a message into its items. One that cannot be read is a single damaged row.
/// Throws InputError for XML that brings a DTD. \param name of the file, for messages.
Message read_message(const std::string& name, std::string bytes);

} // namespace ferry::gp2gp

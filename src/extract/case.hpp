#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "record/record.hpp"

/// Reading an extract means sorting it into cases. A case is everything one
/// source holds on one patient, as raw rows that nobody has interpreted yet
/// (ADR 0003).
namespace ferry::extract {

/// The number of a source file in its workspace.
using FileNo = std::uint32_t;

/// One source item as it stood: a row of a table, a component, a resource.
struct RawRow {
    FileNo file = 0;
    std::uint32_t line = 0; ///< physical line on which it begins, from 1
    bool damaged = false;   ///< cut off, or its quotes never end: not to be parsed
    std::string_view bytes; ///< without the line end; lives as long as the case's buffer
};

/// Who a case is about, in the source's own ids.
struct Subject {
    std::string organisation;
    std::string patient;
    friend bool operator==(const Subject&, const Subject&) = default;
};

struct Case {
    CaseNo no = 0;
    std::int32_t part = 0; ///< directory and unattached case may come in parts; others are whole
    Subject subject;
    std::vector<RawRow> rows;           ///< in the order of the source's tables, then of lines
    Fingerprint128 content;             ///< of all rows, whatever order or line they stand on
    std::shared_ptr<const void> buffer; ///< keeps the rows' bytes
};

/// The case as one compressed block of bytes, for the workspace.
std::string pack(const Case& packed);

/// Its rows again. Throws Error where the block is damaged.
/// \pre `block` was made by pack().
void unpack(std::string_view block, Case& into);

} // namespace ferry::extract

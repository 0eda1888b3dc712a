#pragma once

#include <cstring>
#include <string_view>
#include <vector>

#include "transform/mapper.hpp"

/// How the ids of a case's rows stand in the workspace: one behind the other, as numbers are in
/// memory.
namespace ferry::workspace {

using RowIds = std::vector<transform::RowId>;

/// \pre `ids` lives as long as the answer.
inline std::string_view bytes_of(const RowIds& ids)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): numbers as they stand
    return {reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof(transform::RowId)};
}

inline RowIds ids_in(std::string_view bytes)
{
    RowIds ids(bytes.size() / sizeof(transform::RowId));
    if (!ids.empty()) {
        std::memcpy(ids.data(), bytes.data(), ids.size() * sizeof(transform::RowId));
    }
    return ids;
}

} // namespace ferry::workspace

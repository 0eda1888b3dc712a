#pragma once

#include <memory>
#include <unordered_map>

#include "sources/tabular/case_rows.hpp"
#include "sources/tabular/lookups.hpp"
#include "transform/mapper.hpp"

namespace ferry::tabular {

/// What every case of a practice is read with. Only read while cases are mapped.
struct Practice {
    const Description& description;
    transform::Context context;
    std::vector<FilePlan> plans; ///< by file number
    std::vector<std::string> file_names;
    CodeStore codes;
    Lookups lookups;
    std::string organisation; ///< the one that moves; rows of others are held
    std::unordered_map<std::uint64_t, std::int64_t> directory; ///< row id -> item key
};

/// A mapper for cases of the described source.
/// \pre `description` and what `context` names outlive the mapper.
std::unique_ptr<transform::Mapper> make_mapper(const Description& description,
                                               const transform::MapperOrder& order,
                                               const transform::Context& context);

} // namespace ferry::tabular

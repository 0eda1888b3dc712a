#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_table.hpp"
#include "extract/manifest.hpp"
#include "json/tree.hpp"

namespace ferry::fhir {

/// Sees to it that every element of every resource is named in the table of elements:
/// one that is not becomes a question (cause unknown_column), with its count. Belongs to one
/// thread, which looks at files in their order.
class Coverage {
public:
    /// Where a resource stands.
    struct Place {
        extract::FileNo file = 0;
        std::function<std::string()> text; ///< "FILE:LINE", asked for only where it is needed
    };
    void look_at(json::Value resource, const Place& place);

    /// Takes what another found in other files.
    void add(const Coverage& other);

    void add_questions(std::vector<extract::Question>& to) const;

private:
    struct Unknown {
        std::int64_t count = 0;
        extract::FileNo file = 0; ///< of the sample: the first file that has it
        std::string sample;
    };
    void walk(json::Value value, const Place& place);
    bool is_named();
    std::size_t go_down(std::string_view step, std::string_view name = {});

    std::string path_;     ///< on the way down, behind the resource's type
    std::size_t type_ = 0; ///< the type's size
    TextTable<bool> named_;
    std::map<std::string, Unknown> unknown_;
};

} // namespace ferry::fhir

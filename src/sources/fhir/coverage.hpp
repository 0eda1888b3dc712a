#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/manifest.hpp"
#include "json/tree.hpp"

namespace ferry::fhir {

/// Sees to it that every element of every resource is named in the table of elements:
/// one that is not becomes a question (cause unknown_column), with its count.
class Coverage {
public:
    /// \param place "FILE:LINE" of the resource, asked for only where it is needed.
    void look_at(json::Value resource, const std::function<std::string()>& place);

    void add_questions(std::vector<extract::Question>& to) const;

private:
    struct Unknown {
        std::int64_t count = 0;
        std::string sample;
    };
    void walk(std::string_view type, json::Value value, const std::function<std::string()>& place);
    bool is_named(std::string_view type, const std::string& path);

    std::string path_; ///< on the way down
    std::unordered_map<std::string, bool> named_;
    std::map<std::string, Unknown> unknown_;
};

} // namespace ferry::fhir

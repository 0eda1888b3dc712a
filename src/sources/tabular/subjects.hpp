#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/source.hpp"

namespace ferry::tabular {

/// The patients of an extract and their cases, found by organisation and patient id
/// together: neither is unique alone.
class Subjects {
public:
    /// Makes a subject known. A second time changes nothing.
    void add(std::string_view organisation, std::string_view patient);

    /// Gives every subject its case number and puts them in that order.
    void number(extract::CaseNumbers& numbers);

    /// The subject's place in that order.
    std::optional<std::size_t> find(std::string_view organisation, std::string_view patient) const;

    std::size_t size() const { return subjects_.size(); }
    const extract::Subject& at(std::size_t place) const { return subjects_[place].subject; }
    CaseNo case_at(std::size_t place) const { return subjects_[place].no; }

private:
    struct Numbered {
        extract::Subject subject;
        CaseNo no = 0;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return static_cast<std::size_t>(fingerprint(text));
        }
    };
    /// The two ids in one text, in a place that is used again and again.
    std::string_view key(std::string_view organisation, std::string_view patient) const;

    std::vector<Numbered> subjects_;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> places_;
    mutable std::string key_;
};

} // namespace ferry::tabular

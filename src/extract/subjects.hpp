#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_table.hpp"
#include "extract/source.hpp"

namespace ferry::extract {

/// The patients of an extract and their cases, found by organisation and patient id
/// together: neither is unique alone.
class Subjects {
public:
    /// Makes a subject known and gives its place. A second time changes nothing.
    std::size_t add(std::string_view organisation, std::string_view patient);

    /// Gives every subject that has none its case number.
    void number(CaseNumbers& numbers);

    /// Puts the subjects in the order of their numbers. \pre all have one.
    /// \return the new place of each, by its old one.
    std::vector<std::size_t> sort();

    /// The subject's place; none if it is not known. May be asked by several threads.
    std::optional<std::size_t> find(std::string_view organisation, std::string_view patient) const;

    std::size_t size() const { return subjects_.size(); }
    const Subject& at(std::size_t place) const { return subjects_[place].subject; }
    CaseNo case_at(std::size_t place) const { return subjects_[place].no; }

private:
    struct Numbered {
        Subject subject;
        CaseNo no = 0;
    };
    std::vector<Numbered> subjects_;
    TextTable<std::size_t> places_;
};

} // namespace ferry::extract

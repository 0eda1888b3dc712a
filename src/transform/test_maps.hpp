#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "terminology/code_maps.hpp"
#include "transform/mapper.hpp"

namespace ferry::transform {

/// Maps that answer as a test lays down, by code.
class FakeMaps final : public terminology::Maps {
public:
    std::map<std::string, terminology::MapAnswer, std::less<>> answers;
    std::map<std::string, terminology::MapAnswer, std::less<>> answers_for_values;
    std::map<std::string, terminology::DmdAnswer, std::less<>> drugs;
    std::map<std::pair<terminology::ConceptId, terminology::ConceptId>, terminology::Subsumption>
        kinds; ///< concept and ancestor
    std::map<terminology::ConceptId, terminology::HistoryAnswer> histories;
    std::map<terminology::ConceptId, terminology::ProductAnswer> products;
    mutable std::vector<std::string> asked; ///< code, term code and original term

    terminology::MapAnswer to_snomed(const terminology::MapQuestion& question) const override
    {
        asked.push_back(std::string{question.code} + "|" + std::string{question.term_code} + "|" +
                        std::string{question.original_term});
        const auto valued = answers_for_values.find(question.code);
        if (question.has_value && valued != answers_for_values.end()) {
            return valued->second;
        }
        const auto found = answers.find(question.code);
        return found == answers.end() ? terminology::MapAnswer{} : found->second;
    }

    terminology::DmdAnswer drug(terminology::System from, std::string_view code) const override
    {
        static_cast<void>(from);
        const auto found = drugs.find(code);
        return found == drugs.end() ? terminology::DmdAnswer{} : found->second;
    }

    terminology::Subsumption is_a(terminology::ConceptId one,
                                  terminology::ConceptId ancestor) const override
    {
        const auto found = kinds.find({one, ancestor});
        return found == kinds.end() ? terminology::Subsumption::unknown : found->second;
    }

    terminology::HistoryAnswer history(terminology::ConceptId id) const override
    {
        const auto found = histories.find(id);
        return found == histories.end() ? terminology::HistoryAnswer{} : found->second;
    }

    terminology::ProductAnswer product(terminology::ConceptId id) const override
    {
        const auto found = products.find(id);
        return found == products.end() ? terminology::ProductAnswer{} : found->second;
    }
};

} // namespace ferry::transform

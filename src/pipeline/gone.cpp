#include "pipeline/gone.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "pipeline/question.hpp"

namespace ferry::pipeline {
namespace {

/// More than a few, and more than leave a practice between two extracts.
bool are_many(std::size_t gone, std::size_t before)
{
    constexpr std::size_t few = 10;
    constexpr std::size_t share = 20;
    return gone > few && gone * share > before;
}

} // namespace

std::optional<extract::Question> ask_for_gone(workspace::CaseStore& store, std::int64_t pass,
                                              const std::unordered_set<CaseNo>& here, bool expected)
{
    std::vector<CaseNo> gone = store.others(pass);
    std::erase_if(gone, [&](CaseNo one) { return here.contains(one); });
    if (gone.empty()) {
        return std::nullopt;
    }
    const auto first = store.summary(gone.front());
    const std::string sample = first ? first->source_id : std::string{};
    // Not all that stood there before: a pass that is taken up again has put some anew.
    const std::size_t before = here.size() + gone.size();
    if (are_many(gone.size(), before) && !expected) {
        throw InputError{fmt::format(
            "{} of {} patients are not in this extract, though they were carried before, among "
            "them {}; expected "
            "a whole extract of the same practice. Does this one hold changes only, or was it cut "
            "short? Give the whole one; or, if these patients have left, run the pass with "
            "--patients-gone, which takes their records out of the target",
            gone.size(), before, sample)};
    }
    return question_of_pass(pass, "patients_gone", static_cast<std::int64_t>(gone.size()), sample);
}

std::vector<extract::Question> ask_for_shrunk(const workspace::Shrinking& lost, std::int64_t pass)
{
    std::vector<extract::Question> questions;
    if (lost.rows > 0) {
        questions.push_back(question_of_pass(pass, "rows_gone", lost.rows, lost.shrunk_patient));
    }
    if (lost.emptied > 0) {
        questions.push_back(
            question_of_pass(pass, "record_emptied", lost.emptied, lost.emptied_patient));
    }
    return questions;
}

} // namespace ferry::pipeline

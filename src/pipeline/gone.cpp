#include "pipeline/gone.hpp"

#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "pipeline/question.hpp"

namespace ferry::pipeline {
namespace {

using workspace::Losses;

/// What may be lost, and what is asked about it.
struct Kind {
    std::string_view name;
    Losses::Loss Losses::*loss;
};
constexpr std::array kinds{
    Kind{"patients_gone",  &Losses::patients},
    Kind{"rows_gone",      &Losses::rows    },
    Kind{"record_emptied", &Losses::emptied },
};

/// More than a few, and more than leave a practice between two extracts.
bool are_many(std::size_t gone, std::size_t before)
{
    constexpr std::size_t few = 10;
    constexpr std::size_t share = 20;
    return gone > few && gone * share > before;
}

/// The passes that first lacked what the last finished one asked about.
std::set<std::int64_t> asked_since(workspace::Workspace& workspace, std::int64_t pass)
{
    std::set<std::int64_t> passes;
    const auto before = workspace.pass(pass - 1);
    for (const Kind& kind : kinds) {
        for (const auto& question : workspace.questions(before ? before->files_of : 0, kind.name)) {
            passes.insert(whole_number(question.cause.substr(kind.name.size() + 1)).value_or(0));
        }
    }
    return passes;
}

} // namespace

void check_gone(workspace::CaseStore& store, std::int64_t pass,
                const std::unordered_set<CaseNo>& here, bool expected)
{
    std::vector<CaseNo> gone = store.gone(pass);
    std::erase_if(gone, [&](CaseNo one) { return here.contains(one); });
    // Not all that stood there before: a pass that is taken up again has put some anew.
    const std::size_t before = here.size() + gone.size();
    if (are_many(gone.size(), before) && !expected) {
        throw InputError{fmt::format(
            "{} of {} patients are not in this extract, though they were carried before, among "
            "them {}; expected "
            "a whole extract of the same practice. Does this one hold changes only, or was it cut "
            "short? Give the whole one; or, if these patients have left, run the pass with "
            "--patients-gone, which takes their records out of the target",
            gone.size(), before, store.subject(gone.front()).patient)};
    }
}

std::vector<extract::Question> ask_for_losses(workspace::Workspace& workspace,
                                              workspace::CaseStore& store, std::int64_t pass)
{
    std::set<std::int64_t> passes = asked_since(workspace, pass);
    passes.insert(pass);
    const auto decisions = workspace.decisions();
    std::vector<extract::Question> questions;
    for (const std::int64_t since : passes) {
        const Losses lost = store.losses(since, pass);
        for (const Kind& kind : kinds) {
            const Losses::Loss& loss = lost.*kind.loss;
            auto question = question_of_pass(since, kind.name, loss.count, loss.sample);
            if (loss.count > 0 && decisions.choice(question.cause) != "accept") {
                questions.push_back(std::move(question));
            }
        }
    }
    return questions;
}

} // namespace ferry::pipeline

#include "pipeline/question.hpp"

#include <fmt/format.h>

#include "transform/cause.hpp"

namespace ferry::pipeline {

extract::Question question_of_pass(std::int64_t pass, std::string_view kind, std::int64_t count,
                                   std::string sample)
{
    return {.cause = fmt::format("{}:{}", kind, pass),
            .what = fmt::format("each {}", transform::cause_kind(kind).meaning),
            .count = count,
            .sample = std::move(sample)};
}

} // namespace ferry::pipeline

#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "transform/code_rules.hpp"

namespace ferry::transform {

/// What the codes of a practice come across as, each worked out once. May be used by
/// several threads.
class CodeBook {
public:
    explicit CodeBook(const Context& context) : context_{context} {}

    /// What the code says, by the rules of code_rules.hpp. Lives as long as the context.
    const Concept& meaning(const SourceCode& code, const CodeUse& use);

    /// What an entry says that has a text and no code: its degrade code (R118).
    const Concept& text_only(terminology::DegradeUse use);

private:
    Context context_;
    std::mutex mutex_;
    std::unordered_map<std::string, const Concept*> known_;
};

} // namespace ferry::transform

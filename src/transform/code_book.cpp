#include "transform/code_book.hpp"

#include "terminology/systems.hpp"

namespace ferry::transform {
namespace {

/// Everything that the rules look at, in one text.
std::string key_of(const SourceCode& code, const CodeUse& use)
{
    constexpr char end = '\x1f';
    std::string key{static_cast<char>('a' + static_cast<int>(use.degrade)),
                    use.has_value ? 'v' : '-', use.is_drug ? 'd' : '-'};
    key += code.text;
    for (const Coding& coding : code.codings) {
        for (const std::string* part :
             {&coding.system, &coding.code, &coding.display, &coding.description}) {
            (key += end) += *part;
        }
    }
    return key;
}

} // namespace

const Concept& CodeBook::meaning(const SourceCode& code, const CodeUse& use)
{
    std::string key = key_of(code, use);
    {
        const std::lock_guard lock{mutex_};
        const auto found = known_.find(key);
        if (found != known_.end()) {
            return *found->second;
        }
    }
    const Concept& made = context_.concepts.keep(resolve(code, use, context_));
    const std::lock_guard lock{mutex_};
    known_.emplace(std::move(key), &made);
    return made;
}

const Concept& CodeBook::text_only(terminology::DegradeUse use)
{
    return context_.concepts.keep(text_without_code(use));
}

} // namespace ferry::transform

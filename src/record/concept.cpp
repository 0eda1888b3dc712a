#include "record/concept.hpp"

#include <algorithm>

#include "base/digest.hpp"

namespace ferry {

bool has_words(const Concept& value)
{
    return !value.text.empty() || std::ranges::any_of(value.codings, [](const Coding& coding) {
        return !coding.display.empty();
    });
}

std::int64_t key_of(const Concept& value)
{
    constexpr char end = '\x1f';
    std::string content = value.text + end;
    for (const Coding& coding : value.codings) {
        content += coding.system + end + coding.code + end + coding.display + end;
        content += coding.original ? 'o' : 'a';
        if (!coding.description.empty()) {
            content += coding.description + end;
        }
    }
    content += std::string{name_of(value.outcome)} + end + value.rule;
    return content_key(content);
}

} // namespace ferry

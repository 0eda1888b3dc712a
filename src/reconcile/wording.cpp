#include "reconcile/wording.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace ferry::reconcile {
namespace {

constexpr std::size_t shown_whole_max = 1000;
constexpr std::size_t lead_in = 40;
constexpr std::size_t window = 200;

bool continues_character(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// `size` bytes of `text` from `from`, without half characters at the ends.
std::string cut(std::string_view text, std::size_t from, std::size_t size)
{
    from = std::min(from, text.size());
    std::size_t to = std::min(text.size(), from + size);
    while (from > 0 && from < text.size() && continues_character(text[from])) {
        --from;
    }
    while (to < text.size() && continues_character(text[to])) {
        ++to;
    }
    return fmt::format("{}{}{}", from > 0 ? "..." : "", text.substr(from, to - from),
                       to < text.size() ? "..." : "");
}

std::string shown_concept(std::string_view text, std::span<const Coding> codings,
                          std::string_view outcome, std::string_view rule)
{
    std::string result = fmt::format("{} {{", text);
    for (const Coding& coding : codings) {
        result += fmt::format("{}{} {} \"{}\"{}{}{}", &coding == codings.data() ? "" : "; ",
                              coding.system, coding.code, coding.display,
                              coding.description.empty() ? "" : " ", coding.description,
                              coding.original ? "" : " added");
    }
    return result + fmt::format("}} {} {}", outcome, rule);
}

} // namespace

Shown shown_apart(std::string_view source, std::string_view target)
{
    if (source.size() <= shown_whole_max && target.size() <= shown_whole_max) {
        return {.source = std::string{source}, .target = std::string{target}};
    }
    const auto* part = std::ranges::mismatch(source, target).in1;
    const auto place = static_cast<std::size_t>(part - source.begin());
    const std::size_t from = place < lead_in ? 0 : place - lead_in;
    return {.source = cut(source, from, window), .target = cut(target, from, window)};
}

std::string shown(const Concept& meaning)
{
    return shown_concept(meaning.text, meaning.codings, name_of(meaning.outcome), meaning.rule);
}

std::string shown(const load::FoundConcept& meaning)
{
    return shown_concept(meaning.text, meaning.codings, meaning.outcome, meaning.rule);
}

std::string id_of(const Record& record, CaseNo case_no, ItemNo item)
{
    const FieldNo field = find_field(record.at(item).type, "source_id");
    if (field != no_field && record.value(item, field).present) {
        return std::string{record.value(item, field).view()};
    }
    return std::to_string(item_key(case_no, item));
}

} // namespace ferry::reconcile

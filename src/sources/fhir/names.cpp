#include "sources/fhir/names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ferry::fhir {
namespace {

constexpr std::size_t guid_size = 36;

bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool begins_with_guid(std::string_view text)
{
    if (text.size() < guid_size) {
        return false;
    }
    for (std::size_t i = 0; i < guid_size; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !is_hex(text[i])) {
            return false;
        }
    }
    return text.size() == guid_size || text[guid_size] == '-';
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

void drop_prefix(std::string_view& text, std::string_view prefix)
{
    if (text.starts_with(prefix)) {
        text.remove_prefix(prefix.size());
    }
}

/// Without the version at the end: "-1", "-2-0".
std::string_view without_version(std::string_view name)
{
    while (true) {
        const auto dash = name.rfind('-');
        if (dash == std::string_view::npos || dash + 1 == name.size() ||
            !all_digits(name.substr(dash + 1))) {
            return name;
        }
        name = name.substr(0, dash);
    }
}

} // namespace

Reference parse_reference(std::string_view text)
{
    Reference made{.whole = text};
    if (text.starts_with('#')) {
        made.id = text.substr(1);
        made.is_contained = true;
        return made;
    }
    if (text.starts_with("urn:")) {
        return made;
    }
    const auto history = text.find("/_history/");
    const std::string_view path = text.substr(0, history);
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos) {
        made.id = path;
        return made;
    }
    made.id = path.substr(slash + 1);
    const std::string_view before = path.substr(0, slash);
    made.type = before.substr(before.rfind('/') + 1);
    return made;
}

std::string common_id(std::string_view id)
{
    std::string made{id};
    if (begins_with_guid(id)) {
        std::transform(made.begin(), made.begin() + guid_size, made.begin(), upper);
        if (made.substr(guid_size) == "-PROB") {
            made.resize(guid_size);
        }
    }
    return made;
}

std::string_view short_name(std::string_view extension_url)
{
    constexpr std::array publishers{"CareConnect-", "UKCore-", "GPConnect-", "GPC-"};
    std::string_view name = extension_url.substr(extension_url.rfind('/') + 1);
    drop_prefix(name, "Extension-");
    for (const std::string_view publisher : publishers) {
        drop_prefix(name, publisher);
    }
    return without_version(name);
}

} // namespace ferry::fhir

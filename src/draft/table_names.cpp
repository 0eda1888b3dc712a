#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "draft/folder_facts.hpp"

namespace ferry::draft {
namespace {

constexpr std::string_view between = "_-. ";

bool is_number(std::string_view word)
{
    return !word.empty() && all_digits(word);
}

/// Where the first word of a name ends; npos: it has but one.
std::size_t first_end(std::string_view name)
{
    return name.find_first_of(between);
}

/// Without numbers at both ends: parts and days of one table's files.
std::string without_numbers(std::string name)
{
    for (auto end = name.find_last_of(between);
         end != std::string::npos && is_number(std::string_view{name}.substr(end + 1));
         end = name.find_last_of(between)) {
        name.resize(end);
    }
    for (auto end = first_end(name);
         end != std::string::npos && is_number(std::string_view{name}.substr(0, end));
         end = first_end(name)) {
        name.erase(0, end + 1);
    }
    return name;
}

} // namespace

std::vector<std::string> table_names(const std::vector<std::string>& stems)
{
    constexpr std::size_t enough = 3;         // files that begin alike
    std::map<std::string, std::string> names; // by what is left of the stem
    for (const std::string& stem : stems) {
        const std::string name = without_numbers(stem);
        names[name] = name;
    }
    for (bool shorter = true; shorter;) {
        shorter = false;
        std::map<std::string, std::vector<std::string>> by_first;
        for (const auto& [whole, name] : names) {
            if (const auto end = first_end(name); end != std::string::npos) {
                by_first[lower(name.substr(0, end))].push_back(whole);
            }
        }
        for (const auto& [first, wholes] : by_first) {
            for (const std::string& whole :
                 wholes.size() >= enough ? wholes : std::vector<std::string>{}) {
                names[whole] = names[whole].substr(first.size() + 1);
                shorter = true;
            }
        }
    }
    std::map<std::string, int> uses;
    for (const auto& [whole, name] : names) {
        ++uses[lower(name)];
    }
    std::vector<std::string> all;
    for (const std::string& stem : stems) {
        const std::string whole = without_numbers(stem);
        all.push_back(uses[lower(names[whole])] > 1 ? whole : names[whole]);
    }
    return all;
}

} // namespace ferry::draft

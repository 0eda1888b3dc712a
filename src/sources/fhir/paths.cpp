#include "sources/fhir/paths.hpp"

#include <algorithm>

#include "sources/fhir/names.hpp"

namespace ferry::fhir {
namespace {

using json::Type;
using json::Value;

constexpr std::string_view extension = "extension:";

/// The part of `path` before `mark`, which is taken off it.
std::string_view cut(std::string_view& path, char mark)
{
    const auto end = path.find(mark);
    const std::string_view part = path.substr(0, end);
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    return part;
}

// NOLINTBEGIN(misc-no-recursion): bounded by the length of the way

/// A value, or each element of a list, until `take` says false.
bool each(Value value, const auto& take)
{
    if (!value.is(Type::array)) {
        return !value || take(value);
    }
    return std::ranges::all_of(value, take);
}

/// Goes down one way, to each value it leads to, until `take` says false. Asked for every
/// field of every resource: nothing is collected on the way.
bool follow(Value from, std::string_view way, const auto& take)
{
    if (way.empty()) {
        return take(from);
    }
    const std::string_view name = cut(way, '.');
    if (!name.starts_with(extension)) {
        return each(from[name], [&](Value member) { return follow(member, way, take); });
    }
    const std::string_view wanted = name.substr(extension.size());
    return each(from["extension"], [&](Value one) {
        return short_name(one["url"].text()) != wanted || follow(one, way, take);
    });
}

// NOLINTEND(misc-no-recursion)

} // namespace

std::vector<Value> all_at(Value from, std::string_view path)
{
    std::vector<Value> found;
    while (!path.empty() && found.empty()) {
        follow(from, cut(path, '|'), [&](Value value) {
            found.push_back(value);
            return true;
        });
    }
    return found;
}

Value first_at(Value from, std::string_view path)
{
    Value found;
    while (!path.empty() && !found) {
        follow(from, cut(path, '|'), [&](Value value) {
            found = value;
            return false;
        });
    }
    return found;
}

std::string_view text_at(Value from, std::string_view path)
{
    return first_at(from, path).text();
}

} // namespace ferry::fhir

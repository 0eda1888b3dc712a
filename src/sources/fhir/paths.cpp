#include "sources/fhir/paths.hpp"

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

/// A value, or each element of a list.
void each(Value value, auto&& take)
{
    if (!value.is(Type::array)) {
        if (value) {
            take(value);
        }
        return;
    }
    for (const Value element : value) {
        take(element);
    }
}

/// One step from each value to what stands under `name` in it.
std::vector<Value> step(const std::vector<Value>& from, std::string_view name)
{
    std::vector<Value> found;
    for (const Value value : from) {
        if (!name.starts_with(extension)) {
            each(value[name], [&](Value member) { found.push_back(member); });
            continue;
        }
        each(value["extension"], [&](Value one) {
            if (short_name(one["url"].text()) == name.substr(extension.size())) {
                found.push_back(one);
            }
        });
    }
    return found;
}

} // namespace

std::vector<Value> all_at(Value from, std::string_view path)
{
    while (!path.empty()) {
        std::string_view way = cut(path, '|');
        std::vector<Value> found{from};
        while (!way.empty() && !found.empty()) {
            found = step(found, cut(way, '.'));
        }
        if (!found.empty()) {
            return found;
        }
    }
    return {};
}

Value first_at(Value from, std::string_view path)
{
    const auto found = all_at(from, path);
    return found.empty() ? Value{} : found.front();
}

std::string_view text_at(Value from, std::string_view path)
{
    return first_at(from, path).text();
}

} // namespace ferry::fhir

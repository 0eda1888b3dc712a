#include "sources/fhir/coverage.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "sources/fhir/elements.hpp"
#include "sources/fhir/kinds.hpp"
#include "sources/fhir/names.hpp"

namespace ferry::fhir {
namespace {

using json::Type;
using json::Value;

/// True if `way` is `path` or leads to something that holds it.
bool leads_to(std::string_view way, std::string_view path)
{
    return path.starts_with(way) && (path.size() == way.size() || path[way.size()] == '.');
}

bool any_way_leads_to(const Element& element, std::string_view path)
{
    const auto ways = split(element.path, '|');
    return std::ranges::any_of(ways, [path](std::string_view way) { return leads_to(way, path); });
}

} // namespace

void Coverage::look_at(Value resource, const std::function<std::string()>& place)
{
    const ResourceKind* kind = find_kind(resource["resourceType"].text());
    if (kind != nullptr && kind->treatment == Treatment::carried) {
        path_.clear();
        walk(kind->name, resource, place);
    }
}

/// Walks down until an element is named, or ends unnamed.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
void Coverage::walk(std::string_view type, Value value, const std::function<std::string()>& place)
{
    if (!path_.empty() && is_named(type, path_)) {
        return;
    }
    if (value.is(Type::array)) {
        for (const Value element : value) {
            walk(type, element, place);
        }
        return;
    }
    if (!value.is(Type::object)) {
        Unknown& unknown = unknown_[fmt::format("{}.{}", type, path_)];
        if (unknown.count++ == 0) {
            unknown.sample = place();
        }
        return;
    }
    const std::size_t before = path_.size();
    const std::string_view dot = path_.empty() ? "" : ".";
    for (const Value member : value) {
        if (member.key() == "extension") {
            for (const Value extension : member) {
                path_ += fmt::format("{}extension:{}", dot, short_name(extension["url"].text()));
                walk(type, extension, place);
                path_.resize(before);
            }
        } else if (member.key() != "url" || path_.rfind("extension:") == std::string::npos) {
            path_ += fmt::format("{}{}", dot, member.key());
            walk(type, member, place);
            path_.resize(before);
        }
    }
}

bool Coverage::is_named(std::string_view type, const std::string& path)
{
    const auto [at, is_new] = named_.try_emplace(fmt::format("{}.{}", type, path));
    if (is_new) {
        const auto names = [&](const Element& element) { return any_way_leads_to(element, path); };
        at->second = std::ranges::any_of(elements_of(type), names) ||
                     std::ranges::any_of(common_elements(), names);
    }
    return at->second;
}

void Coverage::add_questions(std::vector<extract::Question>& to) const
{
    for (const auto& [path, unknown] : unknown_) {
        to.push_back({.cause = "unknown_column:" + path,
                      .what = "an element that nobody has said how to read: " + path,
                      .count = unknown.count,
                      .sample = unknown.sample});
    }
}

} // namespace ferry::fhir

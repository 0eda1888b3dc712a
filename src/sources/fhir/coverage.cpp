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

void Coverage::look_at(Value resource, const Place& place)
{
    const ResourceKind* kind = find_kind(resource["resourceType"].text());
    if (kind != nullptr && kind->treatment == Treatment::carried) {
        path_ = kind->name;
        type_ = path_.size();
        walk(resource, place);
    }
}

/// Walks down until an element is named, or ends unnamed.
// NOLINTNEXTLINE(misc-no-recursion): bounded by json::depth_max
void Coverage::walk(Value value, const Place& place)
{
    if (path_.size() > type_ && is_named()) {
        return;
    }
    if (value.is(Type::array)) {
        for (const Value element : value) {
            walk(element, place);
        }
        return;
    }
    if (!value.is(Type::object)) {
        Unknown& unknown = unknown_[path_];
        if (unknown.count++ == 0) {
            unknown.file = place.file;
            unknown.sample = place.text();
        }
        return;
    }
    for (const Value member : value) {
        if (member.key() == "extension") {
            for (const Value extension : member) {
                const std::size_t before =
                    go_down("extension:", short_name(extension["url"].text()));
                walk(extension, place);
                path_.resize(before);
            }
        } else if (member.key() != "url" || path_.rfind("extension:") == std::string::npos) {
            const std::size_t before = go_down(member.key());
            walk(member, place);
            path_.resize(before);
        }
    }
}

/// One step down. \return the path's size before it
std::size_t Coverage::go_down(std::string_view step, std::string_view name)
{
    const std::size_t before = path_.size();
    ((path_ += '.') += step) += name;
    return before;
}

bool Coverage::is_named()
{
    if (const auto known = named_.find(std::string_view{path_}); known != named_.end()) {
        return known->second;
    }
    const std::string_view type = std::string_view{path_}.substr(0, type_);
    const std::string_view path = std::string_view{path_}.substr(type_ + 1);
    const auto names = [&](const Element& element) { return any_way_leads_to(element, path); };
    const bool named = std::ranges::any_of(elements_of(type), names) ||
                       std::ranges::any_of(common_elements(), names);
    named_.emplace(path_, named);
    return named;
}

void Coverage::add(const Coverage& other)
{
    for (const auto& [path, found] : other.unknown_) {
        Unknown& unknown = unknown_[path];
        if (unknown.count == 0 || found.file < unknown.file) {
            unknown.file = found.file;
            unknown.sample = found.sample;
        }
        unknown.count += found.count;
    }
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

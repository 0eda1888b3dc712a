#include "sources/fhir/reading.hpp"

#include <fmt/format.h>

#include "sources/fhir/paths.hpp"

namespace ferry::fhir {
namespace {

std::string contained_key(std::string_view id, RowNo container)
{
    return fmt::format("#{}@{}", id, container);
}

} // namespace

Reading::Reading(const extract::Case& from) : from_{from}, rows_(from.rows.size())
{
    read_trees();
    for (RowNo row = 0; row < size(); ++row) {
        ReadRow& read = rows_[static_cast<std::size_t>(row)];
        if (!read.damaged) {
            read.piece = piece_of_row(read.tree->root());
            read.kind = find_kind(type(row));
            const std::string_view id = read.piece.resource["id"].text();
            if (read.container >= 0) {
                read.key = contained_key(id, read.container);
            } else if (!id.empty()) {
                read.key = fmt::format("{}/{}", type(row), id);
            }
            mark_contained(row);
        }
    }
}

/// The practice stands in the bundle of each of its patients, in the same bytes: these are
/// read once, or the directory would grow with the number of patients.
void Reading::read_trees()
{
    json::Reader reader;
    std::unordered_map<std::string_view, const json::Tree*> seen;
    for (RowNo row = 0; row < size(); ++row) {
        ReadRow& read = rows_[static_cast<std::size_t>(row)];
        read.damaged = raw(row).damaged;
        const auto known = seen.find(raw(row).bytes);
        if (read.damaged || known != seen.end()) {
            read.tree = read.damaged ? nullptr : known->second;
            continue;
        }
        auto tree = reader.read(raw(row).bytes);
        read.damaged = !tree;
        if (tree) {
            read.tree = &trees_.emplace_back(std::move(*tree));
            if (from_.no == directory_case) {
                seen.emplace(raw(row).bytes, read.tree);
            }
        }
    }
}

/// What a row contains stands in the rows behind it.
void Reading::mark_contained(RowNo container)
{
    if (at(container).container >= 0) {
        return; // nothing contained contains anything
    }
    RowNo row = container;
    for (const json::Value contained : all_at(resource(container), "contained")) {
        if (++row >= size() || raw(row).bytes != contained.bytes()) {
            return;
        }
        rows_[static_cast<std::size_t>(row)].container = container;
    }
}

std::string_view Reading::type(RowNo row) const
{
    return resource(row)["resourceType"].text();
}

std::string Reading::key_of(std::string_view reference, RowNo row) const
{
    const Reference to = parse_reference(reference);
    if (to.is_contained) {
        return contained_key(to.id, at(row).container >= 0 ? at(row).container : row);
    }
    return to.id.empty() ? std::string{to.whole} : fmt::format("{}/{}", to.type, to.id);
}

RowNo Reading::find(const std::string& key) const
{
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? -1 : found->second;
}

RowNo Reading::target(json::Value reference, RowNo row) const
{
    const std::string_view text = reference["reference"].text();
    return text.empty() ? -1 : find(key_of(text, row));
}

void Reading::stand(RowNo row)
{
    if (!at(row).key.empty()) {
        by_key_[at(row).key] = row;
    }
    if (!at(row).piece.full_url.empty()) {
        by_key_[std::string{at(row).piece.full_url}] = row;
    }
}

void Reading::doubt(RowNo row)
{
    for (std::string key : {at(row).key, std::string{at(row).piece.full_url}}) {
        by_key_.erase(key);
        if (!key.empty()) {
            doubted_.insert(std::move(key));
        }
    }
}

} // namespace ferry::fhir

#include "corpora/irregularity_search.hpp"

#include <algorithm>

#include "workspace/books.hpp"

namespace ferry::corpora {
namespace {

/// Looks for one irregularity in what came of a migration.
class Search {
public:
    Search(Migration& migration, const Planted& row)
        : migration_{migration}, row_{row}, truth_{migration.truth().irregularities.at(
                                                std::string{row.name})}
    {
    }

    std::int64_t seen()
    {
        switch (row_.shows) {
        case Shows::finding:
            return findings();
        case Shows::held:
            return rows_with(&support::ShownFate::cause);
        case Shows::left:
            return rows_with(&support::ShownFate::rule);
        case Shows::registered:
            return registrations();
        case Shows::question:
            return std::ranges::count_if(
                migration_.run().manifest().questions,
                [&](const auto& question) { return question.cause.starts_with(row_.what); });
        case Shows::cause:
        case Shows::rule:
        case Shows::meaning:
        case Shows::field:
        case Shows::filled:
        case Shows::text:
        case Shows::coding:
        case Shows::day:
        case Shows::address:
            return std::ranges::count_if(truth_.where,
                                         [&](const Place& place) { return shows_at(place.id); });
        case Shows::nothing:
            break;
        }
        return 0;
    }

private:
    std::int64_t registrations() const
    {
        std::int64_t count = 0;
        for (const auto& one : migration_.run().cases()) {
            count += std::ranges::count_if(
                support::items_of(one->mapped->record, ItemType::registration),
                [&](const auto& item) { return item.at("type") == row_.what; });
        }
        return count;
    }

    /// How many rows have this word for their cause, or for their rule.
    std::int64_t rows_with(std::string support::ShownFate::*word) const
    {
        std::int64_t count = 0;
        for (const auto& one : migration_.run().cases()) {
            count += std::ranges::count_if(one->mapped->fates, [&](const auto& fate) {
                return migration_.run().shown(fate).*word == row_.what;
            });
        }
        return count;
    }

    bool has_address(const Record& record) const
    {
        return std::ranges::any_of(
            support::items_of(record, ItemType::address),
            [&](const auto& address) { return !address.at(row_.what).empty(); });
    }

    bool has_coding(const support::ShownItem& item) const
    {
        const auto code = item.codes.find("code");
        return code != item.codes.end() &&
               std::ranges::find(code->second->codings, row_.what, &Coding::code) !=
                   code->second->codings.end();
    }

    std::int64_t findings()
    {
        const auto all = workspace::findings(migration_.workspace());
        const auto found = std::ranges::find(all, row_.what, &workspace::FindingRow::kind);
        return found == all.end() ? 0 : found->count;
    }

    bool shows_at(const std::string& id) const
    {
        const auto row = migration_.row(id);
        if (!row) {
            ADD_FAILURE() << row_.name << ": no row " << id;
            return false;
        }
        if (row_.shows == Shows::cause) {
            return row->fate.cause.starts_with(row_.what);
        }
        if (row_.shows == Shows::rule) {
            return row->fate.rule == row_.what;
        }
        if (row_.shows == Shows::address) {
            return has_address(*row->record);
        }
        const auto item = migration_.item(id);
        if (!item) {
            return false;
        }
        switch (row_.shows) {
        case Shows::field:
            return has_field(*item);
        case Shows::filled:
            return !item->at(row_.what).empty();
        case Shows::text:
            return item->at("text").find(row_.what) != std::string::npos;
        case Shows::coding:
            return has_coding(*item);
        case Shows::day:
            return !item->at("date").empty() && item->at("date").find('T') == std::string::npos;
        default:
            return has_meaning(*item);
        }
    }

    bool has_meaning(const support::ShownItem& item) const
    {
        const auto code = item.codes.find("code");
        return code != item.codes.end() &&
               row_.what.find(code->second->rule) != std::string_view::npos;
    }

    bool has_field(const support::ShownItem& item) const
    {
        const auto equal = row_.what.find('=');
        return item.at(row_.what.substr(0, equal)) == row_.what.substr(equal + 1);
    }

    Migration& migration_;
    const Planted& row_;
    const Irregularity& truth_;
};

} // namespace

std::int64_t times_seen(Migration& migration, const Planted& planted)
{
    return Search{migration, planted}.seen();
}

void expect_seen(Migration& migration, std::span<const Planted> table, std::string_view layout)
{
    for (const Planted& row : table) {
        if (concerns(row, layout)) {
            EXPECT_EQ(times_seen(migration, row), row.count) << row.name;
        }
    }
}

void expect_all_named(const Migration& migration, std::span<const Planted> table,
                      std::string_view layout)
{
    for (const auto& planted : migration.truth().irregularities) {
        EXPECT_TRUE(std::ranges::any_of(table, [&](const Planted& row) {
            return row.name == planted.first && concerns(row, layout);
        })) << planted.first;
    }
}

} // namespace ferry::corpora

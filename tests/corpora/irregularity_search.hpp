#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "corpora/migration.hpp"

namespace ferry::corpora {

/// How an irregularity shows.
enum class Shows : std::uint8_t {
    finding,    ///< the profile counts it
    question,   ///< the pass asks about the extract
    cause,      ///< rows wait or are degraded for this cause: each place named, and no other
    rule,       ///< each row named went by this rule
    meaning,    ///< each item named has a code that came by this rule
    field,      ///< each item named has this in a field: "value=1.50"
    filled,     ///< each item named has something in this field
    text,       ///< each item named has this somewhere in its text
    coding,     ///< each item named has this code among its codings
    held,       ///< so many rows wait for this cause
    left,       ///< so many rows are left by this rule
    address,    ///< each patient named has an address with something in this field
    day,        ///< each item named has a date without a time
    registered, ///< so many registrations are of this type
    nothing,    ///< the layout cannot hold it: the row's comment says why
};

/// One irregularity that the makers planted, and what of it must be seen. Where the
/// layout cannot hold it, `only` says which one can.
struct Planted {
    std::string_view name;
    Shows shows;
    std::string_view what;
    std::int64_t count;
    std::string_view only{};
};

/// How often the irregularity is seen in what came of a migration.
std::int64_t times_seen(Migration& migration, const Planted& planted);

/// Whether the row is said of this layout.
inline bool concerns(const Planted& planted, std::string_view layout)
{
    return planted.only.empty() || planted.only == layout;
}

/// Fails the running test for each row of the layout whose irregularity is seen more or
/// less often than the row says.
void expect_seen(Migration& migration, std::span<const Planted> table, std::string_view layout);

/// Fails the running test for each irregularity of the truth that no row says of the layout.
void expect_all_named(const Migration& migration, std::span<const Planted> table,
                      std::string_view layout);

} // namespace ferry::corpora

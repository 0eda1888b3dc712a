#pragma once

#include <cstdint>
#include <string_view>

#include "corpora/migration.hpp"

namespace ferry::corpora {

/// How an irregularity shows.
enum class Shows : std::uint8_t {
    finding,  ///< the profile counts it
    question, ///< the pass asks about the extract
    cause,    ///< rows wait or are degraded for this cause: each place named, and no other
    rule,     ///< each row named went by this rule
    meaning,  ///< each item named has a code that came by this rule
    field,    ///< each item named has this in a field: "value=1.50"
    filled,   ///< each item named has something in this field
    text,     ///< each item named has this somewhere in its text
    coding,   ///< each item named has this code among its codings
    held,     ///< so many rows wait for this cause
};

/// One irregularity that the makers planted, and what of it must be seen. Where the
/// layout cannot hold it, `only` says which one can.
struct Planted {
    std::string_view name;
    Shows shows;
    std::string_view what;
    std::int64_t count;
    std::string_view only = "";
};

/// How often the irregularity is seen in what came of a migration.
std::int64_t times_seen(Migration& migration, const Planted& planted);

} // namespace ferry::corpora

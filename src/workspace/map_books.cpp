#include "workspace/workspace.hpp"

#include <fmt/format.h>

/// The books of the maps: which were used, which the migration is held to, and what went
/// through them.
namespace ferry::workspace {

void Workspace::set_maps(std::int64_t pass, const std::vector<MapFile>& maps,
                         const std::vector<std::string>& notes)
{
    sql::Statement{database_, "DELETE FROM map_note WHERE pass = ?"}.bind(0, pass).run();
    sql::Statement note{database_, "INSERT INTO map_note VALUES (?, ?)"};
    for (const std::string& one : notes) {
        note.bind(0, pass).bind(1, one).run();
    }
    sql::Statement{database_, "DELETE FROM map_file WHERE pass = ?"}.bind(0, pass).run();
    sql::Statement insert{database_,
                          "INSERT INTO map_file (pass, name, what, version, rows, digest, kind, "
                          "purpose, active, odd_ids, assured) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, nullif(?, -1))"};
    for (const MapFile& map : maps) {
        insert.bind(0, pass)
            .bind(1, map.name)
            .bind(2, map.what)
            .bind(3, map.version)
            .bind(4, map.rows)
            .bind(5, map.digest)
            .bind(6, map.kind)
            .bind(7, map.purpose)
            .bind(8, map.active)
            .bind(9, map.odd_ids)
            .bind(10, map.assured.value_or(-1))
            .run();
    }
}

std::vector<MapFile> Workspace::maps(std::int64_t pass)
{
    sql::Statement row{database_,
                       "SELECT name, what, version, rows, digest, kind, purpose, active, "
                       "odd_ids, assured FROM map_file WHERE pass = ? ORDER BY rowid"};
    row.bind(0, pass);
    std::vector<MapFile> maps;
    while (row.step()) {
        maps.push_back({.name = std::string{row.text(0)},
                        .what = std::string{row.text(1)},
                        .version = std::string{row.text(2)},
                        .rows = row.number(3),
                        .digest = std::string{row.text(4)},
                        .kind = std::string{row.text(5)},
                        .purpose = std::string{row.text(6)},
                        .active = row.number(7),
                        .assured = std::nullopt,
                        .odd_ids = row.number(8)});
        if (!row.is_null(9)) {
            maps.back().assured = row.number(9);
        }
    }
    return maps;
}

std::vector<std::string> Workspace::map_notes(std::int64_t pass)
{
    sql::Statement row{database_, "SELECT note FROM map_note WHERE pass = ? ORDER BY rowid"};
    row.bind(0, pass);
    std::vector<std::string> notes;
    while (row.step()) {
        notes.emplace_back(row.text(0));
    }
    return notes;
}

std::optional<FrozenMaps> Workspace::frozen_maps()
{
    sql::Statement row{database_, "SELECT fingerprint, pass, at, who FROM frozen_maps "
                                  "ORDER BY no DESC LIMIT 1"};
    if (!row.step()) {
        return std::nullopt;
    }
    return FrozenMaps{.fingerprint = std::string{row.text(0)},
                      .pass = row.number(1),
                      .at = std::string{row.text(2)},
                      .who = std::string{row.text(3)}};
}

void Workspace::freeze_maps(const FrozenMaps& maps)
{
    const std::string at = now();
    sql::Statement{database_, "INSERT INTO frozen_maps (fingerprint, pass, at, who) "
                              "VALUES (?, ?, ?, ?)"}
        .bind(0, maps.fingerprint)
        .bind(1, maps.pass)
        .bind(2, at)
        .bind(3, maps.who)
        .run();
    log(maps.who, "maps frozen",
        fmt::format("from pass {}: fingerprint {}", maps.pass, maps.fingerprint));
}

void Workspace::set_map_uses(std::int64_t pass, const std::vector<MapUse>& uses,
                             const std::vector<CodeStanding>& standings)
{
    sql::Statement{database_, "DELETE FROM map_use WHERE pass = ?"}.bind(0, pass).run();
    sql::Statement{database_, "DELETE FROM code_standing WHERE pass = ?"}.bind(0, pass).run();
    sql::Statement use{database_, "INSERT INTO map_use VALUES (?, ?, ?, ?)"};
    for (const MapUse& one : uses) {
        use.bind(0, pass).bind(1, one.rule).bind(2, one.system).bind(3, one.entries).run();
    }
    sql::Statement standing{database_, "INSERT INTO code_standing VALUES (?, ?, ?, ?, ?, ?)"};
    for (const CodeStanding& one : standings) {
        standing.bind(0, pass)
            .bind(1, one.code)
            .bind(2, one.term)
            .bind(3, one.rule)
            .bind(4, one.leads)
            .bind(5, one.entries)
            .run();
    }
}

std::vector<MapUse> Workspace::map_uses(std::int64_t pass)
{
    sql::Statement row{database_, "SELECT rule, system, entries FROM map_use WHERE pass = ? "
                                  "ORDER BY rule, system"};
    row.bind(0, pass);
    std::vector<MapUse> uses;
    while (row.step()) {
        uses.push_back({.rule = std::string{row.text(0)},
                        .system = std::string{row.text(1)},
                        .entries = row.number(2)});
    }
    return uses;
}

std::vector<CodeStanding> Workspace::code_standings(std::int64_t pass)
{
    sql::Statement row{database_, "SELECT code, term, rule, leads, entries FROM code_standing "
                                  "WHERE pass = ? ORDER BY entries DESC, code, rule"};
    row.bind(0, pass);
    std::vector<CodeStanding> standings;
    while (row.step()) {
        standings.push_back({.code = std::string{row.text(0)},
                             .term = std::string{row.text(1)},
                             .rule = std::string{row.text(2)},
                             .leads = std::string{row.text(3)},
                             .entries = row.number(4)});
    }
    return standings;
}

} // namespace ferry::workspace

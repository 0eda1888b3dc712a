#include <fmt/format.h>

#include "workspace/workspace.hpp"

namespace ferry::workspace {

std::optional<SourceDescription> Workspace::description(std::optional<std::int64_t> pass)
{
    sql::Statement row{database_, "SELECT path, text, digest, pass, at, who FROM "
                                  "source_description WHERE pass <= coalesce(?, pass) "
                                  "ORDER BY no DESC LIMIT 1"};
    if (pass) {
        row.bind(0, *pass);
    }
    if (!row.step()) {
        return std::nullopt;
    }
    return SourceDescription{.path = std::string{row.text(0)},
                             .text = std::string{row.text(1)},
                             .digest = std::string{row.text(2)},
                             .pass = row.number(3),
                             .at = std::string{row.text(4)},
                             .who = std::string{row.text(5)}};
}

void Workspace::keep_description(const SourceDescription& description)
{
    const std::string at = now();
    sql::Statement{database_, "INSERT INTO source_description (path, text, digest, pass, at, who) "
                              "VALUES (?, ?, ?, ?, ?, ?)"}
        .bind(0, description.path)
        .bind(1, description.text)
        .bind(2, description.digest)
        .bind(3, description.pass)
        .bind(4, at)
        .bind(5, description.who)
        .run();
    log(description.who, "description taken",
        fmt::format("{}, SHA-256 {}, from pass {} on", description.path, description.digest,
                    description.pass));
}

} // namespace ferry::workspace

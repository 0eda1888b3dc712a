#include <array>
#include <charconv>
#include <limits>

#include "terminology/release_loaders.hpp"

/// SNOMED CT in release format 2: snapshots, in which a row is a component's last state.
namespace ferry::terminology {
namespace {

constexpr std::string_view fully_specified_name = "900000000000003001";
constexpr std::string_view is_a_type = "116680003";
constexpr std::string_view preferred = "900000000000548007";
constexpr std::string_view acceptable = "900000000000549004";

void close(const LoadingFile& file, ReleaseReader& row)
{
    file.entry.rows = row.rows();
    file.entry.digest = row.digest();
}

/// What every row of RF2 begins with, as far as it matters.
struct State {
    std::uint32_t effective_time;
    bool active;
};

/// Reads the state under two columns and counts an active row.
State state_of(const LoadingFile& file, const ReleaseReader& row, std::size_t time,
               std::size_t active)
{
    const State state{.effective_time = day_of(row, time), .active = row.flag(active)};
    file.entry.active += state.active ? 1 : 0;
    return state;
}

} // namespace

std::uint32_t day_of(const ReleaseReader& row, std::size_t column)
{
    const auto text = row.cell(column);
    std::uint32_t day = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), day);
    if (error != std::errc{} || end != text.data() + text.size() || text.size() != 8) {
        row.refuse(column, "a day as yyyymmdd");
    }
    return day;
}

void read_descriptions(const LoadingFile& file)
{
    enum Column : std::size_t { id, time, active, concept_id, type, term };
    constexpr std::array<std::string_view, 6> columns{"id",        "effectiveTime", "active",
                                                      "conceptId", "typeId",        "term"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        const State state = state_of(file, row, time, active);
        const DescriptionRow description{.id = row.description_id(id),
                                         .concept_id = row.concept_id(concept_id),
                                         .effective_time = state.effective_time,
                                         .active = state.active,
                                         .fully_specified = row.cell(type) == fully_specified_name,
                                         .term = row.text(term)};
        if (description.term.size() > std::numeric_limits<std::uint16_t>::max()) {
            row.refuse(term, "a term of less than 64 KiB");
        }
        file.tables.descriptions.add(description);
    }
    close(file, row);
}

void read_concepts(const LoadingFile& file)
{
    enum Column : std::size_t { id, time, active };
    constexpr std::array<std::string_view, 3> columns{"id", "effectiveTime", "active"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        const State state = state_of(file, row, time, active);
        file.tables.concepts.add({.id = row.concept_id(id),
                                  .effective_time = state.effective_time,
                                  .active = state.active});
    }
    close(file, row);
}

/// Only "is a" is kept; other attributes of a concept are counted and passed over.
void read_relationships(const LoadingFile& file)
{
    enum Column : std::size_t { id, time, active, source, destination, type };
    constexpr std::array<std::string_view, 6> columns{"id",       "effectiveTime", "active",
                                                      "sourceId", "destinationId", "typeId"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        const State state = state_of(file, row, time, active);
        const auto number = row.relationship_id(id);
        if (row.cell(type) == is_a_type) {
            file.tables.hierarchy.add({.id = number,
                                       .child = row.concept_id(source),
                                       .parent = row.concept_id(destination),
                                       .effective_time = state.effective_time,
                                       .active = state.active});
        }
    }
    close(file, row);
}

void read_language(const LoadingFile& file)
{
    enum Column : std::size_t { time, active, set, component, acceptability };
    constexpr std::array<std::string_view, 5> columns{"effectiveTime", "active", "refsetId",
                                                      "referencedComponentId", "acceptabilityId"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        const State state = state_of(file, row, time, active);
        const DescriptionId id = row.description_id(component);
        const std::string_view how = row.cell(acceptability);
        if (how != preferred && how != acceptable) {
            row.refuse(acceptability, "preferred (900000000000548007) or acceptable "
                                      "(900000000000549004)");
        }
        const auto* rank = std::ranges::find(uk_language, row.concept_id(set));
        if (rank != uk_language.end()) {
            file.tables.descriptions.add(
                LanguageRow{.id = id,
                            .rank = static_cast<std::uint8_t>(rank - uk_language.begin() + 1),
                            .effective_time = state.effective_time,
                            .active = state.active,
                            .preferred = how == preferred});
        }
    }
    close(file, row);
}

/// Associations of descriptions stand among those of concepts; they say nothing here.
void read_associations(const LoadingFile& file)
{
    enum Column : std::size_t { time, active, set, component, target };
    constexpr std::array<std::string_view, 5> columns{"effectiveTime", "active", "refsetId",
                                                      "referencedComponentId", "targetComponentId"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        const State state = state_of(file, row, time, active);
        const auto kind = succession_of(row.concept_id(set));
        const auto old = parse_concept_id(row.cell(component));
        if (!old && !parse_description_id(row.cell(component))) {
            row.refuse(component, "a SNOMED CT id, its check digit right");
        }
        if (kind && old) {
            file.tables.history.add({
                .old = *old,
                .successor = {.id = row.concept_id(target), .kind = *kind},
                .effective_time = state.effective_time,
                .active = state.active
            });
        }
    }
    close(file, row);
}

void read_substitutions(const LoadingFile& file)
{
    enum Column : std::size_t { old, replacement, ambiguous };
    constexpr std::array<std::string_view, 3> columns{"OLDCONCEPTID", "NEWCONCEPTID",
                                                      "ISAMBIGUOUS"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        const bool several = row.flag(ambiguous);
        file.tables.history.add({
            .old = row.concept_id(old),
            .successor = {.id = row.concept_id(replacement),
                          .kind = several ? Succession::ambiguous_substitution
                                          : Succession::substitution},
            .active = true
        });
        ++file.entry.active;
    }
    close(file, row);
}

void read_modules(const LoadingFile& file)
{
    enum Column : std::size_t { time, active, module, component, as_of, needs_as_of };
    constexpr std::array<std::string_view, 6> columns{
        "effectiveTime",      "active", "moduleId", "referencedComponentId", "sourceEffectiveTime",
        "targetEffectiveTime"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        const State state = state_of(file, row, time, active);
        file.tables.modules.add({.module = row.concept_id(module),
                                 .as_of = day_of(row, as_of),
                                 .needs = row.concept_id(component),
                                 .needs_as_of = day_of(row, needs_as_of),
                                 .effective_time = state.effective_time,
                                 .active = state.active});
    }
    close(file, row);
}

void read_clusters(const LoadingFile& file)
{
    enum Column : std::size_t { cluster, title, code };
    constexpr std::array<std::string_view, 3> columns{"Cluster_ID", "Cluster_Description",
                                                      "SNOMED_code"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        if (row.text(cluster).empty()) {
            row.refuse(cluster, "the name of a cluster");
        }
        file.tables.clusters.add(row.cell(cluster), row.text(title), row.concept_id(code));
        ++file.entry.active;
    }
    close(file, row);
}

/// A member of such a set may be withdrawn in a later row of an extension; a snapshot
/// has one row for each.
void read_reference_set(const LoadingFile& file)
{
    enum Column : std::size_t { time, active, set, component };
    constexpr std::array<std::string_view, 4> columns{"effectiveTime", "active", "refsetId",
                                                      "referencedComponentId"};
    ReleaseReader row{file.path, columns};
    while (row.next()) {
        if (state_of(file, row, time, active).active) {
            file.tables.clusters.add(row.concept_id(set).text(), {}, row.concept_id(component));
        }
    }
    close(file, row);
}

} // namespace ferry::terminology

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/manifest.hpp"
#include "sql/database.hpp"
#include "transform/decisions.hpp"

/// A workspace is one migration: one SQLite file that holds the raw cases, the
/// ledger, causes and decisions, and the event log (ADR 0001). Its schema is the
/// numbered files in schema/; an older workspace is upgraded when it is opened.
namespace ferry::workspace {

/// What a migration is about; set once by `ferry new`.
struct Migration {
    std::string source;
    std::string target;
    std::string practice;
    std::string id; ///< made by create(); what stands in the target that is this migration's
};

/// One pass as it stands in the workspace.
struct Pass {
    std::int64_t no = 0;
    std::string kind;
    std::string extract;
    std::string maps; ///< folders, parted by line ends
    std::string layout;
    std::string inputs;
    bool finished = false;
    std::optional<std::int64_t> same_as; ///< the pass whose result it repeats unchanged
    std::int64_t decisions = 0;          ///< the number of the last decision it applied
    std::int64_t files_of = 0;           ///< the pass that read the files its cases come from
    std::string reconciled;
    std::string organisation; ///< whose record it carried
    std::string program;      ///< the digest of the program that ran it
    bool again = false;       ///< of one that begins: it did before, and was cut off
    bool agrees = true;       ///< false: the target was found to differ, and is to be imported anew
};

/// A file of the code maps that a pass used (R18, R22).
struct MapFile {
    std::string name, what, version;
    std::int64_t rows = 0;
    std::string digest;
    std::string kind;    ///< which kind of release file it is, in one word
    std::string purpose; ///< what it is used for
    std::int64_t active = 0;
    std::optional<std::int64_t> assured; ///< nothing where the file does not say
    std::int64_t odd_ids = 0;            ///< ids whose check digit is wrong
};

/// The terminology that a migration is held to (R18).
struct FrozenMaps {
    std::string fingerprint;
    std::int64_t pass = 0; ///< the pass from which on it holds
    std::string at, who;
};

/// The description by which a source is read that the program does not know.
struct SourceDescription {
    std::string path; ///< where it was taken from
    std::string text;
    std::string digest;
    std::int64_t pass = 0; ///< the pass from which on it holds
    std::string at, who;
};

/// How many coded entries a rule decided.
struct MapUse {
    std::string rule;
    std::string system; ///< URI of the code that the map was asked about; may be empty
    std::int64_t entries = 0;
};

/// A code in use that the loaded release holds inactive or has changed.
struct CodeStanding {
    std::string code, term, rule;
    std::string leads; ///< a line each: how, id and term, tabs between
    std::int64_t entries = 0;
};

/// The time now, UTC, "2026-11-21T10:00:00Z".
std::string now();

/// Makes a new workspace. Throws UsageError where a file stands there already.
/// \param description of the source, where the program knows none
void create(const std::filesystem::path& path, const Migration& migration,
            const std::optional<SourceDescription>& description = std::nullopt);

/// An open workspace. Each writer opens its own; every write is a transaction.
class Workspace {
public:
    /// Throws UsageError where there is no workspace, InputError where the file is
    /// something else or was made by a later version.
    explicit Workspace(const std::filesystem::path& path);

    sql::Database& database() { return database_; }
    const Migration& migration() const { return migration_; }
    const std::filesystem::path& path() const { return path_; }

    /// The last pass that stored anything, or the one asked for.
    std::optional<Pass> pass(std::optional<std::int64_t> no = std::nullopt);
    /// Begins a pass, or one that was cut off again, with its event. If it ends before
    /// start_storing(), the pass before stays the last.
    Pass begin_pass(Pass begun, std::string_view who);
    /// From here on the pass changes cases and target. \pre a transaction is open, and lasts
    /// before any of them is changed.
    void start_storing(std::int64_t pass);
    /// Ends a pass, with its event. \pre a transaction is open.
    void finish_pass(const Pass& pass, std::string_view who);
    /// Notes, with an event, whether the target agreed when it was read back after the last pass.
    void note_agreement(bool agrees, std::string_view who, std::string_view counts);

    /// Puts the files of a pass in place of what stood there for it, and its questions.
    void set_files(std::int64_t pass, const extract::Manifest& manifest);
    /// Adds a question about the extract of a pass. \pre a transaction is open.
    void ask(std::int64_t pass, const extract::Question& question);
    /// The questions of one kind about the extract of a pass, by their causes.
    std::vector<extract::Question> questions(std::int64_t pass, std::string_view kind);
    /// The number of the first file of a new pass, or of one that is taken up again: higher than
    /// those of all passes before it.
    extract::FileNo next_file_no(std::optional<std::int64_t> pass = std::nullopt);
    /// Every file that rows may name, in the order of numbers.
    std::vector<extract::SourceFile> files(std::optional<std::int64_t> pass = std::nullopt);
    /// Puts the maps of a pass in place of what stood there for it, and what a person should
    /// know of them: files that were not read, modules that do not fit together.
    void set_maps(std::int64_t pass, const std::vector<MapFile>& maps,
                  const std::vector<std::string>& notes);
    std::vector<MapFile> maps(std::int64_t pass);
    std::vector<std::string> map_notes(std::int64_t pass);

    /// The terminology in force; nothing if none was ever used.
    std::optional<FrozenMaps> frozen_maps();
    /// Holds the migration to a terminology, with its event. \pre a transaction is open.
    void freeze_maps(const FrozenMaps& maps);

    /// The description in force, or in force in a pass; nothing for a source that the
    /// program knows.
    std::optional<SourceDescription> description(std::optional<std::int64_t> pass = std::nullopt);
    /// Holds the migration to a description, with its event. \pre a transaction is open.
    void keep_description(const SourceDescription& description);

    /// Puts what a pass used of the maps in place of what stood there for it.
    /// \pre a transaction is open.
    void set_map_uses(std::int64_t pass, const std::vector<MapUse>& uses,
                      const std::vector<CodeStanding>& standings);
    std::vector<MapUse> map_uses(std::int64_t pass);
    /// The most frequent first.
    std::vector<CodeStanding> code_standings(std::int64_t pass);

    /// The decisions in force, or those up to a number.
    transform::DecisionBook decisions(std::optional<std::int64_t> up_to = std::nullopt);
    /// Enters a decision, with its event. It covers what the cause was told in so far.
    void decide(const transform::Decision& decision);

    /// Adds an event to the chain. \pre a transaction is open.
    void log(std::string_view who, std::string_view what, std::string_view about);
    /// The number of the first event whose digest does not fit; nothing if all do.
    std::optional<std::int64_t> first_broken_event();
    /// Throws InputError where there is one: what was decided, and by whom, is no evidence then.
    void prove_log();

private:
    std::filesystem::path path_;
    sql::Database database_;
    Migration migration_;
};

} // namespace ferry::workspace

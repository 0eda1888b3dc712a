#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The rules of the house as tables: change a rule here, and say why beside it.
namespace ferry::tidy {

constexpr std::int64_t columns_max = 100;
constexpr std::int64_t lines_max = 500;

/// The folders that hold code.
constexpr std::array<std::string_view, 5> code_folders{"src", "tests", "tools", "fuzz", "bench"};

/// Folders nobody writes by hand.
constexpr std::array<std::string_view, 4> skipped_folders{".git", "build", "node_modules", "dist"};

/// Files whose words are not ours, and the two that must name what is refused.
constexpr std::array<std::string_view, 4> free_of_words{"LICENSE", "package-lock.json",
                                                        "tables.hpp", "tidy_test.cpp"};

/// Documents whose tables say which test proves each row.
constexpr std::array<std::string_view, 1> documents_naming_tests{"docs/faults.md"};

/// What a line is measured in: programs and schemas, not data.
constexpr std::array<std::string_view, 6> measured_endings{".cpp", ".hpp", ".sql",
                                                           ".ts",  ".tsx", ".css"};

/// Where a person wrote the words.
constexpr std::array<std::string_view, 12> written_endings{
    ".cpp", ".hpp", ".sql", ".ts", ".tsx", ".css", ".md", ".txt", ".sh", ".cmake", ".yml", ".yaml"};

/// The stages, in the order of the flow. They speak through the workspace and
/// never include one another.
constexpr std::array<std::string_view, 5> stages{"extract", "profile", "transform", "load",
                                                 "reconcile"};

/// The doors through which adaptors are reached, and the case they hand over;
/// a stage may include these.
constexpr std::array<std::string_view, 5> stage_doors{"extract/source.hpp", "extract/case.hpp",
                                                      "extract/manifest.hpp",
                                                      "transform/mapper.hpp", "load/target.hpp"};

/// Where an exception may be caught: at the edges, where it becomes an exit
/// status, a failed case or an answer (ADR 0004); where a library's own exception
/// becomes ours with its place; and where a test or fuzz entry looks at what was thrown.
constexpr std::array<std::string_view, 7> may_catch{"src/cli/run.cpp",
                                                    "src/pipeline/flow.cpp",
                                                    "src/sql/hand_over.cpp",
                                                    "src/sources/tabular/parse_description.cpp",
                                                    "_test.cpp",
                                                    "_entry.cpp",
                                                    "test_files.hpp"};

/// Who may say what a database is asked: the workspace and the targets, which own a schema,
/// and what speaks to any database. All others ask these by name.
constexpr std::array<std::string_view, 5> may_query{"src/workspace/", "src/targets/", "src/sql/",
                                                    "src/postgres/", "src/sources/database/"};

/// How a query begins.
constexpr std::array<std::string_view, 9> query_begins{"SELECT ", "INSERT INTO ", "INSERT OR ",
                                                       "UPDATE ", "DELETE FROM ", "CREATE ",
                                                       "ALTER ",  "PRAGMA ",      "ATTACH "};

struct Word {
    std::string_view refused;
    std::string_view instead;
};

/// Words with a better one. Lower case; matched whole, in any case.
constexpr Word words[] = {
    {"blacklist",   "deny-list"           },
    {"whitelist",   "allow-list"          },
    {"sanity",      "check"               },
    {"utilise",     "use"                 },
    {"utilize",     "use"                 },
    {"leverage",    "use"                 },
    {"seamless",    "what is really meant"},
    {"seamlessly",  "what is really meant"},
    {"blazing",     "a figure"            },
    {"performant",  "fast, with a figure" },
    {"lorem ipsum", "a real sentence"     },
};

/// Notes to oneself: fine with the number of an issue, "TODO(#12)".
constexpr std::array<std::string_view, 3> notes{"TODO", "FIXME", "XXX"};

/// The beginnings of paths that exist on one machine only.
constexpr std::array<std::string_view, 3> private_paths{"/work/", "/root/", "/home/"};

} // namespace ferry::tidy

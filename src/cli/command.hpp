#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The command line. Each verb is a row of the table in run.cpp.
namespace ferry::cli {

/// How a command ended; these numbers are a contract with scripts.
enum class Exit : std::uint8_t {
    clean = 0,     ///< done and clean
    people = 1,    ///< done, people are needed: something is held, or differs
    usage = 2,     ///< called wrongly
    input = 3,     ///< the input cannot be used
    machinery = 4, ///< disk, database or network failed; the pass can be resumed
};

/// Everything a verb may be given.
struct Arguments {
    bool json = false;
    bool dictionary = false; ///< targets
    std::string workspace;
    std::string source, target, practice; ///< new
    std::string extract;                  ///< pass
    std::vector<std::string> maps;
    bool new_maps = false;
    std::string description;  ///< pass
    std::string action, path; ///< adaptor
    bool new_description = false;
    std::vector<std::string> against; ///< maps
    bool patients_gone = false;       ///< pass
    std::string kind = "rehearsal";
    std::string who;
    std::size_t threads = 0;          ///< pass
    std::optional<std::int64_t> pass; ///< balance
    std::string by = "type";
    std::string cause, choice, why; ///< decide
    std::string patient;            ///< record
    std::string side = "source";
    std::string origin, item, target_key; ///< explain
    std::int64_t patients = 1'000;        ///< make-practice
    std::uint64_t seed = 1;
    std::string layout = "emis-8.2";
    double density = 1.0;
    std::string out;
};

/// Throws UsageError unless what stands behind `option` is text on one line: it is shown in lists
/// and kept as evidence for years.
void expect_one_line(const char* option, const std::string& text);

/// Who runs the command: as it was said, or else who is logged in.
std::string user_name(const Arguments& given);

// One function a verb. They print to standard output.
Exit make_practice(const Arguments& given);
Exit list_sources(const Arguments& given);
Exit adaptor(const Arguments& given);
Exit list_targets(const Arguments& given);
Exit make_workspace(const Arguments& given);
Exit run_pass(const Arguments& given);
Exit show_balance(const Arguments& given);
Exit show_maps(const Arguments& given);
Exit show_profile(const Arguments& given);
Exit show_exceptions(const Arguments& given);
Exit decide(const Arguments& given);
Exit reconcile(const Arguments& given);
Exit show_record(const Arguments& given);
Exit explain(const Arguments& given);

/// Parses, runs the verb, and turns whatever is thrown into a message and a status.
int run(int count, const char* const* words);

} // namespace ferry::cli

#include "tidy/layers.hpp"

#include <algorithm>
#include <sstream>

#include "tidy/tables.hpp"

namespace ferry::tidy {
namespace {

std::string parent(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return std::string{slash == std::string_view::npos ? "" : path.substr(0, slash)};
}

/// The file without comments, brackets standing by themselves.
std::string spaced(const SourceFile& cmake_file)
{
    std::string out;
    for (const std::string_view line : cmake_file.lines) {
        for (const char c : line.substr(0, line.find('#'))) {
            out += c == '(' || c == ')' ? std::string{' ', c, ' '} : std::string{c};
        }
        out += '\n';
    }
    return out;
}

bool is_keyword(const std::string& token)
{
    return token.size() > 1 &&
           std::ranges::all_of(token, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

struct Call {
    std::string command;
    std::vector<std::string> arguments;
};

std::vector<Call> calls_in(const SourceFile& cmake_file)
{
    std::vector<Call> calls;
    std::istringstream tokens{spaced(cmake_file)};
    std::string before;
    int depth = 0;
    for (std::string token; tokens >> token; before = token) {
        depth += token == "(" ? 1 : 0;
        depth -= token == ")" ? 1 : 0;
        if (token == "(" && depth == 1) {
            calls.push_back({.command = before, .arguments = {}});
        } else if (depth > 0) {
            calls.back().arguments.push_back(token);
        }
    }
    return calls;
}

/// The quoted include on a line, or nothing.
std::string_view include_on(std::string_view line)
{
    constexpr std::string_view start = "#include \"";
    return line.starts_with(start)
               ? line.substr(start.size(), line.find('"', start.size()) - start.size())
               : std::string_view{};
}

/// The stage a path below src/ belongs to, or nothing.
std::string_view stage_of(std::string_view path)
{
    const std::string_view first = path.substr(0, path.find('/'));
    return std::ranges::find(stages, first) != stages.end() ? first : std::string_view{};
}

bool is_stage_breach(std::string_view path, std::string_view include)
{
    constexpr std::string_view root = "src/";
    if (!path.starts_with(root)) {
        return false;
    }
    const std::string_view from = stage_of(path.substr(root.size()));
    const std::string_view into = stage_of(include);
    return !from.empty() && !into.empty() && from != into &&
           std::ranges::find(stage_doors, include) == stage_doors.end();
}

} // namespace

void Layers::add(const SourceFile& cmake_file)
{
    Folder folder;
    for (const auto& [command, arguments] : calls_in(cmake_file)) {
        const bool ours = command == "ferry_library";
        const bool links = command == "target_link_libraries";
        if (arguments.empty() ||
            !(ours || links || command == "add_library" || command == "add_executable")) {
            continue;
        }
        if (!links) {
            folder.makes.insert(arguments.front());
        }
        std::string section;
        for (const std::string& argument : arguments) {
            section = is_keyword(argument) ? argument : section;
            if ((ours && section == "USES") || links) {
                folder.uses.insert(argument);
            }
        }
    }
    if (!folder.makes.empty()) {
        folders_[parent(cmake_file.path)] = folder;
    }
}

std::string Layers::home_of(std::string folder) const
{
    while (!folder.empty() && !folders_.contains(folder)) {
        folder = parent(folder);
    }
    return folder;
}

std::string Layers::home_of_include(std::string_view include) const
{
    for (const std::string_view root : code_folders) {
        std::string home = home_of(std::string{root} + "/" + parent(include));
        if (home.size() > root.size()) {
            return home;
        }
    }
    return home_of(parent(include)); // the path is one from the root
}

std::set<std::string> Layers::used_folders(const Folder& folder) const
{
    std::set<std::string> used;
    for (const auto& [path, other] : folders_) {
        if (std::ranges::any_of(other.makes,
                                [&](const auto& name) { return folder.uses.contains(name); })) {
            used.insert(path);
        }
    }
    return used;
}

bool Layers::may_include(const std::string& from, const std::string& target) const
{
    const auto folder = folders_.find(from);
    return from == target ||
           (folder != folders_.end() && used_folders(folder->second).contains(target));
}

void Layers::check(const SourceFile& file, std::vector<Breach>& breaches) const
{
    const std::string from = home_of(parent(file.path));
    std::int64_t number = 0;
    for (const std::string_view line : file.lines) {
        ++number;
        const std::string_view include = include_on(line);
        if (include.find('/') == std::string_view::npos) {
            continue;
        }
        const std::string target = home_of_include(include);
        if (target.empty()) {
            breaches.push_back(
                {file.path, number, "no library stands in the folder of " + std::string{include}});
        } else if (!may_include(from, target)) {
            breaches.push_back({file.path, number,
                                (from.empty() ? "no library here" : from) +
                                    "/CMakeLists.txt does not name what makes " +
                                    std::string{include}});
        }
        if (is_stage_breach(file.path, include)) {
            breaches.push_back(
                {file.path, number, "a stage includes another: " + std::string{include}});
        }
    }
}

std::set<std::string> Layers::reached_from(const std::string& start) const
{
    std::set<std::string> reached;
    std::vector<std::string> open{start};
    while (!open.empty()) {
        const std::string path = open.back();
        open.pop_back();
        for (const std::string& next : used_folders(folders_.at(path))) {
            if (next != path && reached.insert(next).second) {
                open.push_back(next);
            }
        }
    }
    return reached;
}

void Layers::check_cycles(std::vector<Breach>& breaches) const
{
    for (const auto& [path, folder] : folders_) {
        if (reached_from(path).contains(path)) {
            breaches.push_back({path + "/CMakeLists.txt", 0, "the folder uses itself by a detour"});
        }
    }
}

} // namespace ferry::tidy

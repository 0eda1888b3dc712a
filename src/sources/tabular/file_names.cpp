#include "sources/tabular/file_names.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "base/require.hpp"
#include "base/text.hpp"
#include "sources/tabular/name_pattern.hpp"

namespace ferry::tabular {
namespace {

using Parts = std::map<std::string, std::string>;

/// The name without its ending, and without the number that a browser puts behind a second
/// download: "FULL_....zip" and "FULL_... (1).zip" are named alike.
std::string bare_name(const std::string& archive)
{
    std::string name = std::filesystem::path{archive}.filename().string();
    if (lower(name).ends_with(".zip")) {
        name.resize(name.size() - 4);
    }
    const std::size_t open = name.rfind('(');
    if (name.ends_with(')') && open != std::string::npos &&
        whole_number(std::string_view{name}.substr(open + 1, name.size() - open - 2))) {
        name = trimmed(std::string_view{name}.substr(0, open));
    }
    return name;
}

/// A word of a name, and the first name that it stood in.
struct Seen {
    std::string word, where;
};

class NameCheck {
public:
    explicit NameCheck(const FileNameRule& rule) : rule_{rule} {}

    void take_file(const std::filesystem::path& file, Parts parts);
    /// Those of files, against each other.
    void compare_files();
    /// Against all that was taken before.
    void take_archive(const std::string& archive, Parts parts);
    NamesSaid said() && { return std::move(said_); }

private:
    static bool stands_in(const std::vector<std::string>& words, const std::string& word)
    {
        return std::ranges::any_of(
            words, [&](const std::string& one) { return lower(one) == lower(word); });
    }
    std::string whole_words() const { return fmt::format("{}", fmt::join(rule_.whole, " or ")); }
    void compare_practice(const std::string& archive, const std::string& practice);
    void compare_time(const std::string& archive, const std::string& stamp);

    const FileNameRule& rule_;
    std::map<std::string, Seen> practices_; ///< by their names in small letters
    std::map<std::string, Seen> stamps_;
    NamesSaid said_;
};

void NameCheck::take_file(const std::filesystem::path& file, Parts parts)
{
    const std::string extent = parts["extent"];
    if (stands_in(rule_.changes, extent)) {
        throw InputError{fmt::format("{}: the file holds only changes; the whole extract is needed",
                                     file.string())};
    }
    if (!extent.empty() && !rule_.whole.empty() && !stands_in(rule_.whole, extent)) {
        throw InputError{fmt::format(
            "{}: '{}' in the file's name says neither that the file is whole nor that it holds "
            "only changes; expected was {}. Ask the supplier what the file holds",
            file.string(), shortened(extent, 20), whole_words())};
    }
    const std::string practice = parts["practice"];
    if (!practice.empty()) {
        practices_.try_emplace(lower(practice), Seen{.word = practice, .where = file.string()});
    }
    const std::string stamp = parts["stamp"];
    if (!stamp.empty()) {
        stamps_.try_emplace(stamp, Seen{.word = stamp, .where = file.filename().string()});
    }
}

void NameCheck::compare_files()
{
    if (practices_.size() > 1) {
        const Seen& last = practices_.rbegin()->second;
        throw InputError{fmt::format("{}: the file is of practice {}, others here of {}; one "
                                     "practice at a time",
                                     last.where, last.word, practices_.begin()->second.word)};
    }
    if (stamps_.size() > 1) {
        const Seen& last = stamps_.rbegin()->second;
        said_.questions.push_back({.cause = "mixed_times:" + last.word,
                                   .what = fmt::format("files of {} stand beside files of {}",
                                                       last.word, stamps_.begin()->first),
                                   .count = std::ssize(stamps_),
                                   .sample = last.where});
    }
}

void NameCheck::take_archive(const std::string& archive, Parts parts)
{
    if (stands_in(rule_.changes, parts["extent"])) {
        throw InputError{fmt::format(
            "{}: the archive's name says that it holds only changes ({}); expected was a whole "
            "extract ({}). Ask the supplier for it",
            archive, parts["extent"], whole_words())};
    }
    const bool known = rule_.whole.empty() || stands_in(rule_.whole, parts["extent"]);
    if (parts.empty() || !known) {
        said_.remarks.push_back(fmt::format("{}: the archive is not named like {}; nothing was "
                                            "taken from its name",
                                            archive, rule_.archives));
        return;
    }
    compare_practice(archive, parts["practice"]);
    compare_time(archive, parts["stamp"]);
}

void NameCheck::compare_practice(const std::string& archive, const std::string& practice)
{
    if (practice.empty()) {
        return;
    }
    const Seen seen{.word = practice, .where = archive};
    if (practices_.empty()) {
        practices_.emplace(lower(practice), seen);
    }
    const auto& [key, first] = *practices_.begin();
    if (key != lower(practice)) {
        throw InputError{fmt::format(
            "{}: the archive's name says practice {}, but {} is of {}; expected was one practice "
            "at a time. Find out whose records these are, and ask for the extract anew; if only "
            "the name is wrong, give the archive another one",
            archive, practice, std::filesystem::path{first.where}.filename().string(), first.word)};
    }
}

void NameCheck::compare_time(const std::string& archive, const std::string& stamp)
{
    if (stamp.empty()) {
        return;
    }
    const Seen seen{.word = stamp, .where = archive};
    if (stamps_.empty() || stamps_.contains(stamp)) {
        stamps_.emplace(stamp, seen);
        return;
    }
    const Seen other = stamps_.begin()->second;
    stamps_.emplace(stamp, seen);
    said_.questions.push_back({.cause = "mixed_times:" + stamp,
                               .what = fmt::format("the archive is named for {}, but {} is of {}",
                                                   stamp, other.where, other.word),
                               .count = 1,
                               .sample = archive});
}

} // namespace

NamesSaid check_names(const FileNameRule& rule, std::span<const std::filesystem::path> files,
                      std::span<const std::string> archives)
{
    NameCheck check{rule};
    const auto pattern = NamePattern::of(rule.pattern);
    require(pattern.has_value(), "patterns are checked where the description is read");
    for (const std::filesystem::path& file : files) {
        Parts parts = pattern->parts_of(file.stem().string());
        if (!parts.empty()) {
            check.take_file(file, std::move(parts));
        }
    }
    check.compare_files();
    const auto outer = NamePattern::of(rule.archives);
    require(outer.has_value(), "patterns are checked where the description is read");
    if (!rule.archives.empty()) {
        for (const std::string& archive : archives) {
            check.take_archive(archive, outer->parts_of(bare_name(archive)));
        }
    }
    return std::move(check).said();
}

} // namespace ferry::tabular

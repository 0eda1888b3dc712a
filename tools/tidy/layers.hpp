#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidy/source_file.hpp"

namespace ferry::tidy {

/// Which folder may include which: what its CMakeLists.txt says, and no more.
class Layers {
public:
    /// Reads a CMakeLists.txt: the libraries and programs it makes and uses.
    void add(const SourceFile& cmake_file);

    /// Each include names a library that the including folder uses directly,
    /// and no stage includes another.
    void check(const SourceFile& file, std::vector<Breach>& breaches) const;

    /// No folder uses itself by a detour.
    void check_cycles(std::vector<Breach>& breaches) const;

private:
    struct Folder {
        std::set<std::string> makes;
        std::set<std::string> uses;
    };

    std::string home_of(std::string folder) const;
    std::string home_of_include(std::string_view include) const;
    std::set<std::string> used_folders(const Folder& folder) const;
    std::set<std::string> reached_from(const std::string& start) const;
    bool may_include(const std::string& from, const std::string& target) const;

    std::map<std::string, Folder> folders_;
};

} // namespace ferry::tidy

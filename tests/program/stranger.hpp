#pragma once

#include <map>
#include <string>
#include <vector>

/// In scenarios: the files of a supplier nobody has met, and the description drafted of
/// them.
namespace ferry::program {

class Stranger {
public:
    using Cells = std::map<std::string, std::string>;

    /// Adds rows to a file; its columns are those of its first row, by name.
    void add(const std::string& file, const std::vector<Cells>& rows);
    bool has_files() const { return !files_.empty(); }

    /// Writes the files into the folder, which is made.
    void write(const std::string& folder) const;

    /// Puts another line in place of the one that begins so, behind the line that names its
    /// table (the whole description where that is empty); takes it away where nothing
    /// replaces it. Fails the running test where no line begins so.
    static void change_line(std::string& description, const Cells& change);

private:
    std::map<std::string, std::vector<Cells>> files_;
};

} // namespace ferry::program

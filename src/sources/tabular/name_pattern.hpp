#pragma once

#include <map>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::tabular {

/// How a supplier names its files, spelled out:
/// "{extent}_{PATIENT|CLINICAL}_{practice}-{any}_{stamp}".
///
/// {extent}, {practice} and {stamp} stand for text without an underscore, that of a stamp begins
/// with a digit; {table} and {any} stand for any text, {ONE|OTHER} for one of these words, any
/// other sign for itself. Capital and small letters are the same: not every file system tells them
/// apart.
class NamePattern {
public:
    /// Nothing where the text is no pattern: a part that means nothing or stands there
    /// twice, braces that do not match.
    static std::optional<NamePattern> of(std::string_view text);

    /// What stands for extent, practice, table and stamp; empty if the name is another one.
    std::map<std::string, std::string> parts_of(const std::string& name) const;

private:
    bool add_part(std::string_view part);

    std::regex expression_;
    std::string text_;               ///< of the expression
    std::vector<std::string> parts_; ///< what its groups are
};

} // namespace ferry::tabular

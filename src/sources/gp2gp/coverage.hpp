#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/manifest.hpp"
#include "xml/parser.hpp"

namespace ferry::gp2gp {

/// What stands in a message and in no row of the table of elements.
struct Uncovered {
    struct Path {
        std::int64_t count = 0;
        std::int64_t line = 0; ///< of the first
        std::string sample;    ///< FILE:LINE, once the file is known
    };
    /// By item and path: "ObservationStatement.informant.time".
    std::map<std::string, Path> paths;
    /// Names of statements of which nobody has said how to read them: elements in a
    /// component that are no item that we know.
    std::vector<std::string> statements;
};

/// Looks at a message while it is read.
class Watch : public xml::Listener {
public:
    /// What was seen. To be asked once, at the end.
    virtual Uncovered take() = 0;
};
std::unique_ptr<Watch> watch(std::string_view document);

/// Adds what stands in one file to what stands in all of them.
void add_uncovered(Uncovered& all, const Uncovered& of_file, std::string_view file,
                   std::int64_t first_line);

/// Questions of what no row names (cause unknown_column), with count and sample.
void ask_about(const Uncovered& all, std::vector<extract::Question>& to);

} // namespace ferry::gp2gp

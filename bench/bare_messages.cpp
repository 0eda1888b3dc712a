#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <pugixml.hpp>
#include <simdjson.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "timed.hpp"

/// The least that reading GP2GP messages can be: the XML is taken out of its envelope and
/// made a tree by pugixml, whose nodes are counted.
namespace ferry::bench {
namespace {

struct Seen {
    std::int64_t files = 0;
    std::int64_t nodes = 0;
    std::int64_t bytes = 0;
};

/// The message in a MIME envelope, or the bare one: from the first sign of its outermost
/// element to the last of its end.
std::string_view message_in(std::string_view text)
{
    for (const std::string_view root :
         {"RCMR_IN030000UK06", "RCMR_IN030000UK07", "COPC_IN000001UK01"}) {
        const auto begin = text.find(fmt::format("<{} ", root));
        const auto end = text.rfind(fmt::format("</{}>", root));
        if (begin != std::string_view::npos && end != std::string_view::npos) {
            return text.substr(begin, end + root.size() + 3 - begin);
        }
    }
    return text;
}

struct Counter final : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& /*node*/) override
    {
        ++nodes;
        return true;
    }
    std::int64_t nodes = 0;
};

void read_message(std::string_view message, const std::filesystem::path& path, Seen& seen)
{
    pugi::xml_document document;
    if (!document.load_buffer(message.data(), message.size())) {
        throw Error{"no well-formed message: " + path.string()};
    }
    Counter counter;
    document.traverse(counter);
    seen.nodes += counter.nodes;
}

Seen read_folder(const std::filesystem::path& folder)
{
    Seen seen;
    simdjson::dom::parser parser;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const std::string bytes = read_whole(entry.path());
        ++seen.files;
        seen.bytes += static_cast<std::int64_t>(bytes.size());
        if (entry.path().extension() == ".json") {
            const simdjson::dom::element envelope = parser.parse(bytes);
            read_message(std::string_view{envelope["payload"]}, entry.path(), seen);
        } else if (entry.path().extension() != ".csv") {
            read_message(message_in(bytes), entry.path(), seen);
        }
    }
    return seen;
}

} // namespace
} // namespace ferry::bench

// NOLINTNEXTLINE(bugprone-exception-escape): a failure ends it with its message, that is enough
int main(int count, char** words)
{
    if (count != 2) {
        fmt::print(stderr, "usage: bare_messages EXTRACT_DIR\n");
        return 2;
    }
    const auto [seen, seconds] =
        ferry::bench::timed([&] { return ferry::bench::read_folder(words[1]); });
    fmt::print("{{\"files\":{},\"nodes\":{},\"bytes\":{},\"seconds\":{:.3f}}}\n", seen.files,
               seen.nodes, seen.bytes, seconds);
    return 0;
}

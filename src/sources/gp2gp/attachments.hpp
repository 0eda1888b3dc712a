#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "sources/gp2gp/case_tree.hpp"
#include "sources/gp2gp/envelope.hpp"

namespace ferry::gp2gp {

/// The files that came with the messages of a case, put together again: parted into
/// fragments, base64, gzip.
class Attachments {
public:
    struct File {
        std::string id;   ///< by which a document means it; may be empty
        std::string name; ///< several may have the same
        std::string content_type;
        std::string digest;      ///< of its bytes; "" if it has a problem
        std::string problem;     ///< "a fragment of it is missing", ...
        std::vector<RowNo> rows; ///< attachments it is made of
    };

    Attachments(const CaseTree& tree, const extract::Case& from);

    /// The file a document means: by id, else by its name where only one has it.
    const File* find(std::string_view id, std::string_view name) const;

    const std::vector<File>& all() const { return files_; }

    /// Their bytes by their digests. \pre was not taken before.
    Record::Contents take_contents() { return std::move(contents_); }

private:
    struct Part {
        RowNo row = 0;
        std::string name; ///< by which references mean it; may be empty
    };
    struct Sent {
        EbXml ebxml;
        bool fragment = false;
        std::vector<Part> attachments;
    };
    /// The parts of one file while they are collected.
    struct Parts {
        std::vector<RowNo> rows;
        bool missing = false;
    };
    void learn(const CaseTree& tree);
    void collect(const Sent& from, std::size_t reference, int depth, Parts& parts);
    static RowNo inline_part(const Sent& from, std::size_t reference);
    void put_together(File& file, const Parts& parts, bool compressed);
    void add_unnamed(const Sent& sent);

    const extract::Case& case_;
    std::vector<Sent> sent_;
    std::map<std::string, std::size_t, std::less<>> by_message_;
    std::vector<File> files_;
    Record::Contents contents_;
    std::size_t bytes_ = 0;      ///< of all contents
    std::size_t steps_left_ = 0; ///< from reference to reference
};

/// The bytes of an attachment sent in parts. Fault::malformed where they cannot be read.
Parsed<std::string> joined(const std::vector<Attachment>& parts, bool compressed);

} // namespace ferry::gp2gp

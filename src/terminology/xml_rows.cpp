#include "terminology/xml_rows.hpp"

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include <expat.h>
#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace ferry::terminology {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16U;
/// What no release comes near to.
constexpr int depth_max = 16;
constexpr std::size_t cells_max = 64;
constexpr std::size_t text_max = std::size_t{1} << 16U;

struct XmlRow {
    std::string element;
    std::vector<std::pair<std::string, std::string>> cells;
    std::int64_t line = 0;
};

struct Freed {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

} // namespace

/// Expat calls back, and nothing may be thrown through it: what is wrong is kept until
/// it has come back.
class XmlRows::Parser {
public:
    Parser(const std::filesystem::path& path, std::string_view root,
           std::span<const std::string_view> rows)
        : path_{path.string()}, file_{path}, root_{root},
          row_elements_{rows}, expat_{XML_ParserCreate(nullptr)}, block_(block_size, '\0')
    {
        if (!expat_) {
            throw Error{"there is no memory for an XML parser"};
        }
        XML_SetUserData(expat_.get(), this);
        XML_SetElementHandler(expat_.get(), &Parser::on_begin, &Parser::on_end);
        XML_SetCharacterDataHandler(expat_.get(), &Parser::on_text);
        XML_SetStartDoctypeDeclHandler(expat_.get(), &Parser::on_doctype);
    }

    bool next()
    {
        if (!ready_.empty()) {
            ready_.pop_front();
        }
        while (ready_.empty() && !at_end_) {
            parse_block();
        }
        rows_ += ready_.empty() ? 0 : 1;
        return !ready_.empty();
    }

    const XmlRow& row() const { return ready_.front(); }
    std::int64_t rows() const { return rows_; }
    std::string digest() { return digest_.hex(); }

    [[noreturn]] void stop(std::int64_t line, const std::string& what) const
    {
        throw InputError{fmt::format("{}:{}: {}. Take the file again from the release it came "
                                     "from, or remove it from the maps directory.",
                                     path_, line, what)};
    }

private:
    static Parser& self(void* data) { return *static_cast<Parser*>(data); }

    static void XMLCALL on_begin(void* data, const XML_Char* name, const XML_Char** attributes)
    {
        static_cast<void>(attributes);
        self(data).begin(name);
    }
    static void XMLCALL on_end(void* data, const XML_Char* name)
    {
        static_cast<void>(name);
        self(data).end();
    }
    static void XMLCALL on_text(void* data, const XML_Char* text, int size)
    {
        self(data).text({text, static_cast<std::size_t>(size)});
    }
    static void XMLCALL on_doctype(void* data, const XML_Char* name, const XML_Char* system,
                                   const XML_Char* publicly, int internal)
    {
        static_cast<void>(name);
        static_cast<void>(system);
        static_cast<void>(publicly);
        static_cast<void>(internal);
        self(data).fail("a document type declaration; no release has one, and it could name "
                        "other files");
    }

    void parse_block()
    {
        const std::size_t got = file_.read(block_);
        digest_.add({block_.data(), got});
        at_end_ = got < block_.size();
        const auto status =
            XML_Parse(expat_.get(), block_.data(), static_cast<int>(got), at_end_ ? 1 : 0);
        if (!wrong_.empty()) {
            stop(wrong_line_, wrong_);
        }
        if (status == XML_STATUS_ERROR) {
            stop(line(), fmt::format("not well-formed XML ({})",
                                     XML_ErrorString(XML_GetErrorCode(expat_.get()))));
        }
    }

    void begin(std::string_view name)
    {
        ++depth_;
        if (depth_ > depth_max) {
            return fail(fmt::format("elements within one another more than {} deep", depth_max));
        }
        if (depth_ == 1 && name != root_) {
            return fail(
                fmt::format("expected the element {}, found {}", root_, shortened(name, 40)));
        }
        if (making_) {
            if (depth_ != row_depth_ + 1) {
                return fail("a cell with elements within; expected text");
            }
            if (making_->cells.size() >= cells_max) {
                return fail(fmt::format("a row with more than {} cells", cells_max));
            }
            making_->cells.emplace_back(name, "");
        } else if (contains(row_elements_, name)) {
            making_ = XmlRow{.element = std::string{name}, .cells = {}, .line = line()};
            row_depth_ = depth_;
        }
    }

    void text(std::string_view piece)
    {
        if (!making_ || depth_ != row_depth_ + 1 || !wrong_.empty()) {
            return;
        }
        std::string& cell = making_->cells.back().second;
        if (cell.size() + piece.size() > text_max) {
            return fail(fmt::format("a cell of more than {} bytes", text_max));
        }
        cell += piece;
    }

    void end()
    {
        if (making_ && depth_ == row_depth_) {
            ready_.push_back(std::move(*making_));
            making_.reset();
        }
        --depth_;
    }

    void fail(std::string what)
    {
        if (wrong_.empty()) {
            wrong_ = std::move(what);
            wrong_line_ = line();
            XML_StopParser(expat_.get(), XML_FALSE);
        }
    }

    std::int64_t line() const
    {
        return static_cast<std::int64_t>(XML_GetCurrentLineNumber(expat_.get()));
    }

    std::string path_;
    ReadFile file_;
    std::string_view root_;
    std::span<const std::string_view> row_elements_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Freed> expat_;
    EvidenceDigest digest_;
    std::string block_;
    std::deque<XmlRow> ready_; // at most what one block holds
    std::optional<XmlRow> making_;
    int depth_ = 0;
    int row_depth_ = 0;
    bool at_end_ = false;
    std::int64_t rows_ = 0;
    std::string wrong_;
    std::int64_t wrong_line_ = 0;
};

XmlRows::XmlRows(const std::filesystem::path& path, std::string_view root,
                 std::span<const std::string_view> rows)
    : parser_{std::make_unique<Parser>(path, root, rows)}
{
}

XmlRows::~XmlRows() = default;

bool XmlRows::next()
{
    return parser_->next();
}

std::string_view XmlRows::row() const
{
    return parser_->row().element;
}

std::string_view XmlRows::cell(std::string_view name) const
{
    for (const auto& [cell, text] : parser_->row().cells) {
        if (cell == name) {
            return text;
        }
    }
    return {};
}

void XmlRows::refuse(std::string_view name, std::string_view expected) const
{
    parser_->stop(parser_->row().line, fmt::format("{} of {}: expected {}, found \"{}\"", name,
                                                   row(), expected, shortened(cell(name), 40)));
}

std::int64_t XmlRows::rows() const
{
    return parser_->rows();
}

std::string XmlRows::digest()
{
    return parser_->digest();
}

} // namespace ferry::terminology

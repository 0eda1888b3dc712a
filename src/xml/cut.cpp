#include "xml/cut.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/contains.hpp"

namespace ferry::xml {
namespace {

class Cutter final : public Listener {
public:
    Cutter(std::string_view document, const std::vector<std::string_view>& items, Listener* beside)
        : document_{document}, items_{items}, beside_{beside}, has_returns_{document.find('\r') !=
                                                                            std::string_view::npos}
    {
        pieces_.emplace_back();
        open_.push_back({});
    }

    void begin(std::string_view name, const std::vector<Attribute>& attributes,
               const Place& place) override
    {
        if (beside_ != nullptr) {
            beside_->begin(name, attributes, place);
        }
        ++depth_;
        if (depth_ == 1) {
            pieces_.front().name = name;
        }
        if (contains(items_, name)) {
            keep_up_to(place.begin);
            open_.push_back({.piece = pieces_.size(), .depth = depth_, .from = place.begin});
            pieces_.push_back({.name = std::string{name}, .id = {}, .line = line_of(place.begin)});
            return;
        }
        Piece& inner = pieces_[open_.back().piece];
        if (name == "id" && depth_ == open_.back().depth + 1 && inner.id.empty()) {
            const auto root = std::ranges::find(attributes, "root", &Attribute::name);
            inner.id = root == attributes.end() ? std::string_view{} : root->value;
        }
    }

    void end(std::string_view name, const Place& place) override
    {
        if (beside_ != nullptr) {
            beside_->end(name, place);
        }
        if (open_.back().depth == depth_ && open_.size() > 1) {
            keep_up_to(place.end);
            const Piece& ended = pieces_[open_.back().piece];
            open_.pop_back();
            open_.back().from = place.end;
            pieces_[open_.back().piece].bytes +=
                fmt::format("<?{} {} {}?>", gap_target, name, harmless(ended.id));
        }
        --depth_;
    }

    void text(std::string_view text) override
    {
        if (beside_ != nullptr) {
            beside_->text(text);
        }
    }

    tl::expected<std::vector<Piece>, Problem> take()
    {
        keep_up_to(document_.size());
        const std::string& root = pieces_.front().name;
        if (contains(items_, root)) {
            return tl::unexpected{
                Problem{.line = pieces_.at(1).line,
                        .what = fmt::format("its outermost element is {}, a part of a document",
                        root)}
            };
        }
        return std::move(pieces_);
    }

private:
    struct Open {
        std::size_t piece = 0;
        int depth = 0;
        std::size_t from = 0; ///< bytes before this are kept
    };

    void keep_up_to(std::size_t end)
    {
        Open& inner = open_.back();
        pieces_[inner.piece].bytes += document_.substr(inner.from, end - inner.from);
        inner.from = end;
    }

    /// The line of a place behind the last one asked for. Only items need theirs: the parser
    /// would count for each tag.
    std::int64_t line_of(std::size_t place)
    {
        const std::string_view passed = document_.substr(counted_, place - counted_);
        line_ += std::ranges::count(passed, '\n');
        for (std::size_t i = 0; has_returns_ && i < passed.size(); ++i) {
            line_ += passed[i] == '\r' && document_[counted_ + i + 1] != '\n' ? 1 : 0;
        }
        counted_ = place;
        return line_;
    }

    /// An id inside a gap must not end it.
    static std::string harmless(std::string id)
    {
        std::ranges::replace(id, '?', '.');
        return id;
    }

    std::string_view document_;
    const std::vector<std::string_view>& items_;
    Listener* beside_;
    std::vector<Piece> pieces_;
    std::vector<Open> open_;
    int depth_ = 0;
    bool has_returns_;
    std::size_t counted_ = 0; ///< up to here lines were counted
    std::int64_t line_ = 1;
};

} // namespace

tl::expected<std::vector<Piece>, Problem>
cut(std::string_view document, const std::vector<std::string_view>& items, Listener* beside)
{
    // In a comment or in CDATA it would be no gap, but nobody could tell them apart.
    if (document.find(fmt::format("<?{}", gap_target)) != std::string_view::npos) {
        return tl::unexpected{
            Problem{.line = 1, .what = "it holds gaps that only Ferry makes"}
        };
    }
    Cutter cutter{document, items, beside};
    if (auto done = read(document, cutter); !done) {
        return tl::unexpected{std::move(done.error())};
    }
    return cutter.take();
}

} // namespace ferry::xml

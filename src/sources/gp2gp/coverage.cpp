#include "sources/gp2gp/coverage.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "base/text_table.hpp"
#include "sources/gp2gp/elements.hpp"
#include "sources/gp2gp/words.hpp"

namespace ferry::gp2gp {
namespace {

struct Known {
    Form form = Form::bare;
    Often often = Often::once;
};

/// The table of elements by whole paths: "ObservationStatement/value@unit".
class Table {
public:
    Table()
    {
        for (const std::string_view item : words::items) {
            add_item(item, item);
        }
        for (const std::string_view holder : holders) {
            add_item(holder, holder);
        }
        add_item(heading, heading);
        for (const std::string_view item : words::items) {
            if (item.starts_with("ehrSupply")) {
                add_rows(item, "supply");
            } else if (item.ends_with("Organization")) {
                add_rows(item, "organisation");
            }
        }
    }

    const Known* find(std::string_view path) const
    {
        const auto found = known_.find(path);
        return found == known_.end() ? nullptr : &found->second;
    }
    bool names(std::string_view element) const { return names_.contains(element); }

private:
    void add_item(std::string_view item, std::string_view rows_of)
    {
        known_[std::string{item}] = {};
        known_[fmt::format("{}@negationInd", item)] = {};
        add_rows(item, "*");
        add_rows(item, rows_of);
    }
    void add_rows(std::string_view item, std::string_view rows_of)
    {
        for (const Element& row : elements()) {
            if (row.item == rows_of) {
                add(fmt::format("{}/{}", item, row.path), row.form, row.often);
            }
        }
    }
    void add(const std::string& path, Form form, Often often)
    {
        known_[path] = {.form = form, .often = often};
        names_.emplace(std::string_view{path}.substr(path.rfind('/') + 1));
        if (form == Form::any) {
            add_inside(path, Form::coded);
            add_inside(path, Form::amount);
            for (const std::string_view end : {"low", "high", "center"}) {
                known_[fmt::format("{}/{}", path, end)] = {};
                add_inside(fmt::format("{}/{}", path, end), Form::amount);
            }
        } else {
            add_inside(path, form);
        }
    }
    void add_inside(const std::string& path, Form form)
    {
        for (const std::string_view part : inside(form)) {
            const bool text = part.ends_with("originalText");
            const bool several = part == "translation" || part == "qualifier";
            known_[path + (part.starts_with('@') ? "" : "/") + std::string{part}] = {
                .form = text                    ? Form::text
                        : part == "agentRef/id" ? Form::id
                                                : Form::bare,
                .often = several ? Often::many : Often::once};
        }
        if (form == Form::agent) {
            known_[path + "/agentRef/id@root"] = {};
        }
    }

    TextTable<Known> known_;
    std::set<std::string, std::less<>> names_;
};

const Table& table()
{
    static const Table made;
    return made;
}

/// Beside statements, what may stand in a component.
constexpr std::array<std::string_view, 4> in_components{"ehrFolder", "statementRef",
                                                        "sequenceNumber", "seperatableInd"};

class Watcher final : public Watch {
public:
    explicit Watcher(std::string_view document) : document_{document} {}

    void begin(std::string_view name, const std::vector<xml::Attribute>& attributes,
               const xml::Place& place) override
    {
        const State outer = open_.empty() ? State::skipped : open_.back().state;
        Open next{.state = outer, .size = path_.size(), .base = base_};
        const bool item = contains(words::items, name) || contains(holders, name);
        if (item) {
            base_ = path_.size();
            path_ += is_heading(name, attributes) ? heading : name;
            next.state = State::known;
        } else if (outer == State::known) {
            enter(next, name, place);
        }
        if (next.state == State::known) {
            look_at(attributes, place);
        }
        open_.push_back(std::move(next));
    }

    void end(std::string_view name, const xml::Place& place) override
    {
        static_cast<void>(name);
        Open& ended = open_.back();
        if (ended.state == State::known && !ended.may_have_text && ended.has_text) {
            note(fmt::format("{}#text", key()), place.begin);
        }
        path_.resize(ended.size);
        base_ = ended.base;
        open_.pop_back();
    }

    void text(std::string_view text) override
    {
        if (!open_.empty() && !open_.back().has_text && !trimmed(text).empty()) {
            open_.back().has_text = true;
        }
    }

    Uncovered take() override { return std::move(made_); }

private:
    enum class State : std::uint8_t { known, skipped };
    struct Open {
        State state = State::skipped;
        std::size_t size = 0; ///< of the path before
        std::size_t base = 0; ///< where the path of the item around begins
        bool may_have_text = false;
        bool has_text = false;
        std::vector<const Known*> once{}; ///< that stand in it already
    };

    std::string_view key() const { return std::string_view{path_}.substr(base_); }

    static bool is_heading(std::string_view name, const std::vector<xml::Attribute>& attributes)
    {
        const auto kind = std::ranges::find(attributes, "classCode", &xml::Attribute::name);
        return name == "CompoundStatement" && kind != attributes.end() &&
               (kind->value == "TOPIC" || kind->value == "CATEGORY");
    }

    /// An element in one that is known; what is in it is looked at if the table has rows for it.
    void enter(Open& next, std::string_view name, const xml::Place& place)
    {
        next.state = State::skipped;
        const bool in_component = key().ends_with("/component");
        (path_ += '/') += name;
        const Known* known = table().find(key());
        if (known == nullptr && in_component && !contains(in_components, name) &&
            !table().names(name)) { // a row of its own, which is held
            if (!contains(made_.statements, name)) {
                made_.statements.emplace_back(name);
            }
            return;
        }
        if (known == nullptr) {
            note(std::string{key()}, place.begin);
            return;
        }
        std::vector<const Known*>& once = open_.back().once;
        if (known->often == Often::once && contains(once, known)) {
            note(fmt::format("{}[2]", key()), place.begin);
            return;
        }
        once.push_back(known);
        next.may_have_text = known->form == Form::words || known->form == Form::any;
        if (known->form != Form::whole && known->form != Form::text) {
            next.state = State::known;
        }
    }

    void look_at(const std::vector<xml::Attribute>& attributes, const xml::Place& place)
    {
        const std::size_t size = path_.size();
        for (const xml::Attribute& one : attributes) {
            if (open_.empty() || is_usual_attribute(one.name, one.value)) {
                continue;
            }
            (path_ += '@') += one.name;
            if (table().find(key()) == nullptr) {
                note(std::string{key()}, place.begin);
            }
            path_.resize(size);
        }
    }

    void note(std::string path, std::size_t at)
    {
        std::ranges::replace(path, '/', '.');
        Uncovered::Path& found = made_.paths[std::move(path)];
        if (found.count++ == 0) {
            found.line = 1 + std::ranges::count(document_.substr(0, at), '\n');
        }
    }

    std::string_view document_;
    std::string path_;
    std::size_t base_ = 0;
    std::vector<Open> open_;
    Uncovered made_;
};

} // namespace

std::unique_ptr<Watch> watch(std::string_view document)
{
    return std::make_unique<Watcher>(document);
}

void add_uncovered(Uncovered& all, const Uncovered& of_file, std::string_view file,
                   std::int64_t first_line)
{
    for (const auto& [path, found] : of_file.paths) {
        Uncovered::Path& sum = all.paths[path];
        if (sum.count == 0) {
            sum.sample = fmt::format("{}:{}", file, first_line + found.line - 1);
        }
        sum.count += found.count;
    }
}

void ask_about(const Uncovered& all, std::vector<extract::Question>& to)
{
    for (const auto& [path, found] : all.paths) {
        to.push_back({.cause = "unknown_column:" + path,
                      .what = "an element that nobody has said how to read: " + path,
                      .count = found.count,
                      .sample = found.sample});
    }
}

} // namespace ferry::gp2gp

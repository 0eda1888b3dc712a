#include "sources/fhir/survey.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/side_by_side.hpp"
#include "base/text.hpp"
#include "extract/look.hpp"
#include "sources/fhir/paths.hpp"

namespace ferry::fhir {
namespace {

using json::Value;

constexpr std::size_t read_block = std::size_t{1} << 20U;

/// What only a resource of this version has in it.
constexpr std::array stu3_marks{"/STU3/", "\"ProcedureRequest\"", "\"ReferralRequest\""};
constexpr std::array r4_marks{"UKCore", "\"ServiceRequest\""};

bool has_any(std::string_view text, const auto& marks)
{
    return std::ranges::any_of(
        marks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

/// What one file is, seen by itself.
struct Seen {
    enum class What : std::uint8_t { document, lines, no_resource, other } what = What::other;
    std::filesystem::path path;
    std::string problem; ///< of a document that is no JSON
    bool stu3 = false;
    bool r4 = false;
    std::vector<NamedPatient> patients;
    bool too_few = false;              ///< a bundle that says that there are more
    std::vector<std::string> pages;    ///< the bundles before and behind it, by their address
    std::vector<std::string> own_page; ///< its own address
};

bool counts(Value entry)
{
    const std::string_view mode = text_at(entry, "search.mode");
    return mode.empty() || mode == "match";
}

/// What a bundle says of other bundles, and of how much there is.
void look_at_bundle(Value bundle, Seen& seen)
{
    for (const Value link : all_at(bundle, "link")) {
        const std::string_view relation = link["relation"].text();
        const bool page = relation == "next" || relation == "previous" || relation == "prev";
        if (page || relation == "self") {
            (page ? seen.pages : seen.own_page).emplace_back(link["url"].text());
        }
    }
    const Value total = bundle["total"];
    const auto stated = whole_number(total.text());
    const auto entries = all_at(bundle, "entry");
    const bool unreadable = total && !stated;
    seen.too_few = unreadable || (seen.pages.empty() &&
                                  stated.value_or(0) > std::ranges::count_if(entries, counts));
}

Seen look_at_document(const std::filesystem::path& path, json::Reader& reader)
{
    Seen seen{.what = Seen::What::document, .path = path};
    const std::string text = read_whole(path);
    const auto tree = reader.read(text);
    if (!tree) {
        seen.problem = describe(tree.error(), text, path.string());
    } else if (!tree->root()["resourceType"].is(json::Type::string)) {
        seen.what = Seen::What::no_resource;
    } else {
        seen.stu3 = has_any(text, stu3_marks);
        seen.r4 = !seen.stu3 && has_any(text, r4_marks);
        seen.patients = patients_among(pieces_of(tree->root()));
        if (tree->root()["resourceType"].text() == "Bundle") {
            look_at_bundle(tree->root(), seen);
        }
    }
    return seen;
}

Seen look_at(const std::filesystem::path& path, json::Reader& reader)
{
    const std::string container = extract::container_kind(path);
    if (!container.empty()) {
        throw InputError{fmt::format("{}: this is {}; plain .json or .ndjson files were expected: "
                                     "unpack or decrypt it into a folder of its own",
                                     path.string(), container)};
    }
    const std::string extension = lower(path.extension().string());
    if (extension == ".json") {
        return look_at_document(path, reader);
    }
    const bool lines = extension == ".ndjson" || extension == ".jsonl";
    return {.what = lines ? Seen::What::lines : Seen::What::other, .path = path};
}

class Surveyor {
public:
    explicit Surveyor(const extract::ExtractOrder& order) : order_{order} {}

    Survey survey()
    {
        extract::check_folder(order_.extract, "an extract: FHIR bundles or NDJSON files");
        const auto content = extract::content_of(order_.extract);
        made_.manifest.questions = extract::unread(content.others);
        look_at_all(content.files);
        check_is_extract();
        ask_for_the_rest();
        made_.manifest.layout = stu3_ || !r4_ ? "stu3" : "r4";
        return std::move(made_);
    }

private:
    void look_at_all(const std::vector<std::filesystem::path>& paths);
    void take(Seen&& seen);
    void take_document(Seen&& seen);
    void look_at_lines(const std::filesystem::path& path);
    void add(const std::filesystem::path& path, Shape shape);
    void take_patients(std::vector<NamedPatient>&& patients);
    void ask_for_the_rest();
    void check_is_extract() const;

    const extract::ExtractOrder& order_;
    Survey made_;
    json::Reader reader_;
    std::string first_problem_;
    std::vector<std::string> too_few_;         ///< files with fewer resources than they say
    std::map<std::string, std::string> pages_; ///< files by the addresses that they name
    std::set<std::string> own_pages_;
    bool any_resource_ = false;
    bool stu3_ = false;
    bool r4_ = false;
};

/// Files are looked at by several threads; what they are is put together in their order.
void Surveyor::look_at_all(const std::vector<std::filesystem::path>& paths)
{
    const std::size_t threads = threads_for(order_.threads);
    std::deque<json::Reader> readers(threads);
    make_side_by_side(
        paths.size(), threads,
        [&](std::size_t i, std::size_t thread) { return look_at(paths[i], readers[thread]); },
        [this](Seen&& seen) { take(std::move(seen)); });
}

void Surveyor::take(Seen&& seen)
{
    const auto ask = [&](std::string_view what) {
        made_.manifest.questions.push_back(extract::unread(seen.path, what));
    };
    switch (seen.what) {
    case Seen::What::document:
        take_document(std::move(seen));
        return;
    case Seen::What::lines:
        look_at_lines(seen.path);
        return;
    case Seen::What::no_resource:
        ask("a file that holds no FHIR resource");
        return;
    case Seen::What::other:
        ask("a file that is neither .json nor .ndjson");
        return;
    }
}

void Surveyor::take_document(Seen&& seen)
{
    add(seen.path, Shape::document);
    if (!seen.problem.empty()) {
        first_problem_ = first_problem_.empty() ? seen.problem : first_problem_;
        return;
    }
    any_resource_ = true;
    stu3_ = stu3_ || seen.stu3;
    r4_ = r4_ || seen.r4;
    take_patients(std::move(seen.patients));
    if (seen.too_few) {
        too_few_.push_back(seen.path.filename().string());
    }
    for (std::string& page : seen.pages) {
        pages_.emplace(std::move(page), seen.path.filename().string());
    }
    own_pages_.insert(seen.own_page.begin(), seen.own_page.end());
}

void Surveyor::look_at_lines(const std::filesystem::path& path)
{
    ReadFile file{path};
    each_line(
        path, [&](std::span<char> room) { return file.read(room); },
        [&](std::string_view line, std::int64_t number) {
            const bool names_patient = line.find("\"Patient\"") != std::string_view::npos;
            if (any_resource_ && !names_patient && (stu3_ || r4_)) {
                return;
            }
            const auto tree = reader_.read(line);
            if (tree && tree->root()["resourceType"]) {
                any_resource_ = true;
                stu3_ = stu3_ || has_any(line, stu3_marks);
                r4_ = r4_ || has_any(line, r4_marks);
                take_patients(patients_among(pieces_of(tree->root())));
            } else if (!tree && first_problem_.empty()) {
                first_problem_ = fmt::format("{}:{}:{}: {}", path.string(), number,
                                             tree.error().offset + 1, tree.error().what);
            }
        });
    add(path, Shape::lines);
}

void Surveyor::take_patients(std::vector<NamedPatient>&& patients)
{
    std::ranges::move(patients, std::back_inserter(made_.patients));
}

void Surveyor::add(const std::filesystem::path& path, Shape shape)
{
    made_.files.push_back({.path = path, .shape = shape});
    made_.manifest.files.push_back(
        {.no = static_cast<extract::FileNo>(order_.first_file + made_.manifest.files.size()),
         .name = path.filename().string(),
         .table = "resources",
         .bytes = static_cast<std::int64_t>(std::filesystem::file_size(path))});
}

/// An extract that says itself that it is not all there is.
void Surveyor::ask_for_the_rest()
{
    std::erase_if(pages_, [this](const auto& page) { return own_pages_.contains(page.first); });
    const auto ask_about = [this](std::string_view element, std::string_view what, auto count,
                                  const std::string& sample) {
        if (count > 0) {
            made_.manifest.questions.push_back({.cause = fmt::format("check_sum:{}", element),
                                                .what = std::string{what},
                                                .count = static_cast<std::int64_t>(count),
                                                .sample = sample});
        }
    };
    ask_about("Bundle.link", "a bundle names a further page that is not in the extract",
              pages_.size(), pages_.empty() ? "" : pages_.begin()->second);
    ask_about("Bundle.total", "a bundle says that there are more resources than it holds",
              too_few_.size(), too_few_.empty() ? "" : too_few_.front());
}

void Surveyor::check_is_extract() const
{
    if (any_resource_) {
        return;
    }
    if (!first_problem_.empty()) {
        throw InputError{first_problem_ + "; FHIR resources in JSON were expected: ask for the "
                                          "file anew"};
    }
    throw InputError{fmt::format("{}: no FHIR resource stands in this folder; bundles (.json) or "
                                 "resources a line (.ndjson) were expected",
                                 order_.extract.string())};
}

} // namespace

void each_line(const std::filesystem::path& path,
               const std::function<std::size_t(std::span<char>)>& read,
               const std::function<void(std::string_view line, std::int64_t number)>& take)
{
    std::string waiting;
    std::int64_t number = 1;
    std::vector<char> room(read_block);
    const auto hand_out = [&](std::string_view line) {
        if (!trimmed(line).empty()) {
            take(line, number);
        }
        ++number;
    };
    for (std::size_t got = read(room); got > 0; got = read(room)) {
        waiting.append(room.data(), got);
        std::string_view rest = waiting;
        for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
            hand_out(rest.substr(0, end - (end > 0 && rest[end - 1] == '\r' ? 1 : 0)));
            rest.remove_prefix(end + 1);
        }
        waiting.erase(0, waiting.size() - rest.size());
        if (waiting.size() > line_size_max) {
            throw InputError{fmt::format("{}:{}: a line longer than {} MB; one resource a line was "
                                         "expected",
                                         path.string(), number, line_size_max >> 20U)};
        }
    }
    hand_out(waiting);
}

Survey survey(const extract::ExtractOrder& order)
{
    return Surveyor{order}.survey();
}

} // namespace ferry::fhir

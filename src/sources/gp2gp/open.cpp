#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/contains.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/progress.hpp"
#include "base/side_by_side.hpp"
#include "base/text.hpp"
#include "csv/rows.hpp"
#include "extract/dealer.hpp"
#include "extract/digesting_file.hpp"
#include "extract/look.hpp"
#include "sources/gp2gp/envelope.hpp"
#include "sources/gp2gp/gp2gp.hpp"
#include "sources/gp2gp/message.hpp"
#include "sources/gp2gp/patient_list.hpp"
#include "sources/gp2gp/words.hpp"
#include "xml/parser.hpp"

namespace ferry::gp2gp {
namespace {

using extract::RawRow;
using extract::SourceFile;

constexpr std::size_t head_size = 4096;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

enum class FileKind : std::uint8_t { message, list, other };

std::string head_of(const std::filesystem::path& path)
{
    ReadFile file{path};
    std::string head(head_size, '\0');
    head.resize(file.read(head));
    return head;
}

/// An XML file that is whole and is no message of ours, such as a schema.
bool is_other_xml(const std::filesystem::path& path, std::string_view root)
{
    if (root.empty() || contains(words::roots, root)) {
        return false;
    }
    const std::string whole = read_whole(path);
    const auto end = whole.rfind("</");
    return end != std::string::npos && whole.find(root, end) != std::string::npos;
}

FileKind kind_of(const std::filesystem::path& path, std::string_view head)
{
    const Wrapping wrapping = wrapping_of(head);
    const std::string ending = lower(path.extension().string());
    const std::string_view root = xml::root_name(head);
    if (ending == ".xml") { // what is damaged there is a damaged message
        const bool other = wrapping == Wrapping::none && is_other_xml(path, root);
        return other ? FileKind::other : FileKind::message;
    }
    switch (wrapping) {
    case Wrapping::json:
        return head.find("\"ebXML\"") == std::string_view::npos ? FileKind::other
                                                                : FileKind::message;
    case Wrapping::mime:
        return FileKind::message;
    case Wrapping::none:
        break;
    }
    if (ending == ".csv") {
        return is_patient_list(head.substr(0, head.find_first_of("\r\n"))) ? FileKind::list
                                                                           : FileKind::other;
    }
    return contains(words::roots, root) ? FileKind::message : FileKind::other;
}

/// Whose the rest of a large message is.
struct Owner {
    std::string organisation;
    std::string patient;
};

class MessageFolder final : public extract::OpenExtract {
public:
    explicit MessageFolder(const extract::ExtractOrder& order) : order_{order}
    {
        extract::check_folder(order.extract, "a folder of GP2GP messages");
        const auto content = extract::content_of(order.extract);
        manifest_.questions = extract::unread(content.others);
        std::ranges::for_each(content.files, [this](const auto& path) { look_at(path); });
        const bool any = std::ranges::any_of(
            manifest_.files, [](const SourceFile& file) { return file.table == message_table; });
        if (!any) {
            throw InputError{fmt::format("{}: not one file here is a GP2GP message; expected were "
                                         "XML files whose outermost element is {} or {}, bare or "
                                         "in an envelope",
                                         order.extract.string(), words::roots[0], words::roots[1])};
        }
        manifest_.layout = "gp2gp " + layouts().front();
    }

    const extract::Manifest& manifest() const override { return manifest_; }
    void digest_files() override { extract::digest_files(paths_, manifest_.files); }
    void sort(extract::CaseNumbers& numbers, extract::CaseSink& sink) override;

private:
    void look_at(const std::filesystem::path& path);
    /// A message as it was read, before anybody knows whose it is.
    struct Received {
        std::size_t file = 0;
        std::string digest;
        Message message;
    };
    using Take = std::function<void(Received&& received)>;
    Received read(std::size_t file) const;
    void read_side_by_side(const std::vector<std::size_t>& files, const Take& take) const;
    std::vector<std::size_t> files_of(std::string_view table) const;
    void take_message(Received&& received);
    void take_fragments();
    void find_owners();
    void deal(std::size_t file, const Message& message, const std::optional<Owner>& owner);
    void take_list(std::size_t file);
    void deal_list_row(const RawRow& raw, std::string_view number, std::string_view message);
    bool contradicts_itself(std::string_view number, std::string_view message) const;
    std::string patient_of(std::string_view number, std::string_view message) const;
    void check_list_columns(std::size_t file, const std::vector<std::string>& names);

    /// A fragment whose rows wait until its patient is known.
    struct Fragment {
        std::size_t file = 0;
        std::string message_id;
        std::vector<std::string> more;
    };

    extract::ExtractOrder order_;
    extract::Manifest manifest_;
    std::vector<std::filesystem::path> paths_;
    std::optional<extract::Dealer> dealer_;
    std::vector<Fragment> fragments_;
    Uncovered uncovered_;                              ///< in all messages
    std::map<std::string, Owner, std::less<>> owners_; ///< of message ids still to come
    std::map<std::string, std::set<std::string>, std::less<>> organisations_; ///< of a patient
    /// Patients and written NHS numbers of the messages whose file has this name.
    struct Named {
        std::set<std::string, std::less<>> patients;
        std::set<std::string, std::less<>> numbers;
    };
    std::map<std::string, Named, std::less<>> by_name_;
};

void MessageFolder::look_at(const std::filesystem::path& path)
{
    const std::string container = extract::container_kind(path);
    if (!container.empty()) {
        throw InputError{fmt::format("{}: this is {}; messages were expected: unpack or decrypt it "
                                     "into a folder of its own",
                                     path.string(), container)};
    }
    std::string head = head_of(path);
    std::string_view text = head;
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    const FileKind kind = kind_of(path, text);
    if (kind == FileKind::other) {
        manifest_.questions.push_back(extract::unread(path, "a file that is no GP2GP message"));
        return;
    }
    const bool list = kind == FileKind::list;
    const std::string name = path.filename().string();
    const auto no = static_cast<extract::FileNo>(order_.first_file + paths_.size());
    manifest_.files.push_back(
        {.no = no,
         .name = name,
         .table = std::string{list ? list_table : message_table},
         .header = list ? std::string{trimmed(text.substr(0, text.find('\n')))} : std::string{},
         .bytes = ReadFile{path}.size()});
    paths_.push_back(path);
    if (list) {
        check_list_columns(paths_.size() - 1, names_in(manifest_.files.back().header));
    }
}

void MessageFolder::check_list_columns(std::size_t file, const std::vector<std::string>& names)
{
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (std::find(names.begin(), name, *name) != name) {
            throw InputError{
                fmt::format("{}:1: the column {} stands twice: which of the two holds? "
                            "Take the wrong one out of the list",
                            paths_[file].string(), *name)};
        }
    }
    for (const std::string& name : names) {
        if (contains(list_columns(), name, &ListColumn::name)) {
            continue;
        }
        manifest_.questions.push_back(
            {.cause = fmt::format("unknown_column:{}.{}", list_table, name),
             .what = fmt::format("the patient list has a column {} that nobody knows; what stands "
                                 "in it is not read",
                                 name),
             .count = 1,
             .sample = manifest_.files[file].name + ":1"});
    }
}

void MessageFolder::sort(extract::CaseNumbers& numbers, extract::CaseSink& sink)
{
    std::int64_t bytes = 0;
    for (const SourceFile& file : manifest_.files) {
        bytes += file.bytes;
    }
    dealer_.emplace(order_.spill_folder, bytes, extract::Patients::along);
    const auto messages = files_of(message_table);
    {
        Progress progress{"extract", "messages", std::ssize(messages)};
        read_side_by_side(messages, [&](Received&& received) {
            take_message(std::move(received));
            progress.advance(1);
        });
    }
    gp2gp::ask_about(uncovered_, manifest_.questions);
    find_owners();
    take_fragments();
    for (const std::size_t file : files_of(list_table)) {
        take_list(file);
    }
    dealer_->hand_out(manifest_.files, numbers, sink);
    dealer_.reset();
}

std::vector<std::size_t> MessageFolder::files_of(std::string_view table) const
{
    std::vector<std::size_t> files;
    for (std::size_t i = 0; i < paths_.size(); ++i) {
        if (manifest_.files[i].table == table) {
            files.push_back(i);
        }
    }
    return files;
}

MessageFolder::Received MessageFolder::read(std::size_t file) const
{
    std::string bytes = read_whole(paths_[file]);
    std::string digest = evidence_digest(bytes);
    return {.file = file,
            .digest = std::move(digest),
            .message = read_message(paths_[file].string(), std::move(bytes))};
}

/// Reading costs far more than dealing: files are read by several threads, and dealt in
/// their order by one at a time.
void MessageFolder::read_side_by_side(const std::vector<std::size_t>& files, const Take& take) const
{
    make_side_by_side(
        files.size(), threads_for(order_.threads),
        [&](std::size_t i, std::size_t /*thread*/) { return read(files[i]); }, take);
}

void MessageFolder::take_message(Received&& received)
{
    const auto [file, digest, message] = std::move(received);
    manifest_.files[file].digest = digest;
    add_uncovered(uncovered_, message.uncovered, manifest_.files[file].name, message.first_line);
    if (!message.damage.empty()) {
        deal(file, message, std::nullopt);
        return;
    }
    if (message.fragment) {
        fragments_.push_back(
            {.file = file, .message_id = message.message_id, .more = message.more});
        return;
    }
    const Owner owner{.organisation = message.organisation,
                      .patient =
                          message.patient.empty() ? paths_[file].stem().string() : message.patient};
    for (const std::string& more : message.more) {
        owners_.emplace(more, owner);
    }
    organisations_[owner.patient].insert(owner.organisation);
    Named& named = by_name_[paths_[file].stem().string()];
    named.patients.insert(owner.patient);
    if (!message.written_number.empty()) {
        named.numbers.insert(message.written_number);
    }
    dealer_->know(owner.organisation, owner.patient);
    deal(file, message, owner);
}

/// A fragment may speak of further fragments: their patient is its own.
void MessageFolder::find_owners()
{
    for (bool found = true; found;) {
        found = false;
        for (const Fragment& fragment : fragments_) {
            const auto owner = owners_.find(fragment.message_id);
            if (owner == owners_.end()) {
                continue;
            }
            for (const std::string& more : fragment.more) {
                found = owners_.emplace(more, Owner{owner->second}).second || found;
            }
        }
    }
}

void MessageFolder::take_fragments()
{
    std::vector<std::size_t> files;
    std::ranges::transform(fragments_, std::back_inserter(files), &Fragment::file);
    read_side_by_side(files, [this](Received&& received) {
        const auto owner = owners_.find(received.message.message_id);
        deal(received.file, received.message,
             owner == owners_.end() ? std::nullopt : std::optional{owner->second});
    });
    fragments_.clear();
}

void MessageFolder::deal(std::size_t file, const Message& message,
                         const std::optional<Owner>& owner)
{
    manifest_.files[file].rows = std::ssize(message.rows);
    std::vector<RawRow> agent; // with its organisations
    const auto deal_agent = [&] {
        if (!agent.empty()) {
            dealer_->deal_to_directory_again(agent);
            agent.clear();
        }
    };
    for (const MessageRow& made : message.rows) {
        const RawRow row{.file = manifest_.files[file].no,
                         .line = static_cast<std::uint32_t>(made.line),
                         .damaged = made.damaged,
                         .bytes = made.bytes};
        if (!made.inside) {
            deal_agent();
        }
        if (made.directory) {
            agent.push_back(row);
        } else if (owner) {
            dealer_->deal(owner->organisation, owner->patient, row);
        } else {
            dealer_->deal_to_nobody(row);
        }
    }
    deal_agent();
}

/// Each row goes to the patient of whom there is a message; where two practices sent
/// one, nobody can say whose it is.
void MessageFolder::take_list(std::size_t file)
{
    const std::string bytes = read_whole(paths_[file]);
    SourceFile& facts = manifest_.files[file];
    facts.digest = evidence_digest(bytes);
    const auto names = names_in(facts.header);
    std::string_view rest = bytes;
    csv::RowReader rows{[&rest](std::span<char> room) {
        const std::size_t size = std::min(room.size(), rest.size());
        std::copy_n(rest.begin(), size, room.begin());
        rest.remove_prefix(size);
        return size;
    }};
    const auto header = rows.next();
    if (header && (header->many_lines || header->open_quote)) { // rows would pass for header
        throw InputError{fmt::format("{}:1: a quote in the header does not end on its line; ask "
                                     "for the list anew",
                                     paths_[file].string())};
    }
    while (const auto row = rows.next()) {
        if (row->bytes.empty()) {
            continue;
        }
        ++facts.rows;
        const auto cells = cells_of(row->bytes);
        const RawRow raw{.file = facts.no,
                         .line = static_cast<std::uint32_t>(row->line),
                         .damaged = row->open_quote || cells.size() != names.size(),
                         .bytes = row->bytes};
        if (raw.damaged) {
            dealer_->deal_to_nobody(raw);
            continue;
        }
        const auto cell = [&](std::string_view column) {
            const auto at = std::ranges::find(names, column);
            return at == names.end() ? std::string_view{}
                                     : trimmed(cells[static_cast<std::size_t>(at - names.begin())]);
        };
        deal_list_row(raw, cell(number_column), cell(message_column));
    }
}

/// To the patient whom the row names. One that contradicts itself or the message counts as
/// damaged: the mapper tells by its cells, which fit, that they contradict.
void MessageFolder::deal_list_row(const RawRow& raw, std::string_view number,
                                  std::string_view message)
{
    if (contradicts_itself(number, message)) {
        RawRow contradictory = raw;
        contradictory.damaged = true;
        dealer_->deal_to_nobody(contradictory);
        return;
    }
    const std::string patient = patient_of(number, message);
    const auto found = organisations_.find(patient);
    if (found == organisations_.end() || found->second.size() != 1) {
        dealer_->deal_to_nobody(raw);
    } else {
        dealer_->deal(*found->second.begin(), patient, raw);
    }
}

/// A row that names both must mean one message by both. A message that says no number, or
/// none that can be one, does not contradict one that nobody else has.
bool MessageFolder::contradicts_itself(std::string_view number, std::string_view message) const
{
    const auto named = by_name_.find(message);
    if (message.empty()) {
        return false;
    }
    if (named == by_name_.end()) {
        return organisations_.contains(number); // of another message than it names
    }
    const auto& [patients, numbers] = named->second;
    if (patients.size() > 1) {
        return true; // files of one name: nobody can say which is meant
    }
    if (number.empty() || patients.contains(number)) {
        return false;
    }
    const bool as_written = numbers.empty() || numbers.contains(number);
    return !as_written || organisations_.contains(number);
}

std::string MessageFolder::patient_of(std::string_view number, std::string_view message) const
{
    const auto named = by_name_.find(message);
    return named == by_name_.end() ? std::string{number} : *named->second.patients.begin();
}

} // namespace

std::unique_ptr<extract::OpenExtract> open_extract(const extract::ExtractOrder& order)
{
    return std::make_unique<MessageFolder>(order);
}

std::vector<std::string> layouts()
{
    return {"RCMR_IN030000UK06 and UK07"};
}

} // namespace ferry::gp2gp

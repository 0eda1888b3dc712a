#include "support/run.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/error.hpp"
#include "sources/tabular/mapper.hpp"
#include "sources/tabular/open.hpp"
#include "support/folder.hpp"
#include "support/shown.hpp"

namespace ferry::support {
namespace {

/// Numbers in the order of asking.
class Numbers final : public extract::CaseNumbers {
public:
    CaseNo number_of(const extract::Subject& subject) override
    {
        ++patients_[subject.organisation];
        const auto key = std::pair{subject.organisation, subject.patient};
        return given_.try_emplace(key, unattached_case + 1 + std::ssize(given_)).first->second;
    }

    std::string main_organisation() const
    {
        const auto most = std::ranges::max_element(patients_, {}, &Counts::value_type::second);
        return most == patients_.end() ? std::string{} : most->first;
    }

private:
    using Counts = std::map<std::string, std::int64_t>;
    std::map<std::pair<std::string, std::string>, CaseNo> given_;
    Counts patients_;
};

class Collector final : public extract::CaseSink {
public:
    explicit Collector(std::vector<std::unique_ptr<Run::One>>& into) : into_{into} {}

    bool take(extract::Case&& made) override
    {
        into_.push_back(std::make_unique<Run::One>());
        into_.back()->source = std::move(made);
        return true;
    }

private:
    std::vector<std::unique_ptr<Run::One>>& into_;
};

bool in_target(Outcome outcome)
{
    return outcome != Outcome::held && outcome != Outcome::left;
}

std::string breach_of(const transform::Mapped& mapped, const transform::RowFate& fate)
{
    const auto items = static_cast<ItemNo>(mapped.record.items().size());
    if (in_target(fate.outcome) && (fate.item < 0 || fate.item >= items)) {
        return "is said to be in the target and has no item";
    }
    if (!in_target(fate.outcome) && fate.item >= 0) {
        return "is not in the target and names an item";
    }
    if (fate.outcome == Outcome::held && fate.cause == nullptr) {
        return "is held without a cause";
    }
    return {};
}

/// True for an entry that stands under another one: a further value of the same row.
bool stands_under_another(const Record& record, ItemNo item)
{
    const FieldNo parent = find_field(record.at(item).type, "parent");
    return parent != no_field && record.value(item, parent).present;
}

/// An item that no row made; "" if there is none. Alerts are made of fates, and the
/// parts of a row stand behind its main item.
std::string stray_item(const transform::Mapped& mapped)
{
    constexpr std::array of_no_row{
        ItemType::alert,        ItemType::address,        ItemType::contact, ItemType::registration,
        ItemType::session_user, ItemType::family_history, ItemType::document};
    for (ItemNo item = 0; item < std::ssize(mapped.record.items()); ++item) {
        const ItemType type = mapped.record.at(item).type;
        if (std::ranges::find(of_no_row, type) == of_no_row.end() &&
            !stands_under_another(mapped.record, item) &&
            std::ranges::find(mapped.fates, item, &transform::RowFate::item) ==
                mapped.fates.end()) {
            return fmt::format("item {} of type {} comes of no row", item, name_of(type));
        }
    }
    return {};
}

} // namespace

Source described_by(const tabular::Description& description)
{
    return {
        .open =
            [&description](const extract::ExtractOrder& order) {
                return tabular::open_extract(description, order);
            },
        .mapper =
            [&description](const transform::MapperOrder& order, const transform::Context& context) {
                return tabular::make_mapper(description, order, context);
            }};
}

Run::Run(const Source& source, const std::filesystem::path& extract, const RunOptions& options)
{
    const Folder scratch;
    for (const auto& [cause, choice] : options.decisions) {
        decisions_.enter({.cause = cause, .choice = choice});
    }
    const auto open = source.open({.extract = extract, .spill_folder = scratch / "spill"});
    Numbers numbers;
    Collector collector{cases_};
    open->sort(numbers, collector);
    manifest_ = open->manifest();
    const terminology::Maps* maps = options.maps;
    mapper_ = source.mapper(
        {.files = manifest_.files,
         .directory = directory().source,
         .practice = options.practice,
         .organisation = numbers.main_organisation()},
        {.maps = maps == nullptr ? static_cast<const terminology::Maps&>(no_maps_) : *maps,
         .decisions = decisions_,
         .rules = rules_,
         .causes = causes_,
         .concepts = concepts_});
    for (const auto& one : cases_) {
        one->mapped = transform::read_case(*mapper_, one->source);
    }
}

const Run::One& Run::patient(std::string_view id, std::string_view organisation) const
{
    const auto found = std::ranges::find_if(cases_, [&](const auto& one) {
        const extract::Subject& subject = one->source.subject;
        return one->source.no > unattached_case && subject.patient == id &&
               (organisation.empty() || subject.organisation == organisation);
    });
    if (found == cases_.end()) {
        throw Error{fmt::format("no case of patient {}", id)};
    }
    return **found;
}

const std::string& Run::table_of(const extract::RawRow& row) const
{
    return manifest_.files.at(static_cast<std::size_t>(row.file - manifest_.files.front().no))
        .table;
}

ShownFate Run::shown(const transform::RowFate& fate) const
{
    return {.outcome = fate.outcome,
            .rule = rules_.name(fate.rule),
            .cause = fate.cause == nullptr ? std::string{} : fate.cause->id,
            .type = fate.type,
            .item = fate.item};
}

ShownFate Run::fate(std::string_view table, std::int64_t line) const
{
    for (const auto& one : cases_) {
        for (std::size_t i = 0; i < one->source.rows.size(); ++i) {
            const extract::RawRow& row = one->source.rows[i];
            if (row.line == line && table_of(row) == table) {
                return shown(one->mapped->fates.at(i));
            }
        }
    }
    throw Error{fmt::format("no row on line {} of {}", line, table)};
}

std::int64_t Run::count(Outcome outcome) const
{
    std::int64_t all = 0;
    for (const auto& one : cases_) {
        all += std::ranges::count(one->mapped->fates, outcome, &transform::RowFate::outcome);
    }
    return all;
}

std::int64_t Run::rows() const
{
    std::int64_t all = 0;
    for (const auto& file : manifest_.files) {
        all += file.rows;
    }
    return all;
}

std::int64_t Run::unidentified() const
{
    std::int64_t found = 0;
    for (const auto& one : cases_) {
        const transform::Mapped& mapped = *one->mapped;
        for (std::size_t i = 0; one->source.no > unattached_case && i < mapped.fates.size(); ++i) {
            const transform::RowFate& fate = mapped.fates[i];
            const bool may_lack_one =
                fate.type == ItemType::patient || fate.type == ItemType::registration;
            found += fate.item >= 0 && !may_lack_one && mapped.ids[i] == 0 ? 1 : 0;
        }
    }
    return found;
}

std::string Run::breach() const
{
    std::map<std::string, std::int64_t> found;
    // Several rows may stand on one line, but none in two cases.
    std::map<std::tuple<extract::FileNo, std::uint32_t, std::string_view>, const One*> places;
    for (const auto& one : cases_) {
        if (one->source.rows.size() != one->mapped->fates.size() ||
            one->source.rows.size() != one->mapped->ids.size()) {
            return fmt::format("case {} has {} rows, {} fates and {} ids", one->source.no,
                               one->source.rows.size(), one->mapped->fates.size(),
                               one->mapped->ids.size());
        }
        if (std::string stray = stray_item(*one->mapped); !stray.empty()) {
            return stray;
        }
        for (std::size_t i = 0; i < one->source.rows.size(); ++i) {
            const extract::RawRow& row = one->source.rows[i];
            ++found[table_of(row)];
            std::string wrong = breach_of(*one->mapped, one->mapped->fates[i]);
            const auto place = std::tuple{row.file, row.line, row.bytes};
            if (places.try_emplace(place, one.get()).first->second != one.get()) {
                wrong = "stands in two cases";
            }
            if (!wrong.empty()) {
                return fmt::format("{}:{} {}", table_of(row), row.line, wrong);
            }
        }
    }
    for (const auto& file : manifest_.files) {
        found[file.table] -= file.rows;
    }
    for (const auto& [table, more] : found) {
        if (more != 0) {
            return fmt::format("{}: {} rows more in cases than were read", table, more);
        }
    }
    return {};
}

std::string Run::whole() const
{
    std::string all;
    for (const auto& one : cases_) {
        all += fmt::format("case {} {} {}\n", one->source.no, one->source.subject.patient,
                           one->source.content.hex());
        for (std::size_t i = 0; i < one->source.rows.size(); ++i) {
            const extract::RawRow& row = one->source.rows[i];
            const ShownFate fate = shown(one->mapped->fates[i]);
            all += fmt::format("{}:{} {} {} {} {}\n  {}\n", table_of(row), row.line,
                               name_of(fate.outcome), fate.rule, fate.cause, fate.item, row.bytes);
        }
        for (const ShownItem& item : items_of(one->mapped->record)) {
            all += item.line() + "\n";
        }
    }
    return all;
}

} // namespace ferry::support

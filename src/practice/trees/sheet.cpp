#include "practice/trees/sheet.hpp"

#include <algorithm>

#include "base/contains.hpp"

namespace ferry::practice::trees {
namespace {

constexpr HeadingRow headings[] = {
    {Heading::problem,         "394841004",      "Other category",       "Problem title"},
    {Heading::history,         "15621000000105", "History",              "History"      },
    {Heading::examination,     "394831002",      "Examination",          "Examination"  },
    {Heading::drug_allergies,  "14L..00",        "H/O: drug allergy",    ""             },
    {Heading::other_allergies, "SN53.00",        "Allergy, unspecified", ""             },
    {Heading::additional,      "394830001",      "Additional",           "Additional"   },
    {Heading::referral,        "3457005",        "Referral",             "Referral"     },
    {Heading::follow_up,       "308273005",      "Follow up",            "Follow up"    },
    {Heading::medication,      "394841004",      "Other category",       "Medication"   },
};

Heading heading_of(const Observation& row, bool has_parts)
{
    if (row.first_episode) {
        return Heading::problem;
    }
    switch (row.kind) {
    case ObservationKind::value:
        return Heading::examination;
    case ObservationKind::allergy:
        return row.code->category == "Allergy and adverse drug reactions"
                   ? Heading::drug_allergies
                   : Heading::other_allergies;
    case ObservationKind::immunisation:
        return Heading::additional;
    case ObservationKind::referral:
        return Heading::referral;
    case ObservationKind::observation:
    case ObservationKind::family_history:
        break;
    }
    return has_parts ? Heading::examination : Heading::history;
}

template <typename Same>
std::vector<Group> runs_of(std::span<const Placed> entries, Same same)
{
    std::vector<Group> runs;
    for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && same(entries[begin], entries[end])) {
            ++end;
        }
        runs.push_back(entries.subspan(begin, end - begin));
        begin = end;
    }
    return runs;
}

template <typename Items, typename IdOf>
auto by_id(const Items& items, IdOf id_of)
{
    std::vector<std::pair<Guid, const typename Items::value_type*>> all;
    all.reserve(items.size());
    for (const auto& item : items) {
        all.emplace_back(id_of(item), &item);
    }
    std::ranges::sort(all);
    return all;
}

} // namespace

const HeadingRow& row_of(Heading heading)
{
    return headings[static_cast<std::size_t>(heading)];
}

std::vector<Group> Sitting::topics() const
{
    return runs_of(entries, [](const Placed& a, const Placed& b) { return a.topic == b.topic; });
}

std::vector<Group> headings_of(Group topic)
{
    return runs_of(topic, [](const Placed& a, const Placed& b) { return a.heading == b.heading; });
}

template <typename Item>
const Item* Sheet::found(const ById<Item>& all, const Guid& id)
{
    const auto at = std::ranges::lower_bound(all, id, {}, &ById<Item>::value_type::first);
    return at == all.end() || at->first != id ? nullptr : at->second;
}
template const Problem* Sheet::found(const ById<Problem>&, const Guid&);
template const Referral* Sheet::found(const ById<Referral>&, const Guid&);

Sheet::Sheet(const Record& record)
    : record_{record}, problems_{by_id(record.problems, [](const Problem& one) { return one.id; })},
      referrals_{by_id(record.referrals, [](const Referral& one) { return one.id; })}
{
    for (const Consultation& consultation : record.consultations) {
        sitting_of_.emplace_back(consultation.entry.id, sittings_.size());
        sittings_.push_back({.consultation = &consultation});
    }
    std::ranges::sort(sitting_of_);
    place_observations();
    for (const Diary& diary : record.diary) {
        place(diary.consultation, {.heading = Heading::follow_up, .what = &diary});
    }
    for (const DrugRecord& drug : record.drug_records) {
        place({}, {.heading = Heading::medication, .what = &drug});
    }
    for (const Issue& issue : record.issues) {
        if (!issue.entry.deleted) {
            place(
                issue.consultation,
                {.topic = problem(issue.problem), .heading = Heading::medication, .what = &issue});
        }
    }
    for (const Problem& one : record.problems) {
        place({}, {.topic = &one, .heading = Heading::problem, .what = &one});
    }
    sort_topics();
}

void Sheet::place(const Guid& consultation, const Placed& entry)
{
    const auto at = std::ranges::lower_bound(sitting_of_, consultation, {},
                                             &std::pair<Guid, std::size_t>::first);
    if (at == sitting_of_.end() || at->first != consultation) {
        outside_.push_back(entry);
    } else {
        sittings_[at->second].entries.push_back(entry);
    }
}

void Sheet::place_observations()
{
    const std::span<const Observation> rows = record_.observations;
    for (std::size_t i = 0; i < rows.size();) {
        const Observation& row = rows[i];
        const std::size_t parts = parts_of(row).size();
        if (!row.entry.deleted) {
            const Problem* own = row.first_episode ? problem(row.entry.id) : nullptr;
            place(row.consultation, {.topic = own != nullptr ? own : problem(row.problem),
                                     .heading = heading_of(row, parts > 0),
                                     .what = &row});
        }
        i += 1 + parts;
    }
}

/// Topics in the order in which they came up, headings in theirs.
void Sheet::sort_topics()
{
    for (Sitting& sitting : sittings_) {
        std::vector<const Problem*> order;
        for (const Placed& entry : sitting.entries) {
            if (!contains(order, entry.topic)) {
                order.push_back(entry.topic);
            }
        }
        const auto place_of = [&order](const Placed& entry) {
            return std::pair{std::ranges::find(order, entry.topic) - order.begin(), entry.heading};
        };
        std::ranges::stable_sort(sitting.entries, {}, place_of);
    }
}

std::span<const Observation> Sheet::parts_of(const Observation& heading) const
{
    const std::span<const Observation> rows = record_.observations;
    const auto begin = static_cast<std::size_t>(&heading - rows.data()) + 1;
    std::size_t end = begin;
    while (end < rows.size() && rows[end].parent == heading.entry.id && !heading.entry.id.empty()) {
        ++end;
    }
    return rows.subspan(begin, end - begin);
}

Guid made_of(const Guid& id, Made purpose, std::size_t number)
{
    const std::uint64_t salt = mixed(static_cast<std::uint64_t>(purpose) * 4'096 + number + 1);
    constexpr std::uint64_t version = 0xF000ULL; // stays as it is
    return {id.high ^ (salt & ~version), id.low ^ (salt >> 2U)};
}

std::vector<bool> hands_in(const Record& record, std::size_t staff)
{
    std::vector<bool> hands(staff);
    const auto add = [&hands](const auto& items) {
        for (const auto& item : items) {
            hands[item.entry.clinician] = true;
            hands[item.entry.entered_by] = true;
        }
    };
    add(record.consultations);
    add(record.observations);
    add(record.drug_records);
    add(record.issues);
    add(record.diary);
    hands[record.person.usual_gp] = true;
    return hands;
}

bool is_pressure(const Observation& heading, std::span<const Observation> parts)
{
    return heading.code != nullptr && heading.code->key == "BP" && parts.size() == 2;
}

} // namespace ferry::practice::trees

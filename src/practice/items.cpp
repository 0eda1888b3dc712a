#include "practice/items.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/format.h>

namespace ferry::practice {
namespace {

constexpr std::array<std::string_view, item_types> names = {
    "allergy-drug",
    "allergy-other",
    "bp",
    "consultation",
    "diary",
    "immunisation",
    "immunisation-refused",
    "issue",
    "medication-acute",
    "medication-repeat",
    "medication-repeat-dispensing",
    "observation",
    "problem",
    "referral",
};

constexpr std::string_view no_code;

std::string known_date(const Entry& entry)
{
    const Date date = entry.on;
    switch (entry.precision) {
    case Precision::unknown:
        return {};
    case Precision::year:
        return fmt::format("{:04}", date.year());
    case Precision::month:
        return fmt::format("{:04}-{:02}", date.year(), date.month());
    case Precision::day:
    case Precision::time:
        break;
    }
    return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

std::string_view key_of(const Code* code)
{
    return code == nullptr ? no_code : code->key;
}

bool is_blood_pressure_part(const Observation& observation)
{
    const std::string_view key = key_of(observation.code);
    return !observation.parent.empty() && (key == "SYS" || key == "DIA");
}

ItemType type_of(const Observation& observation)
{
    const std::string_view key = key_of(observation.code);
    switch (observation.kind) {
    case ObservationKind::allergy:
        return observation.code->category == "Allergy and adverse drug reactions"
                   ? ItemType::allergy_drug
                   : ItemType::allergy_other;
    case ObservationKind::immunisation:
        return ItemType::immunisation;
    case ObservationKind::referral:
        return ItemType::referral;
    case ObservationKind::observation:
    case ObservationKind::value:
    case ObservationKind::family_history:
        break;
    }
    if (key == "FLUREF" || key == "MMRREF") {
        return ItemType::immunisation_refused;
    }
    if (observation.first_episode) {
        return ItemType::problem;
    }
    return key == "BP" ? ItemType::bp : ItemType::observation;
}

ItemType type_of(PrescriptionType type)
{
    switch (type) {
    case PrescriptionType::acute:
        return ItemType::medication_acute;
    case PrescriptionType::repeat:
        return ItemType::medication_repeat;
    case PrescriptionType::repeat_dispensing:
        return ItemType::medication_repeat_dispensing;
    }
    return ItemType::medication_acute;
}

/// Goes through a record and counts or lists.
class Counter {
public:
    Counter(const Record& record, bool list) : record_{record}, list_{list} {}

    Tally result()
    {
        count_observations();
        count_medicines();
        for (const Consultation& consultation : record_.consultations) {
            add(ItemType::consultation, consultation.entry, consultation.source);
        }
        for (const Diary& diary : record_.diary) {
            add(ItemType::diary, diary.entry, diary.code->key);
        }
        std::ranges::sort(tally_.items);
        return std::move(tally_);
    }

private:
    void add(ItemType type, const Entry& entry, std::string_view key, std::string_view value = {},
             std::string_view unit = {})
    {
        ++tally_.counts[static_cast<std::size_t>(type)];
        if (list_) {
            std::string text{name_of(type)};
            for (const std::string_view part :
                 {std::string_view{known_date_of(entry)}, key, value, unit}) {
                text.append("|").append(part);
            }
            tally_.items.push_back(std::move(text));
        }
    }

    std::string_view known_date_of(const Entry& entry) { return date_ = known_date(entry); }

    void count_observations()
    {
        const auto& rows = record_.observations;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].entry.deleted && !is_blood_pressure_part(rows[i])) {
                count_observation(i);
            }
        }
    }

    void count_observation(std::size_t i)
    {
        const Observation& row = record_.observations[i];
        const ItemType type = type_of(row);
        if (type == ItemType::bp) {
            add(type, row.entry, "BP", list_ ? pressures(i) : "", "mmHg");
        } else if (type == ItemType::problem) {
            add_problem(row);
        } else {
            const bool has_unit = row.kind == ObservationKind::value;
            add(type, row.entry, key_of(row.code), row.value.view(),
                has_unit ? row.code->measure->unit : "");
        }
    }

    void add_problem(const Observation& row)
    {
        if (!list_) {
            add(ItemType::problem, row.entry, row.code->key);
            return;
        }
        const auto problem = std::ranges::find(record_.problems, row.entry.id, &Problem::id);
        add(ItemType::problem, row.entry, row.code->key, problem->ended.empty() ? "active" : "past",
            problem->significant ? "significant" : "minor");
    }

    /// The two values below the header at `i`, in either order.
    std::string pressures(std::size_t i) const
    {
        const Observation& first = record_.observations[i + 1];
        const Observation& second = record_.observations[i + 2];
        const bool in_order = first.code->key == "SYS";
        return fmt::format("{}/{}", (in_order ? first : second).value.view(),
                           (in_order ? second : first).value.view());
    }

    void count_medicines()
    {
        for (const DrugRecord& drug : record_.drug_records) {
            const bool acute = drug.type == PrescriptionType::acute;
            const std::string state = acute ? "" : drug.active ? " active" : " ended";
            tally_.active_repeats += drug.active ? 1 : 0;
            add(type_of(drug.type), drug.entry, drug.drug->row.key, drug.drug->row.quantity,
                std::string{drug.drug->row.unit} + state);
        }
        for (const Issue& issue : record_.issues) {
            if (issue.repeat && !issue.entry.deleted) {
                add(ItemType::issue, issue.entry, issue.drug->row.key, issue.drug->row.quantity,
                    issue.drug->row.unit);
            }
        }
    }

    const Record& record_;
    bool list_;
    std::string date_;
    Tally tally_;
};

} // namespace

std::string_view name_of(ItemType type)
{
    return names[static_cast<std::size_t>(type)];
}

Tally tally_of(const Record& record, bool list)
{
    return Counter{record, list}.result();
}

} // namespace ferry::practice

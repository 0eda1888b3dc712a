#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "profile/profile.hpp"

namespace ferry::profile {
namespace {

/// How many letters have to be changed, added, dropped or exchanged with their
/// neighbour to make one word of the other; at most `limit` + 1.
std::size_t distance(std::string_view one, std::string_view other, std::size_t limit)
{
    if (one.size() > other.size() + limit || other.size() > one.size() + limit) {
        return limit + 1;
    }
    std::vector<std::vector<std::size_t>> cost(one.size() + 1,
                                               std::vector<std::size_t>(other.size() + 1));
    for (std::size_t i = 0; i <= one.size(); ++i) {
        for (std::size_t j = 0; j <= other.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            const std::size_t change = one[i - 1] == other[j - 1] ? 0 : 1;
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[one.size()][other.size()];
}

/// Day and month exchanged, or the same day of another month of the same year: what
/// comes of a slip of the pen.
bool nearly_same(std::string_view one, std::string_view other)
{
    if (one.size() != 10 || other.size() != 10 || one == other ||
        one.substr(0, 4) != other.substr(0, 4)) {
        return false;
    }
    const bool exchanged =
        one.substr(5, 2) == other.substr(8, 2) && one.substr(8, 2) == other.substr(5, 2);
    return exchanged || one.substr(8, 2) == other.substr(8, 2);
}

/// Two NHS numbers that differ belong to two persons.
bool may_be_one(const Person& one, const Person& other)
{
    return one.nhs_number.empty() || other.nhs_number.empty();
}

void add(Finding& finding, const Person& one, const Person& other)
{
    ++finding.count;
    for (const Person* person : {&one, &other}) {
        if (finding.items.size() < items_max) {
            finding.items.push_back(person->source_id);
        }
    }
}

Finding shared_numbers(std::span<const Person> persons)
{
    Finding finding{.kind = "duplicate_nhs_number"};
    std::map<std::string_view, const Person*> first;
    for (const Person& person : persons) {
        if (person.nhs_number.empty()) {
            continue;
        }
        const auto [before, is_first] = first.emplace(person.nhs_number, &person);
        if (!is_first) {
            add(finding, *before->second, person);
        }
    }
    return finding;
}

Finding slipped_dates(std::span<const Person> persons)
{
    Finding finding{.kind = "duplicate_person_birth_date"};
    std::multimap<std::string, const Person*> by_name;
    for (const Person& person : persons) {
        const std::string name = lower(person.surname) + '\x1f' + lower(person.given_name);
        const auto [from, to] = by_name.equal_range(name);
        for (auto at = from; at != to; ++at) {
            if (may_be_one(*at->second, person) &&
                nearly_same(at->second->birth_date, person.birth_date)) {
                add(finding, *at->second, person);
            }
        }
        by_name.emplace(name, &person);
    }
    return finding;
}

Finding misspelt_names(std::span<const Person> persons)
{
    constexpr std::size_t letters = 2;
    Finding finding{.kind = "duplicate_person_misspelt_name"};
    std::multimap<std::string, const Person*> by_key;
    for (const Person& person : persons) {
        const std::string key =
            person.birth_date + '\x1f' + person.sex + '\x1f' + lower(person.given_name);
        const auto [from, to] = by_key.equal_range(key);
        for (auto at = from; at != to; ++at) {
            const std::string one = lower(at->second->surname);
            const std::string other = lower(person.surname);
            const bool same_number =
                !person.nhs_number.empty() && person.nhs_number == at->second->nhs_number;
            if (!same_number && distance(one, other, letters) <= letters) {
                add(finding, *at->second, person);
            }
        }
        by_key.emplace(key, &person);
    }
    return finding;
}

} // namespace

std::optional<Person> person_of(const Record& record)
{
    for (ItemNo item = 0; item < static_cast<ItemNo>(record.items().size()); ++item) {
        if (record.at(item).type != ItemType::patient) {
            continue;
        }
        const auto text = [&](std::string_view field) {
            const Value& value = record.value(item, find_field(ItemType::patient, field));
            return value.present ? std::string{value.view()} : std::string{};
        };
        return Person{.source_id = text("source_id"),
                      .nhs_number = text("nhs_number"),
                      .surname = text("surname"),
                      .given_name = text("given_names"),
                      .birth_date = text("birth_date"),
                      .sex = text("sex")};
    }
    return std::nullopt;
}

std::vector<Finding> profile_persons(std::span<const Person> persons)
{
    std::vector<Finding> all{shared_numbers(persons), slipped_dates(persons),
                             misspelt_names(persons)};
    std::erase_if(all, [](const Finding& finding) { return finding.count == 0; });
    return all;
}

Finding profile_codes(std::span<const Concept* const> concepts)
{
    std::map<std::string, std::set<std::string>> by_folded;
    for (const Concept* one : concepts) {
        for (const Coding& coding : one->codings) {
            by_folded[coding.system + '\x1f' + lower(coding.code)].insert(coding.code);
        }
    }
    Finding finding{.kind = "codes_alike_but_for_case"};
    for (const auto& [folded, codes] : by_folded) {
        if (codes.size() > 1) {
            finding.count += static_cast<std::int64_t>(codes.size());
            finding.items.insert(finding.items.end(), codes.begin(), codes.end());
        }
    }
    return finding;
}

} // namespace ferry::profile

#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "corpora/migration.hpp"
#include "pipeline/sources.hpp"

/// The same patient as a GP2GP message and as a GP Connect bundle, read independently: two
/// records of one truth, whose items share their ids.
namespace ferry::corpora {
namespace {

using support::ShownItem;

/// The patient's items by type and id, those that have an id.
using ById = std::map<std::pair<ItemType, std::string>, ShownItem>;

/// One form of a patient, read.
class Form {
public:
    Form(std::string_view source, const std::filesystem::path& file)
    {
        std::filesystem::copy_file(file, folder_ / file.filename().string());
        const pipeline::SourceKind& kind = pipeline::source_kind(source);
        run_.emplace(support::Source{.open = kind.open, .mapper = kind.mapper}, folder_.path());
        for (const auto& one : run_->cases()) {
            if (one->source.no > unattached_case) {
                add(one->mapped->record);
            }
        }
    }
    const ById& items() const { return items_; }

private:
    void add(const Record& record)
    {
        for (ShownItem& item : support::items_of(record)) {
            if (!item.at("source_id").empty()) {
                const std::pair id{item.type, item.at("source_id")};
                items_.emplace(id, std::move(item));
            }
        }
    }

    support::Folder folder_;
    std::optional<support::Run> run_;
    ById items_;
};

/// The part of a date that both forms give: to the minute, or to the precision of the
/// less precise one.
bool same_date(std::string_view one, std::string_view other)
{
    constexpr std::size_t minute = 16;
    const std::size_t size = std::min({one.size(), other.size(), minute});
    return one.substr(0, size) == other.substr(0, size) && one.empty() == other.empty();
}

/// Whether two concepts share a coding that a person or machine can go by.
bool share_a_code(const Concept& one, const Concept& other)
{
    return std::ranges::any_of(one.codings, [&](const Coding& coding) {
        return coding.original && std::ranges::any_of(other.codings, [&](const Coding& theirs) {
                   return theirs.original && theirs.code == coding.code;
               });
    });
}

/// Letters and digits only.
std::string squeezed(std::string_view text)
{
    std::string kept;
    std::ranges::copy_if(text, std::back_inserter(kept),
                         [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; });
    return kept;
}

std::string without(std::string text, std::string_view part)
{
    const auto at = text.find(part);
    return at == std::string::npos ? text : text.erase(at, part.size());
}

/// Without the zeros behind the last digit that counts.
std::string without_end_zeros(std::string_view number)
{
    std::string text{number};
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

/// Why two forms may say the same in different words; "" where nothing explains it.
std::string rule_for(std::string_view field, std::string_view one, std::string_view other)
{
    if (field != "unit" && field != "text") {
        return without_end_zeros(one) == without_end_zeros(other) ? "zeros-behind-a-value" : "";
    }
    if (field == "unit") {
        return squeezed(one) == squeezed(other) ? "brackets-of-a-unit" : "";
    }
    if (field == "text") {
        const std::string left = squeezed(one);
        const std::string right = squeezed(other);
        return left.find(right) != std::string::npos || right.find(left) != std::string::npos
                   ? "labels-in-one-form"
                   : "";
    }
    return {};
}

/// The same of two concepts that share no code.
std::string rule_for(const Concept& one, const Concept& other)
{
    const auto original = [](const Concept& of) {
        std::vector<std::string> codes;
        for (const Coding& coding : of.codings) {
            if (coding.original) {
                codes.push_back(without(coding.code, "-EMISDRUGNAME-"));
            }
        }
        return codes;
    };
    const auto left = original(one);
    const auto right = original(other);
    if (left.empty() || right.empty()) {
        return "text-with-a-code-in-one-form";
    }
    return std::ranges::find_first_of(left, right) != left.end() ? "allergy-code-spelled-otherwise"
                                                                 : "";
}

/// A field of an item as both forms have it.
struct Sight {
    bool same = false;
    std::string rule{}; ///< that explains the difference; or ""
    std::string one{}, other{};
};

/// What is compared of the items that both forms have, and how often it was found equal.
struct Agreement {
    std::int64_t both = 0, only_message = 0, only_bundle = 0;
    std::map<std::string, std::int64_t> compared, agree, explained;
    std::vector<std::string> differ; ///< what no rule explains: "field type id: one | other"

    void note(const std::string& field, const ShownItem& item, const Sight& seen)
    {
        ++compared[field];
        if (seen.same) {
            ++agree[field];
        } else if (!seen.rule.empty()) {
            ++explained[field + ": " + seen.rule];
        } else {
            differ.push_back(fmt::format("{} {} {}: {} | {}", field, name_of(item.type),
                                         item.at("source_id"), seen.one, seen.other));
        }
    }
};

void compare(const ShownItem& one, const ShownItem& other, Agreement& sum)
{
    const std::string one_date = one.at("date");
    const std::string other_date = other.at("date");
    sum.note("date", one,
             {.same = same_date(one_date, other_date), .one = one_date, .other = other_date});
    for (const std::string field : {"value", "unit", "range_low", "range_high", "quantity",
                                    "systolic", "diastolic", "text"}) {
        const std::string left = one.at(field);
        const std::string right = other.at(field);
        if (!left.empty() || !right.empty()) {
            sum.note(field, one,
                     {.same = left == right,
                      .rule = rule_for(field, left, right),
                      .one = left,
                      .other = right});
        }
    }
    for (const char* field : {"code", "drug"}) {
        const auto left = one.codes.find(field);
        const auto right = other.codes.find(field);
        if (left != one.codes.end() && right != other.codes.end()) {
            sum.note("code", one,
                     {.same = share_a_code(*left->second, *right->second),
                      .rule = rule_for(*left->second, *right->second),
                      .one = one.at(field) + " " + left->second->text,
                      .other = other.at(field) + " " + right->second->text});
        }
    }
}

/// A patient, and by field how much of what differs no rule explains.
struct Patient {
    const char* message; ///< of gp2gp/records
    const char* bundle;  ///< below gpconnect
    std::int64_t both;
    std::map<std::string, std::int64_t> unexplained;
};

class TwoForms : public testing::TestWithParam<Patient> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(corpora_folder() / "gpconnect")) {
            GTEST_SKIP() << "the test corpora are not at " << corpora_folder();
        }
    }
};

// Three plans of PWTP2 begin at the first issue in one form, at the last in the other. A
// vaccine's details, and messages to pharmacy and patient, stand under other labels.
const Patient patients[] = {
    {"PWTP2",  "emis/PWTP2.json",                               90,  {{"date", 3}}},
    {"PWTP5",  "emis/PWTP5.json",                               47,  {{"text", 1}}},
    {"PWTP6",  "emis/PWTP6.json",                               111, {}           },
    {"PWTP10", "emis/PWTP10.json",                              41,  {{"text", 1}}},
    {"PWTP11", "emis/PWTP11.json",                              45,  {{"text", 1}}},
    {"PWTP2",  "uat/TC4/9465701459_Nel_full_20210119.json",     90,  {{"date", 3}}},
    {"PWTP2",  "uat/TC7/9465701459_Nel_full_20210602.json",     90,  {{"date", 3}}},
    {"PWTP6",  "uat/TC4/9465701483_Nel_full_20210119.json",     111, {}           },
    {"PWTP6",  "uat/TC4/9465701483_Dougill_full_20210119.json", 111, {}           },
    {"PWTP6",  "uat/TC7/9465701483_Dougill_full_20210602.json", 111, {}           },
};

/// The bundle's name, as far as it can stand in a test's.
std::string name_of(const Patient& patient)
{
    const std::filesystem::path bundle{patient.bundle};
    const std::string folder = bundle.parent_path().filename().string();
    return (folder == "emis" ? "" : folder + "_") + bundle.stem().string();
}

INSTANTIATE_TEST_SUITE_P(Of, TwoForms, testing::ValuesIn(patients),
                         [](const auto& one) { return name_of(one.param); });

TEST_P(TwoForms, AgreeItemByItem)
{
    const std::string name = name_of(GetParam());
    const Form of_message{"gp2gp", corpora_folder() / "gp2gp" / "records" /
                                       (std::string{GetParam().message} + ".xml")};
    const Form of_bundle{"fhir", corpora_folder() / "gpconnect" / GetParam().bundle};
    const ById& message = of_message.items();
    const ById& bundle = of_bundle.items();
    Agreement sum;
    for (const auto& [id, item] : message) {
        const auto found = bundle.find(id);
        if (found == bundle.end()) {
            ++sum.only_message;
            continue;
        }
        ++sum.both;
        compare(item, found->second, sum);
    }
    for (const auto& [id, item] : bundle) {
        if (!message.contains(id)) {
            ++sum.only_bundle;
        }
    }
    std::cout << fmt::format("{}: {} items in both forms, {} in the message only, {} in the bundle "
                             "only\n",
                             name, sum.both, sum.only_message, sum.only_bundle);
    for (const auto& [field, count] : sum.compared) {
        std::cout << fmt::format("  {:10} {:>4} compared {:>4} agree\n", field, count,
                                 sum.agree[field]);
    }
    for (const auto& [rule, count] : sum.explained) {
        std::cout << fmt::format("  {} {}\n", count, rule);
    }
    std::map<std::string, std::int64_t> unexplained;
    for (const std::string& line : sum.differ) {
        ++unexplained[line.substr(0, line.find(' '))];
    }
    EXPECT_EQ(sum.both, GetParam().both);
    EXPECT_EQ(unexplained, GetParam().unexplained)
        << fmt::format("{}", fmt::join(sum.differ, "\n"));
}

} // namespace
} // namespace ferry::corpora

#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
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
        text_ = lower(read_whole(file));
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
    /// The item of any type that has the id; nullptr if none or several have it.
    const ShownItem* only_one_of(const std::string& id) const
    {
        const auto all = of_id_.find(id);
        return all == of_id_.end() || all->second.size() != 1 ? nullptr : all->second.front();
    }
    /// Whether the file has the id anywhere, in capital or in small letters.
    bool mentions(const std::string& id) const
    {
        return text_.find(lower(id)) != std::string::npos;
    }

    /// Whether an item with the id says so, in whatever field.
    bool says(const std::string& id, std::string_view text) const;

private:
    void add(const Record& record)
    {
        for (ShownItem& item : support::items_of(record)) {
            if (!item.at("source_id").empty()) {
                const std::pair id{item.type, item.at("source_id")};
                const auto [added, is_new] = items_.emplace(id, std::move(item));
                if (is_new) {
                    of_id_[id.second].push_back(&added->second);
                }
            }
        }
    }

    support::Folder folder_;
    std::optional<support::Run> run_;
    std::string text_; ///< of the file, in small letters
    ById items_;
    std::map<std::string, std::vector<const ShownItem*>> of_id_;
};

/// Letters and digits only.
std::string squeezed(std::string_view text)
{
    std::string kept;
    std::ranges::copy_if(text, std::back_inserter(kept),
                         [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; });
    return kept;
}

bool Form::says(const std::string& id, std::string_view text) const
{
    const auto all = of_id_.find(id);
    if (all == of_id_.end()) {
        return false;
    }
    const std::string wanted = squeezed(text);
    const auto has = [&](const std::string& said) {
        return squeezed(said).find(wanted) != std::string::npos;
    };
    return std::ranges::any_of(all->second, [&](const ShownItem* item) {
        return std::ranges::any_of(item->fields,
                                   [&](const auto& field) { return has(field.second); }) ||
               std::ranges::any_of(item->codes,
                                   [&](const auto& code) { return has(code.second->text); });
    });
}

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
        return !one.empty() && !other.empty() && squeezed(one) == squeezed(other)
                   ? "brackets-of-a-unit"
                   : "";
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

/// The bundle may say elsewhere what the message says in the text: in the entry beside a
/// problem, or in its code's words. Text that it says nowhere is explained by nothing.
std::string rule_for_text(const ShownItem& one, const ShownItem& other, const Form& bundle)
{
    const std::string text = one.at("text");
    if (!text.empty() && other.at("text").empty()) {
        return bundle.says(one.at("source_id"), text) ? "text-in-another-field" : "";
    }
    return rule_for("text", text, other.at("text"));
}

/// An item of the message with that of the bundle.
void compare(const ShownItem& one, const ShownItem& other, const Form& bundle, Agreement& sum)
{
    const std::string one_date = one.at("date");
    const std::string other_date = other.at("date");
    sum.note("date", one,
             {.same = same_date(one_date, other_date), .one = one_date, .other = other_date});
    for (const std::string field : {"value", "unit", "comparator", "range_low", "range_high",
                                    "quantity", "systolic", "diastolic", "text"}) {
        const std::string left = one.at(field);
        const std::string right = other.at(field);
        if (!left.empty() || !right.empty()) {
            sum.note(field, one,
                     {.same = left == right,
                      .rule = field == "text" ? rule_for_text(one, other, bundle)
                                              : rule_for(field, left, right),
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

/// The item that the other form made of the same entry, where it is of another type: only
/// the message says that an entry is about a relative.
const ShownItem* of_another_type(const ShownItem& item, const Form& other)
{
    const ShownItem* found = other.only_one_of(item.at("source_id"));
    const bool relative =
        found != nullptr && std::minmax(item.type, found->type) ==
                                std::minmax(ItemType::observation, ItemType::family_history);
    return relative ? found : nullptr;
}

/// Why an item stands in one form only; "" where nothing explains it.
std::string rule_for(const ShownItem& item, const Form& own, const Form& other)
{
    const std::string id = item.at("source_id");
    if (item.type == ItemType::patient) {
        return "patient-named-by-file-or-resource";
    }
    // The message has an entry and its problem as one, the bundle as two resources.
    const std::pair problem{ItemType::problem, id};
    if (item.type == ItemType::observation && own.items().contains(problem) &&
        other.items().contains(problem)) {
        return "entry-beside-its-problem";
    }
    return other.mentions(id) ? "" : "only-sent-in-one-form";
}

void note_alone(const ShownItem& item, const Form& own, const Form& other, Agreement& sum)
{
    const std::string rule = rule_for(item, own, other);
    if (rule.empty()) {
        sum.differ.push_back(fmt::format("alone {} {}", name_of(item.type), item.at("source_id")));
        return;
    }
    ++sum.explained["alone: " + rule];
}

/// Compares what both forms have, and says why the rest stands in one only.
Agreement compare(const Form& message, const Form& bundle)
{
    Agreement sum;
    for (const auto& [key, item] : message.items()) {
        const auto found = bundle.items().find(key);
        const ShownItem* other =
            found == bundle.items().end() ? of_another_type(item, bundle) : &found->second;
        if (other != nullptr) {
            ++sum.both;
            compare(item, *other, bundle, sum);
        } else {
            ++sum.only_message;
            note_alone(item, message, bundle, sum);
        }
    }
    for (const auto& [key, item] : bundle.items()) {
        if (!message.items().contains(key) && of_another_type(item, message) == nullptr) {
            ++sum.only_bundle;
            note_alone(item, bundle, message, sum);
        }
    }
    return sum;
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
// vaccine's details (two of PWTP6), and messages to pharmacy and patient, stand under other
// labels. One bundle has the two halves of a blood pressure without its heading, which is
// confidential.
const Patient patients[] = {
    {"PWTP2",  "emis/PWTP2.json",                               93,  {{"date", 3}}              },
    {"PWTP5",  "emis/PWTP5.json",                               47,  {{"text", 1}}              },
    {"PWTP6",  "emis/PWTP6.json",                               111, {{"text", 2}}              },
    {"PWTP10", "emis/PWTP10.json",                              43,  {{"text", 1}}              },
    {"PWTP11", "emis/PWTP11.json",                              48,  {{"text", 1}}              },
    {"PWTP2",  "uat/TC4/9465701459_Nel_full_20210119.json",     93,  {{"alone", 2}, {"date", 3}}},
    {"PWTP2",  "uat/TC7/9465701459_Nel_full_20210602.json",     93,  {{"date", 3}}              },
    {"PWTP6",  "uat/TC4/9465701483_Nel_full_20210119.json",     111, {{"text", 2}}              },
    {"PWTP6",  "uat/TC4/9465701483_Dougill_full_20210119.json", 111, {{"text", 2}}              },
    {"PWTP6",  "uat/TC7/9465701483_Dougill_full_20210602.json", 111, {{"text", 2}}              },
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
    const Agreement sum = compare(of_message, of_bundle);
    std::cout << fmt::format("{}: {} items in both forms, {} in the message only, {} in the bundle "
                             "only\n",
                             name, sum.both, sum.only_message, sum.only_bundle);
    for (const auto& [field, count] : sum.compared) {
        std::cout << fmt::format("  {:10} {:>4} compared {:>4} agree\n", field, count,
                                 sum.agree.contains(field) ? sum.agree.at(field) : 0);
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

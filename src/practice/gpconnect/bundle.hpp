#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/trees/json.hpp"
#include "practice/trees/sheet.hpp"
#include "practice/trees/words.hpp"

/// One patient's record as a bundle of GP Connect Access Record: Structured, in
/// FHIR STU3, in the way EMIS sends it.
namespace ferry::practice::gpconnect {

inline constexpr std::string_view snomed = "http://snomed.info/sct";

/// The URL of an extension of the profiles.
std::string extension_of(std::string_view name);

/// The kind of resource an entry becomes.
std::string_view type_of(const Observation& row);

/// Entries that are written oddly; no id: none.
struct Oddities {
    Guid words_only{}; ///< a code that is only words
    Guid degraded{};   ///< a code that an earlier transfer degraded
};

/// Writes bundles, one after the other, into one buffer.
class BundleText {
public:
    explicit BundleText(const Setting& setting) : setting_{setting} {}

    /// The bundle's text; it stays until the next one.
    const std::string& write(const trees::Sheet& sheet, const Oddities& oddities);

    /// How many resources there were, by type, in all bundles.
    const std::map<std::string, std::int64_t, std::less<>>& counts() const { return counts_; }

private:
    /// A resource of the bundle, with the members that `members` writes.
    template <typename Members>
    void resource(std::string_view type, std::string_view id, Members&& members)
    {
        begin_resource(type, id);
        std::forward<Members>(members)();
        end_resource();
    }

    /// One made of an entry: with the mark of what is confidential.
    template <typename Members>
    void resource(std::string_view type, const Entry& entry, Members&& members)
    {
        begin_resource(type, fmt::format("{}", entry.id), entry.confidential);
        std::forward<Members>(members)();
        end_resource();
    }

    void begin_resource(std::string_view type, std::string_view id, bool confidential = false);
    void end_resource();

    // Elements (bundle.cpp).
    void reference(std::string_view key, std::string_view type, std::string_view id);
    void reference(std::string_view key, std::string_view type, const Guid& id);
    void coding(std::string_view system, std::string_view code, std::string_view display);
    void one_code(std::string_view key, std::string_view system, std::string_view code,
                  std::string_view display);
    void words(std::string_view key, std::string_view text);
    void code(std::string_view key, const Code& code);
    void code(std::string_view key, const Observation& row);
    void note(std::string_view text);
    void extension(std::string_view url, std::string_view key, std::string_view value);

    /// An extension with the value that `value` writes.
    template <typename Value>
    void extension(std::string_view url, Value&& value)
    {
        json_.object("", [&] {
            json_.text("url", url);
            std::forward<Value>(value)();
        });
    }

    /// An extension that is made of others.
    template <typename Parts>
    void extensions(std::string_view url, Parts&& parts)
    {
        extension(url, [&] { json_.array("extension", std::forward<Parts>(parts)); });
    }

    // The practice and the patient (people.cpp).
    void patient();
    void nhs_number(const Person& person);
    void names(const Person& person);
    void telecoms(const Person& person);
    void registration(const Person& person);
    void practice_and_staff();
    void location();
    void organisation(const Organisation& organisation);
    void staff(const Staff& staff);

    // Consultations (consultations.cpp).
    void encounter(const trees::Sitting& sitting);
    void lists(const trees::Sitting& sitting);
    struct ListOf {
        std::string_view code{};
        std::string_view display{};
        std::string_view title{};
        const Problem* problem = nullptr; ///< of a topic
        std::vector<std::string> items{}; ///< references
    };
    void list(const std::string& id, const ListOf& list, const Consultation& consultation);
    void statement(const trees::What& what, const Consultation* consultation);
    void row(const Observation& row, const Consultation* consultation);

    // Observations (observations.cpp).
    void observation(const Observation& row, std::span<const Observation> parts);
    void value(const Observation& row);
    void range(const Observation& row);
    void pressure(std::span<const Observation> parts);
    void members(const Observation& row, std::span<const Observation> parts);
    void comment_of(const Observation& row);
    void report(const Observation& row);

    // Other entries (entries.cpp).
    void allergy(const Observation& row);
    void immunisation(const Observation& row);
    void referral(const Observation& row, const Referral& referral);
    void document(const Observation& row);
    void plan(const Diary& diary);

    // Medicines and problems (medicines.cpp).
    void drug(const DrugRecord& drug);
    void drug_extensions(const DrugRecord& drug);
    void drug_statement(const DrugRecord& drug);
    void issue(const Issue& issue);
    void product(const Drug& drug);
    std::string product_id(const Drug& drug) const;
    void supply(const Drug& drug, std::string_view start, std::string_view end, int days);
    void problem(const Problem& problem);
    void related(const Guid& parent);
    void gather_links();

    const Setting& setting_;
    trees::Json json_;
    const trees::Sheet* sheet_ = nullptr;
    const Oddities* oddities_ = nullptr;
    std::set<const Drug*> products_;
    struct Link {
        Guid problem{};
        std::string_view type{};
        Guid id{};
    };
    std::span<const Link> links_of(const Guid& problem) const;
    std::vector<Link> links_;
    std::map<std::string, std::int64_t, std::less<>> counts_;
};

} // namespace ferry::practice::gpconnect

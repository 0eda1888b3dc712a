#include "sources/tabular/code_store.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "terminology/read2.hpp"
#include "terminology/snomed.hpp"

namespace ferry::tabular {
namespace {

using terminology::DegradeUse;

DegradeUse use_of(ItemType type, std::string_view category)
{
    using transform::AllergyTo;
    const bool drug = category.find("drug") != std::string_view::npos;
    const bool allergy = category.find("llergy") != std::string_view::npos;
    return transform::degrade_use(type, drug      ? AllergyTo::drug
                                        : allergy ? AllergyTo::other
                                                  : AllergyTo::unclear);
}

bool same_meaning(const CodeStore::Entry& one, const CodeStore::Entry& other)
{
    const auto parts = [](const CodeStore::Entry& entry) {
        return std::tie(entry.source.term, entry.source.read_term, entry.source.snomed,
                        entry.source.dmd, entry.category);
    };
    return parts(one) == parts(other);
}

/// Every coding that the dictionary gives, the source's own last.
transform::SourceCode given(const CodeStore::Explained& row)
{
    transform::SourceCode code{.text = row.term};
    const auto give = [&](std::string_view system, std::string_view text) {
        if (!text.empty()) {
            code.codings.push_back({.system = std::string{system},
                                    .code = std::string{text},
                                    .display = std::string{row.term}});
        }
    };
    give(facts(terminology::System::snomed).uri, row.snomed);
    give(facts(terminology::System::dmd).uri, row.dmd);
    if (const auto read = terminology::parse_emis_read_term(row.read_term)) {
        give(facts(read->system).uri, read->whole());
    }
    give(row.system, row.code);
    return code;
}

bool among(const std::vector<std::string>& codes, std::string_view code)
{
    return !code.empty() && std::ranges::find(codes, code) != codes.end();
}

} // namespace

CodeStore::CodeStore(const Description& description, transform::Context context)
    : description_{description}, context_{context}, tables_(description.dictionaries.size()),
      unexplained_(description.dictionaries.size())
{
}

CodeStore::~CodeStore() = default;

/// Of two rows that explain one code the later counts. Where the source does not say
/// which is later and they say different things, nobody explains the code: what it
/// means is not ours to guess.
void CodeStore::add(int dictionary, Entry entry, std::string_view sequence)
{
    Table& table = tables_[static_cast<std::size_t>(dictionary)];
    entry.pressure = pressure_of(entry);
    auto& place = table[entry.source.code];
    const auto order = [](std::string_view word) { return std::pair{word.size(), word}; };
    if (place && order(sequence) < order(place->sequence)) {
        return;
    }
    if (place && sequence == place->sequence && !same_meaning(*place, entry)) {
        entry = {
            .source = {.system = entry.source.system, .code = entry.source.code},
            .is_drug = entry.is_drug
        };
    }
    place = std::make_unique<Known>(entry);
    place->sequence = sequence;
}

CodeStore::Pressure CodeStore::pressure_of(const Entry& entry) const
{
    if (!description_.blood_pressure || entry.is_drug) {
        return Pressure::none;
    }
    const auto read = terminology::parse_emis_read_term(entry.source.read_term);
    const std::string read_code = read ? read->whole() : std::string{};
    const auto is = [&](const std::vector<std::string>& codes) {
        return among(codes, read_code) || among(codes, entry.source.snomed);
    };
    const BloodPressureRule& rule = *description_.blood_pressure;
    return is(rule.parent)      ? Pressure::parent
           : is(rule.systolic)  ? Pressure::systolic
           : is(rule.diastolic) ? Pressure::diastolic
                                : Pressure::none;
}

const CodeStore::Entry& CodeStore::find(int dictionary, std::string_view code) const
{
    const auto number = static_cast<std::size_t>(dictionary);
    const auto found = tables_[number].find(code);
    if (found != tables_[number].end()) {
        return *found->second;
    }
    const std::lock_guard lock{mutex_};
    const auto before = unexplained_[number].find(code);
    if (before != unexplained_[number].end()) {
        return *before->second;
    }
    const std::string_view kept = unexplained_codes_.emplace_back(code);
    const Dictionary& dictionary_of_code = description_.dictionaries[number];
    auto known = std::make_unique<Known>(Entry{
        .source = {.system = dictionary_of_code.system, .code = kept},
        .is_drug = !dictionary_of_code.dmd.empty()
    });
    return *unexplained_[number].emplace(kept, std::move(known)).first->second;
}

const Concept& CodeStore::meaning(const Entry& entry, ItemType type, bool has_value) const
{
    // Every entry handed out is a Known, which has no virtual function to be asked by.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-static-cast-downcast): see above
    const auto& known = static_cast<const Known&>(entry);
    Answers* answers = known.answers.load(std::memory_order_acquire);
    if (answers == nullptr) {
        auto made = std::make_unique<Answers>();
        if (known.answers.compare_exchange_strong(answers, made.get())) {
            answers = made.release();
        }
    }
    const DegradeUse use = use_of(type, entry.category);
    auto& place = (*answers)[static_cast<std::size_t>(use) * 2 + (has_value ? 1 : 0)];
    const Concept* answer = place.load(std::memory_order_acquire);
    if (answer == nullptr) {
        answer = &context_.concepts.keep(transform::resolve(
            given(entry.source), {.degrade = use, .has_value = has_value, .is_drug = entry.is_drug},
            context_));
        place.store(answer, std::memory_order_release);
    }
    return *answer;
}

const Concept& CodeStore::text_only(ItemType type) const
{
    return context_.concepts.keep(transform::text_without_code(use_of(type, {})));
}

} // namespace ferry::tabular

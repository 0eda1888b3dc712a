#include "sources/tabular/code_store.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "terminology/read2.hpp"
#include "terminology/snomed.hpp"

namespace ferry::tabular {
namespace {

using terminology::DegradeUse;

constexpr std::string_view text_rule = "text-without-code";

DegradeUse use_of(ItemType type, std::string_view category)
{
    using transform::AllergyTo;
    const bool drug = category.find("drug") != std::string_view::npos;
    const bool allergy = category.find("llergy") != std::string_view::npos || category == "other";
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

/// The system of a supplier's own code. Where that is a Read or CTV3 code, what no
/// release can hold is the supplier's.
std::string_view own_system(const CodeStore::Explained& row)
{
    if (row.system == facts(terminology::System::ctv3).uri) {
        return facts(terminology::parse_ctv3_code(row.code).system).uri;
    }
    if (row.system == facts(terminology::System::read2).uri) {
        return facts(terminology::parse_vision_code(row.code).system).uri;
    }
    return row.system;
}

/// The system under which the source's SNOMED CT id is given: rubbish is no such id.
std::string_view snomed_system(const CodeStore::Explained& row)
{
    const bool rubbish = !row.local.empty() && !terminology::parse_concept_id(row.snomed);
    return rubbish ? row.local : facts(terminology::System::snomed).uri;
}

/// The Read v2 code of the row, or what stands in its place.
Parsed<terminology::EmisReadTerm> read_of(const CodeStore::Explained& row)
{
    if (row.read2_plain && !row.read_term.empty()) {
        const auto read = terminology::parse_vision_code(row.read_term);
        if (read.system == terminology::System::read2) {
            return read;
        }
    }
    return terminology::parse_emis_read_term(row.read_term);
}

/// Every coding that the dictionary gives, the source's own last.
transform::SourceCode given(const CodeStore::Explained& row)
{
    transform::SourceCode code{.text = row.term};
    const auto give = [&](std::string_view system, std::string_view text,
                          std::string_view description = {}) {
        if (!text.empty()) {
            code.codings.push_back({.system = std::string{system},
                                    .code = std::string{text},
                                    .display = std::string{row.term},
                                    .description = std::string{description}});
        }
    };
    give(snomed_system(row), row.snomed, row.description);
    give(facts(terminology::System::dmd).uri, row.dmd);
    if (const auto read = read_of(row)) {
        give(facts(read->system).uri, read->whole());
    }
    // A description id without its concept is of the source's own code.
    give(own_system(row), row.code, row.snomed.empty() ? row.description : std::string_view{});
    return code;
}

/// The term, with the codes that tell it from the same term of another row.
std::string words_of(const CodeStore::Explained& row)
{
    std::vector<std::string_view> codes{row.read_term, row.snomed, row.dmd};
    std::erase(codes, "");
    return codes.empty() ? std::string{row.term}
                         : fmt::format("{} ({})", row.term, fmt::join(codes, ", "));
}

bool among(const std::vector<std::string>& codes, std::string_view code)
{
    return !code.empty() && contains(codes, code);
}

} // namespace

CodeStore::CodeStore(const Description& description, transform::Context context)
    : description_{description}, context_{context}, tables_(description.dictionaries.size()),
      unexplained_(description.dictionaries.size()), in_rows_(description.dictionaries.size())
{
}

CodeStore::~CodeStore() = default;

/// Of two rows that explain one code the later counts. Where the source does not say
/// which is later and they say different things, nobody explains the code: what it
/// means is not ours to guess.
void CodeStore::add(int dictionary, Entry entry, const Row& row)
{
    Table& table = tables_[static_cast<std::size_t>(dictionary)];
    entry.pressure = pressure_of(entry);
    auto& place = table[row.code];
    const auto now = whole_number(row.sequence);
    const auto then = place ? whole_number(place->sequence) : std::nullopt;
    if (now && then && *now < *then) {
        return;
    }
    const bool beside = place && !(now && then && *now > *then);
    const bool readable = beside && !entry.fault && !place->fault;
    if (readable && !same_meaning(*place, entry)) {
        entry = contradictory(*place, entry);
    } else if (beside && place->fault) {
        return; // whether the other says the same cannot be read
    }
    place = std::make_unique<Known>(entry);
    place->sequence = row.sequence;
}

/// What two rows say of one code that do not say the same: no code of theirs counts, and their
/// words stand beside each other.
CodeStore::Entry CodeStore::contradictory(const Entry& one, const Entry& other)
{
    const std::string words = words_of(other.source);
    if (one.contradiction && one.source.term.find(words) != std::string_view::npos) {
        return one;
    }
    const std::string before =
        one.contradiction ? std::string{one.source.term} : words_of(one.source);
    return {
        .source = {.system = other.source.system,
                   .code = other.source.code,
                   .term = row_texts_.emplace_back(fmt::format("{} or {}", before, words))},
        .is_drug = other.is_drug,
        .contradiction = true
    };
}

CodeStore::Pressure CodeStore::pressure_of(const Entry& entry) const
{
    if (!description_.blood_pressure || entry.is_drug || entry.fault) {
        return Pressure::none;
    }
    const auto read = read_of(entry.source);
    const std::string read_code = read ? read->whole() : std::string{};
    const auto is = [&](const std::vector<std::string>& codes) {
        return among(codes, read_code) || among(codes, entry.source.snomed) ||
               among(codes, entry.source.code);
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
        .is_drug = dictionary_of_code.drugs
    });
    if (kept.find('\0') != std::string_view::npos) {
        known->fault = Fault::nul_byte;
    } else if (!is_utf8(kept)) {
        known->fault = Fault::bad_charset;
    }
    return *unexplained_[number].emplace(kept, std::move(known)).first->second;
}

const CodeStore::Entry& CodeStore::find_in_row(int dictionary, const RowTexts& texts) const
{
    std::uint64_t key = 0;
    for (const csv::FieldText& cell : texts) {
        key = fingerprint(trimmed(cell.text), fingerprint("\x1f", key));
    }
    auto& table = in_rows_[static_cast<std::size_t>(dictionary)];
    {
        const std::shared_lock lock{row_mutex_};
        const auto found = table.find(key);
        if (found != table.end()) {
            return *found->second;
        }
    }
    const std::unique_lock lock{row_mutex_};
    auto& place = table[key];
    if (!place) {
        place = entry_of_row(dictionary, texts);
    }
    return *place;
}

std::unique_ptr<CodeStore::Known> CodeStore::entry_of_row(int number, const RowTexts& texts) const
{
    const Dictionary& dictionary = description_.dictionaries[static_cast<std::size_t>(number)];
    Entry entry{.is_drug = dictionary.drugs};
    const auto text = [&](std::size_t place) { return keep(texts.at(place), entry.fault); };
    entry.source = {.system = dictionary.system,
                    .code = text(0),
                    .term = text(1),
                    .snomed = text(2),
                    .dmd = text(3),
                    .local = dictionary.local};
    entry.category = text(4);
    const Dictionary* terms = description_.dictionary(dictionary.explained_by);
    if (entry.source.term.empty() && terms != nullptr) {
        const auto& known =
            tables_[static_cast<std::size_t>(terms - description_.dictionaries.data())];
        const auto found = known.find(entry.source.code);
        entry.source.term = found == known.end() ? std::string_view{} : found->second->source.term;
    }
    entry.pressure = pressure_of(entry);
    return std::make_unique<Known>(entry);
}

std::string_view CodeStore::keep(const csv::FieldText& cell, std::optional<Fault>& fault) const
{
    const std::string_view text = trimmed(cell.text);
    if (text.find('\0') != std::string_view::npos) {
        fault = Fault::nul_byte;
        return {};
    }
    std::string kept = cell.doubled ? csv::undoubled(text) : std::string{text};
    if (description_.windows_1252) {
        kept = from_windows_1252(kept);
    } else if (!is_utf8(kept)) {
        fault = Fault::bad_charset;
        return {};
    }
    return kept.empty() ? std::string_view{} : row_texts_.emplace_back(std::move(kept));
}

const Concept& CodeStore::as_text(const Entry& entry, ItemType type, std::string_view rule) const
{
    return context_.concepts.keep(
        transform::as_text(given(entry.source), use_of(type, entry.category), rule));
}

const Concept& CodeStore::meaning(const Entry& entry, const Use& used) const
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
    const DegradeUse use = use_of(used.type, used.category);
    auto& place = (*answers)[static_cast<std::size_t>(use) * 2 + (used.has_value ? 1 : 0)];
    const Concept* answer = place.load(std::memory_order_acquire);
    if (answer == nullptr && given(entry.source).codings.empty()) {
        answer = &context_.concepts.keep(transform::as_text(given(entry.source), use, text_rule));
        place.store(answer, std::memory_order_release);
    }
    if (answer == nullptr) {
        answer = &context_.concepts.keep(transform::resolve(given(entry.source),
                                                            {.degrade = use,
                                                             .has_value = used.has_value,
                                                             .is_drug = entry.is_drug,
                                                             .contradictory = entry.contradiction},
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

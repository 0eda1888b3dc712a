#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/fault.hpp"

/// What a SNOMED CT id says about itself, and the transfer-degrade codes.
///
/// An id is 6 to 18 digits. The last is a check digit (Verhoeff); the two before
/// it are the partition: the first of them says whether a namespace stands
/// before the partition (seven digits, who made the id), the second says what
/// the id names.
namespace ferry::terminology {

/// A SNOMED CT id; which kind is in the type. 0 means "none".
template <typename Tag>
struct SnomedId {
    std::uint64_t value{};

    /// True if there is an id at all.
    constexpr explicit operator bool() const { return value != 0; }
    /// The id in digits, as FHIR and the release files write it.
    std::string text() const { return std::to_string(value); }
    // NOLINTNEXTLINE(modernize-use-nullptr): there is no pointer in a defaulted comparison
    friend constexpr auto operator<=>(const SnomedId&, const SnomedId&) = default;
};

/// Names a meaning.
using ConceptId = SnomedId<struct ConceptTag>;
/// Names one wording of a meaning.
using DescriptionId = SnomedId<struct DescriptionTag>;

/// What an id names, by its partition.
enum class Partition : std::uint8_t { concept_id, description, relationship, other };

/// The number in `text` if it has the form of a SNOMED CT id: 6 to 18 digits, no
/// leading zero, the check digit right. Fault::missing for nothing,
/// Fault::malformed for a wrong form, Fault::out_of_range for a wrong check digit.
Parsed<std::uint64_t> parse_snomed_id(std::string_view text);

/// The concept id in `text`; an id that names something else is Fault::malformed.
Parsed<ConceptId> parse_concept_id(std::string_view text);

/// The description id in `text`; an id that names something else is Fault::malformed.
Parsed<DescriptionId> parse_description_id(std::string_view text);

/// What `id` names. A GP system's "code" may be a concept or a description.
constexpr Partition partition(std::uint64_t id)
{
    switch (id / 10 % 10) {
    case 0:
        return Partition::concept_id;
    case 1:
        return Partition::description;
    case 2:
        return Partition::relationship;
    default:
        return Partition::other;
    }
}

/// The namespace of a namespaced id (1000006 of 210001000006116); 0 for a short
/// id, which the international core made.
constexpr std::uint32_t namespace_of(std::uint64_t id)
{
    const bool namespaced = id / 100 % 10 == 1;
    return namespaced ? static_cast<std::uint32_t>(id / 1'000 % 10'000'000) : 0;
}

/// True for an id that EMIS made in its own namespaces (1000006, 1000033). It
/// looks like a SNOMED CT id and stands in no release, so no other system knows
/// it: it is a local code (R113).
constexpr bool is_supplier_local(std::uint64_t id)
{
    return namespace_of(id) == 1'000'006 || namespace_of(id) == 1'000'033;
}

/// In which part of the record an entry could not be carried as coded.
enum class DegradeUse : std::uint8_t {
    drug_allergy,
    other_allergy,
    medication,
    plan,
    referral,
    request,
    other, ///< any other part, or not clear which
};

/// The code that stands in front of an entry whose own code could not be carried.
struct DegradeCode {
    DegradeUse use;
    ConceptId code;
    std::string_view display;
};

/// The seven transfer-degrade codes, one for each use, in the order of the
/// enumeration (R118). The use is known from where the entry stood, and is never
/// inferred from its text.
inline constexpr std::array degrade_codes{
    DegradeCode{DegradeUse::drug_allergy,  {196461000000101}, "Transfer-degraded drug allergy"    },
    DegradeCode{DegradeUse::other_allergy, {196471000000108}, "Transfer-degraded non-drug allergy"},
    DegradeCode{DegradeUse::medication,    {196421000000109}, "Transfer-degraded medication entry"},
    DegradeCode{DegradeUse::plan,          {196451000000104}, "Transfer-degraded plan"            },
    DegradeCode{DegradeUse::referral,      {196431000000106}, "Transfer-degraded referral"        },
    DegradeCode{DegradeUse::request,       {196441000000102}, "Transfer-degraded request"         },
    DegradeCode{DegradeUse::other,         {196411000000103}, "Transfer-degraded record entry"    },
};

/// The degrade code for `use`.
constexpr const DegradeCode& degrade_code(DegradeUse use)
{
    return degrade_codes[static_cast<std::size_t>(use)];
}

/// True if an entry is degraded already: an earlier transfer did it, and it must
/// not be done a second time.
constexpr bool is_degrade_code(ConceptId code)
{
    return std::ranges::any_of(degrade_codes,
                               [code](const DegradeCode& row) { return row.code == code; });
}

} // namespace ferry::terminology

#include "pipeline/owners.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "record/describe.hpp"

namespace ferry::pipeline {
namespace {

/// "{3CB73546-77CD-4DF9-94CE-FD0645E5F55B}", with or without its braces.
bool is_guid(std::string_view id)
{
    constexpr std::size_t size = 36;
    constexpr std::array<std::size_t, 4> dashes{8, 13, 18, 23};
    if (id.size() == size + 2 && id.front() == '{') {
        id = id.substr(1, size);
    }
    return id.size() == size &&
           std::ranges::all_of(dashes, [&](std::size_t at) { return id[at] == '-'; });
}

/// Where each type has the source's id; no_field where it has none.
FieldNo id_field(ItemType type)
{
    static const auto all = [] {
        std::array<FieldNo, item_type_count> made{};
        for (const TypeDescription& one : record_types) {
            made.at(static_cast<std::size_t>(one.type)) = find_field(one.type, "source_id");
        }
        return made;
    }();
    return all[static_cast<std::size_t>(type)];
}

} // namespace

void IdOwners::add(std::string_view id, ItemType type, CaseNo case_no)
{
    const std::uint64_t key = fingerprint(id, static_cast<std::uint64_t>(type));
    shards_[key >> (64 - shard_bits)].emplace_back(key, case_no);
}

std::optional<IdOwners::Shared> IdOwners::shared()
{
    Shared found;
    for (std::vector<Owner>& shard : shards_) {
        std::ranges::sort(shard);
        for (std::size_t i = 1; i < shard.size(); ++i) {
            if (shard[i].first == shard[i - 1].first && shard[i].second != shard[i - 1].second) {
                ++found.count;
                found.one_of = shard[i].second; // the higher: a patient's, not the practice's
            }
        }
    }
    return found.count > 0 ? std::optional{found} : std::nullopt;
}

void Owners::add(CaseNo case_no, const Record& record)
{
    for (ItemNo item = 0; item < std::ssize(record.items()); ++item) {
        const ItemType type = record.at(item).type;
        const FieldNo field = id_field(type);
        if (field == no_field || !record.value(item, field).present) {
            continue;
        }
        const std::string_view id = record.value(item, field).view();
        if (type == ItemType::appointment) {
            appointments.add(id, type, case_no);
        } else if (case_no > unattached_case && type != ItemType::patient && is_guid(id)) {
            entries.add(id, type, case_no);
        }
    }
}

} // namespace ferry::pipeline

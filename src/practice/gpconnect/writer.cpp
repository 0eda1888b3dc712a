#include "practice/gpconnect/writer.hpp"

#include "practice/text_file.hpp"
#include "practice/trees/odd.hpp"

namespace ferry::practice::gpconnect {
namespace {

/// Entries that bundles may write oddly.
constexpr trees::OddEntry<Oddities> odd_entries[] = {
    {Irregularity::gpconnect_code_words_only, 1, &Oddities::words_only},
    {Irregularity::gpconnect_degraded_before, 2, &Oddities::degraded  },
};

} // namespace

Writer::Writer(const Setting& setting, const Plan& plan, std::filesystem::path folder)
    : plan_{plan}, folder_{std::move(folder)}, bundle_{setting}
{
}

void Writer::write(const Record& record)
{
    const trees::Sheet sheet{record};
    const std::string& text = bundle_.write(sheet, oddities_of(sheet));
    TextFile file{folder_ / fmt::format("patient-{:06}.json", record.person.number + 1)};
    file.write(text);
    file.finish();
    ++bundles_.rows;
    bundles_.bytes += static_cast<std::int64_t>(text.size());
}

/// What only this system's bundles can have.
Oddities Writer::oddities_of(const trees::Sheet& sheet)
{
    Oddities made;
    const trees::PlainEntries plain{sheet};
    const std::int64_t patient = sheet.record().person.number;
    for (const Planned& planned : plan_.of(patient)) {
        for (const auto& row : odd_entries) {
            const Guid id = plain.id(row.place);
            if (row.kind == planned.kind && !id.empty()) {
                made.*row.odd = id;
                findings_.add(
                    row.kind,
                    {.patient = patient, .kind = "obs", .id = id, .called = fmt::format("{}", id)});
            }
        }
    }
    return made;
}

void Writer::finish()
{
    files_ = {bundles_};
    for (const auto& [type, count] : bundle_.counts()) {
        files_.push_back({type, type, count, 0});
    }
}

} // namespace ferry::practice::gpconnect

#include "practice/make_practice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <system_error>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "practice/check_digit.hpp"
#include "practice/code_maps.hpp"
#include "practice/layout.hpp"
#include "practice/life.hpp"
#include "practice/people.hpp"
#include "practice/plant.hpp"
#include "practice/truth.hpp"

namespace ferry::practice {
namespace {

/// The day of the extract. It is fixed, so that the bytes are.
constexpr Day extract_day = day_of(2026, 6, 30);

constexpr double density_max = 10;

constexpr std::string_view truth_ending = ".truth.json";
constexpr std::string_view maps_ending = ".maps";

/// "name.truth.json" and the like, beside the folder of the extract.
std::filesystem::path beside(const std::filesystem::path& folder, std::string_view ending)
{
    std::filesystem::path path = std::filesystem::absolute(folder).lexically_normal();
    if (!path.has_filename()) {
        path = path.parent_path();
    }
    path += ending;
    return path;
}

void make_folder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw Error{fmt::format("cannot make {}: {}", folder.string(), error.message())};
    }
}

/// Makes the record of one patient: person, life, irregularities.
void make_record(const Setting& setting, const Plan& plan, std::int64_t number, Record& record)
{
    record.clear();
    record.person = make_person(setting, plan, number);
}

/// What is made beside the folder may be all that is left of an extract somebody works with.
void refuse_to_replace(const std::filesystem::path& path)
{
    std::error_code error;
    const bool stands = std::filesystem::exists(path, error);
    if (stands && !(is_directory(path, error) && std::filesystem::is_empty(path, error))) {
        throw UsageError{fmt::format("{} stands there already and is not written over; take it "
                                     "away, or name another folder",
                                     path.string())};
    }
}

std::vector<std::string_view> layout_names()
{
    std::vector<std::string_view> names;
    for (const Layout* layout : layouts()) {
        names.push_back(layout->name);
    }
    return names;
}

Summary summary_of(const Options& options, const PracticeWriter& writer)
{
    Summary summary{.patients = options.patients};
    for (const FileCount& file : writer.files()) {
        summary.rows += file.rows;
        summary.bytes += file.bytes;
    }
    return summary;
}

} // namespace

void Options::validate() const
{
    if (find_layout(layout) == nullptr) {
        throw UsageError{fmt::format("unknown layout \"{}\"; known are {}", layout,
                                     fmt::join(layout_names(), ", "))};
    }
    if (patients < 1 || patients > nhs_numbers) {
        throw UsageError{
            fmt::format("a practice of {} patients cannot be made; give a number from 1 to {}",
                        patients, nhs_numbers)};
    }
    if (!(density > 0 && density <= density_max)) {
        throw UsageError{
            fmt::format("the density {} is not above 0 and at most {}", density, density_max)};
    }
    if (out.empty()) {
        throw UsageError{"no folder is named to write the practice to"};
    }
    std::error_code error;
    if (std::filesystem::exists(out, error) && !std::filesystem::is_empty(out, error)) {
        throw UsageError{
            fmt::format("{} is not an empty folder; name one that is empty or new", out.string())};
    }
    refuse_to_replace(beside(out, truth_ending));
    if (maps) {
        refuse_to_replace(beside(out, maps_ending));
    }
}

Summary make_practice(const Options& options)
{
    options.validate();
    const Layout& layout = *find_layout(options.layout);
    const Dictionary codes;
    const Formulary drugs;
    const Practice practice = make_staff(options.patients, options.seed);
    const Setting setting{codes,           drugs,      practice, options.seed, options.patients,
                          options.density, extract_day};
    const Plan plan{options.patients, options.seed, layout.system};

    make_folder(options.out);
    const auto writer = layout.open(setting, plan, options.out);
    Truth truth{beside(options.out, truth_ending), setting, layout};
    Findings fresh;
    Findings findings;
    Record record;
    Progress progress{"make", "patients", options.patients};
    for (std::int64_t number = 0; number < options.patients; ++number) {
        progress.advance(1);
        Random random{options.seed, static_cast<std::uint64_t>(number) * 2 + 1};
        make_record(setting, plan, number, record);
        RecordBuilder builder{setting, record, random};
        write_life(builder);
        plant(builder, plan.of(number), layout, fresh);
        writer->write(record);
        findings.take(fresh, [&](const Place& place) { return writer->name_of(place.id); });
        truth.add(record, writer->name_of(record.person.id));
    }
    writer->finish();
    truth.finish(writer->files(), {&findings, &writer->findings()});
    if (options.maps) {
        const std::filesystem::path folder = beside(options.out, maps_ending);
        make_folder(folder);
        write_maps(setting, folder);
    }
    return summary_of(options, *writer);
}

} // namespace ferry::practice

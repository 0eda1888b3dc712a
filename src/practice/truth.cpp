#include "practice/truth.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <set>

#include "practice/code_maps.hpp"

namespace ferry::practice {
namespace {

/// From this size on the items of patients are counted, not listed.
constexpr std::int64_t listed_patients_max = 500;

std::string iso(Date date)
{
    return date.empty() ? ""
                        : fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

std::string iso(Day day)
{
    return day == 0 ? "" : iso(date_of(day));
}

std::string counts_of(const Tally& tally)
{
    std::string text = "{";
    for (std::size_t i = 0; i < item_types; ++i) {
        if (tally.counts[i] > 0) {
            text += fmt::format("{}\"{}\":{}", text.size() > 1 ? "," : "",
                                name_of(static_cast<ItemType>(i)), tally.counts[i]);
        }
    }
    return text + "}";
}

std::string age_sex_band(const Person& person, Day today)
{
    if (person.birth > today) {
        return fmt::format("{} future", person.sex);
    }
    const int from = person.age_on(today) / 5 * 5;
    return fmt::format("{} {:02}-{:02}", person.sex, from, from + 4);
}

std::string patient_line(const Record& record, const std::string& called, const Tally& tally)
{
    const Person& person = record.person;
    const bool dead = person.status == Status::dead;
    std::string line = fmt::format(
        R"({{"p":{},"id":"{}","nhs":"{}","dob":"{}","sex":"{}","surname":{},"forename":{},)"
        R"("status":"{}","registered":"{}","left":"{}","died":"{}",)"
        R"("counts":{},"appointments":{},"active_repeats":{})",
        person.number, called, person.nhs, iso(person.birth), person.sex, json_text(person.surname),
        json_text(person.given), name_of(person.status), iso(person.registered),
        dead ? "" : iso(person.left), iso(person.death), counts_of(tally), record.slots.size(),
        tally.active_repeats);
    for (const std::string& item : tally.items) {
        line += &item == &tally.items.front() ? ",\"items\":[" : ",";
        line += json_text(item);
    }
    return line + (tally.items.empty() ? "}" : "]}");
}

std::string place_text(const Place& place)
{
    std::string text = "{";
    const auto add = [&text](std::string_view key, const std::string& value) {
        text += fmt::format("{}\"{}\": {}", text.size() > 1 ? ", " : "", key, value);
    };
    if (place.patient >= 0) {
        add("patient", std::to_string(place.patient));
    }
    for (const auto& [key, value] : {
             std::pair{"kind",   std::string{place.kind}},
             std::pair{"file",   place.file             },
             std::pair{"column", place.column           },
             std::pair{"id",     place.called           },
             std::pair{"note",   place.note             },
    }) {
        if (!value.empty()) {
            add(key, json_text(value));
        }
    }
    return text + "}";
}

std::string_view name_of(Mapping mapping)
{
    switch (mapping) {
    case Mapping::assured:
        return "ok";
    case Mapping::unassured:
        return "un";
    case Mapping::one_to_many:
        return "1n";
    case Mapping::unmapped:
        return "no";
    case Mapping::local_practice:
        return "lp";
    case Mapping::local_supplier:
        return "ls";
    }
    return "";
}

template <typename Sums>
std::string sums_text(const Sums& sums)
{
    std::string text = "{";
    for (const auto& [key, sum] : sums) {
        text += fmt::format("{}\"{}\": {}", text.size() > 1 ? ", " : "", key, sum);
    }
    return text + "}";
}

} // namespace

Truth::Truth(const std::filesystem::path& path, const Setting& setting, const Layout& layout)
    : out_{path}, setting_{setting}, layout_{layout}, lists_items_{setting.patients <=
                                                                   listed_patients_max}
{
    write_head();
}

void Truth::write_head()
{
    const Organisation& practice = setting_.practice.organisations[0];
    out_.write(fmt::format(
        R"({{"extract":{{"system": "{}", "layout": "{}", "patients": {}, "delta": false}},)"
        "\n\"extract_date\":\"{}\",\n\"practice\":{{\"name\": {}, \"ods\": \"{}\"}},\n"
        "\"truth_items\":\"{}\",\n\"patients\":[",
        layout_.system, layout_.version, setting_.patients, iso(setting_.today),
        json_text(practice.name), practice.ods, lists_items_ ? "text" : "none"));
}

void Truth::add(const Record& record, const std::string& called)
{
    const Person& person = record.person;
    const Tally tally = tally_of(record, lists_items_);
    out_.write((patients_ == 0 ? "\n" : ",\n") + patient_line(record, called, tally));
    ++patients_;
    appointments_ += static_cast<std::int64_t>(record.slots.size());
    for (std::size_t i = 0; i < item_types; ++i) {
        items_[i] += tally.counts[i];
    }
    ++by_status_[std::string{practice::name_of(person.status)}];
    for (const Observation& observation : record.observations) {
        if (observation.kind == ObservationKind::immunisation) {
            ++immunisations_[std::string{observation.code->key}];
        }
    }
    if (person.status == Status::current) {
        ++age_sex_[age_sex_band(person, setting_.today)];
        ++active_repeats_[fmt::format("{:02}", tally.active_repeats)];
        add_to_registers(record);
    }
}

void Truth::add_to_registers(const Record& record)
{
    std::set<std::string_view> groups;
    for (const Problem& problem : record.problems) {
        if (problem.ended.empty() && !problem.code->group.empty()) {
            groups.insert(problem.code->group);
        }
    }
    for (const std::string_view group : groups) {
        Register& entry = registers_[group];
        ++entry.count;
        if (lists_items_) {
            entry.patients.push_back(record.person.number);
        }
    }
}

void Truth::write_files(const std::vector<FileCount>& files)
{
    std::map<std::string, std::int64_t> by_file;
    std::map<std::string, std::int64_t> by_table;
    for (const FileCount& file : files) {
        by_file[file.name] = file.rows;
        by_table[std::string{file.table}] = file.rows;
    }
    out_.write("\n],\n\"files\":" + sums_text(by_file));
    out_.write(",\n\"rows_by_table\":" + sums_text(by_table));
}

void Truth::write_sums()
{
    std::map<std::string_view, std::int64_t> items;
    for (std::size_t i = 0; i < item_types; ++i) {
        items[practice::name_of(static_cast<ItemType>(i))] = items_[i];
    }
    out_.write(",\n\"live_items_by_type\":" + sums_text(items));
    out_.write(fmt::format(",\n\"appointments\":{},\n\"patients_in_extract\":{}", appointments_,
                           patients_));
    out_.write(",\n\"patients_by_status\":" + sums_text(by_status_));
    out_.write(",\n\"immunisations_by_code\":" + sums_text(immunisations_));
    out_.write(",\n\"age_sex\":" + sums_text(age_sex_));
    out_.write(",\n\"active_repeats_per_current_patient\":" + sums_text(active_repeats_));
    std::string missing;
    for (const std::string_view what : layout_.not_expressible) {
        missing += (missing.empty() ? "" : ", ") + json_text(what);
    }
    out_.write(",\n\"not_expressible_in_this_layout\":[" + missing + "]");
}

void Truth::write_registers()
{
    std::string text;
    for (const auto& [group, entry] : registers_) {
        text +=
            fmt::format(R"({}"{}": {{"count": {})", text.empty() ? "" : ", ", group, entry.count);
        if (lists_items_) {
            text += fmt::format(", \"patients\": [{}]", fmt::join(entry.patients, ", "));
        }
        text += "}";
    }
    out_.write(",\n\"registers_of\":\"current patients with an active problem of the group\"");
    out_.write(",\n\"registers\":{" + text + "}");
}

void Truth::write_irregularities(const std::vector<const Findings*>& findings)
{
    std::map<std::string_view, std::string> lines;
    for (const IrregularityRow& row : irregularities()) {
        std::string where;
        std::int64_t count = 0;
        for (const Findings* some : findings) {
            const auto found = some->places().find(row.kind);
            if (found == some->places().end()) {
                continue;
            }
            for (const Place& place : found->second) {
                where += (count++ == 0 ? "" : ", ") + place_text(place);
            }
        }
        if (count > 0) {
            lines[row.name] = fmt::format(R"("{}": {{"what": {}, "count": {}, "where": [{}]}})",
                                          row.name, json_text(row.what), count, where);
        }
    }
    std::string text;
    for (const auto& [name, line] : lines) {
        text += (text.empty() ? "" : ", ") + line;
    }
    out_.write(",\n\"irregularities\":{" + text + "}");
}

void Truth::write_codes()
{
    out_.write(",\n\"codes\":{");
    std::string_view before;
    for (const Code& code : setting_.codes.codes()) {
        out_.write(fmt::format(
            R"({}"{}": {{"read2": "{}", "ctv3": "{}", "snomed": "{}", "term": {}, )"
            R"("emis_code_id": "{}", "category": {}, "map": "{}"}})",
            before, code.key, padded_read(code), code.ctv3, code.concept_id, json_text(code.term),
            code.code_id, json_text(code.category), name_of(code.mapping)));
        before = ", ";
    }
    out_.write("}");
}

void Truth::write_drugs()
{
    out_.write(",\n\"drugs\":{");
    std::string_view before;
    for (const Drug& drug : setting_.drugs.drugs()) {
        out_.write(fmt::format(R"({}"{}": {{"name": {}, "dmd": "{}", "emis_code_id": "{}", )"
                               R"("multilex": "{}", "read": "{}"}})",
                               before, drug.row.key, json_text(drug.row.name), drug.product_id,
                               drug.code_id, drug.multilex, drug.read));
        before = ", ";
    }
    out_.write("}");
}

void Truth::finish(const std::vector<FileCount>& files,
                   const std::vector<const Findings*>& findings)
{
    write_files(files);
    write_sums();
    write_registers();
    write_irregularities(findings);
    write_codes();
    write_drugs();
    out_.write("}\n");
    out_.finish();
}

} // namespace ferry::practice

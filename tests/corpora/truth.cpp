#include "corpora/truth.hpp"

#include <fstream>

#include <nlohmann/json.hpp>

namespace ferry::corpora {
namespace {

using nlohmann::json;

TruePatient patient_of(const json& from)
{
    return {.id = from.at("id"),
            .nhs_number = from.at("nhs"),
            .birth_date = from.at("dob"),
            .sex = from.at("sex"),
            .surname = from.at("surname"),
            .given_name = from.at("forename"),
            .registered = from.at("registered"),
            .left = from.at("left"),
            .died = from.at("died"),
            .active_repeats = from.at("active_repeats"),
            .items = from.at("items")};
}

Irregularity irregularity_of(const std::string& name, const json& from)
{
    Irregularity made{.name = name, .count = from.at("count")};
    for (const json& place : from.at("where")) {
        made.where.push_back({.id = place.value("id", ""),
                              .kind = place.value("kind", ""),
                              .file = place.value("file", ""),
                              .column = place.value("column", "")});
    }
    return made;
}

} // namespace

Truth read_truth(const std::filesystem::path& path)
{
    std::ifstream file{path};
    const json all = json::parse(file);
    Truth truth{.rows_by_file = all.at("files")};
    for (const auto* part : {"codes", "drugs"}) {
        for (const auto& [key, code] : all.at(part).items()) {
            truth.code_keys[code.at("emis_code_id")] = key;
            const bool drug = code.contains("dmd");
            truth.codes[key] = {.id = code.at(drug ? "dmd" : "snomed"),
                                .term = code.at(drug ? "name" : "term")};
        }
    }
    for (const auto& [name, irregularity] : all.at("irregularities").items()) {
        truth.irregularities[name] = irregularity_of(name, irregularity);
    }
    for (const json& patient : all.at("patients")) {
        truth.patients.push_back(patient_of(patient));
    }
    return truth;
}

} // namespace ferry::corpora

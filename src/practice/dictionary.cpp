#include "practice/dictionary.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/require.hpp"
#include "practice/check_digit.hpp"

namespace ferry::practice {
namespace {

constexpr std::string_view own_namespace = "9990001";
constexpr std::string_view emis_namespace = "1000006";

struct MappingRow {
    std::string_view key;
    Mapping mapping;
};
constexpr MappingRow mapping_rows[] = {
    {"ONEMANY",   Mapping::one_to_many   },
    {"OLDMONI",   Mapping::unassured     },
    {"OLDSCREEN", Mapping::unassured     },
    {"OLDHABIT",  Mapping::unmapped      },
    {"LOCCLIN",   Mapping::local_practice},
    {"LOCPACK",   Mapping::local_practice},
    {"EMISL1",    Mapping::local_supplier},
    {"EMISL2",    Mapping::local_supplier},
    {"EMISL3",    Mapping::local_supplier},
    {"EMISL4",    Mapping::local_supplier},
    {"EMISL5",    Mapping::local_supplier},
    {"EMISL6",    Mapping::local_supplier},
    {"EMISL7",    Mapping::local_supplier},
};

struct GroupRow {
    std::string_view key;
    std::string_view group;
};
constexpr GroupRow group_rows[] = {
    {"DM1",      "diabetes"              },
    {"DM2",      "diabetes"              },
    {"HTN",      "hypertension"          },
    {"HTNDIS",   "hypertension"          },
    {"ASTHMA",   "asthma"                },
    {"COPD",     "copd"                  },
    {"IHD",      "coronary heart disease"},
    {"ANGINA",   "coronary heart disease"},
    {"MI",       "coronary heart disease"},
    {"AF",       "atrial fibrillation"   },
    {"HF",       "heart failure"         },
    {"STROKE",   "stroke or TIA"         },
    {"TIA",      "stroke or TIA"         },
    {"EPIL",     "epilepsy"              },
    {"HYPOT",    "hypothyroidism"        },
    {"DEPR",     "depression"            },
    {"CKD3",     "chronic kidney disease"},
    {"RA",       "rheumatoid arthritis"  },
    {"DEM",      "dementia"              },
    {"SCHIZ",    "mental health"         },
    {"BIPOLAR",  "mental health"         },
    {"OSTEOP",   "osteoporosis"          },
    {"BREASTCA", "cancer"                },
    {"PROSTCA",  "cancer"                },
};

struct RefusalRow {
    std::string_view key;
    std::string_view vaccination;
};
constexpr RefusalRow refusal_rows[] = {
    {"FLUREF", "FLU" },
    {"MMRREF", "MMR1"},
};

/// A Read code of our own for the code at `index`: zz and two more signs.
std::string invented_read(std::size_t index)
{
    constexpr std::string_view signs = "123456789abcdefghijkmnpqrstuvwxy";
    return std::string{"zz"} + signs[index / signs.size()] + signs[index % signs.size()];
}

std::string without_dots(std::string_view read)
{
    return std::string{read.substr(0, read.find_last_not_of('.') + 1)};
}

template <typename Rows>
auto row_of(const Rows& rows, std::string_view key)
{
    const auto found = std::find_if(std::begin(rows), std::end(rows),
                                    [key](const auto& row) { return row.key == key; });
    return found == std::end(rows) ? nullptr : &*found;
}

/// CTV3 took the codes of Read v2 over; what begins with Y is local.
std::string ctv3_of(const Code& code)
{
    if (!code.is_official()) {
        return "Y" + code.read.substr(code.read.size() - 4);
    }
    std::string five = code.read;
    five.resize(5, '.');
    return five;
}

Code completed(const CodeRow& row, std::string_view category, std::size_t index)
{
    const auto number = static_cast<std::int64_t>(index);
    Code code{.key = row.key, .term = row.term, .category = category};
    if (const auto* found = row_of(mapping_rows, row.key)) {
        code.mapping = found->mapping;
    }
    if (const auto* found = row_of(group_rows, row.key)) {
        code.group = found->group;
    }
    if (const auto* found = row_of(refusal_rows, row.key)) {
        code.refuses = found->vaccination;
    }
    const std::string_view home = !code.is_official() ? emis_namespace : own_namespace;
    code.read = row.read.empty() ? invented_read(index) : without_dots(row.read);
    code.ctv3 = ctv3_of(code);
    code.concept_id = row.snomed.empty() ? sctid(7'000 + number * 3, home, "10") //
                                         : std::string{row.snomed};
    code.description = sctid(41'000 + number * 7, home, "11");
    code.code_id = sctid(52'000 + number * 11, emis_namespace, "11");
    const auto measure = std::ranges::find(measures(), row.key, &Measure::code);
    code.measure = measure == measures().end() ? nullptr : &*measure;
    return code;
}

} // namespace

Dictionary::Dictionary()
{
    for (const auto sections : {problem_sections(), finding_sections(), care_sections()}) {
        for (const CodeSection& section : sections) {
            for (const CodeRow& row : section.rows) {
                codes_.push_back(completed(row, section.category, codes_.size()));
            }
        }
    }
    for (const Code& code : codes_) {
        require(by_key_.emplace(code.key, &code).second, "a code has its own key");
    }
}

const Code& Dictionary::operator[](std::string_view key) const
{
    const auto found = by_key_.find(key);
    require(found != by_key_.end(), "the dictionary has this code");
    return *found->second;
}

} // namespace ferry::practice

#include <algorithm>
#include <array>

#include "base/require.hpp"
#include "practice/dictionary.hpp"

namespace ferry::practice {
namespace {

// code, unit, usual from and to, decimals, normal from and to
constexpr Measure all_measures[] = {
    {"SYS",    "mmHg",          102,  152,  0, 0,    0   },
    {"DIA",    "mmHg",          58,   94,   0, 0,    0   },
    {"WT",     "kg",            48,   110,  1, 0,    0   },
    {"HT",     "cm",            150,  190,  0, 0,    0   },
    {"BMI",    "kg/m2",         18,   38,   1, 0,    0   },
    {"PULSE",  "beats/min",     54,   98,   0, 0,    0   },
    {"TEMP",   "degrees C",     35.9, 39.2, 1, 0,    0   },
    {"RESP",   "/min",          12,   26,   0, 0,    0   },
    {"SPO2",   "%",             92,   100,  0, 0,    0   },
    {"PEFR",   "L/min",         320,  620,  0, 0,    0   },
    {"WAIST",  "cm",            68,   124,  0, 0,    0   },
    {"HEADC",  "cm",            33,   48,   1, 0,    0   },
    {"FUNDAL", "cm",            20,   40,   0, 0,    0   },
    {"FHEART", "beats/min",     120,  158,  0, 0,    0   },
    {"PHQ9",   "/27",           0,    24,   0, 0,    0   },
    {"MRC",    "",              1,    4,    0, 0,    0   },
    {"QRISK",  "%",             1,    32,   1, 0,    0   },
    {"A1C",    "mmol/mol",      31,   44,   0, 20,   41  },
    {"NA",     "mmol/L",        131,  147,  0, 133,  146 },
    {"K",      "mmol/L",        3.3,  5.6,  1, 3.5,  5.3 },
    {"UREA",   "mmol/L",        2.2,  9.8,  1, 2.5,  7.8 },
    {"CREAT",  "umol/L",        48,   118,  0, 49,   104 },
    {"EGFR",   "mL/min/1.73m2", 58,   90,   0, 60,   120 },
    {"ALB",    "g/L",           32,   50,   0, 35,   50  },
    {"BILI",   "umol/L",        3,    24,   0, 0,    20  },
    {"ALT",    "U/L",           8,    62,   0, 0,    41  },
    {"ALP",    "U/L",           38,   142,  0, 30,   130 },
    {"GLOB",   "g/L",           20,   38,   0, 20,   35  },
    {"CHOL",   "mmol/L",        3.1,  7.6,  1, 0,    5   },
    {"HDL",    "mmol/L",        0.8,  2.2,  2, 1,    3   },
    {"LDL",    "mmol/L",        1.4,  4.9,  2, 0,    3   },
    {"TRIG",   "mmol/L",        0.5,  3.6,  2, 0,    1.7 },
    {"RATIO",  "",              2.1,  6.4,  1, 0,    4   },
    {"TSH",    "mU/L",          0.6,  4.6,  2, 0.3,  4.2 },
    {"FT4",    "pmol/L",        11,   21,   1, 12,   22  },
    {"CRP",    "mg/L",          1,    38,   0, 0,    5   },
    {"FERR",   "ug/L",          14,   290,  0, 15,   300 },
    {"B12",    "ng/L",          160,  780,  0, 187,  883 },
    {"FOLATE", "ug/L",          2.4,  16,   1, 3.9,  20  },
    {"VITDL",  "nmol/L",        18,   110,  0, 50,   200 },
    {"URATE",  "umol/L",        190,  520,  0, 200,  430 },
    {"PSA",    "ug/L",          0.3,  6.8,  2, 0,    4   },
    {"ACR",    "mg/mmol",       0.4,  9.6,  1, 0,    3   },
    {"GLUC",   "mmol/L",        3.8,  7.2,  1, 3.5,  6.1 },
    {"CALC",   "mmol/L",        2.15, 2.62, 2, 2.2,  2.6 },
    {"BILX",   "umol/L",        3,    24,   0, 0,    20  },
    {"TRIGX",  "mmol/L",        0.5,  3.6,  2, 0,    1.7 },
    {"HB",     "g/L",           104,  166,  0, 115,  165 },
    {"WBC",    "10*9/L",        3.6,  12.4, 1, 4,    11  },
    {"PLT",    "10*9/L",        140,  420,  0, 150,  400 },
    {"RBC",    "10*12/L",       3.6,  5.7,  2, 3.8,  5.8 },
    {"MCV",    "fL",            77,   101,  1, 80,   100 },
    {"HCT",    "L/L",           0.33, 0.5,  2, 0.36, 0.47},
    {"NEUT",   "10*9/L",        1.7,  8.6,  1, 2,    7.5 },
    {"LYMPH",  "10*9/L",        0.9,  4.2,  1, 1,    4   },
    {"MONO",   "10*9/L",        0.2,  1.1,  1, 0.2,  1   },
    {"EOS",    "10*9/L",        0,    0.6,  2, 0,    0.4 },
    {"ESR",    "mm/h",          2,    44,   0, 0,    20  },
    {"INR",    "",              1.6,  3.6,  1, 2,    3   },
    {"ALCO",   "U/week",        0,    36,   0, 0,    0   },
};

constexpr std::string_view fbc[] = {"HB",  "WBC",  "PLT",   "RBC",  "MCV",
                                    "HCT", "NEUT", "LYMPH", "MONO", "EOS"};
constexpr std::string_view kidneys[] = {"NA", "K", "UREA", "CREAT", "EGFR"};
constexpr std::string_view liver[] = {"ALB", "BILI", "ALT", "ALP", "GLOB"};
constexpr std::string_view lipids[] = {"CHOL", "HDL", "LDL", "TRIG", "RATIO"};
constexpr std::string_view thyroid[] = {"TSH", "FT4"};

constexpr std::array all_panels = {
    Panel{"FBCH", fbc    },
    Panel{"UEH",  kidneys},
    Panel{"LFTH", liver  },
    Panel{"LIPH", lipids },
    Panel{"TFTH", thyroid},
};

constexpr Alternate all_alternates[] = {
    {"SYS", "163030003"},
    {"DIA", "163031004"},
    {"WT",  "162763007"},
    {"HT",  "162755006"},
};

} // namespace

std::span<const Measure> measures()
{
    return all_measures;
}

std::span<const Panel> panels()
{
    return all_panels;
}

const Panel& panel(std::string_view header)
{
    const auto* const found = std::ranges::find(all_panels, header, &Panel::header);
    require(found != all_panels.end(), "a panel has this header");
    return *found;
}

std::span<const Alternate> alternates()
{
    return all_alternates;
}

} // namespace ferry::practice

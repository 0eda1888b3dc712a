#include "practice/conditions.hpp"

namespace ferry::practice {
namespace {

using Key = std::string_view;

constexpr Key dm2_checks[] = {"BP", "WT", "A1C", "UEH", "LIPH", "ACR", "FOOTEX", "RETINA"};
constexpr Key dm2_drugs[] = {"METF5", "GLIC", "SITA", "STRIPS"};
constexpr Key dm1_checks[] = {"BP", "A1C", "UEH", "ACR", "FOOTEX"};
constexpr Key dm1_drugs[] = {"INSGLA", "INSASP", "STRIPS"};
constexpr Key htn_checks[] = {"BP", "UEH", "PULSE"};
constexpr Key htn_drugs[] = {"AMLO5", "RAMI5", "INDA"};
constexpr Key asthma_checks[] = {"PEFR", "INHTECH"};
constexpr Key asthma_drugs[] = {"SALB", "BECL"};
constexpr Key copd_checks[] = {"SPO2", "MRC", "INHTECH"};
constexpr Key copd_drugs[] = {"SALB", "TIOT", "BUDF"};
constexpr Key ihd_checks[] = {"BP", "LIPH", "UEH"};
constexpr Key ihd_drugs[] = {"ASP75", "ATOR80", "BISO25", "GTN"};
constexpr Key af_checks[] = {"PULSE", "BP", "INR"};
constexpr Key af_drugs[] = {"APIX", "BISO5"};
constexpr Key hf_checks[] = {"BP", "WT", "UEH"};
constexpr Key hf_drugs[] = {"FURO", "RAMI25", "BISO25", "SPIRO"};
constexpr Key stroke_checks[] = {"BP", "LIPH"};
constexpr Key stroke_drugs[] = {"CLOP", "ATOR80"};
constexpr Key epil_checks[] = {"WT"};
constexpr Key epil_drugs[] = {"LAMO", "LEVET"};
constexpr Key hypot_checks[] = {"TFTH"};
constexpr Key hypot_drugs[] = {"LEVO50"};
constexpr Key depr_checks[] = {"PHQ9"};
constexpr Key depr_drugs[] = {"SERT50"};
constexpr Key ckd3_checks[] = {"BP", "UEH", "ACR"};
constexpr Key oa_checks[] = {"WT"};
constexpr Key oa_drugs[] = {"PARA", "NAPR"};
constexpr Key ra_checks[] = {"FBCH", "LFTH", "CRP"};
constexpr Key ra_drugs[] = {"MTX", "FOLIC5"};
constexpr Key dem_checks[] = {"CAREPLAN", "WT"};
constexpr Key dem_drugs[] = {"DONE"};
constexpr Key schiz_checks[] = {"BP", "WT"};
constexpr Key schiz_drugs[] = {"OLAN"};
constexpr Key gout_checks[] = {"URATE"};
constexpr Key gout_drugs[] = {"ALLOP"};
constexpr Key migr_drugs[] = {"PROP40"};
constexpr Key osteop_checks[] = {"VITDL", "CALC"};
constexpr Key osteop_drugs[] = {"ALEND", "CALCD"};
constexpr Key glauc_drugs[] = {"LATAN"};
constexpr Key psor_drugs[] = {"CALCIP"};
constexpr Key ecz_drugs[] = {"EMOL"};
constexpr Key hayf_drugs[] = {"CETIR", "BECN"};
constexpr Key gord_drugs[] = {"OMEP20"};
constexpr Key breastca_checks[] = {"FBCH", "LFTH"};
constexpr Key breastca_drugs[] = {"ANAST"};
constexpr Key prostca_checks[] = {"PSA"};
constexpr Key bph_checks[] = {"PSA"};
constexpr Key bph_drugs[] = {"TAMS"};
constexpr Key obes_checks[] = {"WT", "WAIST"};
constexpr Key cholh_checks[] = {"LIPH", "LFTH"};
constexpr Key cholh_drugs[] = {"ATOR20"};
constexpr Key pred_checks[] = {"A1C"};
constexpr Key coel_checks[] = {"FBCH", "FERR"};

constexpr Key angina_drugs[] = {"GTN", "ISMN"};
constexpr Key mi_drugs[] = {"CLOP", "BISO5"};
constexpr Key tia_drugs[] = {"CLOP"};
constexpr Key bipolar_drugs[] = {"LITH"};

constexpr Condition all_conditions[] = {
    {"DM2",      35, 80, 0.23,  ' ', 2,   "DMREV",   dm2_checks,      dm2_drugs,      "DUEDM"   },
    {"DM1",      6,  30, 0.006, ' ', 2,   "DMREV",   dm1_checks,      dm1_drugs,      "DUEDM"   },
    {"HTN",      38, 82, 0.5,   ' ', 1.6, "HTNREV",  htn_checks,      htn_drugs,      "DUEHTN"  },
    {"ASTHMA",   3,  40, 0.12,  ' ', 1,   "ASTREV",  asthma_checks,   asthma_drugs,   "DUEAST"  },
    {"COPD",     52, 80, 0.1,   ' ', 1.4, "COPDREV", copd_checks,     copd_drugs,     "DUEAST"  },
    {"IHD",      50, 85, 0.19,  ' ', 1.3, "CHDREV",  ihd_checks,      ihd_drugs,      "DUEBLOOD"},
    {"ANGINA",   52, 85, 0.05,  ' ', 0.8, "CHDREV",  hf_checks,       angina_drugs,   ""        },
    {"MI",       50, 85, 0.04,  ' ', 1,   "CHDREV",  ihd_checks,      mi_drugs,       "DUEBLOOD"},
    {"TIA",      58, 90, 0.05,  ' ', 0.6, "CHDREV",  stroke_checks,   tia_drugs,      ""        },
    {"BIPOLAR",  18, 45, 0.005, ' ', 2,   "DEPRREV", schiz_checks,    bipolar_drugs,  "DUEBLOOD"},
    {"AF",       60, 90, 0.2,   ' ', 1.5, "CHDREV",  af_checks,       af_drugs,       "DUEBLOOD"},
    {"HF",       65, 92, 0.11,  ' ', 2,   "CHDREV",  hf_checks,       hf_drugs,       "DUEBLOOD"},
    {"STROKE",   60, 92, 0.14,  ' ', 1,   "CHDREV",  stroke_checks,   stroke_drugs,   "DUEBLOOD"},
    {"EPIL",     4,  60, 0.012, ' ', 1,   "EPILREV", epil_checks,     epil_drugs,     ""        },
    {"HYPOT",    25, 80, 0.15,  'F', 1,   "THYREV",  hypot_checks,    hypot_drugs,    "DUEBLOOD"},
    {"DEPR",     18, 75, 0.2,   ' ', 1.2, "DEPRREV", depr_checks,     depr_drugs,     ""        },
    {"CKD3",     62, 92, 0.36,  ' ', 1.6, "CKDREV",  ckd3_checks,     {},             "DUEBLOOD"},
    {"OA",       50, 85, 0.25,  ' ', 0.5, "MEDREV",  oa_checks,       oa_drugs,       ""        },
    {"RA",       30, 75, 0.011, ' ', 3,   "MEDREV",  ra_checks,       ra_drugs,       "DUEBLOOD"},
    {"DEM",      70, 95, 0.15,  ' ', 1.2, "DEMREV",  dem_checks,      dem_drugs,      ""        },
    {"SCHIZ",    18, 40, 0.006, ' ', 2,   "DEPRREV", schiz_checks,    schiz_drugs,    ""        },
    {"GOUT",     40, 80, 0.04,  'M', 0.8, "MEDREV",  gout_checks,     gout_drugs,     ""        },
    {"MIGR",     14, 45, 0.08,  ' ', 0.3, "MEDREV",  {},              migr_drugs,     ""        },
    {"OSTEOP",   62, 88, 0.14,  'F', 0.7, "MEDREV",  osteop_checks,   osteop_drugs,   ""        },
    {"GLAUC",    55, 88, 0.04,  ' ', 0.4, "MEDREV",  {},              glauc_drugs,    ""        },
    {"PSOR",     15, 60, 0.025, ' ', 0.4, "MEDREV",  {},              psor_drugs,     ""        },
    {"ECZ",      0,  12, 0.16,  ' ', 0.4, "MEDREV",  {},              ecz_drugs,      ""        },
    {"HAYF",     8,  40, 0.14,  ' ', 0.2, "MEDREV",  {},              hayf_drugs,     ""        },
    {"GORD",     35, 80, 0.16,  ' ', 0.5, "MEDREV",  {},              gord_drugs,     ""        },
    {"BREASTCA", 45, 85, 0.05,  'F', 1,   "MEDREV",  breastca_checks, breastca_drugs, ""        },
    {"PROSTCA",  58, 88, 0.06,  'M', 1.2, "MEDREV",  prostca_checks,  {},             "DUEBLOOD"},
    {"BPH",      55, 85, 0.16,  'M', 0.6, "MEDREV",  bph_checks,      bph_drugs,      ""        },
    {"OBES",     18, 75, 0.12,  ' ', 0.5, "MEDREV",  obes_checks,     {},             ""        },
    {"CHOLH",    40, 75, 0.25,  ' ', 0.9, "MEDREV",  cholh_checks,    cholh_drugs,    "DUEBLOOD"},
    {"PRED",     40, 80, 0.09,  ' ', 1,   "MEDREV",  pred_checks,     {},             "DUEBLOOD"},
    {"COEL",     5,  60, 0.008, ' ', 0.8, "MEDREV",  coel_checks,     {},             ""        },
};

constexpr Shift all_shifts[] = {
    {"DM2",    "A1C",   46,  96 },
    {"DM1",    "A1C",   50,  104},
    {"PRED",   "A1C",   40,  48 },
    {"HTN",    "SYS",   124, 184},
    {"HTN",    "DIA",   68,  106},
    {"CKD3",   "EGFR",  30,  59 },
    {"CKD3",   "CREAT", 96,  180},
    {"ASTHMA", "PEFR",  240, 520},
    {"COPD",   "PEFR",  140, 340},
    {"COPD",   "SPO2",  88,  96 },
    {"HYPOT",  "TSH",   0.4, 9.5},
    {"OBES",   "BMI",   31,  46 },
    {"GOUT",   "URATE", 330, 620},
    {"CHOLH",  "CHOL",  4.2, 8.4},
    {"AF",     "PULSE", 62,  124},
};

} // namespace

std::span<const Condition> conditions()
{
    return all_conditions;
}

std::span<const Shift> shifts()
{
    return all_shifts;
}

} // namespace ferry::practice

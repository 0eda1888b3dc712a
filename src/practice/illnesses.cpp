#include "practice/conditions.hpp"

namespace ferry::practice {
namespace {

using Key = std::string_view;

constexpr Key cough_soret[] = {"COUGH", "SORET"};
constexpr Key temp_chestcl[] = {"TEMP", "CHESTCL"};
constexpr Key cough_fever[] = {"COUGH", "FEVER"};
constexpr Key temp_spo2_resp[] = {"TEMP", "SPO2", "RESP"};
constexpr Key amox_doxy_clari[] = {"AMOX", "DOXY", "CLARI"};
constexpr Key cough_wheeze[] = {"COUGH", "WHEEZE"};
constexpr Key temp_spo2[] = {"TEMP", "SPO2"};
constexpr Key amox_pred5[] = {"AMOX", "PRED5"};
constexpr Key heada[] = {"HEADA"};
constexpr Key temp[] = {"TEMP"};
constexpr Key doxy_becn[] = {"DOXY", "BECN"};
constexpr Key soret_fever[] = {"SORET", "FEVER"};
constexpr Key throatr_temp[] = {"THROATR", "TEMP"};
constexpr Key penv[] = {"PENV"};
constexpr Key eara_fever[] = {"EARA", "FEVER"};
constexpr Key amoxs[] = {"AMOXS"};
constexpr Key eara[] = {"EARA"};
constexpr Key earsp[] = {"EARSP"};
constexpr Key olive[] = {"OLIVE"};
constexpr Key chlor[] = {"CHLOR"};
constexpr Key cough[] = {"COUGH"};
constexpr Key resp_spo2[] = {"RESP", "SPO2"};
constexpr Key pred5[] = {"PRED5"};
constexpr Key rash_fever[] = {"RASH", "FEVER"};
constexpr Key diarr_vomit[] = {"DIARR", "VOMIT"};
constexpr Key abdsoft_temp[] = {"ABDSOFT", "TEMP"};
constexpr Key ors[] = {"ORS"};
constexpr Key dysur[] = {"DYSUR"};
constexpr Key trim_nitro[] = {"TRIM", "NITRO"};
constexpr Key swell_rash[] = {"SWELL", "RASH"};
constexpr Key fluc[] = {"FLUC"};
constexpr Key rash[] = {"RASH"};
constexpr Key fusid[] = {"FUSID"};
constexpr Key acic[] = {"ACIC"};
constexpr Key itch[] = {"ITCH"};
constexpr Key perm[] = {"PERM"};
constexpr Key terb[] = {"TERB"};
constexpr Key salic[] = {"SALIC"};
constexpr Key adapa_doxy[] = {"ADAPA", "DOXY"};
constexpr Key clotp_clotr[] = {"CLOTP", "CLOTR"};
constexpr Key tatt[] = {"TATT"};
constexpr Key hb[] = {"HB"};
constexpr Key tranex[] = {"TRANEX"};
constexpr Key abdop[] = {"ABDOP"};
constexpr Key mefen[] = {"MEFEN"};
constexpr Key bp[] = {"BP"};
constexpr Key hrtp[] = {"HRTP"};
constexpr Key backp[] = {"BACKP"};
constexpr Key napr_cocod_para[] = {"NAPR", "COCOD", "PARA"};
constexpr Key swell[] = {"SWELL"};
constexpr Key ibu[] = {"IBU"};
constexpr Key code[] = {"CODE"};
constexpr Key fbch_ferr[] = {"FBCH", "FERR"};
constexpr Key fersul[] = {"FERSUL"};
constexpr Key vitdl[] = {"VITDL"};
constexpr Key vitd3[] = {"VITD3"};
constexpr Key dizzy[] = {"DIZZY"};
constexpr Key proch_betah[] = {"PROCH", "BETAH"};
constexpr Key stress[] = {"STRESS"};
constexpr Key zopi_amit10[] = {"ZOPI", "AMIT10"};
constexpr Key stress_palp[] = {"STRESS", "PALP"};
constexpr Key pulse[] = {"PULSE"};
constexpr Key prop40[] = {"PROP40"};
constexpr Key haemc[] = {"HAEMC"};
constexpr Key abdsoft[] = {"ABDSOFT"};
constexpr Key lact_macro[] = {"LACT", "MACRO"};
constexpr Key abdop_naus[] = {"ABDOP", "NAUS"};
constexpr Key lans30_gavis[] = {"LANS30", "GAVIS"};
constexpr Key abdop_diarr[] = {"ABDOP", "DIARR"};
constexpr Key mebev[] = {"MEBEV"};
constexpr Key lfth[] = {"LFTH"};
constexpr Key lowmood[] = {"LOWMOOD"};
constexpr Key phq9[] = {"PHQ9"};
constexpr Key itch_rash[] = {"ITCH", "RASH"};
constexpr Key hydc1_emol_betc[] = {"HYDC1", "EMOL", "BETC"};
constexpr Key lorat_becn[] = {"LORAT", "BECN"};

constexpr Illness all_illnesses[] = {
    {"URTI",    0,  95, ' ', 12,  cough_soret,  temp_chestcl,   {},              ""       },
    {"LRTI",    0,  95, ' ', 5,   cough_fever,  temp_spo2_resp, amox_doxy_clari, ""       },
    {"BRONCH",  20, 95, ' ', 3,   cough_wheeze, temp_spo2,      amox_pred5,      ""       },
    {"SINUS",   12, 80, ' ', 2,   heada,        temp,           doxy_becn,       ""       },
    {"TONS",    2,  40, ' ', 4,   soret_fever,  throatr_temp,   penv,            ""       },
    {"OTITM",   0,  9,  ' ', 7,   eara_fever,   temp,           amoxs,           ""       },
    {"OTITE",   10, 80, ' ', 2,   eara,         {},             earsp,           "REFENT" },
    {"EARWAX",  40, 95, ' ', 2,   eara,         {},             olive,           ""       },
    {"CONJ",    0,  70, ' ', 3,   {},           {},             chlor,           ""       },
    {"CROUP",   0,  4,  ' ', 2,   cough,        resp_spo2,      pred5,           ""       },
    {"BRIOL",   0,  1,  ' ', 4,   cough_wheeze, resp_spo2,      {},              "REFPAED"},
    {"CHPOX",   1,  9,  ' ', 2,   rash_fever,   {},             {},              ""       },
    {"GASTRO",  0,  95, ' ', 3,   diarr_vomit,  abdsoft_temp,   ors,             ""       },
    {"UTI",     16, 95, 'F', 6,   dysur,        temp,           trim_nitro,      ""       },
    {"CELL",    25, 95, ' ', 2,   swell_rash,   temp,           fluc,            ""       },
    {"IMPET",   1,  15, ' ', 1.5, rash,         {},             fusid,           ""       },
    {"SHING",   45, 95, ' ', 1,   rash,         {},             acic,            ""       },
    {"SCAB",    5,  60, ' ', 0.5, itch,         {},             perm,            ""       },
    {"TINEA",   12, 70, ' ', 1.5, itch,         {},             terb,            ""       },
    {"VERR",    5,  20, ' ', 1,   {},           {},             salic,           ""       },
    {"ACNE",    12, 28, ' ', 4,   {},           {},             adapa_doxy,      "REFDERM"},
    {"THRUSH",  16, 60, 'F', 2.5, itch,         {},             clotp_clotr,     ""       },
    {"MENOR",   14, 52, 'F', 2,   tatt,         hb,             tranex,          "REFGYN" },
    {"DYSM",    13, 40, 'F', 1.5, abdop,        {},             mefen,           ""       },
    {"MENOP",   46, 60, 'F', 4,   tatt,         bp,             hrtp,            ""       },
    {"LBP",     18, 85, ' ', 6,   backp,        {},             napr_cocod_para, "REFPHYS"},
    {"SPRAIN",  8,  65, ' ', 1.5, swell,        {},             ibu,             ""       },
    {"CARPAL",  30, 75, ' ', 1,   {},           {},             {},              "REFORTH"},
    {"PLANTF",  30, 70, ' ', 1,   {},           {},             {},              "REFPHYS"},
    {"TENNIS",  30, 65, ' ', 1,   {},           {},             ibu,             "REFPHYS"},
    {"FRWRIST", 5,  90, ' ', 0.5, {},           {},             code,            "REFORTH"},
    {"IDA",     14, 90, ' ', 1.5, tatt,         fbch_ferr,      fersul,          "REFGAST"},
    {"VITD",    16, 90, ' ', 1.5, tatt,         vitdl,          vitd3,           ""       },
    {"BPPV",    40, 90, ' ', 1.5, dizzy,        bp,             proch_betah,     "REFENT" },
    {"TINN",    30, 85, ' ', 1,   {},           {},             {},              "REFENT" },
    {"INSOM",   25, 85, ' ', 2,   stress,       {},             zopi_amit10,     ""       },
    {"ANX",     16, 75, ' ', 4,   stress_palp,  pulse,          prop40,          "REFMENT"},
    {"HAEM",    25, 80, ' ', 1.5, {},           {},             haemc,           ""       },
    {"CONST",   0,  95, ' ', 2.5, abdop,        abdsoft,        lact_macro,      ""       },
    {"DYSPEP",  22, 85, ' ', 3,   abdop_naus,   abdsoft,        lans30_gavis,    "REFGAST"},
    {"IBS",     18, 60, ' ', 1.5, abdop_diarr,  abdsoft,        mebev,           "REFGAST"},
    {"HERNIA",  20, 85, 'M', 0.6, {},           {},             {},              "REFORTH"},
    {"GALLST",  30, 80, 'F', 0.5, abdop,        lfth,           {},              "REFGAST"},
    {"VARIC",   30, 80, 'F', 0.8, swell,        {},             {},              ""       },
    {"CATAR",   65, 95, ' ', 1.2, {},           {},             {},              "REFOPH" },
    {"BEREAV",  45, 95, ' ', 0.8, lowmood,      phq9,           {},              ""       },
    {"ECZ",     0,  70, ' ', 3,   itch_rash,    {},             hydc1_emol_betc, "REFDERM"},
    {"HAYF",    6,  60, ' ', 3,   {},           {},             lorat_becn,      ""       },
};

constexpr ChildVaccination all_child_vaccinations[] = {
    {"SIX1",   58,   ' '},
    {"MENB1",  58,   ' '},
    {"ROTA1",  58,   ' '},
    {"SIX2",   87,   ' '},
    {"PCV1",   87,   ' '},
    {"ROTA2",  87,   ' '},
    {"SIX3",   116,  ' '},
    {"MENB2",  116,  ' '},
    {"HIBMC",  372,  ' '},
    {"MMR1",   372,  ' '},
    {"PCVB",   372,  ' '},
    {"MENBB",  372,  ' '},
    {"PRESCH", 1250, ' '},
    {"MMR2",   1250, ' '},
    {"HPV",    4600, 'F'},
    {"TEEN",   5200, ' '},
};

} // namespace

std::span<const Illness> illnesses()
{
    return all_illnesses;
}

std::span<const ChildVaccination> child_vaccinations()
{
    return all_child_vaccinations;
}

} // namespace ferry::practice

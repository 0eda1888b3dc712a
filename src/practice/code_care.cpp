#include <array>

#include "practice/dictionary.hpp"

namespace ferry::practice {
namespace {

// key, term, Read code, SNOMED CT concept
constexpr CodeRow immunisations[] = {
    {"FLU",    "Influenza vaccination",                      "65E..", "86198006"},
    {"PNEUMO", "Pneumococcal vaccination",                   "",      "12866006"},
    {"MMR1",   "First measles mumps rubella vaccination",    "",      ""        },
    {"MMR2",   "Second measles mumps rubella vaccination",   "",      ""        },
    {"SIX1",   "First hexavalent infant vaccination",        "",      ""        },
    {"SIX2",   "Second hexavalent infant vaccination",       "",      ""        },
    {"SIX3",   "Third hexavalent infant vaccination",        "",      ""        },
    {"MENB1",  "First meningitis B vaccination",             "",      ""        },
    {"MENB2",  "Second meningitis B vaccination",            "",      ""        },
    {"MENBB",  "Booster meningitis B vaccination",           "",      ""        },
    {"ROTA1",  "First rotavirus vaccination",                "",      ""        },
    {"ROTA2",  "Second rotavirus vaccination",               "",      ""        },
    {"PCV1",   "First pneumococcal conjugate vaccination",   "",      ""        },
    {"PCVB",   "Booster pneumococcal conjugate vaccination", "",      ""        },
    {"HIBMC",  "Hib and meningitis C booster vaccination",   "",      ""        },
    {"PRESCH", "Preschool booster vaccination",              "",      ""        },
    {"HPV",    "Human papillomavirus vaccination",           "",      ""        },
    {"TEEN",   "School leaving booster vaccination",         "",      ""        },
    {"SHINGV", "Herpes zoster vaccination",                  "",      ""        },
    {"PERT",   "Pertussis vaccination in pregnancy",         "",      ""        },
    {"COVID",  "SARS-CoV-2 vaccination",                     "",      ""        },
};

constexpr CodeRow refusals[] = {
    {"FLUREF", "Influenza vaccination declined",            "", ""},
    {"MMRREF", "Measles mumps rubella vaccination refused", "", ""},
};

constexpr CodeRow drug_allergies[] = {
    {"PENAL",  "Allergy to penicillin",                  "", "91936005" },
    {"SULFAL", "Allergy to sulfonamide",                 "", "91939003" },
    {"ASPAL",  "Allergy to aspirin",                     "", "293586001"},
    {"CODAL",  "Adverse reaction to codeine",            "", ""         },
    {"STATAL", "Statin not tolerated",                   "", ""         },
    {"ACEAL",  "Cough with angiotensin converting drug", "", ""         },
};

constexpr CodeRow other_allergies[] = {
    {"PEANAL",  "Allergy to peanut",      "", "91935009" },
    {"EGGAL",   "Allergy to egg protein", "", "91930004" },
    {"LATEXAL", "Allergy to latex",       "", "300916003"},
    {"WASPAL",  "Allergy to wasp venom",  "", ""         },
    {"CATAL",   "Allergy to cat hair",    "", ""         },
};

constexpr CodeRow family_history[] = {
    {"FHDM",    "Family history: Diabetes mellitus",       "", "160303001"},
    {"FHIHD",   "Family history: Ischaemic heart disease", "", ""         },
    {"FHBCA",   "Family history: Breast cancer",           "", "429740004"},
    {"FHHTN",   "Family history: Hypertension",            "", "160357008"},
    {"FHAST",   "Family history: Asthma",                  "", "160377001"},
    {"FHBOWEL", "Family history: Bowel cancer",            "", ""         },
};

constexpr CodeRow referrals[] = {
    {"REFCARD", "Referral to cardiologist",                 "", ""},
    {"REFDERM", "Referral to dermatologist",                "", ""},
    {"REFENT",  "Referral to ear nose and throat surgeon",  "", ""},
    {"REFORTH", "Referral to orthopaedic surgeon",          "", ""},
    {"REFOPH",  "Referral to ophthalmologist",              "", ""},
    {"REFGYN",  "Referral to gynaecologist",                "", ""},
    {"REFGAST", "Referral to gastroenterologist",           "", ""},
    {"REFPHYS", "Referral to physiotherapist",              "", ""},
    {"REFMENT", "Referral to mental health team",           "", ""},
    {"REFPAED", "Referral to paediatrician",                "", ""},
    {"REFMID",  "Referral to midwife",                      "", ""},
    {"REF2WW",  "Fast track referral for suspected cancer", "", ""},
};

constexpr CodeRow monitoring[] = {
    {"DMREV",     "Diabetes annual review",        "",      ""},
    {"ASTREV",    "Asthma annual review",          "",      ""},
    {"COPDREV",   "COPD annual review",            "",      ""},
    {"HTNREV",    "Hypertension annual review",    "",      ""},
    {"CHDREV",    "Coronary heart disease review", "",      ""},
    {"EPILREV",   "Epilepsy review",               "",      ""},
    {"THYREV",    "Thyroid disease review",        "",      ""},
    {"DEPRREV",   "Depression interim review",     "",      ""},
    {"CKDREV",    "Kidney disease review",         "",      ""},
    {"DEMREV",    "Dementia care review",          "",      ""},
    {"MEDREV",    "Medication review",             "",      ""},
    {"SMEAR",     "Cervical smear taken",          "",      ""},
    {"SMEARN",    "Cervical smear normal",         "",      ""},
    {"HCHECK",    "NHS health check completed",    "",      ""},
    {"NEWPAT",    "New patient screening",         "",      ""},
    {"CHILD8W",   "Child health eight week check", "",      ""},
    {"ANTEN",     "Antenatal care",                "",      ""},
    {"POSTN",     "Postnatal visit",               "",      ""},
    {"INHTECH",   "Inhaler technique good",        "",      ""},
    {"FOOTEX",    "Diabetic foot examination",     "",      ""},
    {"RETINA",    "Diabetic retinal screening",    "",      ""},
    {"FRAIL",     "Frailty assessment",            "",      ""},
    {"CAREPLAN",  "Personal care plan agreed",     "",      ""},
    {"OLDMONI",   "Old style clinic monitoring",   "zzM2.", ""},
    {"OLDSCREEN", "Old style screening offer",     "zzM3.", ""},
    {"LOCCLIN",   "Seen in Saturday walking club", "zzPA.", ""},
    {"LOCPACK",   "Winter warmth pack given out",  "zzPB.", ""},
    {"DUEDM",     "Diabetes review due",           "",      ""},
    {"DUEAST",    "Asthma review due",             "",      ""},
    {"DUEHTN",    "Blood pressure recheck due",    "",      ""},
    {"DUEMED",    "Medication review due",         "",      ""},
    {"DUESMEAR",  "Cervical smear due",            "",      ""},
    {"DUEFLU",    "Influenza vaccination due",     "",      ""},
    {"DUEBLOOD",  "Blood test due",                "",      ""},
};

constexpr CodeRow administration[] = {
    {"LETTER",  "Letter from specialist",              "",        ""},
    {"DISCH",   "Discharge summary received",          "",        ""},
    {"SICK",    "Fit note issued",                     "",        ""},
    {"DNA",     "Did not attend",                      "",        ""},
    {"TELE",    "Telephone contact with patient",      "",        ""},
    {"SMS",     "Text message sent to patient",        "",        ""},
    {"CONSENT", "Consent for summary record",          "",        ""},
    {"SUMMARY", "Notes summary on computer",           "",        ""},
    {"RESULT",  "Test result to patient by telephone", "",        ""},
    {"EMISL1",  "Online record viewed",                "EMISZZ1", ""},
    {"EMISL2",  "Template completed by team",          "ESCTZZ2", ""},
};

// Beside EMIS... and ESCT... the families that readers of EMIS extracts know, and both of the
// namespaces that look like SNOMED CT's.
constexpr CodeRow supplier[] = {
    {"EMISL3", "Care plan held by district team", "FUNDHCZ3",    ""              },
    {"EMISL4", "Review template opened",          "JHCCZZ4",     ""              },
    {"EMISL5", "Questionnaire handed out",        "RAFMEZZ5",    "99051000033104"},
    {"EMISL6", "Clinic attended for a screen",    "zzK6-KC60",   ""              },
    {"EMISL7", "Clinic activity form filled in",  "zzS7-SHHAPT", "99071000033107"},
};

constexpr CodeRow social[] = {
    {"NEVSMOK",   "Never smoked tobacco",         "1371.", "266919005"},
    {"SMOKER",    "Current smoker",               "137R.", "77176002" },
    {"EXSMOK",    "Ex smoker",                    "137S.", "8517006"  },
    {"ALCO",      "Alcohol consumption",          "136..", "160573003"},
    {"TEETOT",    "Teetotaller",                  "",      ""         },
    {"CARER",     "Is a carer",                   "",      ""         },
    {"ALONE",     "Lives alone",                  "",      ""         },
    {"HOUSEB",    "Housebound",                   "",      ""         },
    {"CHILDRISK", "Child at risk",                "",      ""         },
    {"LANG",      "Main spoken language English", "",      ""         },
    {"OCCUP",     "Occupation recorded",          "",      ""         },
    {"ADVSMOK",   "Smoking cessation advice",     "",      ""         },
    {"ADVDIET",   "Dietary advice",               "",      ""         },
    {"OLDHABIT",  "Old style habit code",         "zzM4.", ""         },
};

constexpr CodeRow ethnicity[] = {
    {"ETHWB", "White British",           "", "494131000000105"},
    {"ETHIR", "White Irish",             "", ""               },
    {"ETHAS", "Asian background",        "", ""               },
    {"ETHBL", "Black background",        "", ""               },
    {"ETHMX", "Mixed background",        "", ""               },
    {"ETHNS", "Ethnic group not stated", "", ""               },
};

constexpr CodeRow marital[] = {
    {"MARR",   "Married",       "", "87915002" },
    {"SINGLE", "Single person", "", "125681006"},
    {"WIDOW",  "Widowed",       "", "33553000" },
    {"DIVOR",  "Divorced",      "", "20295000" },
};

constexpr std::array sections = {
    CodeSection{"Immunisations",                               immunisations  },
    CodeSection{"Immunisations",                               refusals       },
    CodeSection{"Allergy and adverse drug reactions",          drug_allergies },
    CodeSection{"Allergy and adverse reactions",               other_allergies},
    CodeSection{"Family history",                              family_history },
    CodeSection{"Referral",                                    referrals      },
    CodeSection{"Health management, screening and monitoring", monitoring     },
    CodeSection{"Administration, documents and attachments",   administration },
    CodeSection{"Personal Health and Social",                  social         },
    CodeSection{"Ethnicity",                                   ethnicity      },
    CodeSection{"Marital status",                              marital        },
    CodeSection{"Administration, documents and attachments",   supplier       },
};

} // namespace

std::span<const CodeSection> care_sections()
{
    return sections;
}

} // namespace ferry::practice

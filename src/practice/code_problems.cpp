#include <array>

#include "practice/dictionary.hpp"

namespace ferry::practice {
namespace {

// key, term, Read code, SNOMED CT concept
constexpr CodeRow long_term[] = {
    {"DM2",      "Type 2 diabetes mellitus",              "C10F.", "44054006" },
    {"DM1",      "Type 1 diabetes mellitus",              "C10E.", "46635009" },
    {"HTN",      "Essential hypertension",                "G20..", "59621000" },
    {"HTNDIS",   "Hypertensive disorder",                 "",      "38341003" },
    {"ASTHMA",   "Asthma",                                "H33..", "195967001"},
    {"COPD",     "Chronic obstructive pulmonary disease", "H3...", "13645005" },
    {"IHD",      "Ischaemic heart disease",               "G3...", "414545008"},
    {"ANGINA",   "Angina pectoris",                       "G33..", "194828000"},
    {"MI",       "Acute myocardial infarction",           "G30..", "57054005" },
    {"AF",       "Atrial fibrillation",                   "G5730", "49436004" },
    {"HF",       "Heart failure",                         "G58..", "84114007" },
    {"STROKE",   "Stroke",                                "G66..", "230690007"},
    {"TIA",      "Transient ischaemic attack",            "G65..", "266257000"},
    {"EPIL",     "Epilepsy",                              "F25..", "84757009" },
    {"HYPOT",    "Hypothyroidism",                        "C04..", "40930008" },
    {"DEPR",     "Depressive disorder",                   "E2B..", "35489007" },
    {"ANX",      "Anxiety",                               "",      "48694002" },
    {"CKD3",     "Chronic kidney disease stage 3",        "1Z12.", "433144002"},
    {"OA",       "Osteoarthritis",                        "N05..", "396275006"},
    {"RA",       "Rheumatoid arthritis",                  "N040.", "69896004" },
    {"DEM",      "Dementia",                              "",      "52448006" },
    {"SCHIZ",    "Schizophrenia",                         "E10..", "58214004" },
    {"BIPOLAR",  "Bipolar disorder",                      "",      "13746004" },
    {"GOUT",     "Gout",                                  "C34..", "90560007" },
    {"MIGR",     "Migraine",                              "F26..", "37796009" },
    {"OSTEOP",   "Osteoporosis",                          "N330.", "64859006" },
    {"GLAUC",    "Glaucoma",                              "F45..", "23986001" },
    {"PSOR",     "Psoriasis",                             "M161.", "9014002"  },
    {"ECZ",      "Atopic eczema",                         "M111.", "24079001" },
    {"HAYF",     "Allergic rhinitis",                     "H17..", "61582004" },
    {"GORD",     "Gastro-oesophageal reflux disease",     "",      "235595009"},
    {"IBS",      "Irritable bowel syndrome",              "J521.", "10743008" },
    {"COEL",     "Coeliac disease",                       "J690.", "396331005"},
    {"CROHN",    "Crohn's disease",                       "J40..", "34000006" },
    {"BREASTCA", "Malignant neoplasm of female breast",   "B34..", "254837009"},
    {"PROSTCA",  "Malignant tumour of prostate",          "B46..", "399068003"},
    {"BPH",      "Benign prostatic hyperplasia",          "",      "266569009"},
    {"OBES",     "Obesity",                               "C380.", "414916001"},
    {"CHOLH",    "Hypercholesterolaemia",                 "C320.", "13644009" },
    {"PRED",     "At risk of diabetes mellitus",          "",      ""         },
};

constexpr CodeRow short_term[] = {
    {"URTI",    "Upper respiratory tract infection",    "H05z.", "54150009" },
    {"LRTI",    "Lower respiratory tract infection",    "",      "50417007" },
    {"BRONCH",  "Acute bronchitis",                     "",      "10509002" },
    {"SINUS",   "Acute sinusitis",                      "H01..", "15805002" },
    {"TONS",    "Acute tonsillitis",                    "H03..", "17741008" },
    {"OTITM",   "Otitis media",                         "",      "65363002" },
    {"OTITE",   "Otitis externa",                       "",      "3135009"  },
    {"EARWAX",  "Excessive earwax",                     "",      ""         },
    {"CONJ",    "Conjunctivitis",                       "",      "9826008"  },
    {"CROUP",   "Croup",                                "",      "71186008" },
    {"BRIOL",   "Bronchiolitis",                        "",      "4120002"  },
    {"CHPOX",   "Chickenpox",                           "A52..", "38907003" },
    {"GASTRO",  "Gastroenteritis",                      "",      "25374005" },
    {"UTI",     "Urinary tract infection",              "K190.", "68566005" },
    {"CELL",    "Cellulitis",                           "",      "128045006"},
    {"IMPET",   "Impetigo",                             "",      "48277006" },
    {"SHING",   "Herpes zoster",                        "A53..", "4740000"  },
    {"SCAB",    "Scabies",                              "",      "128869009"},
    {"TINEA",   "Tinea pedis",                          "",      "6020002"  },
    {"VERR",    "Verruca plantaris",                    "",      "63440008" },
    {"ACNE",    "Acne",                                 "",      "11381005" },
    {"THRUSH",  "Candidiasis of vagina",                "",      "72934000" },
    {"MENOR",   "Menorrhagia",                          "",      "386692008"},
    {"DYSM",    "Dysmenorrhoea",                        "",      "266599000"},
    {"MENOP",   "Menopausal symptom",                   "",      ""         },
    {"LBP",     "Low back pain",                        "",      "279039007"},
    {"SPRAIN",  "Sprain of ankle",                      "",      "44465007" },
    {"CARPAL",  "Carpal tunnel syndrome",               "",      "57406009" },
    {"PLANTF",  "Plantar fasciitis",                    "",      "202882003"},
    {"TENNIS",  "Lateral epicondylitis",                "",      "202855006"},
    {"FRWRIST", "Fracture of wrist",                    "",      ""         },
    {"IDA",     "Iron deficiency anaemia",              "",      "87522002" },
    {"VITD",    "Vitamin D deficiency",                 "",      "34713006" },
    {"BPPV",    "Benign paroxysmal positional vertigo", "",      "111541001"},
    {"TINN",    "Tinnitus",                             "",      "60862001" },
    {"INSOM",   "Insomnia",                             "",      "193462001"},
    {"HAEM",    "Haemorrhoids",                         "",      "70153002" },
    {"CONST",   "Constipation",                         "",      "14760008" },
    {"DYSPEP",  "Indigestion",                          "",      "162031009"},
    {"HERNIA",  "Inguinal hernia",                      "",      "396232000"},
    {"GALLST",  "Gallbladder calculus",                 "",      "235919008"},
    {"VARIC",   "Varicose veins",                       "",      "128060009"},
    {"CATAR",   "Cataract",                             "",      "193570009"},
    {"BEREAV",  "Bereavement",                          "",      ""         },
    {"PREG",    "Patient currently pregnant",           "62...", "77386006" },
    {"MISC",    "Miscarriage",                          "",      "17369002" },
    {"APPX",    "Appendicectomy",                       "",      "80146002" },
    {"CHOLE",   "Cholecystectomy",                      "",      "38102005" },
    {"HYSTER",  "Hysterectomy",                         "",      "236886002"},
    {"THR",     "Total replacement of hip",             "",      "52734007" },
    {"CAES",    "Caesarean section",                    "",      "11466000" },
    {"TONSY",   "Tonsillectomy",                        "",      "173422009"},
    {"VASEC",   "Vasectomy",                            "",      "22523008" },
};

constexpr std::array sections = {
    CodeSection{"Conditions, operations and procedures", long_term },
    CodeSection{"Conditions, operations and procedures", short_term},
};

} // namespace

std::span<const CodeSection> problem_sections()
{
    return sections;
}

} // namespace ferry::practice

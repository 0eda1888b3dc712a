#include <array>

#include "practice/dictionary.hpp"

namespace ferry::practice {
namespace {

// key, term, Read code, SNOMED CT concept
constexpr CodeRow symptoms[] = {
    {"COUGH",   "Cough",                       "", "49727002" },
    {"FEVER",   "Fever",                       "", "386661006"},
    {"HEADA",   "Headache",                    "", "25064002" },
    {"DIZZY",   "Dizziness",                   "", "404640003"},
    {"CHESTP",  "Chest pain",                  "", "29857009" },
    {"SOB",     "Dyspnoea",                    "", "267036007"},
    {"ABDOP",   "Abdominal pain",              "", "21522001" },
    {"DIARR",   "Diarrhoea",                   "", "62315008" },
    {"VOMIT",   "Vomiting",                    "", "422400008"},
    {"RASH",    "Eruption of skin",            "", "271807003"},
    {"SORET",   "Pain in throat",              "", "162397003"},
    {"EARA",    "Otalgia",                     "", "16001004" },
    {"TATT",    "Fatigue",                     "", "84229001" },
    {"BACKP",   "Backache",                    "", "161891005"},
    {"KNEEP",   "Knee pain",                   "", "30989003" },
    {"SHOULP",  "Shoulder pain",               "", "45326000" },
    {"PALP",    "Palpitations",                "", "80313002" },
    {"WHEEZE",  "Wheezing",                    "", "56018004" },
    {"ITCH",    "Itching of skin",             "", "418290006"},
    {"DYSUR",   "Dysuria",                     "", "49650001" },
    {"NAUS",    "Nausea",                      "", "422587007"},
    {"WTLOSS",  "Weight loss",                 "", "89362005" },
    {"LOWMOOD", "Depressed mood",              "", "366979004"},
    {"STRESS",  "Feeling stress",              "", "73595000" },
    {"SWELL",   "Swelling of lower leg",       "", ""         },
    {"CHESTCL", "Chest clear",                 "", ""         },
    {"THROATR", "Throat appears red",          "", ""         },
    {"ABDSOFT", "Abdomen soft and not tender", "", ""         },
    {"FOOTN",   "Foot sensation normal",       "", ""         },
};

constexpr CodeRow vital_signs[] = {
    {"BP",     "O/E - blood pressure reading",         "246..", "163020007"},
    {"SYS",    "O/E - Systolic BP reading",            "2469.", "271649006"},
    {"DIA",    "O/E - Diastolic BP reading",           "246A.", "271650006"},
    {"WT",     "O/E - weight",                         "22A..", "27113001" },
    {"HT",     "O/E - height",                         "229..", "50373000" },
    {"BMI",    "Body mass index",                      "22K..", "60621009" },
    {"PULSE",  "O/E - pulse rate",                     "242..", "78564009" },
    {"TEMP",   "Body temperature",                     "",      "386725007"},
    {"RESP",   "Respiratory rate",                     "",      "86290005" },
    {"SPO2",   "Oxygen saturation at periphery",       "",      "431314004"},
    {"PEFR",   "Peak expiratory flow rate",            "3395.", "18491006" },
    {"WAIST",  "Waist circumference",                  "",      "276361009"},
    {"HEADC",  "Head circumference",                   "",      "363812007"},
    {"FUNDAL", "Symphysis-fundal height",              "",      ""         },
    {"FHEART", "Fetal heart rate",                     "",      "249043002"},
    {"PHQ9",   "Patient health questionnaire 9 score", "",      ""         },
    {"MRC",    "Breathlessness grade",                 "",      ""         },
    {"QRISK",  "Cardiovascular disease 10 year risk",  "",      ""         },
};

constexpr CodeRow biochemistry[] = {
    {"A1C",     "HbA1c level (IFCC standardised)",      "42W5.", "43396009"        },
    {"UEH",     "Renal function tests",                 "",      ""                },
    {"NA",      "Serum sodium level",                   "44I5.", "1000661000000107"},
    {"K",       "Serum potassium level",                "44I4.", "1000651000000109"},
    {"UREA",    "Serum urea level",                     "44J9.", ""                },
    {"CREAT",   "Serum creatinine level",               "44J3.", "1000731000000107"},
    {"EGFR",    "Estimated glomerular filtration rate", "",      ""                },
    {"LFTH",    "Liver function tests",                 "",      ""                },
    {"ALB",     "Serum albumin level",                  "44M4.", "1000821000000103"},
    {"BILI",    "Serum total bilirubin level",          "",      ""                },
    {"ALT",     "Serum alanine aminotransferase level", "44G3.", "1018251000000107"},
    {"ALP",     "Serum alkaline phosphatase level",     "",      ""                },
    {"GLOB",    "Serum globulin level",                 "",      ""                },
    {"LIPH",    "Serum lipid tests",                    "",      ""                },
    {"CHOL",    "Serum cholesterol level",              "44P..", "1005671000000105"},
    {"HDL",     "Serum HDL cholesterol level",          "44P5.", "1005681000000107"},
    {"LDL",     "Serum LDL cholesterol level",          "44P6.", "1022191000000100"},
    {"TRIG",    "Serum triglyceride level",             "44Q..", "1005691000000109"},
    {"RATIO",   "Cholesterol to HDL ratio",             "",      ""                },
    {"TFTH",    "Thyroid function tests",               "",      ""                },
    {"TSH",     "Serum TSH level",                      "442W.", ""                },
    {"FT4",     "Serum free T4 level",                  "442V.", ""                },
    {"CRP",     "C reactive protein level",             "44CC.", "999651000000107" },
    {"FERR",    "Serum ferritin level",                 "42R4.", ""                },
    {"B12",     "Serum vitamin B12 level",              "42T..", ""                },
    {"FOLATE",  "Serum folate level",                   "42U5.", ""                },
    {"VITDL",   "Serum vitamin D level",                "",      ""                },
    {"URATE",   "Serum urate level",                    "",      ""                },
    {"PSA",     "Prostate specific antigen level",      "43Z2.", ""                },
    {"ACR",     "Urine albumin to creatinine ratio",    "",      ""                },
    {"GLUC",    "Plasma glucose level",                 "",      ""                },
    {"CALC",    "Serum adjusted calcium level",         "",      ""                },
    {"BILX",    "Serum bilirubin level",                "44E..", ""                },
    {"TRIGX",   "Plasma triglyceride level",            "44e..", ""                },
    {"PAIRU",   "Urine marker of the upper case",       "zzQA.", ""                },
    {"PAIRL",   "Urine marker of the lower case",       "zzQa.", ""                },
    {"ONEMANY", "Old kidney screening result",          "zzM1.", ""                },
};

constexpr CodeRow haematology[] = {
    {"FBCH",  "Full blood count - FBC",         "424..", "26604007"        },
    {"HB",    "Haemoglobin estimation",         "423..", "1022431000000105"},
    {"WBC",   "Total white cell count",         "42H..", "1022541000000102"},
    {"PLT",   "Platelet count",                 "42P..", "1022651000000100"},
    {"RBC",   "Red blood cell count",           "426..", ""                },
    {"MCV",   "Mean corpuscular volume",        "42A..", "1022491000000106"},
    {"HCT",   "Haematocrit",                    "",      ""                },
    {"NEUT",  "Neutrophil count",               "42J..", "1022551000000104"},
    {"LYMPH", "Lymphocyte count",               "42M..", ""                },
    {"MONO",  "Monocyte count",                 "42N..", ""                },
    {"EOS",   "Eosinophil count",               "42K..", ""                },
    {"ESR",   "Erythrocyte sedimentation rate", "42B6.", ""                },
    {"INR",   "International normalised ratio", "42QE.", ""                },
};

constexpr std::array sections = {
    CodeSection{"Symptoms and Findings", symptoms    },
    CodeSection{"Biological values",     vital_signs },
    CodeSection{"Biochemistry",          biochemistry},
    CodeSection{"Haematology",           haematology },
};

} // namespace

std::span<const CodeSection> finding_sections()
{
    return sections;
}

} // namespace ferry::practice

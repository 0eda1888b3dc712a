#include "practice/formulary.hpp"

#include <algorithm>

#include "base/require.hpp"
#include "practice/check_digit.hpp"

namespace ferry::practice {
namespace {

// key, name, unit, quantity, dosage, BNF chapter, cost in pence
// clang-format off
constexpr DrugRow rows[] = {
    {"METF5", "Metformin 500mg tablets", "tablet", "56", "One Twice A Day", "06.01.02", 142},
    {"METF1", "Metformin 1g modified-release tablets",
     "tablet", "56", "Two With Evening Meal", "06.01.02", 438},
    {"GLIC", "Gliclazide 80mg tablets", "tablet", "56", "One Twice A Day", "06.01.02", 160},
    {"SITA", "Sitagliptin 100mg tablets", "tablet", "28", "One Daily", "06.01.02", 3326},
    {"DAPA", "Dapagliflozin 10mg tablets", "tablet", "28", "One Daily", "06.01.02", 3659},
    {"INSGLA", "Insulin glargine 100units/ml cartridges 3ml",
     "cartridge", "5", "As Directed", "06.01.01", 3784},
    {"INSASP", "Insulin aspart 100units/ml cartridges 3ml",
     "cartridge", "5", "As Directed With Meals", "06.01.01", 2831},
    {"STRIPS", "Blood glucose testing strips", "strip", "50", "As Directed", "06.01.06", 995},
    {"RAMI25", "Ramipril 2.5mg capsules", "capsule", "28", "One Daily", "02.05.05", 118},
    {"RAMI5", "Ramipril 5mg capsules", "capsule", "28", "One Daily", "02.05.05", 124},
    {"RAMI10", "Ramipril 10mg capsules", "capsule", "28", "One Daily", "02.05.05", 131},
    {"LOSA50", "Losartan 50mg tablets", "tablet", "28", "One Daily", "02.05.05", 122},
    {"CAND8", "Candesartan 8mg tablets", "tablet", "28", "One Daily", "02.05.05", 138},
    {"AMLO5", "Amlodipine 5mg tablets", "tablet", "28", "One Daily", "02.06.02", 83},
    {"AMLO10", "Amlodipine 10mg tablets", "tablet", "28", "One Daily", "02.06.02", 89},
    {"BISO25", "Bisoprolol 2.5mg tablets", "tablet", "28", "One Daily", "02.04.00", 96},
    {"BISO5", "Bisoprolol 5mg tablets", "tablet", "28", "One Daily", "02.04.00", 99},
    {"INDA", "Indapamide 2.5mg tablets", "tablet", "28", "One In The Morning", "02.02.01", 141},
    {"BENDRO", "Bendroflumethiazide 2.5mg tablets",
     "tablet", "28", "One In The Morning", "02.02.01", 77},
    {"DOXA", "Doxazosin 4mg tablets", "tablet", "28", "One Daily", "02.05.04", 112},
    {"FURO", "Furosemide 40mg tablets", "tablet", "28", "One In The Morning", "02.02.02", 84},
    {"SPIRO", "Spironolactone 25mg tablets", "tablet", "28", "One Daily", "02.02.03", 153},
    {"ATOR20", "Atorvastatin 20mg tablets", "tablet", "28", "One At Night", "02.12.00", 109},
    {"ATOR80", "Atorvastatin 80mg tablets", "tablet", "28", "One At Night", "02.12.00", 191},
    {"SIMV40", "Simvastatin 40mg tablets", "tablet", "28", "One At Night", "02.12.00", 116},
    {"ASP75", "Aspirin 75mg dispersible tablets", "tablet", "28", "One Daily", "02.09.00", 79},
    {"CLOP", "Clopidogrel 75mg tablets", "tablet", "28", "One Daily", "02.09.00", 147},
    {"APIX", "Apixaban 5mg tablets", "tablet", "56", "One Twice A Day", "02.08.02", 5320},
    {"WARF1", "Warfarin 1mg tablets", "tablet", "56", "As Directed", "02.08.02", 108},
    {"WARF3", "Warfarin 3mg tablets", "tablet", "28", "As Directed", "02.08.02", 112},
    {"DIGO", "Digoxin 125microgram tablets", "tablet", "28", "One Daily", "02.01.01", 165},
    {"ISMN", "Isosorbide mononitrate 20mg tablets",
     "tablet", "56", "One Twice A Day", "02.06.01", 201},
    {"GTN", "Glyceryl trinitrate 400micrograms/dose spray",
     "dose", "200", "One Or Two Puffs When Required", "02.06.01", 314},
    {"SALB", "Salbutamol 100micrograms/dose inhaler",
     "dose", "200", "Two Puffs When Required", "03.01.01", 150},
    {"BECL", "Beclometasone 100micrograms/dose inhaler",
     "dose", "200", "Two Puffs Twice A Day", "03.02.00", 742},
    {"BUDF", "Budesonide and formoterol inhaler",
     "dose", "120", "Two Puffs Twice A Day", "03.02.00", 2800},
    {"TIOT", "Tiotropium 18microgram inhalation capsules",
     "capsule", "30", "Inhale One Daily", "03.01.02", 3300},
    {"MONTE", "Montelukast 10mg tablets", "tablet", "28", "One At Night", "03.03.02", 148},
    {"LEVO50", "Levothyroxine 50microgram tablets", "tablet", "28", "One Daily", "06.02.01", 127},
    {"LEVO100", "Levothyroxine 100microgram tablets",
     "tablet", "28", "One Daily", "06.02.01", 129},
    {"LEVO25", "Levothyroxine 25microgram tablets", "tablet", "28", "One Daily", "06.02.01", 156},
    {"OMEP20", "Omeprazole 20mg capsules", "capsule", "28", "One Daily", "01.03.05", 99},
    {"LANS30", "Lansoprazole 30mg capsules", "capsule", "28", "One Daily", "01.03.05", 128},
    {"SERT50", "Sertraline 50mg tablets", "tablet", "28", "One Daily", "04.03.03", 112},
    {"SERT100", "Sertraline 100mg tablets", "tablet", "28", "One Daily", "04.03.03", 135},
    {"CITA20", "Citalopram 20mg tablets", "tablet", "28", "One Daily", "04.03.03", 102},
    {"MIRT15", "Mirtazapine 15mg tablets", "tablet", "28", "One At Night", "04.03.04", 120},
    {"AMIT10", "Amitriptyline 10mg tablets", "tablet", "28", "One At Night", "04.03.01", 91},
    {"PROP40", "Propranolol 40mg tablets", "tablet", "56", "One Twice A Day", "02.04.00", 142},
    {"LAMO", "Lamotrigine 100mg tablets", "tablet", "56", "One Twice A Day", "04.08.01", 233},
    {"LEVET", "Levetiracetam 500mg tablets", "tablet", "60", "One Twice A Day", "04.08.01", 310},
    {"CARBA", "Carbamazepine 200mg tablets",
     "tablet", "84", "One Three Times A Day", "04.08.01", 383},
    {"OLAN", "Olanzapine 10mg tablets", "tablet", "28", "One At Night", "04.02.01", 166},
    {"QUET", "Quetiapine 100mg tablets", "tablet", "60", "One Twice A Day", "04.02.01", 230},
    {"LITH", "Lithium carbonate 400mg tablets", "tablet", "28", "Two At Night", "04.02.03", 198},
    {"DONE", "Donepezil 10mg tablets", "tablet", "28", "One At Night", "04.11.00", 133},
    {"ALLOP", "Allopurinol 300mg tablets", "tablet", "28", "One Daily", "10.01.04", 121},
    {"ALEND", "Alendronic acid 70mg tablets", "tablet", "4", "One Each Week", "06.06.02", 97},
    {"CALCD", "Calcium and vitamin D chewable tablets",
     "tablet", "56", "One Twice A Day", "09.06.04", 365},
    {"MTX", "Methotrexate 2.5mg tablets", "tablet", "24", "Six Once A Week", "10.01.03", 240},
    {"FOLIC5", "Folic acid 5mg tablets", "tablet", "28", "One Daily", "09.01.02", 107},
    {"SULFS", "Sulfasalazine 500mg tablets", "tablet", "112", "Two Twice A Day", "01.05.01", 676},
    {"TAMS", "Tamsulosin 400microgram capsules", "capsule", "30", "One Daily", "07.04.01", 118},
    {"FINA", "Finasteride 5mg tablets", "tablet", "28", "One Daily", "06.04.02", 125},
    {"LATAN", "Latanoprost 50micrograms/ml eye drops",
     "ml", "2.5", "One Drop At Night", "11.06.00", 189},
    {"TAMOX", "Tamoxifen 20mg tablets", "tablet", "30", "One Daily", "08.03.04", 276},
    {"ANAST", "Anastrozole 1mg tablets", "tablet", "28", "One Daily", "08.03.04", 134},
    {"FERSUL", "Ferrous sulfate 200mg tablets", "tablet", "28", "One Daily", "09.01.01", 111},
    {"CYANO", "Cyanocobalamin 50microgram tablets", "tablet", "50", "One Daily", "09.01.02", 812},
    {"VITD3", "Colecalciferol 800unit capsules", "capsule", "30", "One Daily", "09.06.04", 360},
    {"MICRO", "Combined contraceptive pill 150/30",
     "tablet", "63", "One Daily For 21 Days", "07.03.01", 282},
    {"DESO", "Desogestrel 75microgram tablets", "tablet", "84", "One Daily", "07.03.02", 221},
    {"HRTP", "Estradiol 50micrograms patches",
     "patch", "8", "Apply Twice A Week", "06.04.01", 388},
    {"CETIR", "Cetirizine 10mg tablets", "tablet", "30", "One Daily", "03.04.01", 91},
    {"LORAT", "Loratadine 10mg tablets", "tablet", "30", "One Daily", "03.04.01", 88},
    {"BECN", "Beclometasone 50micrograms/dose nasal spray",
     "dose", "200", "Two Sprays Twice A Day", "12.02.01", 275},
    {"EMOL", "Emollient cream", "g", "500", "Apply As Needed", "13.02.01", 599},
    {"HYDC1", "Hydrocortisone 1% cream", "g", "30", "Apply Thinly Twice A Day", "13.04.00", 145},
    {"BETC", "Betamethasone 0.1% cream", "g", "100", "Apply Thinly Once A Day", "13.04.00", 405},
    {"CALCIP", "Calcipotriol 50micrograms/g ointment",
     "g", "60", "Apply Once A Day", "13.05.02", 1186},
    {"GABA", "Gabapentin 300mg capsules",
     "capsule", "100", "One Three Times A Day", "04.08.01", 276},
    {"COCOD", "Co-codamol 30mg/500mg tablets",
     "tablet", "100", "Two Four Times A Day", "04.07.01", 351},
    {"PARA", "Paracetamol 500mg tablets",
     "tablet", "100", "Two Four Times A Day", "04.07.01", 232},
    {"IBU", "Ibuprofen 400mg tablets", "tablet", "84", "One Three Times A Day", "10.01.01", 268},
    {"NAPR", "Naproxen 500mg tablets", "tablet", "56", "One Twice A Day", "10.01.01", 241},
    {"CODE", "Codeine 30mg tablets", "tablet", "28", "One Four Times A Day", "04.07.02", 118},
    {"MORPH", "Morphine 10mg modified-release tablets",
     "tablet", "60", "One Twice A Day", "04.07.02", 520},
    {"AMOX", "Amoxicillin 500mg capsules",
     "capsule", "15", "One Three Times A Day", "05.01.01", 104},
    {"AMOXS", "Amoxicillin 250mg/5ml oral suspension",
     "ml", "100", "5ml Three Times A Day", "05.01.01", 163},
    {"PENV", "Phenoxymethylpenicillin 250mg tablets",
     "tablet", "40", "One Four Times A Day", "05.01.01", 141},
    {"FLUC", "Flucloxacillin 500mg capsules",
     "capsule", "28", "One Four Times A Day", "05.01.01", 215},
    {"CLARI", "Clarithromycin 500mg tablets", "tablet", "14", "One Twice A Day", "05.01.05", 276},
    {"DOXY", "Doxycycline 100mg capsules",
     "capsule", "8", "Two At Once Then One Daily", "05.01.03", 113},
    {"TRIM", "Trimethoprim 200mg tablets", "tablet", "6", "One Twice A Day", "05.01.08", 84},
    {"NITRO", "Nitrofurantoin 100mg modified-release capsules",
     "capsule", "6", "One Twice A Day", "05.01.13", 950},
    {"METRO", "Metronidazole 400mg tablets",
     "tablet", "21", "One Three Times A Day", "05.01.11", 151},
    {"ACIC", "Aciclovir 800mg tablets", "tablet", "35", "One Five Times A Day", "05.03.02", 305},
    {"PRED5", "Prednisolone 5mg tablets",
     "tablet", "40", "Eight Daily For Five Days", "06.03.02", 106},
    {"CHLOR", "Chloramphenicol 0.5% eye drops",
     "ml", "10", "One Drop Every Two Hours", "11.03.01", 157},
    {"FUSID", "Fusidic acid 2% cream", "g", "15", "Apply Three Times A Day", "13.10.01", 192},
    {"CLOTR", "Clotrimazole 1% cream", "g", "20", "Apply Twice A Day", "13.10.02", 137},
    {"CLOTP", "Clotrimazole 500mg pessaries",
     "pessary", "1", "Insert One At Night", "07.02.02", 348},
    {"TERB", "Terbinafine 1% cream", "g", "15", "Apply Once A Day", "13.10.02", 163},
    {"PERM", "Permethrin 5% dermal cream", "g", "60", "Apply To The Whole Body", "13.10.04", 983},
    {"SALIC", "Salicylic acid 12% gel", "g", "5", "Apply Daily", "13.07.00", 398},
    {"EARSP", "Acetic acid 2% ear spray",
     "ml", "5", "One Spray Three Times A Day", "12.01.01", 520},
    {"OLIVE", "Olive oil ear drops", "ml", "10", "Two Drops Twice A Day", "12.01.03", 142},
    {"PROCH", "Prochlorperazine 5mg tablets",
     "tablet", "28", "One Three Times A Day", "04.06.00", 113},
    {"BETAH", "Betahistine 16mg tablets",
     "tablet", "84", "One Three Times A Day", "04.06.00", 276},
    {"ZOPI", "Zopiclone 7.5mg tablets", "tablet", "7", "One At Night", "04.01.01", 78},
    {"LACT", "Lactulose oral solution", "ml", "500", "15ml Twice A Day", "01.06.04", 311},
    {"MACRO", "Macrogol oral powder sachets", "sachet", "30", "One Twice A Day", "01.06.04", 399},
    {"GAVIS", "Alginate oral suspension", "ml", "500", "10ml After Meals", "01.01.02", 512},
    {"MEBEV", "Mebeverine 135mg tablets",
     "tablet", "84", "One Three Times A Day", "01.02.00", 441},
    {"HAEMC", "Haemorrhoid cream", "g", "30", "Apply Twice A Day", "01.07.01", 249},
    {"TRANEX", "Tranexamic acid 500mg tablets",
     "tablet", "60", "Two Three Times A Day", "02.11.00", 542},
    {"MEFEN", "Mefenamic acid 500mg tablets",
     "tablet", "28", "One Three Times A Day", "10.01.01", 606},
    {"SUMA", "Sumatriptan 50mg tablets", "tablet", "6", "One When Required", "04.07.04", 131},
    {"DIFFLAM", "Benzydamine 0.15% oral spray",
     "ml", "30", "Four Sprays Every Three Hours", "12.03.01", 424},
    {"ADAPA", "Adapalene 0.1% gel", "g", "45", "Apply At Night", "13.06.01", 1643},
    {"FOLIC4", "Folic acid 400microgram tablets", "tablet", "90", "One Daily", "09.01.02", 278},
    {"ORS", "Oral rehydration sachets",
     "sachet", "6", "One After Each Loose Stool", "09.02.01", 201},
    {"OLDMIX", "Coal and camphor rub (special mixture)",
     "g", "100", "Apply At Night", "13.00.00", 0},
    {"OLDLINC", "Honey and thyme linctus (practice formulary)",
     "ml", "200", "10ml At Night", "03.09.00", 0},
};
// clang-format on

/// A Read code of our own for the product at `index`.
std::string invented_read(std::size_t index)
{
    constexpr std::string_view signs = "123456789abcdefghijkmnpqrstuvwxy";
    return std::string{"zy"} + signs[index / signs.size()] + signs[index % signs.size()] + ".";
}

/// The last products of the table have no dm+d id: that they cannot be mapped
/// is an irregularity, so nothing else prescribes them.
bool has_no_dmd_id(std::string_view key)
{
    return key.starts_with("OLD");
}

} // namespace

Formulary::Formulary()
{
    for (const DrugRow& row : rows) {
        const auto number = static_cast<std::int64_t>(drugs_.size());
        Drug drug{.row = row};
        drug.code_id = sctid(61'000 + number * 13, "1000033", "11");
        drug.legacy_code = std::string{row.key} + std::to_string(100 + number * 17);
        drug.multilex = std::to_string(3'100'000 + number * 137);
        drug.read = invented_read(drugs_.size());
        if (!has_no_dmd_id(row.key)) {
            drug.product_id = sctid(83'000 + number * 9, "9990001", "10");
        }
        drugs_.push_back(std::move(drug));
    }
    for (const Drug& drug : drugs_) {
        require(by_key_.emplace(drug.row.key, &drug).second, "a drug has its own key");
    }
}

const Drug& Formulary::operator[](std::string_view key) const
{
    const auto found = by_key_.find(key);
    require(found != by_key_.end(), "the formulary has this drug");
    return *found->second;
}

} // namespace ferry::practice

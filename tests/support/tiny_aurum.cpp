#include "support/tiny_aurum.hpp"

#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/files.hpp"

namespace ferry::support {
namespace {

using Row = std::vector<std::string>;

constexpr std::string_view practice = "20024";

/// Ids that differ in their last digits only, where a double would lose them.
std::string observation_id(int patient, int number)
{
    return fmt::format("9{:012}{:06}", patient, number);
}

class AurumFiles {
public:
    explicit AurumFiles(std::filesystem::path folder) : folder_{std::move(folder)}
    {
        std::filesystem::create_directories(folder_);
    }
    void begin(const std::string& file, const Row& header) { add(file, header); }
    void add(const std::string& file, const Row& row)
    {
        texts_[file] += fmt::format("{}\r\n", fmt::join(row, "\t"));
    }
    void write() const
    {
        for (const auto& [file, text] : texts_) {
            write_whole(folder_ / (file + ".txt"), text);
        }
    }

private:
    std::filesystem::path folder_;
    std::map<std::string, std::string> texts_;
};

std::string extract_file(std::string_view table, int part = 1)
{
    return fmt::format("aurum_allpatid_set1_extract_{}_{:03}", table, part);
}

void write_words(AurumFiles& files, const std::string& table, const std::string& key,
                 const std::vector<std::pair<std::string, std::string>>& words)
{
    files.begin(table, {key, "description"});
    for (const auto& [id, word] : words) {
        files.add(table, {id, word});
    }
}

void write_dictionaries(AurumFiles& files)
{
    const std::string medical = "202606_emismedicaldictionary";
    files.begin(medical,
                {"medcodeid", "term", "originalreadcode", "cleansedreadcode", "snomedctconceptid",
                 "snomedctdescriptionid", "release", "emiscodecategoryid"});
    const auto code = [&](const char* id, const char* term, const char* read, const char* snomed) {
        files.add(medical, {id, term, read, read, snomed, "", "202606", "1"});
    };
    code("300000000000011", "Asthma", "H33..00", "195967001");
    code("300000000000012", "Systolic blood pressure", "2469.00", "271649006");
    code("300000000000013", "Allergy to \"nuts\"", "SN58200", "91934008");
    code("300000000000014", "Influenza vaccination", "65E..00", "86198006");
    code("300000000000015", "Family history of asthma", "12D2.00", "160377001");
    code("300000000000016", "Referral to cardiology", "8H44.00", "183519002");
    code("300000000000017", "Surgery consultation", "9N1C.00", "185317003");
    const std::string products = "202606_emisproductdictionary";
    files.begin(products, {"prodcodeid", "dmdid", "termfromemis", "productname", "formulation"});
    files.add(products, {"400000000000021", "325278007", "Metformin 500mg tablets",
                         "Metformin 500mg tablets", "Tablet"});
    write_words(files, "obstype", "obstypeid",
                {
                    {"1", "Allergy"       },
                    {"2", "Immunisation"  },
                    {"3", "Family history"},
                    {"4", "Observation"   },
                    {"5", "Referral"      },
                    {"6", "Value"         }
    });
    write_words(files, "numunit", "numunitid",
                {
                    {"11", "mm[Hg]"},
                    {"12", "kg"    }
    });
    write_words(files, "quantunit", "quantunitid",
                {
                    {"21", "tablet"}
    });
    write_words(files, "conssource", "conssourceid",
                {
                    {"31", "Surgery"  },
                    {"32", "Telephone"}
    });
    write_words(files, "probstatus", "probstatusid",
                {
                    {"41", "Active"},
                    {"42", "Past"  }
    });
    write_words(files, "sign", "signid",
                {
                    {"51", "Significant"},
                    {"52", "Minor"      }
    });
    write_words(files, "jobcat", "jobcatid",
                {
                    {"61", "General Medical Practitioner"}
    });
    files.begin("common_dosages", {"dosageid", "dosage_text", "daily_dose"});
    files.add("common_dosages", {"7a1b", "1 TWICE A DAY", "2"});
}

void write_practice(AurumFiles& files)
{
    files.begin(extract_file("practice"), {"pracid", "lcd", "uts", "region"});
    files.add(extract_file("practice"), {std::string{practice}, "30/06/2026", "", "4"});
    files.begin(extract_file("staff"), {"staffid", "pracid", "jobcatid"});
    files.add(extract_file("staff"), {"5000120024", std::string{practice}, "61"});
    files.add(extract_file("staff"), {"5000220024", std::string{practice}, "61"});
}

void write_headers(AurumFiles& files)
{
    files.begin(extract_file("patient"),
                {"patid", "pracid", "usualgpstaffid", "gender", "yob", "mob", "emis_ddate",
                 "regstartdate", "patienttypeid", "regenddate", "acceptable", "cprd_ddate"});
    files.begin(extract_file("consultation"),
                {"patid", "consid", "pracid", "consdate", "enterdate", "staffid", "conssourceid",
                 "cprdconstype", "consmedcodeid"});
    for (const int part : {1, 2}) {
        files.begin(extract_file("observation", part),
                    {"patid", "consid", "pracid", "obsid", "obsdate", "enterdate", "staffid",
                     "parentobsid", "medcodeid", "value", "numunitid", "obstypeid", "numrangelow",
                     "numrangehigh", "probobsid"});
    }
    files.begin(extract_file("referral"),
                {"patid", "obsid", "pracid", "refsourceorgid", "reftargetorgid", "refurgencyid",
                 "refservicetypeid", "refmodeid"});
    files.begin(extract_file("problem"),
                {"patid", "obsid", "pracid", "parentprobobsid", "probenddate", "expduration",
                 "lastrevdate", "lastrevstaffid", "parentprobrelid", "probstatusid", "signid"});
    files.begin(extract_file("drugissue"),
                {"patid", "issueid", "pracid", "probobsid", "drugrecid", "issuedate", "enterdate",
                 "staffid", "prodcodeid", "dosageid", "quantity", "quantunitid", "duration",
                 "estnhscost"});
}

/// One patient: an adult without a month of birth, or a child.
void write_patient(AurumFiles& files, int number, AurumCounts& counts)
{
    const std::string patient = aurum_patient(number);
    const std::string prac{practice};
    const std::string cons = fmt::format("7{:09}20024", number);
    const std::string day =
        fmt::format("{:02}/{:02}/20{:02}", number % 28 + 1, number % 12 + 1, number % 20 + 5);
    const bool child = number % 3 == 0;
    files.add(extract_file("patient"),
              {patient, prac, "5000120024", number % 2 == 0 ? "2" : "1",
               child ? "2018" : fmt::format("{}", 1940 + number % 60), child ? "5" : "",
               number % 7 == 0 ? "03/04/2025" : "", "01/04/2001", "3", "", "1", ""});
    files.add(extract_file("consultation"), {patient, cons, prac, day, day, "5000220024",
                                             number % 2 == 0 ? "31" : "32", "", "300000000000017"});
    ++counts.consultations;
    const auto observe = [&](int no, const char* code, const char* type, const char* value,
                             const char* unit) {
        files.add(extract_file("observation", number % 2 + 1),
                  {patient, cons, prac, observation_id(number, no), day, day, "5000220024", "",
                   code, value, unit, type, "", "", no == 2 ? observation_id(number, 1) : ""});
        ++counts.observations;
    };
    observe(1, "300000000000011", "4", "", "");
    observe(2, "300000000000012", "6", "140.50", "11");
    observe(3, "300000000000013", "1", "", "");
    observe(4, "300000000000014", "2", "", "");
    observe(5, "300000000000015", "3", "", "");
    observe(6, "300000000000016", "5", "", "");
    const auto problem = [&](int no) {
        files.add(extract_file("problem"), {patient, observation_id(number, no), prac, "", "", "0",
                                            day, "5000120024", "", "41", "51"});
        ++counts.problems;
    };
    const auto referral = [&](int no) {
        files.add(extract_file("referral"),
                  {patient, observation_id(number, no), prac, "", "8123", "", "", ""});
        ++counts.referrals;
    };
    problem(1);
    referral(6);
    if (number % 4 == 0) {
        observe(7, "300000000000011", "4", "", "");
        problem(7);
    }
    if (number % 5 == 0) {
        observe(8, "300000000000016", "5", "", "");
        referral(8);
    }
    for (int issue = 1; issue <= 2; ++issue) {
        files.add(extract_file("drugissue"),
                  {patient, fmt::format("6{:011}{}", number, issue), prac,
                   observation_id(number, 1), fmt::format("8{:010}1", number), day, day,
                   "5000120024", "400000000000021", "7a1b", "56.00", "21", "28", "1.5"});
        ++counts.issues;
    }
}

} // namespace

std::string aurum_patient(int number)
{
    return fmt::format("{}{}", 1'000'000'000 + number, practice);
}

AurumCounts write_tiny_aurum(const std::filesystem::path& folder, int patients)
{
    AurumFiles files{folder};
    write_dictionaries(files);
    write_practice(files);
    write_headers(files);
    AurumCounts counts;
    for (int number = 1; number <= patients; ++number) {
        write_patient(files, number, counts);
    }
    files.write();
    return counts;
}

} // namespace ferry::support

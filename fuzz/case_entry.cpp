#include <array>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/require.hpp"
#include "entries.hpp"
#include "sources/emis/description.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/tiny_extract.hpp"

namespace ferry::fuzz {
namespace {

constexpr std::array<std::string_view, 8> tables{
    "CareRecord_Observation", "Admin_Patient",          "CareRecord_Problem",
    "CareRecord_Diary",       "Prescribing_DrugRecord", "Prescribing_IssueRecord",
    "Appointment_Slot",       "CareRecord_Consultation"};
constexpr unsigned without_header = 0x80;

/// The extract in which one file changes from input to input.
struct Ground {
    Ground() { extract.write(folder.path()); }

    support::Folder folder;
    support::TinyExtract extract = support::tiny_emis(sources::emis_csv());
};

} // namespace

void one_case(std::string_view bytes)
{
    static Ground ground;
    if (bytes.empty()) {
        return;
    }
    const auto choice = static_cast<unsigned char>(bytes.front());
    const std::string_view table = tables.at(choice % tables.size());
    const bool headed = (choice & without_header) == 0;
    const auto file = ground.folder / support::TinyExtract::file_name(table);
    const std::string before = ground.extract.text(table);
    write_whole(file, (headed ? before : std::string{}) + std::string{bytes.substr(1)});
    try {
        const support::Run run{support::described_by(sources::emis_csv()), ground.folder.path()};
        require(run.breach().empty(), "every row ends in exactly one outcome");
    } catch (const InputError& refused) {
        require(std::string_view{refused.what()}.size() > file.string().size(),
                "a refusal names the file and says what is wrong");
    }
    write_whole(file, before);
}

} // namespace ferry::fuzz

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/require.hpp"
#include "entries.hpp"
#include "sources/fhir/fhir.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"

namespace ferry::fuzz {

void fhir_bundle(std::string_view bytes)
{
    static const support::Folder folder;
    const auto file = folder / "bundle.json";
    write_whole(file, bytes);
    try {
        const support::Run run{
            support::Source{.open = fhir::open_extract, .mapper = fhir::make_mapper},
            folder.path()
        };
        require(run.breach().empty(), "every resource ends in exactly one outcome");
    } catch (const InputError& refused) {
        require(std::string_view{refused.what()}.size() > folder.path().string().size(),
                "a refusal names the place and says what is wrong");
    }
}

} // namespace ferry::fuzz

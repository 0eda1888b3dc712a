#include "base/error.hpp"
#include "base/files.hpp"
#include "base/require.hpp"
#include "entries.hpp"
#include "sources/gp2gp/gp2gp.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"

namespace ferry::fuzz {

void gp2gp_message(std::string_view bytes)
{
    static const support::Folder folder;
    write_whole(folder / "message.xml", bytes);
    try {
        const support::Run run{
            support::Source{.open = gp2gp::open_extract, .mapper = gp2gp::make_mapper},
            folder.path()
        };
        require(run.breach().empty(), "every item ends in exactly one outcome");
    } catch (const InputError& refused) {
        require(std::string_view{refused.what()}.size() > folder.path().string().size(),
                "a refusal names the place and says what is wrong");
    }
}

} // namespace ferry::fuzz

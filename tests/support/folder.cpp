#include "support/folder.hpp"

#include <cstdlib> // which brings the system's mkdtemp with it
#include <string>

#include "base/error.hpp"

namespace ferry::support {

Folder::Folder()
{
    std::string name = (std::filesystem::temp_directory_path() / "ferry-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw_system_error("cannot make " + name);
    }
    path_ = name;
}

Folder::~Folder()
{
    std::error_code failed; // a folder that stays behind fails no test
    std::filesystem::remove_all(path_, failed);
}

} // namespace ferry::support

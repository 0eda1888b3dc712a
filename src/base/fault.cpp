#include "base/fault.hpp"

namespace ferry {

std::string_view name_of(Fault fault)
{
    switch (fault) {
    case Fault::missing:
        return "missing";
    case Fault::malformed:
        return "malformed";
    case Fault::out_of_range:
        return "out_of_range";
    case Fault::bad_charset:
        return "bad_charset";
    case Fault::nul_byte:
        return "nul_byte";
    }
    return "";
}

} // namespace ferry

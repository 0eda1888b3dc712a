#pragma once

#include <unistd.h>

namespace ferry {

/// For tests: while it lives the test is nobody in particular: root may read everything, so what
/// happens without the right to read can be tested only so.
class AsNobody {
public:
    AsNobody()
    {
        if (was_root_ && ::seteuid(nobody) != 0) {
            ::_exit(99);
        }
    }
    ~AsNobody()
    {
        if (was_root_ && ::seteuid(0) != 0) {
            ::_exit(99);
        }
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    static constexpr uid_t nobody = 65534;
    bool was_root_ = ::geteuid() == 0;
};

} // namespace ferry

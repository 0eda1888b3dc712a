#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "extract/case.hpp"

namespace ferry::pipeline {

/// Whose each appointment is. A slot that was given to somebody else, or to nobody any more, keeps
/// its id: where an extract has both rows, two cases have it, and each is read by itself. Belongs
/// to one thread; 16 bytes an appointment.
class AppointmentOwners {
public:
    /// Notes the appointments of a record, by the ids that the source gives them.
    void add(CaseNo case_no, const Record& record);

    /// How many appointments stand in several cases, and a case that has one of them.
    struct Shared {
        std::int64_t count = 0;
        CaseNo one_of = 0;
    };
    std::optional<Shared> shared();

private:
    std::vector<std::pair<std::uint64_t, CaseNo>> owners_;
};

} // namespace ferry::pipeline

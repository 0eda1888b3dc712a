#include "practice/model.hpp"

#include <algorithm>

#include "practice/names.hpp"

namespace ferry::practice {

std::string_view name_of(Status status)
{
    switch (status) {
    case Status::current:
        return "current";
    case Status::left:
        return "left";
    case Status::dead:
        return "dead";
    case Status::temporary:
        return "temporary";
    case Status::test:
        return "test";
    }
    return "";
}

void Record::clear()
{
    person = {};
    consultations.clear();
    observations.clear();
    problems.clear();
    referrals.clear();
    drug_records.clear();
    issues.clear();
    slots.clear();
    diary.clear();
    history.clear();
    registration_audit.clear();
    also_next_door = {};
    audit.clear();
}

StaffNumber Practice::a_doctor(Random& random) const
{
    return static_cast<StaffNumber>(random.below(doctors));
}

StaffNumber Practice::a_nurse(Random& random) const
{
    return static_cast<StaffNumber>(doctors + random.below(nurses));
}

StaffNumber Practice::a_clerk(Random& random) const
{
    const int others = doctors + nurses;
    return static_cast<StaffNumber>(others + random.below(static_cast<int>(staff.size()) - others));
}

namespace {

struct Job {
    std::string_view code;
    std::string_view name;
    bool doctor;
};
constexpr Job doctor{"R0260", "General Medical Practitioner", true};
constexpr Job nurse{"R0600", "Practice Nurse", false};
constexpr Job clerk{"R1690", "Clerical Worker", false};

void hire(Practice& practice, const Job& job, int count, Random& random)
{
    for (int i = 0; i < count; ++i) {
        const bool woman = random.chance(0.6);
        practice.staff.push_back({
            .id = next_guid(random),
            .title = job.doctor ? "Dr" : (woman ? "Mrs" : "Mr"),
            .given = random.pick(woman ? girls_names() : boys_names()),
            .surname = random.pick(surnames()),
            .job_code = job.code,
            .job = job.name,
            .since = day_of(1992 + i % 28, 1 + i % 12, 1),
        });
    }
}

} // namespace

Practice make_staff(std::int64_t patients, std::uint64_t seed)
{
    Random random{seed, 0x5747FF};
    Practice practice;
    const auto add = [&](Organisation organisation) {
        organisation.id = next_guid(random);
        practice.organisations.push_back(organisation);
    };
    add({{}, "Larkhill Mere Surgery", "Y90417", "General Practice", "61042"});
    add({{}, "Coldharrow Health Centre", "Y90418", "General Practice", "61043"});
    add({{}, "Eastmarch Care Board", "Y904", "Integrated Care Board", ""});
    add({{}, "Eastmarch General Infirmary", "Y9041", "NHS Trust", ""});
    practice.location = next_guid(random);
    const int size = static_cast<int>(std::min<std::int64_t>(patients, 200'000));
    const int doctors = 4 + size / 1'500;
    const int nurses = 3 + size / 2'500;
    hire(practice, doctor, doctors, random);
    hire(practice, nurse, nurses, random);
    hire(practice, clerk, 4 + size / 2'000, random);
    practice.doctors = static_cast<StaffNumber>(doctors);
    practice.nurses = static_cast<StaffNumber>(nurses);
    return practice;
}

} // namespace ferry::practice

#include "practice/people.hpp"

#include <algorithm>
#include <array>

#include "practice/check_digit.hpp"
#include "practice/names.hpp"

namespace ferry::practice {
namespace {

struct AgeBand {
    int from;
    int to;
    double share;
};
/// How old the patients of a practice are.
constexpr AgeBand age_bands[] = {
    {0,  4,  0.055},
    {5,  14, 0.115},
    {15, 24, 0.115},
    {25, 34, 0.135},
    {35, 44, 0.135},
    {45, 54, 0.13 },
    {55, 64, 0.125},
    {65, 74, 0.1  },
    {75, 84, 0.065},
    {85, 97, 0.025},
};

int draw_age(Random& random)
{
    double left = random.unit();
    for (const AgeBand& band : age_bands) {
        if (left < band.share) {
            return random.between(band.from, band.to);
        }
        left -= band.share;
    }
    return random.between(35, 44);
}

std::string_view title_of(const Person& person, int age, Random& random)
{
    if (person.sex == 'M') {
        return age < 14 ? "Master" : "Mr";
    }
    if (age < 18) {
        return "Miss";
    }
    constexpr std::array<std::string_view, 4> titles = {"Mrs", "Mrs", "Ms", "Miss"};
    return random.pick<std::string_view>(titles);
}

void give_address(Person& person, Random& random)
{
    person.house = random.chance(0.06) ? std::string{random.pick(houses())}
                                       : std::to_string(random.between(1, 140));
    person.street = random.pick(streets());
    person.town = random.pick(towns());
    // Some users leave the blank out, so readers meet both.
    person.postcode = random.chance(0.08) ? "ZZ99" : "ZZ99 ";
    person.postcode += static_cast<char>('1' + random.below(9));
    person.postcode += static_cast<char>('A' + random.below(8));
    person.postcode += static_cast<char>('P' + random.below(10));
    const auto digits = [&random] { return std::to_string(1'000 + random.below(1'000)).substr(1); };
    if (random.chance(0.55)) {
        person.home_phone = "01632 960" + digits();
    }
    if (random.chance(0.85)) {
        person.mobile_phone = "07700 900" + digits();
    }
}

void give_status(Person& person, const Setting& setting, Random& random)
{
    const int age = person.age_on(setting.today);
    const double fate = random.unit();
    const Day long_ago = std::max(person.birth + 20, setting.today - 12 * 365);
    if (age > 55 && fate < 0.002 * (age - 50)) {
        person.status = Status::dead;
        person.death = random.between(long_ago, setting.today - 20);
        person.left = person.death + 3;
    } else if (fate > 0.92) {
        person.status = Status::left;
        person.left =
            random.between(std::min(long_ago + 30, setting.today - 10), setting.today - 5);
    }
    const Day until = person.left == 0 ? setting.today : person.left;
    const Day since = std::max(person.birth + 7, until - random.between(60, 45 * 365));
    person.registered = std::min(since, until - 4);
}

Person draw_person(const Setting& setting, std::int64_t number)
{
    Random random{setting.seed, static_cast<std::uint64_t>(number) * 2};
    Person person{.number = number, .id = next_guid(random)};
    person.sex = random.chance(0.505) ? 'F' : 'M';
    person.birth = setting.today - draw_age(random) * 365 - random.between(28, 360);
    const auto names = person.sex == 'F' ? girls_names() : boys_names();
    person.given = random.pick(names);
    person.middle = random.chance(0.7) ? random.pick(names) : std::string_view{};
    person.surname = random.pick(surnames());
    person.nhs = nhs_number(number, setting.seed);
    person.title = title_of(person, person.age_on(setting.today), random);
    give_address(person, random);
    person.usual_gp = setting.practice.a_doctor(random);
    if (person.age_on(setting.today) > 78 && random.chance(0.3)) {
        person.carer = random.pick(girls_names());
        person.carer_relation = "Daughter";
        person.care_home = random.chance(0.25) ? "Nursing Home" : "";
    }
    if (random.chance(0.3)) {
        person.email = "patient" + std::to_string(number + 1) + "@example.org";
    }
    give_status(person, setting, random);
    return person;
}

/// A second record of `other`: the same person in another patient's place.
void become(Person& person, const Person& other)
{
    person.sex = other.sex;
    person.birth = other.birth;
    person.title = other.title;
    person.given = other.given;
    person.middle = other.middle;
    person.surname = other.surname;
    person.house = other.house;
    person.street = other.street;
    person.town = other.town;
    person.postcode = other.postcode;
    person.home_phone = other.home_phone;
    person.mobile_phone = other.mobile_phone;
}

void stay(Person& person, const Setting& setting)
{
    person.status = Status::current;
    person.death = 0;
    person.left = 0;
    const Day until = setting.today - 40;
    person.registered = std::min(std::max(person.birth + 7, until - 3'000), until);
}

/// The birthday with day and month exchanged.
Day transposed(Day birth)
{
    const Date date = date_of(birth);
    return day_of(date.year(), date.day(), date.month());
}

/// A birthday near this one whose day and month can be exchanged, of a patient
/// who is no small child.
Day transposable(Day birth, Day today)
{
    const Date date = date_of(std::min(birth, today - 1'000));
    return day_of(date.year(), date.month(), 1 + (date.month() + 4) % 12);
}

void misspell(std::string& surname)
{
    std::swap(surname[surname.size() - 2], surname[surname.size() - 3]);
    surname += 'e';
}

void die(Person& person, const Setting& setting)
{
    person.birth = std::min(person.birth, setting.today - 25'000);
    person.status = Status::dead;
    person.death = setting.today - 200 - static_cast<Day>(person.number % 300);
    person.left = person.death + 3;
    person.registered = person.death - 6'000;
}

void come_for_a_while(Person& person, const Setting& setting)
{
    stay(person, setting);
    person.status = Status::temporary;
    person.birth = std::min(person.birth, setting.today - 60);
    person.registered = setting.today - 10 - static_cast<Day>(person.number % 20);
}

struct Bend {
    using Apply = void (*)(Person& person, const Setting& setting, const Planned& planned);

    constexpr Bend(Irregularity its_kind, Apply how) : kind{its_kind}, apply{how} {}

    Irregularity kind;
    Apply apply;
};
using enum Irregularity;
constexpr Bend bends[] = {
    Bend(dup_nhs,
         [](Person& person, const Setting& setting, const Planned& planned) {
             person.nhs = nhs_number(planned.other, setting.seed);
         }),
    Bend(dup_transposed_dob,
         [](Person& person, const Setting&, const Planned&) {
             person.nhs.clear();
             person.birth = transposed(person.birth);
         }),
    Bend(dup_typo_name,
         [](Person& person, const Setting&, const Planned&) {
             person.nhs.clear();
             misspell(person.surname);
         }),
    Bend(dob_future,
         [](Person& person, const Setting& setting, const Planned&) {
             stay(person, setting);
             person.birth = setting.today + 20 * 365;
         }),
    Bend(event_after_death,
         [](Person& person, const Setting& setting, const Planned&) { die(person, setting); }),
    Bend(nhs_bad_check_digit,
         [](Person& person, const Setting&, const Planned&) {
             char& check = person.nhs.back();
             check = check == '9' ? '0' : static_cast<char>(check + 1);
         }),
    Bend(nhs_missing, [](Person& person, const Setting&, const Planned&) { person.nhs.clear(); }),
    Bend(same_day_reregistration,
         [](Person& person, const Setting& setting, const Planned&) { stay(person, setting); }),
    Bend(emis_duplicate_guids_two_orgs,
         [](Person& person, const Setting& setting, const Planned&) { stay(person, setting); }),
    Bend(temporary, [](Person& person, const Setting& setting,
                       const Planned&) { come_for_a_while(person, setting); }),
    Bend(test_patient,
         [](Person& person, const Setting& setting, const Planned&) {
             stay(person, setting);
             person.status = Status::test;
             person.surname = "ZZTEST-" + person.surname;
         }),
};

/// The person before any irregularity but the birthday that one may need.
Person plain_person(const Setting& setting, const Plan& plan, std::int64_t number)
{
    Person person = draw_person(setting, number);
    if (plan.lends_birthday(number)) {
        person.birth = transposable(person.birth, setting.today);
        stay(person, setting);
    }
    return person;
}

} // namespace

Person make_person(const Setting& setting, const Plan& plan, std::int64_t number)
{
    Person person = plain_person(setting, plan, number);
    for (const Planned& planned : plan.of(number)) {
        if (planned.other >= 0) {
            become(person, plain_person(setting, plan, planned.other));
            stay(person, setting);
        }
        const auto* const bend = std::ranges::find(bends, planned.kind, &Bend::kind);
        if (bend != std::end(bends)) {
            bend->apply(person, setting, planned);
        }
    }
    person.registered = std::max(person.registered, std::min(person.birth, setting.today - 1));
    return person;
}

} // namespace ferry::practice

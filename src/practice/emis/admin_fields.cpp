#include <string>

#include "practice/emis/fields.hpp"
#include "practice/names.hpp"

namespace ferry::practice::emis {

int processing_id(const Person& person)
{
    constexpr int numbers = last_processing_id - first_processing_id;
    return first_processing_id + 1 + static_cast<int>(person.number % numbers);
}

std::string_view precision_code(Precision precision)
{
    switch (precision) {
    case Precision::unknown:
        return "U";
    case Precision::year:
        return "Y";
    case Precision::month:
        return "YM";
    case Precision::day:
        return "YMD";
    case Precision::time:
        return "YMDT";
    }
    return "";
}

namespace {

void write_day(CsvFile& out, Day day)
{
    out.date(day == 0 ? Date{} : date_of(day));
}

std::string_view patient_type(Status status)
{
    switch (status) {
    case Status::temporary:
        return "Temporary";
    case Status::test:
        return "Dummy";
    case Status::current:
    case Status::left:
    case Status::dead:
        return "Regular";
    }
    return "";
}

using P = Row<Person>;
void write_deactivation(CsvFile& out, const P& row)
{
    write_day(out, row.person.left);
}

constexpr Field<Person> person_fields[] = {
    Field<Person>("UsualGpUserInRoleGuid",
                  [](CsvFile& out, const P& row) { out.guid(row.staff(row.person.usual_gp)); }),
    Field<Person>("Sex",
                  [](CsvFile& out, const P& row) {
                      out.plain({&row.person.sex, 1});
                  }),
    Field<Person>("DateOfBirth",
                  [](CsvFile& out, const P& row) { write_day(out, row.person.birth); }),
    Field<Person>("DateOfDeath",
                  [](CsvFile& out, const P& row) { write_day(out, row.person.death); }),
    Field<Person>("Title", [](CsvFile& out, const P& row) { out.plain(row.person.title); }),
    Field<Person>("GivenName", [](CsvFile& out, const P& row) { out.text(row.person.given); }),
    Field<Person>("MiddleNames", [](CsvFile& out, const P& row) { out.text(row.person.middle); }),
    Field<Person>("Surname", [](CsvFile& out, const P& row) { out.text(row.person.surname); }),
    Field<Person>("DateOfRegistration",
                  [](CsvFile& out, const P& row) { write_day(out, row.person.registered); }),
    Field<Person>("NhsNumber", [](CsvFile& out, const P& row) { out.plain(row.person.nhs); }),
    Field<Person>("PatientNumber",
                  [](CsvFile& out, const P& row) { out.number(row.person.number + 1); }),
    Field<Person>("PatientTypeDescription",
                  [](CsvFile& out, const P& row) { out.plain(patient_type(row.person.status)); }),
    Field<Person>(
        "DummyType",
        [](CsvFile& out, const P& row) { out.boolean(row.person.status == Status::test); }),
    Field<Person>("HouseNameFlatNumber",
                  [](CsvFile& out, const P& row) { out.plain(row.person.house); }),
    Field<Person>("NumberAndStreet",
                  [](CsvFile& out, const P& row) { out.plain(row.person.street); }),
    Field<Person>("Town", [](CsvFile& out, const P& row) { out.plain(row.person.town); }),
    Field<Person>("County", [](CsvFile& out, const P&) { out.plain(county); }),
    Field<Person>("Postcode", [](CsvFile& out, const P& row) { out.plain(row.person.postcode); }),
    Field<Person>("ResidentialInstituteCode",
                  [](CsvFile& out, const P& row) { out.plain(row.person.care_home); }),
    Field<Person>("CarerName", [](CsvFile& out, const P& row) { out.plain(row.person.carer); }),
    Field<Person>("CarerRelation",
                  [](CsvFile& out, const P& row) { out.plain(row.person.carer_relation); }),
    Field<Person>("PersonGuid", [](CsvFile& out, const P& row) { out.guid(row.person.id); }),
    Field<Person>("DateofDeactivation", write_deactivation),
    Field<Person>("DateOfDeactivation", write_deactivation),
    Field<Person>(
        "Deleted", [](CsvFile& out, const P& row) { out.boolean(row.person.deleted); }, true),
    Field<Person>("SpineSensitive",
                  [](CsvFile& out, const P& row) { out.boolean(row.person.spine_sensitive); }),
    Field<Person>("IsConfidential", [](CsvFile& out, const P&) { out.plain("false"); }),
    Field<Person>("EmailAddress", [](CsvFile& out, const P& row) { out.plain(row.person.email); }),
    Field<Person>("HomePhone",
                  [](CsvFile& out, const P& row) { out.plain(row.person.home_phone); }),
    Field<Person>("MobilePhone",
                  [](CsvFile& out, const P& row) { out.plain(row.person.mobile_phone); }),
};

using H = Row<HistoryStep>;
constexpr Field<HistoryStep> history_fields[] = {
    Field<HistoryStep>("HistoryDate",
                       [](CsvFile& out, const H& row) { write_day(out, row.item.day); }),
    Field<HistoryStep>("HistoryTime",
                       [](CsvFile& out, const H& row) { out.clock(row.item.minute); }),
    Field<HistoryStep>("StatusDescription",
                       [](CsvFile& out, const H& row) { out.plain(row.item.status); }),
};

using A = Row<AuditStep>;
constexpr Field<AuditStep> audit_fields[] = {
    Field<AuditStep>("ItemGuid", [](CsvFile& out, const A& row) { out.guid(row.item.item); }),
    Field<AuditStep>("ModifiedDate", [](CsvFile& out, const A& row) { out.date(row.item.on); }),
    Field<AuditStep>("ModifiedTime",
                     [](CsvFile& out, const A& row) { out.clock(row.item.minute); }),
    Field<AuditStep>("UserInRoleGuid",
                     [](CsvFile& out, const A& row) { out.guid(row.staff(row.item.by)); }),
    Field<AuditStep>("ItemType", [](CsvFile& out, const A& row) { out.plain(row.item.item_type); }),
    Field<AuditStep>("ModeType", [](CsvFile& out, const A& row) { out.plain(row.item.mode); }),
};

using G = Row<RegistrationAudit>;
constexpr Field<RegistrationAudit> registration_audit_fields[] = {
    Field<RegistrationAudit>("ModifiedDate",
                             [](CsvFile& out, const G& row) { write_day(out, row.item.day); }),
    Field<RegistrationAudit>("ModifiedTime", [](CsvFile& out, const G&) { out.plain("09:30:00"); }),
    Field<RegistrationAudit>(
        "UserInRoleGuid",
        [](CsvFile& out, const G& row) { out.guid(row.setting.practice.staff.back().id); }),
    Field<RegistrationAudit>("ModeType",
                             [](CsvFile& out, const G& row) { out.plain(row.item.mode); }),
};

} // namespace

template <>
std::span<const Field<Person>> own_fields<Person>()
{
    return person_fields;
}

template <>
std::span<const Field<HistoryStep>> own_fields<HistoryStep>()
{
    return history_fields;
}

template <>
std::span<const Field<AuditStep>> own_fields<AuditStep>()
{
    return audit_fields;
}

template <>
std::span<const Field<RegistrationAudit>> own_fields<RegistrationAudit>()
{
    return registration_audit_fields;
}

} // namespace ferry::practice::emis

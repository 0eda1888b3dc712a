#include <algorithm>
#include <string>

#include "practice/emis/fields.hpp"
#include "practice/names.hpp"

// The tables that belong to the practice or to nobody.
namespace ferry::practice::emis {

Session session_of(const Setting& setting, const Slot& slot)
{
    const int half = slot.minute < 780 ? 0 : 1;
    const auto key =
        (static_cast<std::uint64_t>(slot.day) * 2 + static_cast<std::uint64_t>(half)) * 65'536 +
        slot.clinician;
    return {guid_of(setting.seed ^ 0x5E5510A5ULL, key), slot.day, half, slot.clinician};
}

namespace {

using L = Row<Location>;
constexpr Field<Location> location_fields[] = {
    Field<Location>("LocationGuid",
                    [](CsvFile& out, const L& row) { out.guid(row.setting.practice.location); }),
    Field<Location>(
        "LocationName",
        [](CsvFile& out, const L& row) { out.plain(row.setting.practice.organisations[0].name); }),
    Field<Location>("LocationTypeDescription",
                    [](CsvFile& out, const L&) { out.plain("Main Surgery"); }),
    Field<Location>("OpenDate", [](CsvFile& out, const L&) { out.plain("1992-04-01"); }),
    Field<Location>("PhoneNumber", [](CsvFile& out, const L&) { out.plain("01632 960100"); }),
    Field<Location>("NumberAndStreet", [](CsvFile& out, const L&) { out.plain("4 Beacon Road"); }),
    Field<Location>("Town", [](CsvFile& out, const L&) { out.plain(towns().back()); }),
    Field<Location>("County", [](CsvFile& out, const L&) { out.plain(county); }),
    Field<Location>("Postcode", [](CsvFile& out, const L&) { out.plain("ZZ99 1AA"); }),
    Field<Location>("Deleted", [](CsvFile& out, const L&) { out.plain("false"); }),
};

using O = Row<Organisation>;
constexpr Field<Organisation> organisation_fields[] = {
    Field<Organisation>("OrganisationGuid",
                        [](CsvFile& out, const O& row) { out.guid(row.item.id); }),
    Field<Organisation>("CDB", [](CsvFile& out, const O& row) { out.plain(row.item.cdb); }),
    Field<Organisation>("OrganisationName",
                        [](CsvFile& out, const O& row) { out.plain(row.item.name); }),
    Field<Organisation>("ODSCode", [](CsvFile& out, const O& row) { out.plain(row.item.ods); }),
    Field<Organisation>(
        "ParentOrganisationGuid",
        [](CsvFile& out, const O& row) { out.guid(row.setting.practice.organisations[2].id); }),
    Field<Organisation>(
        "CCGOrganisationGuid",
        [](CsvFile& out, const O& row) { out.guid(row.setting.practice.organisations[2].id); }),
    Field<Organisation>("OrganisationType",
                        [](CsvFile& out, const O& row) { out.plain(row.item.type); }),
    Field<Organisation>("OpenDate", [](CsvFile& out, const O&) { out.plain("1992-04-01"); }),
    Field<Organisation>(
        "MainLocationGuid",
        [](CsvFile& out, const O& row) { out.guid(row.setting.practice.location); }),
};

using OL = Row<OrganisationLocation>;
constexpr Field<OrganisationLocation> organisation_location_fields[] = {
    Field<OrganisationLocation>(
        "LocationGuid",
        [](CsvFile& out, const OL& row) { out.guid(row.setting.practice.location); }),
    Field<OrganisationLocation>("IsMainLocation",
                                [](CsvFile& out, const OL&) { out.plain("true"); }),
    Field<OrganisationLocation>("Deleted", [](CsvFile& out, const OL&) { out.plain("false"); }),
};

using A = Row<Agreement>;
constexpr Field<Agreement> agreement_fields[] = {
    Field<Agreement>("IsActivated", [](CsvFile& out, const A&) { out.plain("true"); }),
    Field<Agreement>("LastModifiedDate",
                     [](CsvFile& out, const A&) { out.plain("2023-03-14 10:22:41"); }),
    Field<Agreement>("Disabled", [](CsvFile& out, const A&) { out.plain("false"); }),
    Field<Agreement>("Deleted", [](CsvFile& out, const A&) { out.plain("false"); }),
};

using U = Row<Staff>;
constexpr Field<Staff> staff_fields[] = {
    Field<Staff>("UserInRoleGuid", [](CsvFile& out, const U& row) { out.guid(row.item.id); }),
    Field<Staff>("Title", [](CsvFile& out, const U& row) { out.plain(row.item.title); }),
    Field<Staff>("GivenName", [](CsvFile& out, const U& row) { out.plain(row.item.given); }),
    Field<Staff>("Surname", [](CsvFile& out, const U& row) { out.plain(row.item.surname); }),
    Field<Staff>("JobCategoryCode",
                 [](CsvFile& out, const U& row) { out.plain(row.item.job_code); }),
    Field<Staff>("JobCategoryName", [](CsvFile& out, const U& row) { out.plain(row.item.job); }),
    Field<Staff>("ContractStartDate",
                 [](CsvFile& out, const U& row) { out.date(date_of(row.item.since)); }),
};

using S = Row<Session>;
constexpr Field<Session> session_fields[] = {
    Field<Session>("AppointmentSessionGuid",
                   [](CsvFile& out, const S& row) { out.guid(row.item.id); }),
    Field<Session>("Description", [](CsvFile& out, const S&) { out.plain("Surgery"); }),
    Field<Session>("LocationGuid",
                   [](CsvFile& out, const S& row) { out.guid(row.setting.practice.location); }),
    Field<Session>("SessionTypeDescription",
                   [](CsvFile& out, const S&) { out.plain("Timed appointments"); }),
    Field<Session>("SessionCategoryDisplayName",
                   [](CsvFile& out, const S&) { out.plain("General Practice Appointments"); }),
    Field<Session>("StartDate",
                   [](CsvFile& out, const S& row) { out.date(date_of(row.item.day)); }),
    Field<Session>("StartTime",
                   [](CsvFile& out, const S& row) { out.clock(row.item.half == 0 ? 510 : 840); }),
    Field<Session>("EndDate", [](CsvFile& out, const S& row) { out.date(date_of(row.item.day)); }),
    Field<Session>("EndTime",
                   [](CsvFile& out, const S& row) { out.clock(row.item.half == 0 ? 720 : 1'090); }),
    Field<Session>("Private", [](CsvFile& out, const S&) { out.plain("false"); }),
    Field<Session>("Deleted", [](CsvFile& out, const S&) { out.plain("false"); }),
};

using SU = Row<SessionUser>;
constexpr Field<SessionUser> session_user_fields[] = {
    Field<SessionUser>("SessionGuid",
                       [](CsvFile& out, const SU& row) { out.guid(row.item.session.id); }),
    Field<SessionUser>(
        "UserInRoleGuid",
        [](CsvFile& out, const SU& row) { out.guid(row.staff(row.item.session.clinician)); }),
    Field<SessionUser>("Deleted", [](CsvFile& out, const SU&) { out.plain("false"); }),
};

/// The first code of its category that the supplier did not make.
const Code& nearest_official(const Setting& setting, const Code& code)
{
    return *std::ranges::find_if(setting.codes.codes(), [&code](const Code& other) {
        return other.is_official() && other.category == code.category;
    });
}

using C = Row<Code>;
void write_parent(CsvFile& out, const C& row)
{
    if (!row.item.is_official()) {
        out.plain(nearest_official(row.setting, row.item).code_id);
    }
}

constexpr Field<Code> code_fields[] = {
    Field<Code>("CodeId", [](CsvFile& out, const C& row) { out.plain(row.item.code_id); }),
    Field<Code>("Term", [](CsvFile& out, const C& row) { out.text(row.item.term); }),
    Field<Code>("ReadTermId", [](CsvFile& out, const C& row) { out.plain(row.item.read); }),
    Field<Code>("SnomedCTConceptId",
                [](CsvFile& out, const C& row) {
                    if (!row.item.is_left_to_maps()) {
                        out.plain(row.item.concept_id);
                    }
                }),
    Field<Code>("SnomedCTDescriptionId",
                [](CsvFile& out, const C& row) {
                    if (!row.item.is_left_to_maps()) {
                        out.plain(row.item.description);
                    }
                }),
    Field<Code>("EmisCodeCategoryDescription",
                [](CsvFile& out, const C& row) { out.plain(row.item.category); }),
    Field<Code>("ParentCodeId", write_parent),
    Field<Code>("ParentCodeID", write_parent),
};

using D = Row<Drug>;
constexpr Field<Drug> drug_fields[] = {
    Field<Drug>("CodeId", [](CsvFile& out, const D& row) { out.plain(row.item.code_id); }),
    Field<Drug>("Term", [](CsvFile& out, const D& row) { out.text(row.item.row.name); }),
    Field<Drug>("DmdProductCodeId",
                [](CsvFile& out, const D& row) { out.plain(row.item.product_id); }),
    Field<Drug>("BNFChapterRef",
                [](CsvFile& out, const D& row) { out.plain(row.item.row.bnf_chapter); }),
};

} // namespace

template <>
std::span<const Field<Location>> own_fields<Location>()
{
    return location_fields;
}

template <>
std::span<const Field<Organisation>> own_fields<Organisation>()
{
    return organisation_fields;
}

template <>
std::span<const Field<OrganisationLocation>> own_fields<OrganisationLocation>()
{
    return organisation_location_fields;
}

template <>
std::span<const Field<Agreement>> own_fields<Agreement>()
{
    return agreement_fields;
}

template <>
std::span<const Field<Staff>> own_fields<Staff>()
{
    return staff_fields;
}

template <>
std::span<const Field<Session>> own_fields<Session>()
{
    return session_fields;
}

template <>
std::span<const Field<SessionUser>> own_fields<SessionUser>()
{
    return session_user_fields;
}

template <>
std::span<const Field<Code>> own_fields<Code>()
{
    return code_fields;
}

template <>
std::span<const Field<Drug>> own_fields<Drug>()
{
    return drug_fields;
}

} // namespace ferry::practice::emis

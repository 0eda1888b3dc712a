#include <algorithm>

#include "practice/names.hpp"
#include "practice/systmone/writer.hpp"

// What SystmOne says of the patient.
namespace ferry::practice::systmone {
namespace {

constexpr int morning = 570;

void put_day(CsvFile& out, Day day)
{
    put_moment(out, day == 0 ? Date{} : date_of(day), 0);
}

/// Dates of birth and death have no seconds.
void put_short(CsvFile& out, Day day)
{
    if (day != 0) {
        out.long_date(date_of(day));
        out.plain(" 00:00");
    }
}

/// When the patient was deducted and taken on again on one day; 0: never.
Day returned_on(const Record& record)
{
    const Person& person = record.person;
    const auto found = std::ranges::find_if(record.history, [&](const HistoryStep& step) {
        return step.status == "Deduction" && step.day == person.registered;
    });
    return found == record.history.end() ? 0 : found->day;
}

} // namespace

void Writer::write_person()
{
    const Person& who = person();
    file(Table::patient)
        .begin()
        .number(first_)
        .plain(ods())
        .plain(who.title)
        .text(who.given)
        .text(who.middle)
        .text(who.surname)
        .empty()
        .plain(who.nhs)
        .cell([&](CsvFile& out) { put_short(out, who.birth); })
        .cell([&](CsvFile& out) { put_short(out, who.death); })
        .empty()
        .plain({&who.sex, 1})
        .plain("true")
        .plain(who.email)
        .flag(who.status == Status::test)
        .empty()
        .flag(!who.nhs.empty())
        .plain("0")
        .end();
    write_registrations();
    write_address();
    write_contact("Home", who.home_phone);
    write_contact("Mobile", who.mobile_phone);
    write_note();
}

void Writer::write_registrations()
{
    const Person& who = person();
    const auto write = [&](Day from, Day until) {
        const bool two_kinds = is_odd(Irregularity::systmone_registration_list, who.id);
        TableFile& row = file(Table::registration)
                             .begin()
                             .number(next_id())
                             .plain(ods())
                             .cell([&](CsvFile& out) { put_moment(out, date_of(from), morning); })
                             .number(profile_number(
                                 static_cast<StaffNumber>(setting_.practice.staff.size() - 1)))
                             .cell([&](CsvFile& out) { put_day(out, from); })
                             .cell([&](CsvFile& out) { put_day(out, until); })
                             .plain(who.status == Status::temporary ? "Temporary"
                                    : two_kinds                     ? "GMS,Contraception"
                                                                    : "GMS")
                             .empty()
                             .number(first_);
        end(row);
    };
    if (const Day returned = returned_on(*record_); returned != 0) {
        write(record_->history.front().day, returned);
    }
    write(who.registered, who.left);
    for (const HistoryStep& step : record_->history) {
        const auto when = [&](CsvFile& out) { put_moment(out, date_of(step.day), step.minute); };
        TableFile& row = file(Table::status)
                             .begin()
                             .number(next_id())
                             .plain(ods())
                             .cell(when)
                             .cell(when)
                             .empty(4)
                             .plain(step.status)
                             .empty()
                             .number(first_);
        end(row);
    }
}

void Writer::write_address()
{
    const Person& who = person();
    begin_undone(Table::address, who.registered)
        .empty()
        .plain(who.house)
        .plain(who.street)
        .empty()
        .plain(who.town)
        .plain(county)
        .plain(who.postcode)
        .empty()
        .plain("Home")
        .empty()
        .number(first_)
        .plain(ods())
        .empty()
        .plain("0")
        .end();
}

void Writer::write_contact(std::string_view type, std::string_view number)
{
    if (!number.empty()) {
        end(begin_undone(Table::contact, person().registered)
                .plain(type)
                .plain(number)
                .empty()
                .number(first_));
    }
}

void Writer::write_note()
{
    const Person& who = person();
    if (who.carer.empty()) {
        return;
    }
    const auto when = [&](CsvFile& out) { put_moment(out, date_of(who.registered), morning); };
    file(Table::special_note)
        .begin()
        .number(next_id())
        .plain(ods())
        .cell(when)
        .number(profile_number(who.usual_gp))
        .cell(when)
        .plain("Note")
        .text("Cared for by " + std::string{who.carer} + ", " + std::string{who.carer_relation})
        .empty(2)
        .number(first_)
        .plain("0")
        .end();
}

void Writer::write_appointment(const Slot& slot)
{
    constexpr int planned = 10;
    const int half = slot.minute < 780 ? 0 : 1;
    rotas_.emplace(slot.day, half, slot.clinician);
    const auto at = [&](int minute) {
        return [&slot, minute](CsvFile& out) { put_moment(out, date_of(slot.day), minute); };
    };
    const auto if_seen = [&](int minute) {
        return [&slot, minute](CsvFile& out) {
            put_moment(out, slot.attended ? date_of(slot.day) : Date{}, minute);
        };
    };
    TableFile& row = file(Table::appointment)
                         .begin()
                         .number(id_of(slot.id))
                         .plain(ods())
                         .cell(at(slot.minute))
                         .cell(at(slot.minute + planned))
                         .plain(slot.attended ? "Finished" : "Did Not Attend")
                         .cell([&](CsvFile& out) { put_moment(out, date_of(slot.booked), 511); })
                         .cell(if_seen(slot.minute))
                         .cell(if_seen(slot.minute + 4))
                         .plain("false")
                         .flag(slot.by_telephone)
                         .number(staff_number(slot.clinician))
                         .number(profile_number(slot.clinician))
                         .plain("Surgery")
                         .plain("GP")
                         .empty(4)
                         .plain("false")
                         .empty(2)
                         .number(rota_number(slot.day, half, slot.clinician))
                         .empty()
                         .number(first_);
    end(row);
}

} // namespace ferry::practice::systmone

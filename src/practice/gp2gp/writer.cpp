#include "practice/gp2gp/writer.hpp"

#include <algorithm>

#include "practice/check_digit.hpp"
#include "practice/trees/odd.hpp"

namespace ferry::practice::gp2gp {
namespace {

constexpr std::string_view list_head =
    "nhs_number,message,surname,given_name,middle_names,title,birth_date,death_date,sex,"
    "patient_number,house,street,town,postcode,home_phone,mobile_phone,email,registration_type,"
    "registration_start,registration_end\r\n";

/// A cell of the patient list.
std::string cell(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

std::string day(Day day)
{
    return day == 0 ? std::string{} : trees::fhir_day(date_of(day));
}

bool says_confidential(const Record& record)
{
    const auto any = [](const auto& items) {
        return std::ranges::any_of(items, [](const auto& item) { return item.entry.confidential; });
    };
    return any(record.consultations) || any(record.observations) || any(record.drug_records) ||
           any(record.issues) || any(record.diary);
}

bool has_room_for_documents(Envelope envelope)
{
    return envelope == Envelope::json || envelope == Envelope::mime;
}

} // namespace

Writer::Writer(const Setting& setting, const Plan& plan, const std::filesystem::path& folder)
    : setting_{setting}, plan_{plan}, folder_{folder}, message_{setting}, list_{folder /
                                                                                "patients.csv"}
{
    list_.write(list_head);
}

std::string Writer::stem_of(const Person& person)
{
    return fmt::format("patient-{:06}", person.number + 1);
}

/// Ferry calls a patient by their NHS number; one without a right number by their file.
std::string Writer::name_of(const Guid& id) const
{
    if (id != last_.id) {
        return fmt::format("{}", id);
    }
    return is_nhs_number(last_.nhs) ? last_.nhs : stem_of(last_);
}

void Writer::write(const Record& record)
{
    last_ = record.person;
    const trees::Sheet sheet{record};
    const Letter letter = letter_of(sheet);
    const Sending sending{.sheet = sheet,
                          .documents = letter.documents,
                          .oddities = letter.oddities,
                          .version_07 = says_confidential(record)};
    const Parcel parcel{.id = message_id(setting_, record.person),
                        .interaction = interaction_of(sending),
                        .payload = message_.write(sending),
                        .documents = letter.documents};
    const std::string stem = stem_of(record.person);
    put_file(stem + std::string{ending_of(letter.envelope)}, wrapped(letter.envelope, parcel),
             messages_);
    int number = 0;
    for (const trees::Document& document : letter.documents) {
        if (document.way == trees::Way::in_fragment) {
            put_file(fmt::format("{}-part{}{}", stem, ++number, ending_of(letter.envelope)),
                     fragment_of(letter.envelope, document), fragments_);
        }
    }
    list(record.person);
}

Writer::Letter Writer::letter_of(const trees::Sheet& sheet)
{
    const Record& record = sheet.record();
    const auto planned = plan_.of(record.person.number);
    const bool needs_room = std::ranges::any_of(planned, [](const Planned& one) {
        return one.kind == Irregularity::gp2gp_fragment_missing ||
               one.kind == Irregularity::gp2gp_names_alike;
    });
    Letter letter{.envelope = envelope_of(record.person.number)};
    if (needs_room && !has_room_for_documents(letter.envelope)) {
        letter.envelope = Envelope::mime;
    }
    const bool room = has_room_for_documents(letter.envelope);
    letter.documents =
        trees::documents_of(record, room ? trees::Way::within : trees::Way::by_address);
    constexpr int in_fragments = 4; // of so many patients one has a large message
    if (room && !letter.documents.empty() && record.person.number % in_fragments == 3) {
        letter.documents.back().way = trees::Way::in_fragment;
    }
    for (const Planned& one : planned) {
        bear(one.kind, sheet, letter);
    }
    return letter;
}

namespace {

/// Entries that messages may write oddly.
constexpr trees::OddEntry<Oddities> odd_entries[] = {
    {Irregularity::gp2gp_code_empty,      0, &Oddities::without_code},
    {Irregularity::gp2gp_code_words_only, 1, &Oddities::words_only  },
    {Irregularity::gp2gp_degraded_before, 2, &Oddities::degraded    },
};

} // namespace

/// Does what only this system's messages can have.
void Writer::bear(Irregularity kind, const trees::Sheet& sheet, Letter& letter)
{
    const Record& record = sheet.record();
    const trees::PlainEntries plain{sheet};
    for (const auto& row : odd_entries) {
        if (row.kind == kind && !plain.id(row.place).empty()) {
            letter.oddities.*row.odd = plain.id(row.place);
            found(kind, record, plain.id(row.place));
        }
    }
    auto& documents = letter.documents;
    if (kind == Irregularity::gp2gp_fragment_missing && !documents.empty()) {
        documents.front().way = trees::Way::lost;
        found(kind, record, documents.front().id, "its message is not there");
    }
    if (kind == Irregularity::gp2gp_names_alike && documents.size() > 1) {
        documents[documents.size() - 1].file = "Untitled.txt";
        documents[documents.size() - 2].file = "Untitled.txt";
        found(kind, record, documents.back().id);
    }
}

void Writer::found(Irregularity kind, const Record& record, const Guid& id, std::string note)
{
    findings_.add(kind, {.patient = record.person.number,
                         .kind = "obs",
                         .id = id,
                         .called = fmt::format("{}", id),
                         .note = std::move(note)});
}

void Writer::put_file(const std::string& name, std::string_view bytes, FileCount& count)
{
    TextFile file{folder_ / name};
    file.write(bytes);
    file.finish();
    ++count.rows;
    count.bytes += static_cast<std::int64_t>(bytes.size());
}

void Writer::list(const Person& person)
{
    const bool elsewhere = sends_registration(person);
    const std::string_view type = person.status == Status::temporary ? "Temporary" : "Regular";
    std::string row;
    for (const std::string& text : {person.nhs,
                                    stem_of(person),
                                    person.surname,
                                    std::string{person.given},
                                    std::string{person.middle},
                                    std::string{person.title},
                                    day(person.birth),
                                    day(person.death),
                                    std::string(1, person.sex),
                                    std::to_string(person.number + 1),
                                    person.house,
                                    std::string{person.street},
                                    std::string{person.town},
                                    person.postcode,
                                    person.home_phone,
                                    person.mobile_phone,
                                    person.email,
                                    elsewhere ? std::string{} : std::string{type},
                                    elsewhere ? std::string{} : day(person.registered),
                                    elsewhere ? std::string{} : day(person.left)}) {
        row += (row.empty() ? "" : ",") + cell(text);
    }
    list_.write(row + "\r\n");
    ++listed_;
}

void Writer::finish()
{
    files_ = {
        messages_, fragments_, {"patients.csv", "PatientList", listed_, list_.bytes()}
    };
    for (const auto& [name, count] : message_.xml().counts()) {
        files_.push_back({name, name, count, 0});
    }
    list_.finish();
}

} // namespace ferry::practice::gp2gp

#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sources/fhir/elements.hpp"
#include "sources/fhir/reading.hpp"
#include "transform/item_maker.hpp"

namespace ferry::fhir {

/// Lists that hold a consultation together: the consultation, its topics, their headings.
inline constexpr std::array<std::string_view, 3> consultation_lists{
    "325851000000107", "25851000000105", "24781000000107"};
inline constexpr std::array<std::string_view, 2> section_lists{"25851000000105", "24781000000107"};

/// What is known of a practice while its cases are read.
struct Practice {
    transform::Context context;
    std::unique_ptr<transform::CodeBook> codes;
    std::unique_ptr<Reading> directory;                    ///< for medicines that patients share
    transform::ItemsById items;                            ///< of the directory, by key
    std::unordered_map<std::string, std::string> names;    ///< of staff, places ..., by key
    std::unordered_map<std::string, std::string> sessions; ///< key of the session of each slot
    std::string organisation; ///< the source's id of the practice that moves
};

/// Reads one case into a record: each function is a step; a row that has its fate is not
/// touched by later steps.
class CaseMapper {
public:
    CaseMapper(const extract::Case& from, const Practice& practice);

    transform::Mapped run();
    /// The keys of the items made, for the directory.
    const transform::ItemsById& ids() const { return ids_; }
    /// The case as it was read: which of several rows of one id counts. \pre after run().
    const Reading& reading() const { return reading_; }

private:
    using Make = void (CaseMapper::*)(RowNo);
    using Value = json::Value;
    static Make maker_of(std::string_view type);

    // The steps, in order (case_mapper.cpp).
    bool settle_whole_case();
    bool settle_repeated();
    void settle_unread();
    void settle_doubles();
    void find_structure();
    void make_items();
    void settle_rest();

    // Rows under one key (doubles.cpp).
    std::string double_key(RowNo row) const;
    bool counts_as_double(RowNo row) const;
    bool settle_double(RowNo older, RowNo newer);
    void settle_if_open(RowNo row, std::string_view policy);
    void settle_with_contained(RowNo row, Outcome outcome, std::string_view rule,
                               const transform::Cause* cause = nullptr);
    void settle_with_contained(RowNo row, const transform::Cause& cause);

    // Rows that are not made (case_mapper.cpp).
    bool settle_by_status(RowNo row);
    bool settle_without_patient(RowNo row);
    const transform::Cause& bad_value(std::string_view where, std::string_view word) const;

    // What stands under what (structure.cpp).
    void find_places(RowNo row);
    void find_members(RowNo row);
    void find_content(RowNo row);
    void stand_under(Value reference, RowNo row, RowNo heading);
    void find_merged(RowNo row);
    void find_bytes(RowNo row);
    std::string section_of(RowNo row) const;
    bool has_secret_heading(RowNo row) const;
    RowNo plan_of(RowNo statement) const;
    bool may_be_merged(RowNo row, RowNo into) const;
    RowNo problem_of_topic(RowNo row) const;
    static bool has_only_references(Value questionnaire);

    // One item (item.cpp).
    void start(ItemType type, RowNo row, std::string_view rule);
    void fill();
    void fill_by(const Element& element);
    void fill_text(const Element& element);
    void fill_codes(const Element& element);
    void fill_dates(const Element& element);
    void fill_links(const Element& element);
    std::vector<Value> values_at(std::string_view path) const;
    void say_details(const Element& element);
    void set_places();
    void notes_to_text();
    void tell_author(Value note);
    void tell_narrative();
    void flush();
    ItemNo end();
    bool has_field(std::string_view field) const;
    void set_text(std::string_view field, std::string_view value);
    void set_date(std::string_view field, Value value);
    void set_code(std::string_view field, Value concept_value, bool is_drug = false);
    void set_number(std::string_view field, Value number);
    void tell_extensions(std::string_view field, Value value);
    void set_link(std::string_view field, Value reference);
    void say(std::string_view text);
    void detail(std::string_view name, std::string_view words);
    void detail_at(std::string_view name, std::string_view path);
    std::string words(Value value) const { return words(value, now_.row); }
    std::string words(Value value, RowNo row) const;
    std::string name_of(std::string_view reference, RowNo from) const;
    std::string_view kept(std::string_view text);
    Value at(std::string_view path) const;

    // What nobody may read past (checks.cpp).
    std::vector<RowNo> rows_of_item() const;
    const std::vector<RowNo>& merged_into(RowNo row) const;
    static std::string modifier_of(Value resource);
    void check_modifiers(Value resource);
    bool is_secret(RowNo row) const;
    void check_labels();
    void mark_secret();
    void part(ItemType type);

    // The notes (notes.cpp, values.cpp).
    void observation(RowNo row);
    void set_value(Value of);
    void set_unit(Value quantity);
    void set_ranges(Value of);
    void tell_related();
    void set_interpretation(Value of);
    void set_compared(std::string_view field, Value quantity);
    void set_pressure(std::string_view half, Value component);
    void make_component(Value component);
    void condition(RowNo row);
    void relate_problems();
    void allergy(RowNo row);
    void immunisation(RowNo row);
    void not_given(Value done);
    void family_history(RowNo row);
    void procedure(RowNo row);
    void specimen(RowNo row);

    // Contacts and headings (contacts.cpp).
    void encounter(RowNo row);
    void set_participants();
    void join_lists(RowNo row);
    void list(RowNo row);
    void list_of_items(RowNo row);
    void questionnaire(RowNo row);
    void add_values(Value answer, std::string& answers) const;
    void say_answers(Value items);

    // Medication (medicines.cpp).
    void medication_request(RowNo row);
    void plan(RowNo row);
    void order(RowNo row);
    void medication_statement(RowNo row);
    void join_statement(RowNo row);
    Value product_of(Value reference, RowNo row) const;
    bool set_drug();
    void set_type();
    void set_supply();
    void set_repeats();
    void say_why_stopped();
    void set_end(bool active, std::string_view path);
    void finish_medication(bool active);

    // Rows that went into another's item (statements.cpp).
    struct Dose {
        std::string text;
        std::vector<std::string> details;
    };
    Dose dose_of(RowNo row, std::string_view path) const;
    void add_details(Value instruction, std::string_view which, RowNo row, Dose& to) const;
    void set_dose(RowNo row, std::string_view path);
    void join_dose(RowNo row);
    void join_to_plan(RowNo row, bool active);
    void join_status(RowNo row, bool active);
    void join_product(RowNo row);
    Value product_in(RowNo row);
    void join_elements(RowNo row);
    void join_link(std::string_view field, Value reference, RowNo row);
    void join_date(std::string_view field, Value value, std::string_view name);
    void tell_once(std::string_view name, std::string_view words);

    // What was asked for, and what came (requests.cpp).
    void request(RowNo row);
    void referral(RowNo row);
    void set_referral();
    void report(RowNo row);
    void document(RowNo row);
    void set_attachment(std::string_view where, Value attachment);
    Value bytes_of(Value attachment) const;
    void loose_bytes(RowNo row);
    void media(RowNo row);
    void set_patients_answer();
    void appointment(RowNo row);

    // Warnings, consents, tasks (notices.cpp).
    void flag(RowNo row);
    void consent(RowNo row);
    void task(RowNo row);

    // People and places (people.cpp, places.cpp).
    void patient(RowNo row);
    void set_nhs_number();
    void set_names(Value names);
    void make_registration();
    void make_address(Value address);
    void make_contact();
    void related_person(RowNo row);
    void episode(RowNo row);
    void practitioner(RowNo row);
    void set_role(Value role);
    void role(RowNo row);
    void organisation(RowNo row);
    void location(RowNo row);
    void set_telephones();
    void schedule(RowNo row);
    void slot(RowNo row);

    /// The item being made.
    struct Current {
        RowNo row = -1;
        ItemType type = ItemType::observation;
        Value resource;
        std::vector<std::string> texts;
        std::vector<std::string> details;
        bool has_code = false;
        bool secret = false;
        Dose dose;
        std::vector<std::string_view> joined; ///< links that another row gave
        transform::CodeUse use;
    };

    const extract::Case& case_;
    const Practice& practice_;
    Reading reading_;
    transform::ItemMaker make_;
    transform::ItemsById ids_;
    std::unordered_set<RowNo> in_doubt_; ///< rows of one key that contradict each other
    RowNo patient_row_ = -1;
    bool patient_stands_ = false;
    std::unordered_map<RowNo, RowNo> headings_;              ///< under which a row stands
    std::unordered_map<RowNo, RowNo> lists_;                 ///< that says a row's contact
    std::unordered_map<RowNo, std::vector<RowNo>> problems_; ///< that a row belongs to
    std::unordered_map<RowNo, std::vector<RowNo>> merged_;   ///< rows that another speaks for
    std::vector<bool> spoken_for_;
    transform::AllergyTo allergy_to_ = transform::AllergyTo::unclear;
    Current now_;
};

} // namespace ferry::fhir

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sources/gp2gp/attachments.hpp"
#include "sources/gp2gp/case_tree.hpp"
#include "sources/gp2gp/values.hpp"
#include "transform/item_maker.hpp"

namespace ferry::gp2gp {

/// What every case of a practice is read with.
struct Practice {
    transform::Context context;
    transform::CodeBook codes{context};
    transform::ItemsById directory;               ///< staff and organisations
    std::map<extract::FileNo, std::string> lists; ///< headers of patient lists
    std::set<extract::FileNo> list_files;
    std::string organisation; ///< of the practice that moves
};

/// What is around an entry and holds for it too.
struct Setting {
    const Component* composition = nullptr;
    const Component* statement = nullptr; ///< of a supply: the medication statement around it
    std::string consultation;             ///< its id, if it is one
    std::string section;                  ///< headings, outermost first
    std::string parent;                   ///< id of the panel or report
    bool confidential = false;
    std::optional<transform::AllergyTo> allergies; ///< it stands under such a heading
};

/// Reads one case into a record. Each function is a step; a row that has its fate is
/// not touched by later steps.
class CaseMapper {
public:
    CaseMapper(const extract::Case& from, Practice& practice);

    transform::Mapped run();

private:
    // The steps (case_mapper.cpp).
    void name_types();
    bool settle_whole_case();
    bool is_of_list(const Component& one) const;
    const transform::Cause& cause_of_list_row(const Component& one) const;
    void settle_unreadable();
    void settle_doubles();
    void settle_double(Component& older, Component& newer);
    const transform::Cause* denial_of(const Component& one) const;
    void hold_all(const Component& top, const transform::Cause& cause);
    void learn_links();
    void learn_end(const Component& end);
    void make_patient();
    bool settle_without_patient();
    void settle_envelopes();
    void settle_rest();

    // The patient (patient.cpp).
    const Component* first_message() const;
    const Component* only_list_row();
    void set_patient_fields(const Component& row);
    void set_part(const std::vector<std::string>& names, const std::vector<std::string>& cells,
                  ItemType type);
    void make_registration(const Component& made);

    // Groups (groups.cpp).
    void make(const Component& one, const Setting& around);
    void make_composition(const Component& made, Setting around);
    void make_compound(const Component& made, Setting around);
    void make_group(const Component& made, Setting around, ItemType type, std::string_view rule);
    void make_specimen_fields(const Component& made);
    void make_all(const Component& of, const Setting& around);
    void settle_heading(const Component& made, std::string_view rule);

    // Entries (entries.cpp).
    void make_observation(const Component& made, const Setting& around);
    void make_narrative(const Component& made, const Setting& around);
    void make_plan(const Component& made, const Setting& around);
    void make_request(const Component& made, const Setting& around);
    void set_entry(const Component& made, const Setting& around);
    void set_common(const Component& made, const Setting& around);
    void set_people(const Component& made, const Setting& around);
    void set_details(const Component& made);
    void add_details(std::string_view words);
    Effective effective(const Component& made);
    Measured measured(const Component& made);
    void set_time(const Component& made, std::string_view field);
    void set_code(const Component& made, ItemType type);
    void set_meaning(const transform::SourceCode& code, const transform::CodeUse& use);
    void set_allergy(const Component& made, transform::AllergyTo to);
    void keep_codings(std::string_view as, const transform::SourceCode& code);
    void set_value(const Component& made);
    ItemType type_of(const Component& made, const Setting& around, std::string_view& rule) const;
    void set_ranges(const Component& made);
    void set_range(const xml::Node& range);
    void set_interpretation(const Component& made);
    void add_note(std::string_view field, std::string_view words, std::string_view between = "; ");
    void set_date(std::string_view field, std::string_view as_it_stood);
    void set_kept(std::string_view field, std::string_view value);
    static bool is_confidential(const Component& made, const Setting& around);
    static std::string annotation_of(const Component& made, std::string_view of);

    // Blood pressures (pressures.cpp).
    bool make_pressure(const Component& made, const Setting& around);
    void set_half(const Component& half, std::string_view name);

    // Problems (problems.cpp).
    void set_problem(const Component& link_set);
    void make_problem_of(const Component& link_set, const Setting& around);
    const Component* problem_merged_into(const Component& made) const;
    void link_problem(const Component& link_set);
    bool link_documents(const Component& link_set);

    // Medicines (medicines.cpp).
    void make_medicine(const Component& made, const Setting& around);
    void make_authorise(const Component& supply, const Component& made, const Setting& around);
    void make_issue(const Component& supply, const Component& made, const Setting& around,
                    std::string_view rule);
    void set_product(const Component& made, ItemType type);
    void set_amount(const Component& supply);
    void set_details_of_statement(const Component& supply, const Component& made);
    void end_medicine(const Component& supply, const Component& made);
    void settle_waiting_medicines();
    void link_to_problem(std::string_view statement);

    // Documents (documents.cpp).
    void make_document(const Component& made, const Setting& around);
    void set_document(const Component& made, const xml::Node& document);
    void set_file(const xml::Node& document);
    void make_loose_attachments();

    // The directory (directory.cpp).
    void settle_agents();
    void make_agents();
    void set_job(const Component& agent);
    void make_agent(const Component& made);
    void make_organisation(const Component& made, const Component* agent);

    const transform::Cause& cause(transform::CauseName kind, std::string_view about) const;
    std::string_view bytes_of(const Component& one) const
    {
        return case_.rows[static_cast<std::size_t>(one.row)].bytes;
    }

    const extract::Case& case_;
    Practice& practice_;
    CaseTree tree_;
    transform::ItemMaker make_;
    Attachments attachments_;
    std::map<std::string_view, const Component*> by_id_;       ///< statements and supplies
    std::map<const Component*, const Component*> problems_;    ///< of a named statement
    std::map<std::string_view, std::string_view> problem_of_;  ///< related statement -> named one
    std::map<std::string_view, std::string> further_problems_; ///< of a related statement
    std::map<std::string_view, std::vector<const Component*>> discontinued_;
    std::map<std::string_view, std::string> documents_of_;            ///< request -> documents' ids
    std::map<const Component*, RowNo> went_into_;                     ///< link sets of documents
    std::map<const Component*, std::vector<const Component*>> roles_; ///< of an agent
    std::vector<const Component*> medicines_waiting_;                 ///< that only end another

    friend transform::ItemsById map_directory(const extract::Case& from, Practice& practice,
                                              transform::Mapped& into);
    friend transform::Mapped map_repeated(const extract::Case& from, Practice& practice);
};

/// True if its confidentiality codes withhold it from somebody.
bool withholds(const xml::Node& node);

/// The documents that a narrative stands for.
std::vector<const xml::Node*> documents_of(const Component& made);

/// True if a heading of allergies stands above.
bool stands_under_allergies(const Component& made);

/// Reads the practice's rows. \return its items by the ids that messages use.
transform::ItemsById map_directory(const extract::Case& from, Practice& practice,
                                   transform::Mapped& into);

/// Reads a further part of the directory: what stands in the first part in the same bytes.
transform::Mapped map_repeated(const extract::Case& from, Practice& practice);

} // namespace ferry::gp2gp

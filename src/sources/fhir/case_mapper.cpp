#include "sources/fhir/case_mapper.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/require.hpp"
#include "base/text.hpp"
#include "sources/fhir/paths.hpp"
#include "sources/fhir/statuses.hpp"
#include "sources/fhir/words.hpp"
#include "transform/policies.hpp"
#include "transform/practice.hpp"

namespace ferry::fhir {

using json::Value;
using transform::Cause;

CaseMapper::Make CaseMapper::maker_of(std::string_view type)
{
    struct Row {
        std::string_view type;
        Make make;
    };
    static constexpr std::array makers{
        Row{"AllergyIntolerance",    &CaseMapper::allergy             },
        Row{"Appointment",           &CaseMapper::appointment         },
        Row{"Binary",                &CaseMapper::loose_bytes         },
        Row{"Condition",             &CaseMapper::condition           },
        Row{"Consent",               &CaseMapper::consent             },
        Row{"DiagnosticReport",      &CaseMapper::report              },
        Row{"DocumentReference",     &CaseMapper::document            },
        Row{"Encounter",             &CaseMapper::encounter           },
        Row{"EpisodeOfCare",         &CaseMapper::episode             },
        Row{"FamilyMemberHistory",   &CaseMapper::family_history      },
        Row{"Flag",                  &CaseMapper::flag                },
        Row{"Immunization",          &CaseMapper::immunisation        },
        Row{"List",                  &CaseMapper::list                },
        Row{"Location",              &CaseMapper::location            },
        Row{"Media",                 &CaseMapper::media               },
        Row{"MedicationRequest",     &CaseMapper::medication_request  },
        Row{"MedicationStatement",   &CaseMapper::medication_statement},
        Row{"Observation",           &CaseMapper::observation         },
        Row{"Organization",          &CaseMapper::organisation        },
        Row{"Patient",               &CaseMapper::patient             },
        Row{"Practitioner",          &CaseMapper::practitioner        },
        Row{"PractitionerRole",      &CaseMapper::role                },
        Row{"Procedure",             &CaseMapper::procedure           },
        Row{"ProcedureRequest",      &CaseMapper::request             },
        Row{"QuestionnaireResponse", &CaseMapper::questionnaire       },
        Row{"ReferralRequest",       &CaseMapper::referral            },
        Row{"RelatedPerson",         &CaseMapper::related_person      },
        Row{"Schedule",              &CaseMapper::schedule            },
        Row{"ServiceRequest",        &CaseMapper::request             },
        Row{"Slot",                  &CaseMapper::slot                },
        Row{"Specimen",              &CaseMapper::specimen            },
        Row{"Task",                  &CaseMapper::task                },
    };
    const auto* found = std::ranges::find(makers, type, &Row::type);
    return found == makers.end() ? nullptr : found->make;
}

CaseMapper::CaseMapper(const extract::Case& from, const Practice& practice)
    : case_{from}, practice_{practice}, reading_{from}, make_{from, practice.context,
                                                              *practice.codes, practice.items},
      spoken_for_(from.rows.size())
{
    for (RowNo row = 0; row < reading_.size(); ++row) {
        make_.identify(row, reading_.type(row), reading_.at(row).key);
        if (const ResourceKind* kind = reading_.at(row).kind) {
            make_.name_type(row, kind->item);
        }
    }
}

transform::Mapped CaseMapper::run()
{
    if (!settle_whole_case()) {
        settle_unread();
        settle_doubles();
        find_structure();
        make_items();
        settle_rest();
    }
    ids_ = make_.ids();
    return make_.done();
}

/// The unattached case, and cases of another practice, wait as a whole; further parts of the
/// directory say nothing that its first does not.
bool CaseMapper::settle_whole_case()
{
    if (case_.no == directory_case) {
        return settle_repeated();
    }
    if (case_.no == unattached_case) {
        settle_unread();
        for (RowNo row = 0; row < reading_.size(); ++row) {
            if (!make_.has_fate(row)) {
                const std::string_view type = reading_.type(row);
                make_.settle_by(row, make_.cause("unknown_patient", type,
                                                 fmt::format("a {} that belongs to a patient who "
                                                             "is not in the extract",
                                                             type)));
            }
        }
        return true;
    }
    const Cause* other =
        transform::of_another_practice(case_.subject, practice_.organisation, make_.context());
    for (RowNo row = 0; other != nullptr && row < reading_.size(); ++row) {
        make_.settle_by(row, *other);
    }
    return other != nullptr;
}

bool CaseMapper::settle_repeated()
{
    if (case_.part == 0) {
        return false;
    }
    settle_unread();
    for (RowNo row = 0; row < reading_.size(); ++row) {
        if (!make_.has_fate(row)) {
            make_.settle(row, Outcome::left, transform::policy::repeated_row.name);
        }
    }
    return true;
}

namespace {

/// What an OperationOutcome says beyond information: the answer may not be whole.
std::string warning_in(Value resource)
{
    std::string all;
    if (resource["resourceType"].text() != "OperationOutcome") {
        return all;
    }
    for (const Value issue : all_at(resource, "issue")) {
        if (issue["severity"].text() == "information") {
            continue;
        }
        all += all.empty() ? "" : "; ";
        all += issue["severity"].text();
        for (const std::string_view what :
             {issue["code"].text(), issue["diagnostics"].text(), original_text(issue["details"])}) {
            all += fmt::format("{}{}", what.empty() ? "" : ", ", what);
        }
    }
    return all;
}

} // namespace

/// Rows that are never interpreted, and rows that cannot be.
void CaseMapper::settle_unread()
{
    for (RowNo row = 0; row < reading_.size(); ++row) {
        const ReadRow& read = reading_.at(row);
        const std::string_view type = reading_.type(row);
        if (read.damaged) {
            make_.settle_by(row, make_.cause("damaged_row", "resource",
                                             "what should be a resource and is cut off or no "
                                             "well-formed JSON"));
        } else if (read.kind == nullptr || read.kind->treatment == Treatment::held) {
            make_.settle_by(
                row, make_.cause("unknown_resource", type,
                                 fmt::format("a {} {}", type,
                                             transform::cause_kind("unknown_resource").meaning)));
        } else if (const std::string said = warning_in(read.piece.resource); !said.empty()) {
            make_.settle_by(row, make_.cause("withheld_in_source", type,
                                             fmt::format("the source's server warns: {}", said)));
        } else if (read.kind->treatment == Treatment::left) {
            make_.settle(row, Outcome::left, read.kind->policy);
        }
    }
}

// -- Making -------------------------------------------------------------------------

void CaseMapper::make_items()
{
    for (RowNo row = 0; row < reading_.size(); ++row) {
        const bool own = reading_.type(row) == "Patient" && reading_.at(row).container < 0;
        if (own && (patient_row_ < 0 || !make_.has_fate(row))) {
            patient_row_ = row;
        }
    }
    if (patient_row_ >= 0 && !make_.has_fate(patient_row_)) {
        patient(patient_row_);
    }
    for (RowNo row = 0; row < reading_.size(); ++row) {
        const auto place = static_cast<std::size_t>(row);
        const Make make = maker_of(reading_.type(row));
        const bool of_container = reading_.at(row).container >= 0 &&
                                  reading_.at(row).kind != nullptr &&
                                  reading_.at(row).kind->home != Home::patient;
        if (!make_.has_fate(row) && !spoken_for_[place] && !of_container && make != nullptr &&
            !settle_without_patient(row) && !settle_by_status(row)) {
            (this->*make)(row);
        }
    }
}

/// Rows that others should have spoken for, and what belongs to its container.
void CaseMapper::settle_rest()
{
    for (RowNo row = 0; row < reading_.size(); ++row) {
        if (make_.has_fate(row) || settle_without_patient(row)) {
            continue;
        }
        if (reading_.at(row).container >= 0) {
            make_.share_fate(row, reading_.at(row).container);
        } else if (!settle_by_status(row)) {
            const Make make = maker_of(reading_.type(row));
            require(make != nullptr, "each kind that is carried has its function");
            (this->*make)(row);
        }
    }
}

/// Where the patient's own row is held or left, the rest of the record shares its fate: a
/// record without its patient is no record.
bool CaseMapper::settle_without_patient(RowNo row)
{
    if (case_.no == directory_case || patient_row_ < 0 || row == patient_row_) {
        return false;
    }
    if (patient_stands_ || !make_.has_fate(patient_row_)) {
        return false;
    }
    make_.share_fate(row, patient_row_);
    if (reading_.at(row).kind != nullptr) {
        make_.name_type(row, reading_.at(row).kind->item);
    }
    return true;
}

namespace {

/// "Entered in error" as "entered-in-error": what stands in words where a code is missing.
std::string as_code(std::string_view words)
{
    std::string code = lower(trimmed(words));
    std::ranges::replace(code, ' ', '-');
    return code;
}

} // namespace

/// Rows that were entered in error, or that do not say that something was so.
bool CaseMapper::settle_by_status(RowNo row)
{
    const std::string_view type = reading_.type(row);
    const Value resource = reading_.resource(row);
    const Value verification = resource["verificationStatus"];
    const std::string_view coded = text_at(verification, "coding.code");
    const std::string verified = as_code(coded.empty() ? words(verification, row) : coded);
    if (verified == "entered-in-error") {
        make_.settle(row, Outcome::left, transform::policy::entered_in_error.name);
        return true;
    }
    if (verified == "refuted") {
        make_.settle_by(row, bad_value(fmt::format("{}.verificationStatus", type), verified));
        return true;
    }
    if (reading_.at(row).piece.row["request"]["method"].text() == "DELETE") {
        make_.settle_by(row, bad_value(fmt::format("{}.request.method", type), "DELETE"));
        return true;
    }
    const std::string_view status = text_at(resource, "status");
    const auto standing = standing_of(type, status);
    if (standing == Standing::stands || standing == Standing::told) {
        return false;
    }
    if (standing == Standing::in_error) {
        make_.settle(row, Outcome::left, transform::policy::entered_in_error.name);
    } else {
        make_.settle_by(row, bad_value(fmt::format("{}.status", type), status));
    }
    return true;
}

const Cause& CaseMapper::bad_value(std::string_view where, std::string_view word) const
{
    return make_.cause("bad_value", where,
                       fmt::format("a {} of '{}', which does not say that it is so", where, word));
}

} // namespace ferry::fhir

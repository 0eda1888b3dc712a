#include "practice/emis/tables.hpp"

#include <algorithm>

#include "base/require.hpp"
#include "base/text.hpp"

namespace ferry::practice::emis {
namespace {

// clang-format off
constexpr std::string_view location_columns =
     "LocationGuid,LocationName,LocationTypeDescription,ParentLocationGuid,OpenDate,"
     "CloseDate,MainContactName,FaxNumber,EmailAddress,PhoneNumber,HouseNameFlatNumber,"
     "NumberAndStreet,Village,Town,County,Postcode,Deleted,ProcessingId";
constexpr std::string_view organisation_columns =
     "OrganisationGuid,CDB,OrganisationName,ODSCode,ParentOrganisationGuid,"
     "CCGOrganisationGuid,OrganisationType,OpenDate,CloseDate,MainLocationGuid,ProcessingId";
constexpr std::string_view organisation_location_columns =
     "OrganisationGuid,LocationGuid,IsMainLocation,Deleted,ProcessingId";
constexpr std::string_view sharing_organisation_columns =
     "OrganisationGuid,IsActivated,LastModifiedDate,Disabled,Deleted";
constexpr std::string_view session_columns =
     "AppointmentSessionGuid,Description,LocationGuid,SessionTypeDescription,"
     "SessionCategoryDisplayName,StartDate,StartTime,EndDate,EndTime,Private,"
     "OrganisationGuid,Deleted,ProcessingId";
constexpr std::string_view session_user_columns =
     "SessionGuid,UserInRoleGuid,Deleted,ProcessingId";
constexpr std::string_view patient_audit_columns =
     "ItemGuid,PatientGuid,OrganisationGuid,ModifiedDate,ModifiedTime,UserInRoleGuid,"
     "ItemType,ModeType,ProcessingId";
constexpr std::string_view registration_audit_columns =
     "PatientGuid,OrganisationGuid,ModifiedDate,ModifiedTime,UserInRoleGuid,ModeType,"
     "ProcessingId";

constexpr TableLayout tables_8_2[] = {
    {"Admin_Location", location_columns},
    {"Admin_Organisation", organisation_columns},
    {"Admin_OrganisationLocation", organisation_location_columns},
    {"Admin_Patient",
     "PatientGuid,OrganisationGuid,UsualGpUserInRoleGuid,Sex,DateOfBirth,DateOfDeath,Title,"
     "GivenName,MiddleNames,Surname,DateOfRegistration,NhsNumber,PatientNumber,"
     "PatientTypeDescription,DummyType,HouseNameFlatNumber,NumberAndStreet,Village,Town,"
     "County,Postcode,ResidentialInstituteCode,NHSNumberStatus,CarerName,CarerRelation,"
     "PersonGuid,DateofDeactivation,Deleted,SpineSensitive,IsConfidential,EmailAddress,"
     "HomePhone,MobilePhone,ExternalUsualGPGuid,ExternalUsualGP,ExternalUsualGPOrganisation,"
     "ContactComments,ProcessingId"},
    {"Admin_PatientHistory",
     "PatientGuid,OrganisationGuid,HistoryDate,HistoryTime,StatusDescription,ProcessingId"},
    {"Admin_UserInRole",
     "UserInRoleGuid,OrganisationGuid,Title,GivenName,Surname,JobCategoryCode,"
     "JobCategoryName,ContractStartDate,ContractEndDate,RegistrationNumber,ProcessingId"},
    {"Agreements_SharingOrganisation", sharing_organisation_columns},
    {"Appointment_Session", session_columns},
    {"Appointment_SessionUser", session_user_columns},
    {"Appointment_Slot",
     "SlotGuid,AppointmentDate,AppointmentStartTime,PlannedDurationInMinutes,PatientGuid,"
     "SendInTime,LeftTime,DidNotAttend,PatientWaitInMin,AppointmentDelayInMin,"
     "ActualDurationInMinutes,OrganisationGuid,SessionGuid,DnaReasonCodeId,BookedDate,"
     "BookedTime,SlotStatus,SlotType,IsBookableOnline,BookingMethod,ExternalPatientGuid,"
     "ExternalPatientOrganisation,ModeOfContact,IsBlocked,ContextType,ServiceSetting,"
     "NationalSlotCategoryName,NationalSlotCategoryDescription,Deleted,ProcessingId"},
    {"Audit_PatientAudit", patient_audit_columns},
    {"Audit_RegistrationAudit", registration_audit_columns},
    {"CareRecord_Consultation",
     "ConsultationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,"
     "AppointmentSlotGuid,ConsultationSourceTerm,ConsultationSourceCodeId,Complete,"
     "ConsultationType,Deleted,IsConfidential,ProcessingId"},
    {"CareRecord_Diary",
     "DiaryGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,"
     "OriginalTerm,DurationTerm,LocationTypeDescription,Deleted,IsConfidential,IsActive,"
     "IsComplete,ConsultationGuid,ProcessingId"},
    {"CareRecord_Observation",
     "ObservationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,"
     "ParentObservationGuid,CodeId,ProblemGuid,ConsultationGuid,Value,NumericUnit,"
     "ObservationType,NumericRangeLow,NumericRangeHigh,DocumentGuid,Qualifiers,Abnormal,"
     "AbnormalReason,Episode,Deleted,IsConfidential,ProcessingId"},
    {"CareRecord_ObservationReferral",
     "ObservationGuid,PatientGuid,OrganisationGuid,ReferralTargetOrganisationGuid,"
     "ReferralUrgency,ReferralServiceType,ReferralMode,ReferralReceivedDate,"
     "ReferralReceivedTime,ReferralEndDate,ReferralSourceId,ReferralSourceOrganisationGuid,"
     "ReferralUBRN,ReferralReasonCodeId,ReferringCareProfessionalStaffGroupCodeId,"
     "ReferralEpisodeRTTMeasurementTypeId,ReferralEpisodeClosureDate,"
     "ReferralEpisodeDischargeLetterIssuedDate,ReferralClosureReasonCodeId,"
     "TransportRequired,ProcessingId"},
    {"CareRecord_Problem",
     "ObservationGuid,PatientGuid,OrganisationGuid,ParentProblemObservationGuid,Deleted,"
     "EndDate,EndDatePrecision,ExpectedDuration,LastReviewDate,LastReviewDatePrecision,"
     "LastReviewUserInRoleGuid,ParentProblemRelationship,ProblemStatusDescription,"
     "SignificanceDescription,ProcessingId"},
    {"Coding_ClinicalCode",
     "CodeId,Term,ReadTermId,SnomedCTConceptId,SnomedCTDescriptionId,NationalCode,"
     "NationalCodeCategory,NationalDescription,EmisCodeCategoryDescription,ParentCodeID,"
     "ProcessingId"},
    {"Coding_DrugCode",
     "CodeId,Term,DmdProductCodeId,BNFChapterRef,ProcessingId"},
    {"Prescribing_DrugRecord",
     "DrugRecordGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,Dosage,"
     "Quantity,QuantityUnit,ProblemObservationGuid,PrescriptionType,IsActive,"
     "CancellationDate,NumberOfIssues,NumberOfIssuesAuthorised,IsConfidential,Deleted,"
     "ExpiryDate,ProcessingId"},
    {"Prescribing_IssueRecord",
     "IssueRecordGuid,PatientGuid,OrganisationGuid,DrugRecordGuid,EffectiveDate,"
     "EffectiveDatePrecision,EnteredDate,EnteredTime,ClinicianUserInRoleGuid,"
     "EnteredByUserInRoleGuid,CodeId,Dosage,Quantity,QuantityUnit,ProblemObservationGuid,"
     "CourseDurationInDays,EstimatedNhsCost,IsConfidential,EmisCode,PatientMessage,"
     "ScriptPharmacyStamp,Compliance,AverageCompliance,IsPrescribedAsContraceptive,"
     "IsPrivatelyPrescribed,PharmacyMessage,PharmacyText,ConsultationGuid,ExpiryDate,"
     "ReviewDate,IssueMethodDescription,Deleted,ProcessingId"},
};

constexpr TableLayout tables_5_4[] = {
    {"Admin_Location", location_columns},
    {"Admin_Organisation", organisation_columns},
    {"Admin_OrganisationLocation", organisation_location_columns},
    {"Admin_Patient",
     "PatientGuid,OrganisationGuid,UsualGpUserInRoleGuid,Sex,DateOfBirth,DateOfDeath,Title,"
     "GivenName,MiddleNames,Surname,DateOfRegistration,NhsNumber,PatientNumber,"
     "PatientTypeDescription,DummyType,HouseNameFlatNumber,NumberAndStreet,Village,Town,"
     "County,Postcode,ResidentialInstituteCode,NHSNumberStatus,CarerName,CarerRelation,"
     "PersonGuid,DateOfDeactivation,Deleted,SpineSensitive,IsConfidential,EmailAddress,"
     "HomePhone,MobilePhone,ExternalUsualGPGuid,ExternalUsualGP,ExternalUsualGPOrganisation,"
     "ProcessingId"},
    {"Admin_UserInRole",
     "UserInRoleGuid,OrganisationGuid,Title,GivenName,Surname,JobCategoryCode,"
     "JobCategoryName,ContractStartDate,ContractEndDate,ProcessingId"},
    {"Agreements_SharingOrganisation", sharing_organisation_columns},
    {"Appointment_Session", session_columns},
    {"Appointment_SessionUser", session_user_columns},
    {"Appointment_Slot",
     "SlotGuid,AppointmentDate,AppointmentStartTime,PlannedDurationInMinutes,PatientGuid,"
     "SendInTime,LeftTime,DidNotAttend,PatientWaitInMin,AppointmentDelayInMin,"
     "ActualDurationInMinutes,OrganisationGuid,SessionGuid,DnaReasonCodeId,Deleted,"
     "ProcessingId"},
    {"Audit_PatientAudit", patient_audit_columns},
    {"Audit_RegistrationAudit", registration_audit_columns},
    {"CareRecord_Consultation",
     "ConsultationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,"
     "AppointmentSlotGuid,ConsultationSourceTerm,ConsultationSourceCodeId,Complete,Deleted,"
     "IsConfidential,ProcessingId"},
    {"CareRecord_Diary",
     "DiaryGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,"
     "OriginalTerm,AssociatedText,DurationTerm,LocationTypeDescription,Deleted,"
     "IsConfidential,IsActive,IsComplete,ConsultationGuid,ProcessingId"},
    {"CareRecord_Observation",
     "ObservationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,"
     "ParentObservationGuid,CodeId,ProblemGuid,AssociatedText,ConsultationGuid,Value,"
     "NumericUnit,ObservationType,NumericRangeLow,NumericRangeHigh,DocumentGuid,Deleted,"
     "IsConfidential,ProcessingId"},
    {"CareRecord_ObservationReferral",
     "ObservationGuid,PatientGuid,OrganisationGuid,ReferralTargetOrganisationGuid,"
     "ReferralUrgency,ReferralServiceType,ReferralMode,ReferralReceivedDate,"
     "ReferralReceivedTime,ReferralEndDate,ReferralSourceId,ReferralSourceOrganisationGuid,"
     "ReferralUBRN,ReferralReasonCodeId,ReferringCareProfessionalStaffGroupCodeId,"
     "ReferralEpisodeRTTMeasurementTypeId,ReferralEpisodeClosureDate,"
     "ReferralEpisodeDischargeLetterIssuedDate,ReferralClosureReasonCodeId,ProcessingId"},
    {"CareRecord_Problem",
     "ObservationGuid,PatientGuid,OrganisationGuid,ParentProblemObservationGuid,Deleted,"
     "Comment,EndDate,EndDatePrecision,ExpectedDuration,LastReviewDate,"
     "LastReviewDatePrecision,LastReviewUserInRoleGuid,ParentProblemRelationship,"
     "ProblemStatusDescription,SignificanceDescription,ProcessingId"},
    {"Coding_ClinicalCode",
     "CodeId,Term,ReadTermId,SnomedCTConceptId,SnomedCTDescriptionId,NationalCode,"
     "NationalCodeCategory,NationalDescription,EmisCodeCategoryDescription,ProcessingId,"
     "ParentCodeId"},
    {"Coding_DrugCode",
     "CodeId,Term,DmdProductCodeId,ProcessingId"},
    {"Prescribing_DrugRecord",
     "DrugRecordGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,"
     "EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,Dosage,"
     "Quantity,QuantityUnit,ProblemObservationGuid,PrescriptionType,IsActive,"
     "CancellationDate,NumberOfIssues,NumberOfIssuesAuthorised,IsConfidential,Deleted,"
     "ProcessingId"},
    {"Prescribing_IssueRecord",
     "IssueRecordGuid,PatientGuid,OrganisationGuid,DrugRecordGuid,EffectiveDate,"
     "EffectiveDatePrecision,EnteredDate,EnteredTime,ClinicianUserInRoleGuid,"
     "EnteredByUserInRoleGuid,CodeId,Dosage,Quantity,QuantityUnit,ProblemObservationGuid,"
     "CourseDurationInDays,EstimatedNhsCost,IsConfidential,Deleted,ProcessingId"},
};
// clang-format on

constexpr Misspelling misspellings_5_4[] = {
    {"Admin_Patient",           "ExternalUsualGP",             "ExternalUsusalGP"            },
    {"Admin_Patient",           "ExternalUsualGPOrganisation", "ExternalUsusalGPOrganisation"},
    {"CareRecord_Diary",        "ClinicianUserInRoleGuid",     "ClinicanUserInRoleGuid"      },
    {"Prescribing_DrugRecord",  "ClinicianUserInRoleGuid",     "ClinicanUserInRoleGuid"      },
    {"Prescribing_IssueRecord", "ClinicianUserInRoleGuid",     "ClinicanUserInRoleGuid"      },
};

const TableLayout* find_table(const Version& version, std::string_view table)
{
    const auto found = std::ranges::find(version.tables, table, &TableLayout::table);
    return found == version.tables.end() ? nullptr : &*found;
}

} // namespace

constexpr Version version_8_2{tables_8_2, {}};
constexpr Version version_5_4{tables_5_4, misspellings_5_4};

bool Version::has(std::string_view table) const
{
    return find_table(*this, table) != nullptr;
}

std::vector<std::string_view> Version::columns_of(std::string_view table) const
{
    const TableLayout* found = find_table(*this, table);
    require(found != nullptr, "the version has this table");
    return split(found->columns, ',');
}

std::string_view Version::header_of(std::string_view table, std::string_view column) const
{
    const auto found = std::ranges::find_if(misspellings, [&](const Misspelling& row) {
        return row.table == table && row.column == column;
    });
    return found == misspellings.end() ? column : found->header;
}

} // namespace ferry::practice::emis

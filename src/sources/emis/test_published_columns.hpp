#pragma once

#include <string_view>

namespace ferry::sources {

/// The columns of one table as the supplier's documents list them: what the
/// description is held against.
struct PublishedTable {
    std::string_view layout, name, columns;
};

// Not aligned: the lists have no columns.
// clang-format off
inline constexpr PublishedTable published_tables[] = {
    {"8.2", "Admin_Location",
     "LocationGuid,LocationName,LocationTypeDescription,ParentLocationGuid,OpenDate"
     ",CloseDate,MainContactName,FaxNumber,EmailAddress,PhoneNumber,HouseNameFlatNumber"
     ",NumberAndStreet,Village,Town,County,Postcode,Deleted,ProcessingId"},
    {"8.2", "Admin_Organisation",
     "OrganisationGuid,CDB,OrganisationName,ODSCode,ParentOrganisationGuid"
     ",CCGOrganisationGuid,OrganisationType,OpenDate,CloseDate,MainLocationGuid,ProcessingId"},
    {"8.2", "Admin_OrganisationLocation",
     "OrganisationGuid,LocationGuid,IsMainLocation,Deleted,ProcessingId"},
    {"8.2", "Admin_Patient",
     "PatientGuid,OrganisationGuid,UsualGpUserInRoleGuid,Sex,DateOfBirth,DateOfDeath,Title"
     ",GivenName,MiddleNames,Surname,DateOfRegistration,NhsNumber,PatientNumber"
     ",PatientTypeDescription,DummyType,HouseNameFlatNumber,NumberAndStreet,Village,Town"
     ",County,Postcode,ResidentialInstituteCode,NHSNumberStatus,CarerName,CarerRelation"
     ",PersonGuid,DateofDeactivation,Deleted,SpineSensitive,IsConfidential,EmailAddress"
     ",HomePhone,MobilePhone,ExternalUsualGPGuid,ExternalUsualGP,ExternalUsualGPOrganisation"
     ",ContactComments,ProcessingId"},
    {"8.2", "Admin_PatientHistory",
     "PatientGuid,OrganisationGuid,HistoryDate,HistoryTime,StatusDescription,ProcessingId"},
    {"8.2", "Admin_UserInRole",
     "UserInRoleGuid,OrganisationGuid,Title,GivenName,Surname,JobCategoryCode"
     ",JobCategoryName,ContractStartDate,ContractEndDate,RegistrationNumber,ProcessingId"},
    {"8.2", "Agreements_SharingOrganisation",
     "OrganisationGuid,IsActivated,LastModifiedDate,Disabled,Deleted"},
    {"8.2", "Appointment_Session",
     "AppointmentSessionGuid,Description,LocationGuid,SessionTypeDescription"
     ",SessionCategoryDisplayName,StartDate,StartTime,EndDate,EndTime,Private"
     ",OrganisationGuid,Deleted,ProcessingId"},
    {"8.2", "Appointment_SessionUser",
     "SessionGuid,UserInRoleGuid,Deleted,ProcessingId"},
    {"8.2", "Appointment_Slot",
     "SlotGuid,AppointmentDate,AppointmentStartTime,PlannedDurationInMinutes,PatientGuid"
     ",SendInTime,LeftTime,DidNotAttend,PatientWaitInMin,AppointmentDelayInMin"
     ",ActualDurationInMinutes,OrganisationGuid,SessionGuid,DnaReasonCodeId,BookedDate"
     ",BookedTime,SlotStatus,SlotType,IsBookableOnline,BookingMethod,ExternalPatientGuid"
     ",ExternalPatientOrganisation,ModeOfContact,IsBlocked,ContextType,ServiceSetting"
     ",NationalSlotCategoryName,NationalSlotCategoryDescription,Deleted,ProcessingId"},
    {"8.2", "Audit_PatientAudit",
     "ItemGuid,PatientGuid,OrganisationGuid,ModifiedDate,ModifiedTime,UserInRoleGuid"
     ",ItemType,ModeType,ProcessingId"},
    {"8.2", "Audit_RegistrationAudit",
     "PatientGuid,OrganisationGuid,ModifiedDate,ModifiedTime,UserInRoleGuid,ModeType"
     ",ProcessingId"},
    {"8.2", "CareRecord_Consultation",
     "ConsultationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision"
     ",EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid"
     ",AppointmentSlotGuid,ConsultationSourceTerm,ConsultationSourceCodeId,Complete"
     ",ConsultationType,Deleted,IsConfidential,ProcessingId"},
    {"8.2", "CareRecord_Diary",
     "DiaryGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision"
     ",EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId"
     ",OriginalTerm,DurationTerm,LocationTypeDescription,Deleted,IsConfidential,IsActive"
     ",IsComplete,ConsultationGuid,ProcessingId"},
    {"8.2", "CareRecord_Observation",
     "ObservationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision"
     ",EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid"
     ",ParentObservationGuid,CodeId,ProblemGuid,ConsultationGuid,Value,NumericUnit"
     ",ObservationType,NumericRangeLow,NumericRangeHigh,DocumentGuid,Qualifiers,Abnormal"
     ",AbnormalReason,Episode,Deleted,IsConfidential,ProcessingId"},
    {"8.2", "CareRecord_ObservationReferral",
     "ObservationGuid,PatientGuid,OrganisationGuid,ReferralTargetOrganisationGuid"
     ",ReferralUrgency,ReferralServiceType,ReferralMode,ReferralReceivedDate"
     ",ReferralReceivedTime,ReferralEndDate,ReferralSourceId,ReferralSourceOrganisationGuid"
     ",ReferralUBRN,ReferralReasonCodeId,ReferringCareProfessionalStaffGroupCodeId"
     ",ReferralEpisodeRTTMeasurementTypeId,ReferralEpisodeClosureDate"
     ",ReferralEpisodeDischargeLetterIssuedDate,ReferralClosureReasonCodeId"
     ",TransportRequired,ProcessingId"},
    {"8.2", "CareRecord_Problem",
     "ObservationGuid,PatientGuid,OrganisationGuid,ParentProblemObservationGuid,Deleted"
     ",EndDate,EndDatePrecision,ExpectedDuration,LastReviewDate,LastReviewDatePrecision"
     ",LastReviewUserInRoleGuid,ParentProblemRelationship,ProblemStatusDescription"
     ",SignificanceDescription,ProcessingId"},
    {"8.2", "Coding_ClinicalCode",
     "CodeId,Term,ReadTermId,SnomedCTConceptId,SnomedCTDescriptionId,NationalCode"
     ",NationalCodeCategory,NationalDescription,EmisCodeCategoryDescription,ParentCodeID"
     ",ProcessingId"},
    {"8.2", "Coding_DrugCode",
     "CodeId,Term,DmdProductCodeId,BNFChapterRef,ProcessingId"},
    {"8.2", "Prescribing_DrugRecord",
     "DrugRecordGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision"
     ",EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,Dosage"
     ",Quantity,QuantityUnit,ProblemObservationGuid,PrescriptionType,IsActive"
     ",CancellationDate,NumberOfIssues,NumberOfIssuesAuthorised,IsConfidential,Deleted"
     ",ExpiryDate,ProcessingId"},
    {"8.2", "Prescribing_IssueRecord",
     "IssueRecordGuid,PatientGuid,OrganisationGuid,DrugRecordGuid,EffectiveDate"
     ",EffectiveDatePrecision,EnteredDate,EnteredTime,ClinicianUserInRoleGuid"
     ",EnteredByUserInRoleGuid,CodeId,Dosage,Quantity,QuantityUnit,ProblemObservationGuid"
     ",CourseDurationInDays,EstimatedNhsCost,IsConfidential,EmisCode,PatientMessage"
     ",ScriptPharmacyStamp,Compliance,AverageCompliance,IsPrescribedAsContraceptive"
     ",IsPrivatelyPrescribed,PharmacyMessage,PharmacyText,ConsultationGuid,ExpiryDate"
     ",ReviewDate,IssueMethodDescription,Deleted,ProcessingId"},
    {"5.4", "CareRecord_Observation",
     "ObservationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision"
     ",EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid"
     ",ParentObservationGuid,CodeId,ProblemGuid,AssociatedText,ConsultationGuid,Value"
     ",NumericUnit,ObservationType,NumericRangeLow,NumericRangeHigh,DocumentGuid,Deleted"
     ",IsConfidential,ProcessingId"},
    {"5.4", "CareRecord_Problem",
     "ObservationGuid,PatientGuid,OrganisationGuid,ParentProblemObservationGuid,Deleted"
     ",Comment,EndDate,EndDatePrecision,ExpectedDuration,LastReviewDate"
     ",LastReviewDatePrecision,LastReviewUserInRoleGuid,ParentProblemRelationship"
     ",ProblemStatusDescription,SignificanceDescription,ProcessingId"},
    {"5.4", "CareRecord_Diary",
     "DiaryGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision"
     ",EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId"
     ",OriginalTerm,AssociatedText,DurationTerm,LocationTypeDescription,Deleted"
     ",IsConfidential,IsActive,IsComplete,ConsultationGuid,ProcessingId"},
    {"5.4", "Prescribing_DrugRecord",
     "DrugRecordGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision"
     ",EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,Dosage"
     ",Quantity,QuantityUnit,ProblemObservationGuid,PrescriptionType,IsActive"
     ",CancellationDate,NumberOfIssues,NumberOfIssuesAuthorised,IsConfidential,Deleted"
     ",ProcessingId"},
    {"5.4", "Prescribing_IssueRecord",
     "IssueRecordGuid,PatientGuid,OrganisationGuid,DrugRecordGuid,EffectiveDate"
     ",EffectiveDatePrecision,EnteredDate,EnteredTime,ClinicianUserInRoleGuid"
     ",EnteredByUserInRoleGuid,CodeId,Dosage,Quantity,QuantityUnit,ProblemObservationGuid"
     ",CourseDurationInDays,EstimatedNhsCost,IsConfidential,Deleted,ProcessingId"},
    {"5.4", "Coding_ClinicalCode",
     "CodeId,Term,ReadTermId,SnomedCTConceptId,SnomedCTDescriptionId,NationalCode"
     ",NationalCodeCategory,NationalDescription,EmisCodeCategoryDescription,ProcessingId"
     ",ParentCodeId"},
};
// clang-format on

} // namespace ferry::sources

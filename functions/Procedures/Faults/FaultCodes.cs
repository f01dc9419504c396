using System.Reflection;

namespace LienThong.Procedures.Faults;

/// <summary>Every fault code that the code itself tells; the law files' rules have codes of their own. Codes are stable: partners
/// program against them.</summary>
public static class FaultCodes
{
    // Identifiers.
    public const string PersonalIdNot12Digits = "personal-id-not-12-digits";
    public const string PersonalIdDoesNotFit = "personal-id-does-not-fit";
    public const string SocialInsuranceNumberNot10Digits = "social-insurance-number-not-10-digits";
    public const string SocialInsuranceNumberAllZeros = "social-insurance-number-all-zeros";
    public const string HealthInsuranceCardCodeMalformed = "health-insurance-card-code-malformed";
    public const string BirthCertificateCodeMalformed = "birth-certificate-code-malformed";
    public const string FacilityCodeNot5Digits = "facility-code-not-5-digits";
    public const string DossierCodeMalformed = "dossier-code-malformed";
    public const string ProcedureCodeMalformed = "procedure-code-malformed";
    public const string ProvinceCodeNot2Digits = "province-code-not-2-digits";
    public const string CommuneCodeNot5Digits = "commune-code-not-5-digits";
    public const string AgencyIdentifierMalformed = "agency-identifier-malformed";
    public const string AgencyCodeMalformed = "agency-code-malformed";
    public const string PartialDateMalformed = "partial-date-malformed";

    // Texts of a format.
    public const string DateMalformed = "date-malformed";
    public const string InstantMalformed = "instant-malformed";
    public const string TimeMalformed = "time-malformed";
    public const string PhoneMalformed = "phone-malformed";
    public const string EmailMalformed = "email-malformed";
    public const string PassportMalformed = "passport-malformed";
    public const string CountryCodeMalformed = "country-code-malformed";
    public const string Sha256Malformed = "sha256-malformed";
    public const string TextMalformed = "text-malformed";
    public const string KebabMalformed = "kebab-malformed";
    public const string PointerMalformed = "pointer-malformed";

    // Forms.
    public const string FieldMissing = "field-missing";
    public const string FieldUnknown = "field-unknown";
    public const string FieldTwice = "field-twice";
    public const string WrongType = "wrong-type";
    public const string ValueNotAllowed = "value-not-allowed";
    public const string TextTooShort = "text-too-short";
    public const string TextTooLong = "text-too-long";
    public const string NumberTooSmall = "number-too-small";
    public const string NumberTooLarge = "number-too-large";
    public const string ListTooShort = "list-too-short";
    public const string ListTooLong = "list-too-long";
    public const string DocumentTooDeep = "document-too-deep";
    public const string TooManyFaults = "too-many-faults";

    // Declarations of any procedure; what one procedure asks beyond that has its codes in the law files.
    public const string UnitUnknown = "unit-unknown";
    public const string UnitMerged = "unit-merged";
    public const string RecordMissing = "record-missing";
    public const string RecordTwice = "record-twice";

    // Lists of administrative units.
    public const string UnitListTooLong = "unit-list-too-long";
    public const string UnitListHeaderWrong = "unit-list-header-wrong";
    public const string UnitListColumnsWrong = "unit-list-columns-wrong";
    public const string UnitListQuoteOpen = "unit-list-quote-open";
    public const string UnitListEmpty = "unit-list-empty";
    public const string UnitStillStands = "unit-still-stands";
    public const string UnitCodeTwice = "unit-code-twice";
    public const string UnitCodeReused = "unit-code-reused";
    public const string UnitDatesReversed = "unit-dates-reversed";
    public const string ProvinceUnknown = "province-unknown";
    public const string CertaintyUnknown = "certainty-unknown";

    // Measurements of portals and one-stop systems.
    public const string MeasurementBatchMalformed = "measurement-batch-malformed";
    public const string MeasurementSourceUnknown = "measurement-source-unknown";
    public const string MeasurementAgencyUnknown = "measurement-agency-unknown";
    public const string MeasurementAgencyOfAnother = "measurement-agency-of-another";
    public const string MeasurementDayInFuture = "measurement-day-in-future";
    public const string MeasurementOfNothing = "measurement-of-nothing";
    public const string MeasurementOfBoth = "measurement-of-both";
    public const string MeasurementLevelMissing = "measurement-level-missing";
    public const string MeasurementServiceMissing = "measurement-service-missing";
    public const string MeasurementMoreHandledThanReceived = "measurement-more-handled-than-received";
    public const string MeasurementMorePaidThanDue = "measurement-more-paid-than-due";
    public const string MeasurementRowTwice = "measurement-row-twice";
    public const string MeasurementDayFull = "measurement-day-full";

    // Files of the law.
    public const string LawFolderMissing = "law-folder-missing";
    public const string LawFileUnknown = "law-file-unknown";
    public const string LawFileTooLarge = "law-file-too-large";
    public const string LawFileUnreadable = "law-file-unreadable";
    public const string SchemaKeywordUnsupported = "schema-keyword-unsupported";
    public const string SchemaKeywordMalformed = "schema-keyword-malformed";
    public const string SchemaFormatUnknown = "schema-format-unknown";
    public const string SchemaReferenceUnknown = "schema-reference-unknown";
    public const string SchemaRequiredUnknown = "schema-required-unknown";
    public const string SchemaNotClosed = "schema-not-closed";
    public const string SchemaNotBounded = "schema-not-bounded";
    public const string SourceAboutUnknown = "source-about-unknown";
    public const string ConditionMalformed = "condition-malformed";
    public const string PointerUnknown = "pointer-unknown";
    public const string ProcedureVersionTwice = "procedure-version-twice";
    public const string ProcedureVersionsOverlap = "procedure-versions-overlap";
    public const string ProcedureCodeClaimedTwice = "procedure-code-claimed-twice";
    public const string ValidityReversed = "validity-reversed";
    public const string FormUnknown = "form-unknown";
    public const string StepTwice = "step-twice";
    public const string StepUnknown = "step-unknown";
    public const string StepCycle = "step-cycle";
    public const string AgencyKindUnknown = "agency-kind-unknown";
    public const string AgencyKindTwice = "agency-kind-twice";
    public const string AgencyKindReserved = "agency-kind-reserved";
    public const string ReasonTwice = "reason-twice";
    public const string NeedUnknown = "need-unknown";
    public const string RefusalEffectUntrue = "refusal-effect-untrue";
    public const string PersonTwice = "person-twice";
    public const string PersonUnknown = "person-unknown";
    public const string FingerprintTwice = "fingerprint-twice";
    public const string FingerprintUnknown = "fingerprint-unknown";
    public const string NoticeKindUnknown = "notice-kind-unknown";
    public const string NoticeKindTwice = "notice-kind-twice";
    public const string AgencyTwice = "agency-twice";
    public const string LimitNotPositive = "limit-not-positive";
    public const string LimitShorterWithVerification = "limit-shorter-with-verification";
    public const string LimitBeyondGroup = "limit-beyond-group";
    public const string ResultFieldTwice = "result-field-twice";
    public const string ResultFieldUnknown = "result-field-unknown";
    public const string ResultOwnerAmbiguous = "result-owner-ambiguous";
    public const string RecordTypeUnknown = "record-type-unknown";
    public const string RecordTypeUnnamed = "record-type-unnamed";
    public const string CalendarYearDiffers = "calendar-year-differs";
    public const string CalendarDayTwice = "calendar-day-twice";
    public const string CalendarDayOutsideYear = "calendar-day-outside-year";
    public const string MakeUpDayNotOff = "make-up-day-not-off";
    public const string MakeUpDayForNothing = "make-up-day-for-nothing";
    public const string WorkingHoursOverlap = "working-hours-overlap";
    public const string LanesOverlap = "lanes-overlap";
    public const string LaneSpeakerTwice = "lane-speaker-twice";
    public const string LaneStatusTwice = "lane-status-twice";
    public const string LaneStatusUnknown = "lane-status-unknown";
    public const string LaneStatusCycle = "lane-status-cycle";
    public const string ReasonUnknown = "reason-unknown";

    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(FaultCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];
}

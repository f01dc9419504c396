using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>Every event in the words of people: no code, no pointer.</summary>
public sealed partial class EventWordsTests
{
    private static readonly DossierCode Other = DossierCode.Parse("G22.99.08-260907-0000002");
    private static readonly AgencyCode Commune = AgencyCode.Parse("police-00004");
    private static readonly RecordReference Record = new("witness-statement", new string('a', 64));
    private static readonly ReuseConsent Consent = new("/mother", "/mother", "self", "portal-otp", Monday(7), "3.000722");

    private static readonly DossierEvent[] Events =
    [
        Filed().Events[0],
        new DossierFiled(Monday(8), "p-1", "agent", [], Monday(17)) { Authority = new("contract", "12/2026", new(2026, 9, 1), "NV01") },
        new DossierFiled(Monday(8), "p-1", "counter", [], Monday(17)) { Authority = new("in-person", "1", new(2026, 9, 7), "NV01") },
        new PossibleDuplicateFound(Monday(8), "p-1", Other, "certificate"),
        new DuplicateJudged(Monday(8), "p-1", true, ""),
        new DuplicateJudged(Monday(8), "p-1", false, ""),
        new NoticeMatched(Monday(8), "p-1", []),
        new NoticeMatched(Monday(8), "p-1", ["/mother/fullName", "/child/birthPlace/facility", "/mother/noSuchField"]),
        new OtherPaperFound(Monday(8), "p-1", "00001.GCS.01001.26"),
        new StepBegun(Monday(8), "p-1", "birth", Monday(17)),
        new RequestSent(Monday(8), "p-1", "birth", 1),
        new RequestFaulted(Monday(8), "p-1", "birth", 1, [new Fault("field-missing", "/child", "", "")]),
        new StepAccepted(Monday(8), "p-1", "birth", 1),
        new SupplementAsked(Monday(8), "p-1", "residence", 1, ["householder-consent", "other", "no-such-record"], "", Monday(17)),
        new SupplementGiven(Monday(8), "p-1", "residence", 2, [Record], null, Monday(17)),
        new SupplementExpired(Monday(8), "p-1", "residence"),
        new VerificationNeeded(Monday(8), "p-1", "residence", 1, "", Monday(17)),
        new StepReminded(Monday(8), "p-1", "residence"),
        new StepOverdue(Monday(8), "p-1", "residence"),
        new StepDone(Monday(8), "p-1", "residence", 1, new Dictionary<string, string>(), []),
        .. Rules.Library.Reasons.Select(reason => new StepRefused(Monday(8), "p-1", "insurance", 1, reason.Code, "")),
        new StepSkipped(Monday(8), "p-1", "identity", "birth"),
        .. ((string[])["agency-found-faults", "agency-unreachable", "step-failed", "confirmation-denied"]).Select(code => new StepParked(Monday(8), "p-1", "birth", code, "")),
        new StepResumed(Monday(8), "p-1", "birth", 2),
        new DossierWithdrawn(Monday(8), "p-1", ""),
        new DossierClosed(Monday(8), "p-1", DossierOutcome.PartlyCompleted),
        new DossierInvalidated(Monday(8), "p-1", "filed-in-error", ""),
        .. ((string[])["verification", "supplement", "confirmation", "calendar"]).Select(because => new DossierDueMoved(Monday(8), "p-1", Monday(17), because)),
        .. ((string[])["province", "linked", "portal"]).Select(register => new AliasGiven(Monday(8), "p-1", register, "1")),
        .. ((string[])["province", "linked", "portal"]).Select(register => new AliasWithdrawn(Monday(8), "p-1", register, "1", "")),
        new PersonsChecked(Monday(8), "p-1", [new PersonCheck("/mother", true, [])]),
        new PersonsChecked(Monday(8), "p-1", [new PersonCheck("/mother", true, ["/mother/birthDate"]), new PersonCheck("/applicant", false, [])]),
        new RecordReused(Monday(8), "p-1", Record, Other, "DY-0001"),
        new RecordReused(Monday(8), "p-1", Record, Other, "DY-0001") { Given = Consent },
        new ConfirmationsAsked(Monday(8), "p-1", "residence", ["/father"], Monday(17)),
        new ConfirmationGiven(Monday(8), "p-1", "residence", "/father", null),
        new ConfirmationGiven(Monday(8), "p-1", "residence", "/father", Record),
        new ConfirmationDenied(Monday(8), "p-1", "residence", "/father", ""),
        new ConfirmationsReminded(Monday(8), "p-1", "residence", Monday(17)),
        new StepTransferred(Monday(8), "p-1", "residence", 2, Commune, AgencyCode.Parse("police-00008"), ""),
        new StepDueMoved(Monday(8), "p-1", "residence", Monday(17), "calendar"),
        new RequestRenewed(Monday(8), "p-1", "residence", 2, "birth"),
        new ResultCorrected(Monday(8), "p-1", "birth", 2, new Dictionary<string, string>(), [], ""),
        new ResultCompleted(Monday(8), "p-1", "birth", 2, new Dictionary<string, string> { ["personalId"] = ChildId, ["pageNumber"] = "1" }),
        new SameResultFound(Monday(8), "p-1", "birth", "registrationNumber", Other),
        new ErrandDone(Monday(8), "p-1", "portal", "status:5"),
        new ErrandDone(Monday(8), "p-1", "linked", "status:birth:4"),
        new ErrandDone(Monday(8), "p-1", "repository", "result:birth:1"),
        new ErrandDone(Monday(8), "p-1", "population", "check-persons"),
        new ErrandDone(Monday(8), "p-1", Commune.ToString(), "correction:birth:2:residence"),
        new ErrandTaken(Monday(8), "p-1", "population", "get-number:birth"),
        new ErrandTaken(Monday(8), "p-1", "insurance-01", "completion:birth:2:insurance"),
        .. ((string[])["receiver-unreachable", "partner-rejected", "errand-failed", "number-not-foreseen", "number-possible-duplicate", "population-answer-wrong"])
            .Select(code => new ErrandParked(Monday(8), "p-1", "post", "result:residence:1", code, "")),
        new ErrandsResumed(Monday(8), "p-1", "vneid", null, ""),
        new StatusReported(Monday(8), "p-1", "birth", 1, "linked", 3, []),
        new StatusReported(Monday(8), "p-1", "birth", 1, "linked", 4, [3]),
    ];

    [Fact]
    public void Of_EveryTypeOfEvent_HoldsNoCodeInEitherLanguage()
    {
        Assert.Equal(
            typeof(DossierEvent).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(known => known.DerivedType.Name).Order(),
            Events.Select(happened => happened.GetType().Name).Distinct().Order());

        var names = new DossierNames(Filed(), Rules);
        Assert.All(Events, happened =>
        {
            var words = EventWords.Of(happened, names);
            Assert.DoesNotMatch(PointerOrKey(), words.Vi);
            Assert.DoesNotMatch(PointerOrKey(), words.En);
            Assert.Empty(Words(words.Vi).Intersect(Codes));

            // "birth" is English and a code: there only those count that are no word of any language.
            Assert.DoesNotContain(Words(words.En).Intersect(Codes), code => code.Any(c => c == '-' || char.IsAsciiLetterUpper(c)));
        });
    }

    [Theory]
    [InlineData(typeof(StepSkipped), "Cấp thẻ căn cước: không thực hiện vì Đăng ký khai sinh không có kết quả.", "Identity card: not carried out, because Birth registration brought no result.")]
    [InlineData(typeof(SameResultFound), "Đăng ký khai sinh: Số đăng ký trùng với kết quả của hồ sơ G22.99.08-260907-0000002; cần kiểm tra.", "Birth registration: dossier G22.99.08-260907-0000002 has the same Registration number in its result; to be looked at.")]
    [InlineData(typeof(ErrandDone), "Cổng Dịch vụ công quốc gia đã xác nhận: trạng thái 5 (Yêu cầu bổ sung giấy tờ).", "National Public Service Portal has confirmed: status 5 (Supplement requested).")]
    public void Of_Event_NamesWhatTheLawNames(Type type, string vi, string en)
    {
        var happened = Events.First(e => e.GetType() == type);

        Assert.Equal(new Localized(vi, en), EventWords.Of(happened, new DossierNames(Filed(), Rules)));
    }

    [Fact]
    public void Of_NoticeThatDiffers_NamesTheFieldsAndOfUnknownOnesWhatTheyAreIn()
    {
        var words = EventWords.Of(Events.OfType<NoticeMatched>().Last(), new DossierNames(Filed(), Rules));

        Assert.EndsWith("khác tờ khai ở: Người mẹ – Họ, chữ đệm, tên; Người được khai sinh – Nơi sinh – Mã cơ sở khám bệnh, chữa bệnh; Người mẹ.", words.Vi, StringComparison.Ordinal);
        Assert.EndsWith("differs at: The mother – Full name; The child – Place of birth – The health facility; The mother.", words.En, StringComparison.Ordinal);
    }

    /// <summary>Every code that the law files and the dossier give to something.</summary>
    private static HashSet<string> Codes { get; } =
    [
        .. Rules.Law.Steps.Select(step => step.Code),
        .. Rules.Law.Steps.SelectMany(step => step.ResultFields).Select(field => field.Name),
        .. Rules.Law.RecordNames.Keys,
        .. Rules.Library.Reasons.Select(reason => reason.Code),
        .. Rules.Library.Lanes.Select(lane => lane.Code),
        .. Rules.Library.AgencyKinds.Select(kind => kind.Code),
        "agent", "counter", "status", "result", "correction", "completion", "no-such-record",
    ];

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(found => found.Value);

    [GeneratedRegex(@"\b[A-Za-z][A-Za-z0-9]*(-[a-z0-9]+)*\b")]
    private static partial Regex Word();

    // "/mother", "status:5", "police-00004".
    [GeneratedRegex(@"(^|\s)/[a-z]|[a-z]:[a-z0-9]|[a-z]-[0-9]{2}")]
    private static partial Regex PointerOrKey();
}

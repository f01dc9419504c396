using System.Globalization;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Dossiers;

/// <summary>What happened, in the words that officials and families read. No personal data: a result is mentioned, not shown.</summary>
public static class EventWords
{
    /// <summary>One event of a dossier.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="names">What the dossier's steps, records and so on are called.</param>
    public static Localized Of(DossierEvent happened, DossierNames names)
    {
        if (happened is not StepEvent about)
        {
            return OfTheWhole(happened, names);
        }

        var (step, words) = (names.Step(about.Step), OfAStep(about, names));
        return new($"{step.Vi}: {words.Vi}", $"{step.En}: {words.En}");
    }

    private static Localized OfTheWhole(DossierEvent happened, DossierNames names) => happened switch
    {
        DossierFiled { Authority: { } authority } e => new(
            $"{e.By} đã nộp hồ sơ thay người yêu cầu qua {names.Channel(e.Channel).Vi} ({AuthorityWord(authority).Vi} số {authority.Number}, nhân viên {authority.Officer}), hẹn trả {When(e.Due)}.",
            $"{e.By} filed for the applicant through {names.Channel(e.Channel).En} ({AuthorityWord(authority).En} {authority.Number}, employee {authority.Officer}), due {When(e.Due)}."),
        DossierFiled e => new(
            $"Đã nộp hồ sơ qua {names.Channel(e.Channel).Vi}, hẹn trả {When(e.Due)}.", $"Filed through {names.Channel(e.Channel).En}, due {When(e.Due)}."),
        PossibleDuplicateFound e => new($"Nghi trùng với hồ sơ {e.Other}; tạm giữ chờ xã kiểm tra.", $"Possibly the same as dossier {e.Other}; held for the commune."),
        DuplicateJudged { IsDuplicate: true } => new("Xã xác định hồ sơ bị trùng.", "The commune found it a duplicate."),
        DuplicateJudged => new("Xã xác định không trùng; hồ sơ được giải quyết tiếp.", "The commune found it no duplicate; it goes on."),
        NoticeMatched { Differences.Count: 0 } => new("Đã khớp dữ liệu giấy của bệnh viện.", "Matched with the hospital's notice."),
        NoticeMatched e => new(
            $"Đã nhận dữ liệu giấy của bệnh viện; khác tờ khai ở: {names.Fields(e.Differences).Vi}.",
            $"Matched with the hospital's notice; it differs at: {names.Fields(e.Differences).En}."),
        OtherPaperFound e => new(
            $"Bệnh viện còn gửi giấy {e.Paper}, có vẻ cho cùng sự việc; xã kiểm tra trước khi đăng ký.",
            $"A hospital also sent the paper {e.Paper}, by its look for the same event; the commune checks before it registers."),
        DossierWithdrawn => new("Người dân rút hồ sơ.", "The applicant withdrew."),
        DossierInvalidated e => new(
            $"Người vận hành đóng hồ sơ vì không hợp lệ ({names.Reason(e.ReasonCode).Vi}): {e.Text}",
            $"An operator closed it as invalid ({names.Reason(e.ReasonCode).En}): {e.Text}"),
        DossierDueMoved e => new(
            $"Hẹn trả của cả hồ sơ chuyển sang {When(e.Due)} ({Why(e.Because).Vi}).", $"The whole dossier is now due {When(e.Due)} ({Why(e.Because).En})."),
        AliasGiven e => new($"{names.System(e.Register).Vi} ghi hồ sơ với số {e.Number}.", $"{names.System(e.Register).En} calls it {e.Number}."),
        AliasWithdrawn e => new(
            $"Người vận hành bỏ số {e.Number} của {names.System(e.Register).Vi}: {e.Reason}", $"An operator took the number {e.Number} of {names.System(e.Register).En} back: {e.Reason}"),
        PersonsChecked e when e.Persons.All(p => p.Known && p.Differences.Count == 0) => new(
            "Thông tin người khai khớp với Cơ sở dữ liệu quốc gia về dân cư.", "The declared persons agree with the population database."),
        PersonsChecked e => new(
            $"Đã tra Cơ sở dữ liệu quốc gia về dân cư; cần xem: {names.Fields(Doubts(e)).Vi}.",
            $"Looked up in the population database; to be looked at: {names.Fields(Doubts(e)).En}."),
        RecordReused { Given: { } given } e => new(
            $"Dùng lại giấy tờ từ hồ sơ trước ({names.Record(e.Record.Type).Vi}), theo sự đồng ý lúc {When(given.GivenAt)} ({ConsentWord(given).Vi}, số {e.Consent}).",
            $"A record was taken over from an earlier dossier ({names.Record(e.Record.Type).En}), by the consent of {When(given.GivenAt)} ({ConsentWord(given).En}, {e.Consent})."),
        RecordReused e => new(
            $"Dùng lại giấy tờ từ hồ sơ trước ({names.Record(e.Record.Type).Vi}).",
            $"A record was taken over from an earlier dossier ({names.Record(e.Record.Type).En})."),
        ErrandDone e => new(
            $"{names.System(e.Lane).Vi} đã xác nhận: {names.Errand(e.Lane, e.Errand).Vi}.", $"{names.System(e.Lane).En} has confirmed: {names.Errand(e.Lane, e.Errand).En}."),
        ErrandTaken e => new(
            $"{names.System(e.Lane).Vi} đã nhận, chưa xác nhận: {names.Errand(e.Lane, e.Errand).Vi}.",
            $"{names.System(e.Lane).En} has received and not yet confirmed: {names.Errand(e.Lane, e.Errand).En}."),
        ErrandParked e => new(
            $"{names.System(e.Lane).Vi} không nhận {names.Errand(e.Lane, e.Errand).Vi} ({DossierNames.Obstacle(e.Code).Vi}); chờ người vận hành.",
            $"{names.System(e.Lane).En} did not take {names.Errand(e.Lane, e.Errand).En} ({DossierNames.Obstacle(e.Code).En}); waits for an operator."),
        ErrandsResumed e => new(
            $"Người vận hành cho gửi tiếp tới {names.System(e.Lane).Vi}: {e.Reason}", $"An operator lets the errands with {names.System(e.Lane).En} go on: {e.Reason}"),
        DossierClosed => new("Hồ sơ đã đóng.", "The dossier was closed."),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "An event without words."),
    };

    private static Localized OfAStep(StepEvent happened, DossierNames names) => happened switch
    {
        StepBegun e => new($"bắt đầu, hạn {When(e.Due)}.", $"begun, due {When(e.Due)}."),
        RequestSent e => new($"đã gửi yêu cầu đến cơ quan, lượt {e.Round}.", $"request sent to the agency, round {e.Round}."),
        RequestFaulted e => new(
            $"cơ quan báo yêu cầu có {e.Faults.Count} lỗi kỹ thuật; chờ người vận hành.",
            $"the agency found {e.Faults.Count} technical faults in the request; waits for an operator."),
        StepAccepted => new("đã tiếp nhận.", "accepted."),
        SupplementAsked e => new(
            $"yêu cầu bổ sung {names.Records(e.Records).Vi} trước {When(e.Until)}: {e.Reason}",
            $"supplement asked ({names.Records(e.Records).En}) until {When(e.Until)}: {e.Reason}"),
        SupplementGiven e => new($"đã bổ sung, hạn mới {When(e.Due)}.", $"supplemented, now due {When(e.Due)}."),
        SupplementExpired => new("quá hạn bổ sung, hồ sơ bị trả lại.", "not supplemented in time, rejected."),
        VerificationNeeded e => new($"cần xác minh, hạn mới {When(e.Due)}: {e.Reason}", $"to be verified, now due {When(e.Due)}: {e.Reason}"),
        StepReminded => new("đã nhắc cơ quan sắp đến hạn.", "the agency was reminded."),
        StepOverdue => new("quá hạn.", "overdue."),
        StepDone => new("đã có kết quả.", "done."),
        StepRefused e => new($"từ chối ({names.Reason(e.ReasonCode).Vi}): {e.Text}", $"refused ({names.Reason(e.ReasonCode).En}): {e.Text}"),
        StepSkipped e => new($"không thực hiện vì {names.Step(e.Because).Vi} không có kết quả.", $"not carried out, because {names.Step(e.Because).En} brought no result."),
        StepParked e => new($"tạm dừng chờ người vận hành ({DossierNames.Obstacle(e.Code).Vi}).", $"parked for an operator ({DossierNames.Obstacle(e.Code).En})."),
        StepResumed => new("người vận hành cho tiếp tục.", "resumed by an operator."),
        ConfirmationsAsked e => new(
            $"chờ {e.From.Count} người xác nhận trên VNeID; thời gian chờ không tính vào hạn.",
            $"{e.From.Count} persons have to confirm in VNeID; the wait does not count."),
        ConfirmationGiven { Paper: null } => new("đã có xác nhận trên VNeID.", "confirmed in VNeID."),
        ConfirmationGiven => new("đã có xác nhận bằng giấy.", "confirmed on paper."),
        ConfirmationDenied => new("có người không xác nhận.", "somebody does not confirm."),
        ConfirmationsReminded => new("đã nhắc người chưa xác nhận.", "those who have not confirmed were reminded."),
        StepTransferred e => new(
            $"chuyển từ {names.Agency(e.From).Vi} sang {names.Agency(e.To).Vi}, hạn giữ nguyên: {e.Reason}",
            $"handed from {names.Agency(e.From).En} to {names.Agency(e.To).En}, the limit stays: {e.Reason}"),
        StepDueMoved e => new(
            $"hạn tính lại là {When(e.Due)} ({Why(e.Because).Vi}).", $"the limit was worked out anew, {When(e.Due)} ({Why(e.Because).En})."),
        ResultCorrected e => new($"kết quả được cải chính, bản {e.Edition}: {e.Reason}", $"the result was corrected, edition {e.Edition}: {e.Reason}"),
        ResultCompleted e => new(
            $"kết quả được bổ sung {names.ResultFields(e.Step, e.Fields.Keys).Vi}.", $"the result was completed with {names.ResultFields(e.Step, e.Fields.Keys).En}."),
        RequestRenewed e => new(
            $"kết quả {names.Step(e.Of).Vi} được cải chính; gửi lại yêu cầu, lượt {e.Round}, hạn giữ nguyên.",
            $"the result of {names.Step(e.Of).En} was corrected; asked again in round {e.Round}, the limit stays."),
        SameResultFound e => new(
            $"{names.ResultField(e.Step, e.Field).Vi} trùng với kết quả của hồ sơ {e.Other}; cần kiểm tra.",
            $"dossier {e.Other} has the same {names.ResultField(e.Step, e.Field).En} in its result; to be looked at."),
        StatusReported { Filled.Count: 0 } e => new(
            $"cơ quan báo {names.Status(e.Lane, e.Number).Vi}.", $"the agency's system says {names.Status(e.Lane, e.Number).En}."),
        StatusReported e => new(
            $"cơ quan báo {names.Status(e.Lane, e.Number).Vi}; coi như đã báo {string.Join(", ", e.Filled)}.",
            $"the agency's system says {names.Status(e.Lane, e.Number).En}; {string.Join(", ", e.Filled)} taken as said."),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "An event without words."),
    };

    private static Localized AuthorityWord(FilingAuthority authority) => authority.Kind switch
    {
        "authorisation" => new("giấy ủy quyền", "authorisation"),
        "contract" => new("hợp đồng", "contract"),
        _ => new("tiếp nhận trực tiếp", "received in person"),
    };

    private static IEnumerable<string> Doubts(PersonsChecked e) => e.Persons.SelectMany(p => p.Known ? p.Differences : [p.Person]);

    private static Localized ConsentWord(ReuseConsent given) => given.How switch
    {
        "signed-form" => new("phiếu đã ký", "signed form"),
        "portal-otp" => new("mã OTP trên cổng", "one-time password at the portal"),
        "vneid" => new("VNeID", "VNeID"),
        _ => new("cách khác", "in another way"),
    };

    private static Localized Why(string because) => because switch
    {
        DueMoves.Verification => new("do phải xác minh", "because of verification"),
        DueMoves.Supplement => new("không tính thời gian chờ bổ sung", "the wait for the supplement does not count"),
        DueMoves.Confirmation => new("không tính thời gian chờ xác nhận", "the wait for confirmation does not count"),
        DueMoves.Calendar => new("do lịch nghỉ thay đổi", "because the calendar changed"),
        _ => new("do tính lại", "worked out anew"),
    };

    internal static string When(DateTimeOffset at) => at.ToOffset(VietnamTime.Offset).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}

using System.Globalization;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Dossiers;

/// <summary>What happened, in the words that officials and families read. No personal data: a result is mentioned, not shown.</summary>
public static class EventWords
{
    /// <summary>One event.</summary>
    public static Localized Of(DossierEvent happened) => happened switch
    {
        DossierFiled { Authority: { } authority } e => new(
            $"{e.By} đã nộp hồ sơ thay người yêu cầu qua {e.Channel} ({AuthorityWord(authority).Vi} số {authority.Number}, nhân viên {authority.Officer}), hẹn trả {When(e.Due)}.",
            $"{e.By} filed for the applicant through {e.Channel} ({AuthorityWord(authority).En} {authority.Number}, employee {authority.Officer}), due {When(e.Due)}."),
        DossierFiled e => new($"Đã nộp hồ sơ qua {e.Channel}, hẹn trả {When(e.Due)}.", $"Filed through {e.Channel}, due {When(e.Due)}."),
        PossibleDuplicateFound e => new($"Nghi trùng với hồ sơ {e.Other}; tạm giữ chờ xã kiểm tra.", $"Possibly the same as dossier {e.Other}; held for the commune."),
        DuplicateJudged { IsDuplicate: true } => new("Xã xác định hồ sơ bị trùng.", "The commune found it a duplicate."),
        DuplicateJudged => new("Xã xác định không trùng; hồ sơ được giải quyết tiếp.", "The commune found it no duplicate; it goes on."),
        NoticeMatched { Differences.Count: 0 } => new("Đã khớp dữ liệu giấy của bệnh viện.", "Matched with the hospital's notice."),
        NoticeMatched e => new(
            $"Đã nhận dữ liệu giấy của bệnh viện; khác tờ khai ở {string.Join(", ", e.Differences)}.",
            $"Matched with the hospital's notice; it differs at {string.Join(", ", e.Differences)}."),
        OtherPaperFound e => new(
            $"Bệnh viện còn gửi giấy {e.Paper}, có vẻ cho cùng sự việc; xã kiểm tra trước khi đăng ký.",
            $"A hospital also sent the paper {e.Paper}, by its look for the same event; the commune checks before it registers."),
        StepBegun e => new($"Bước {e.Step} bắt đầu, hạn {When(e.Due)}.", $"Step {e.Step} began, due {When(e.Due)}."),
        RequestSent e => new($"Đã gửi yêu cầu bước {e.Step}, lượt {e.Round}.", $"Request for step {e.Step} sent, round {e.Round}."),
        RequestFaulted e => new(
            $"Cơ quan báo yêu cầu bước {e.Step} có {e.Faults.Count} lỗi kỹ thuật; chờ người vận hành.",
            $"The agency found {e.Faults.Count} technical faults in the request for step {e.Step}; waits for an operator."),
        StepAccepted e => new($"Bước {e.Step}: đã tiếp nhận.", $"Step {e.Step}: accepted."),
        SupplementAsked e => new(
            $"Bước {e.Step}: yêu cầu bổ sung {string.Join(", ", e.Records)} trước {When(e.Until)}: {e.Reason}",
            $"Step {e.Step}: supplement asked ({string.Join(", ", e.Records)}) until {When(e.Until)}: {e.Reason}"),
        SupplementGiven e => new($"Bước {e.Step}: đã bổ sung, hạn mới {When(e.Due)}.", $"Step {e.Step}: supplemented, now due {When(e.Due)}."),
        SupplementExpired e => new($"Bước {e.Step}: quá hạn bổ sung, hồ sơ bị trả lại.", $"Step {e.Step}: not supplemented in time, rejected."),
        VerificationNeeded e => new($"Bước {e.Step}: cần xác minh, hạn mới {When(e.Due)}: {e.Reason}", $"Step {e.Step}: to be verified, now due {When(e.Due)}: {e.Reason}"),
        StepReminded e => new($"Bước {e.Step}: đã nhắc cơ quan sắp đến hạn.", $"Step {e.Step}: the agency was reminded."),
        StepOverdue e => new($"Bước {e.Step}: quá hạn.", $"Step {e.Step}: overdue."),
        StepDone e => new($"Bước {e.Step}: đã có kết quả.", $"Step {e.Step}: done."),
        StepRefused e => new($"Bước {e.Step}: từ chối ({e.ReasonCode}): {e.Text}", $"Step {e.Step}: refused ({e.ReasonCode}): {e.Text}"),
        StepSkipped e => new($"Bước {e.Step}: không thực hiện vì bước {e.Because} không có kết quả.", $"Step {e.Step}: not carried out, because step {e.Because} brought no result."),
        StepParked e => new($"Bước {e.Step}: tạm dừng chờ người vận hành ({e.Code}).", $"Step {e.Step}: parked for an operator ({e.Code})."),
        StepResumed e => new($"Bước {e.Step}: người vận hành cho tiếp tục.", $"Step {e.Step}: resumed by an operator."),
        DossierWithdrawn => new("Người dân rút hồ sơ.", "The applicant withdrew."),
        DossierInvalidated e => new($"Người vận hành đóng hồ sơ vì không hợp lệ ({e.ReasonCode}): {e.Text}", $"An operator closed it as invalid ({e.ReasonCode}): {e.Text}"),
        DossierDueMoved e => new(
            $"Hẹn trả của cả hồ sơ chuyển sang {When(e.Due)} ({Why(e.Because).Vi}).", $"The whole dossier is now due {When(e.Due)} ({Why(e.Because).En})."),
        AliasGiven e => new($"Hệ thống {e.Register} ghi hồ sơ với số {e.Number}.", $"The system {e.Register} calls it {e.Number}."),
        PersonsChecked e when e.Persons.All(p => p.Known && p.Differences.Count == 0) => new(
            "Thông tin người khai khớp với Cơ sở dữ liệu quốc gia về dân cư.", "The declared persons agree with the population database."),
        PersonsChecked e => new(
            $"Đã tra Cơ sở dữ liệu quốc gia về dân cư; cần xem: {Doubts(e)}.", $"Looked up in the population database; to be looked at: {Doubts(e)}."),
        RecordReused { Given: { } given } e => new(
            $"Dùng lại giấy tờ {e.Record.Type} từ hồ sơ trước, theo sự đồng ý lúc {When(given.GivenAt)} ({ConsentWord(given).Vi}, số {e.Consent}).",
            $"The record {e.Record.Type} was taken over from an earlier dossier, by the consent of {When(given.GivenAt)} ({ConsentWord(given).En}, {e.Consent})."),
        RecordReused e => new($"Dùng lại giấy tờ {e.Record.Type} từ hồ sơ trước.", $"The record {e.Record.Type} was taken over from an earlier dossier."),
        ConfirmationsAsked e => new(
            $"Bước {e.Step}: chờ {e.From.Count} người xác nhận trên VNeID; thời gian chờ không tính vào hạn.",
            $"Step {e.Step}: {e.From.Count} persons have to confirm in VNeID; the wait does not count."),
        ConfirmationGiven { Paper: null } e => new($"Bước {e.Step}: đã có xác nhận trên VNeID.", $"Step {e.Step}: confirmed in VNeID."),
        ConfirmationGiven e => new($"Bước {e.Step}: đã có xác nhận bằng giấy.", $"Step {e.Step}: confirmed on paper."),
        ConfirmationDenied e => new($"Bước {e.Step}: có người không xác nhận.", $"Step {e.Step}: somebody does not confirm."),
        ConfirmationsReminded e => new($"Bước {e.Step}: đã nhắc người chưa xác nhận.", $"Step {e.Step}: those who have not confirmed were reminded."),
        StepTransferred e => new(
            $"Bước {e.Step}: chuyển từ {e.From} sang {e.To}, hạn giữ nguyên: {e.Reason}", $"Step {e.Step}: handed from {e.From} to {e.To}, the limit stays: {e.Reason}"),
        StepDueMoved e => new(
            $"Bước {e.Step}: hạn tính lại là {When(e.Due)} ({Why(e.Because).Vi}).", $"Step {e.Step}: the limit was worked out anew, {When(e.Due)} ({Why(e.Because).En})."),
        ResultCorrected e => new($"Bước {e.Step}: kết quả được cải chính, bản {e.Edition}: {e.Reason}", $"Step {e.Step}: the result was corrected, edition {e.Edition}: {e.Reason}"),
        ResultCompleted e => new($"Bước {e.Step}: kết quả được bổ sung {string.Join(", ", e.Fields.Keys)}.", $"Step {e.Step}: the result was completed with {string.Join(", ", e.Fields.Keys)}."),
        RequestRenewed e => new(
            $"Bước {e.Step}: kết quả bước {e.Of} được cải chính; gửi lại yêu cầu, lượt {e.Round}, hạn giữ nguyên.",
            $"Step {e.Step}: the result of step {e.Of} was corrected; asked again in round {e.Round}, the limit stays."),
        SameResultFound e => new(
            $"Bước {e.Step}: {e.Field} trùng với kết quả của hồ sơ {e.Other}; cần kiểm tra.", $"Step {e.Step}: dossier {e.Other} has the same {e.Field} in its result; to be looked at."),
        ErrandDone e => new($"Hệ thống {e.Lane} đã xác nhận {e.Errand}.", $"The system {e.Lane} confirmed {e.Errand}."),
        ErrandTaken e => new($"Hệ thống {e.Lane} đã nhận {e.Errand}, chưa xác nhận.", $"The system {e.Lane} has {e.Errand} and has not confirmed it yet."),
        ErrandParked e => new($"Hệ thống {e.Lane} không nhận {e.Errand} ({e.Code}); chờ người vận hành.", $"The system {e.Lane} did not take {e.Errand} ({e.Code}); waits for an operator."),
        ErrandsResumed e => new($"Người vận hành cho gửi tiếp tới {e.Lane}: {e.Reason}", $"An operator lets the errands with {e.Lane} go on: {e.Reason}"),
        StatusReported { Filled.Count: 0 } e => new($"Bước {e.Step}: cơ quan báo trạng thái {e.Number}.", $"Step {e.Step}: the agency's system says status {e.Number}."),
        StatusReported e => new(
            $"Bước {e.Step}: cơ quan báo trạng thái {e.Number}; coi như đã báo {string.Join(", ", e.Filled)}.",
            $"Step {e.Step}: the agency's system says status {e.Number}; {string.Join(", ", e.Filled)} taken as said."),
        DossierClosed => new("Hồ sơ đã đóng.", "The dossier was closed."),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "An event without words."),
    };

    private static Localized AuthorityWord(FilingAuthority authority) => authority.Kind switch
    {
        "authorisation" => new("giấy ủy quyền", "authorisation"),
        "contract" => new("hợp đồng", "contract"),
        _ => new("tiếp nhận trực tiếp", "received in person"),
    };

    private static string Doubts(PersonsChecked e) =>
        string.Join(", ", e.Persons.SelectMany(p => p.Known ? p.Differences : [p.Person]));

    private static Localized ConsentWord(ReuseConsent given) => given.How switch
    {
        "signed-form" => new("phiếu đã ký", "signed form"),
        "portal-otp" => new("mã OTP trên cổng", "one-time password at the portal"),
        "vneid" => new("VNeID", "VNeID"),
        _ => new(given.How, given.How),
    };

    private static Localized Why(string because) => because switch
    {
        DueMoves.Verification => new("do phải xác minh", "because of verification"),
        DueMoves.Supplement => new("không tính thời gian chờ bổ sung", "the wait for the supplement does not count"),
        DueMoves.Confirmation => new("không tính thời gian chờ xác nhận", "the wait for confirmation does not count"),
        DueMoves.Calendar => new("do lịch nghỉ thay đổi", "because the calendar changed"),
        _ => new(because, because),
    };

    internal static string When(DateTimeOffset at) => at.ToOffset(VietnamTime.Offset).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}

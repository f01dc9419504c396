using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;

namespace LienThong.App.Http;

/// <summary>Every refusal that the API itself can give.</summary>
internal static class Problems
{
    public static IResult TokenMissing() => Problem.Of(401, "token-missing",
        "Thiếu token truy cập hợp lệ. Gửi tiêu đề Authorization: Bearer.",
        "A valid access token is missing. Send the header Authorization: Bearer.");

    public static IResult PartnerUnknown() => Problem.Of(403, "partner-unknown",
        "Token hợp lệ nhưng đối tác chưa được đăng ký.", "The token is good but its partner is not registered.");

    public static IResult ScopeMissing(string scope) => Problem.Of(403, "scope-missing",
        $"Đối tác không có quyền \"{scope}\".", $"The partner does not have the scope \"{scope}\".");

    public static IResult OfficerBad() => Problem.Of(400, "officer-bad",
        "Tiêu đề Officer là số hiệu cán bộ: 1 đến 32 ký tự A-Z a-z 0-9 . _ : / -, không phải số định danh cá nhân.",
        "The header Officer is the employee's number: 1 to 32 of A-Z a-z 0-9 . _ : / -, and no personal ID.");

    public static IResult OutsideJurisdiction() => Problem.Of(403, "outside-jurisdiction",
        "Việc này ngoài phạm vi thẩm quyền của đối tác.", "This lies outside the partner's jurisdiction.");

    public static IResult DossierUnknown() => Problem.Of(404, "dossier-unknown",
        "Không có hồ sơ với mã này.", "There is no dossier of this code.");

    public static IResult NumberAmbiguous() => Problem.Of(409, "number-ambiguous",
        "Nhiều hồ sơ có số này ở các hệ thống khác nhau. Dùng mã hồ sơ của hệ thống này.",
        "Several dossiers have this number in different systems. Use the dossier's own code.");

    public static IResult DossierFull() => Problem.Of(409, "dossier-full",
        "Hồ sơ đã quá lớn, không ghi thêm được nội dung này. Không có gì thay đổi.",
        "The dossier has become too large for this to be added. Nothing was changed.");

    public static IResult OperatorSearchesPersons() => Problem.Of(403, "search-not-for-operators",
        "Người vận hành chỉ tìm hồ sơ theo số hồ sơ.", "Operators find dossiers by their numbers only.");

    public static IResult AgencyUnknown() => Problem.Of(404, "agency-unknown",
        "Mã cơ quan không đúng.", "The agency code is not one.");

    public static IResult ProcedureUnknown(string code) => Problem.Of(404, "procedure-unknown",
        $"Không có thủ tục \"{code}\" đang có hiệu lực.", $"No procedure \"{code}\" is in force.");

    public static IResult ProcedureVersionUnknown() => Problem.Of(404, "procedure-version-unknown",
        "Thủ tục không có phiên bản này.", "The procedure has no such version.");

    public static IResult RecordUnknown() => Problem.Of(404, "record-unknown",
        "Hồ sơ không có giấy tờ này.", "The dossier has no such record.");

    public static IResult RecordLinkNone() => Problem.Of(404, "record-link-none",
        "Hồ sơ không có giấy tờ này, hoặc kho lưu trữ không cấp đường dẫn. Hãy tải giấy tờ qua hệ thống.",
        "The dossier has no such record, or its store gives no links. Read the record through the app.");

    public static IResult RecordCorrupt() => Problem.Of(500, "record-corrupt",
        "Giấy tờ lưu trữ đã bị hỏng và không được sử dụng. Hãy tải lên lại, hoặc báo người vận hành.",
        "The stored record is damaged and is not used. Upload it again, or tell the operator.");

    public static IResult InstanceUnknown() => Problem.Of(404, "instance-unknown",
        "Không có tiến trình này.", "There is no such instance.");

    public static IResult InstanceStillRuns() => Problem.Of(409, "instance-still-runs",
        "Tiến trình còn chạy; chỉ khởi động lại khi đã kết thúc.", "The instance still runs; only one that has ended is restarted.");

    public static IResult LaneUnknown() => Problem.Of(404, "lane-unknown",
        "Hồ sơ không có kênh này.", "The dossier has no such lane.");

    public static IResult DeadLetterUnknown() => Problem.Of(404, "dead-letter-unknown",
        "Không có thông điệp lỗi này.", "There is no such dead letter.");

    public static IResult ReportUnknown() => Problem.Of(404, "report-unknown",
        "Không có báo cáo của tuần, phạm vi và bản này.", "There is no report of this week, scope and edition.");

    public static IResult ReportFormNotOffered() => Problem.Of(406, "report-form-not-offered",
        "Báo cáo có các dạng text/html, application/json, text/csv, DOCX và XLSX; dùng Accept hoặc ?format=.",
        "Reports come as text/html, application/json, text/csv, DOCX and XLSX; use Accept or ?format=.");

    public static IResult WeekAhead() => Problem.Of(409, "week-ahead",
        "Tuần này chưa bắt đầu.", "This week has not begun.");

    public static IResult WeekBad() => Invalid([new Fault("week-bad", "/week",
        "Tuần viết theo ISO 8601, ví dụ 2026-W37.", "A week is written as in ISO 8601, for example 2026-W37.")]);

    public static IResult ContinuationBad() => Invalid([new Fault("continuation-bad", "/continuation",
        "continuation không phải do hệ thống cấp cho truy vấn này.", "The continuation was not given by this query.")]);

    public static IResult IdempotencyKeyBad() => Problem.Of(400, "idempotency-key-bad",
        "Idempotency-Key phải gồm 1 đến 128 ký tự ASCII nhìn thấy được.", "Idempotency-Key must be 1 to 128 visible ASCII characters.");

    public static IResult IdempotencyKeyMissing() => Problem.Of(400, "idempotency-key-missing",
        "Nộp hồ sơ phải có tiêu đề Idempotency-Key, để gửi lại không thành hồ sơ thứ hai.",
        "A filing needs the header Idempotency-Key, so that sending it again does not make a second dossier.");

    public static IResult IdempotencyKeyReused() => Problem.Of(422, "idempotency-key-reused",
        "Idempotency-Key này đã dùng cho một nội dung khác.", "This Idempotency-Key was used with another body.");

    public static IResult NotJson() => Problem.Of(415, "not-json",
        "Nội dung phải là application/json.", "The body must be application/json.");

    public static IResult BodyTooLarge(long bytes) => Problem.Of(413, "body-too-large",
        $"Nội dung vượt quá {bytes} byte.", $"The body is larger than {bytes} bytes.");

    public static IResult JsonMalformed(long line, long column) => Problem.Of(400, "json-malformed",
        $"JSON sai cú pháp ở dòng {line + 1}, byte {column + 1}.", $"The JSON is malformed at line {line + 1}, byte {column + 1}.");

    public static IResult Busy(int retryAfterSeconds) => new RetryLater(503, retryAfterSeconds, Problem.Of(503, "storage-unavailable",
        "Hệ thống tạm thời không ghi được. Gửi lại sau.", "The system cannot write at the moment. Send again later."));

    public static IResult NoticeContradicts() => Problem.Of(409, "notice-contradicts",
        "Giấy này của bệnh viện đã được gửi với nội dung khác.", "A notice of this paper was sent before with other content.");

    public static IResult WrongFacility() => Problem.Of(403, "wrong-facility",
        "Bệnh viện chỉ gửi được giấy của chính mình.", "A hospital can only send notices of its own facility.");

    public static IResult WrongSource() => Problem.Of(403, "wrong-source",
        "Đối tác không được gửi số liệu thay cho nguồn này.", "The partner may not send counts for this source.");

    public static IResult BatchContradicts() => Problem.Of(409, "batch-contradicts",
        "Mã lô này đã được gửi với nội dung khác. Số liệu sửa đổi phải gửi bằng mã lô mới.",
        "This batch id was sent before with other content. Counts that were mended are sent under a new batch id.");

    public static IResult ClockOff(TimeSpan by, TimeSpan most) => Problem.Of(422, "source-clock-off",
        $"Đồng hồ của nguồn lệch {by.TotalMinutes:0} phút, cho phép {most.TotalMinutes:0}. Chỉnh đồng hồ rồi gửi lại.",
        $"The source's clock is off by {by.TotalMinutes:0} minutes; {most.TotalMinutes:0} are allowed. Set it and send again.");

    public static IResult TooManyRequests(TimeSpan wait) => new RetryLater(429, Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)), Problem.Of(429, "too-many-requests",
        "Đối tác gửi quá nhiều yêu cầu. Gửi lại sau.", "The partner sends too many requests. Send again later."));

    /// <summary>A refusal of the dossier, as an answer.</summary>
    public static IResult From(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => Of(404, refusal.Faults),
        RefusalKind.Conflict => Of(409, refusal.Faults),
        _ => Invalid(refusal.Faults),
    };

    /// <summary>Everything that is wrong with a request.</summary>
    public static IResult Invalid(IReadOnlyList<Fault> faults) => faults.Count == 1
        ? Of(400, faults)
        : Problem.Of(400, "request-invalid", $"Nội dung có {faults.Count} lỗi.", $"The request has {faults.Count} faults.", faults);

    private static IResult Of(int status, IReadOnlyList<Fault> faults) =>
        Problem.Of(status, faults[0].Code, faults[0].Vi, faults[0].En, faults);

    private sealed class RetryLater(int status, int seconds, IResult problem) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(http);
        }
    }
}

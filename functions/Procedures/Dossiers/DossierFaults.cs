using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>Every refusal that a dossier itself can give, with its stable code.</summary>
public static class DossierFaults
{
    public static Fault StepUnknown(string step) => new("step-unknown", "",
        $"Hồ sơ không có bước \"{step}\".", $"The dossier has no step \"{step}\".");

    public static Fault StepNotBegun(string step) => new("step-not-begun", "",
        $"Bước \"{step}\" chưa bắt đầu. Chờ yêu cầu xử lý rồi mới quyết định.",
        $"Step \"{step}\" has not begun. Wait for its request before deciding.");

    public static Fault StepEnded(string step, StepStatus status) => new("step-ended", "",
        $"Bước \"{step}\" đã kết thúc ({StatusWords.Of(status).Vi}) và không nhận quyết định khác.",
        $"Step \"{step}\" has ended ({StatusWords.Of(status).En}) and takes no other decision.");

    public static Fault DecisionContradicts(string step, StepStatus status) => new("decision-contradicts", "",
        $"Bước \"{step}\" đã có kết luận khác ({StatusWords.Of(status).Vi}). Quyết định mới không được ghi nhận; nếu kết quả đã trả bị sai thì cải chính.",
        $"Step \"{step}\" was concluded otherwise before ({StatusWords.Of(status).En}). The new decision was not recorded; correct the result if the one given was wrong.");

    public static Fault RoundSuperseded(int given, int current) => new("round-superseded", "/round",
        $"Quyết định thuộc lượt {given}, nhưng hồ sơ đã sang lượt {current}. Đọc lại yêu cầu của lượt hiện tại.",
        $"The decision is for round {given}, but the step is in round {current}. Read the current request again.");

    public static Fault RoundUnknown(int given, int current) => new("round-unknown", "/round",
        $"Không có lượt {given}; lượt hiện tại là {current}.", $"There is no round {given}; the current round is {current}.");

    public static Fault SupplementAwaited(string step) => new("supplement-awaited", "",
        $"Bước \"{step}\" đang chờ người dân bổ sung; chưa thể quyết định.",
        $"Step \"{step}\" waits for the applicant's supplement; it cannot be decided now.");

    public static Fault NoSupplementAwaited(string step) => new("no-supplement-awaited", "",
        $"Bước \"{step}\" không yêu cầu bổ sung.", $"Step \"{step}\" waits for no supplement.");

    public static Fault SupplementMissing(string recordType) => new("supplement-record-missing", "/records",
        $"Thiếu giấy tờ được yêu cầu: {recordType}.", $"A record that was asked for is missing: {recordType}.");

    public static Fault ReasonUnknown(string code) => new("reason-unknown", "/reasonCode",
        $"Danh mục lý do không có mã \"{code}\" cho nơi gửi.", $"The catalogue of reasons has no code \"{code}\" for the sender.");

    public static Fault ConfirmationAwaited(string step) => new("confirmation-awaited", "",
        $"Bước \"{step}\" đang chờ xác nhận của người liên quan; chưa thể quyết định.",
        $"Step \"{step}\" waits for the confirmation of persons concerned; it cannot be decided now.");

    public static Fault ConfirmationNotAsked(string step) => new("confirmation-not-asked", "/from",
        $"Bước \"{step}\" không cần xác nhận của người này.", $"Step \"{step}\" needs no confirmation of this person.");

    public static Fault ConfirmationContradicts() => new("confirmation-contradicts", "",
        "Người này đã xác nhận trước đó; ý kiến trái lại không được ghi nhận.", "This person has confirmed before; the contrary was not recorded.");

    public static Fault ConfirmationTooLate(string step) => new("confirmation-too-late", "",
        $"Bước \"{step}\" không còn chờ xác nhận.", $"Step \"{step}\" no longer waits for confirmations.");

    public static Fault ConfirmationOfAnother() => new("confirmation-person-differs", "/personalId",
        "Số định danh không phải của người cần xác nhận trong tờ khai.", "The personal identification number is not that of the declared person.");

    public static Fault PaperNotAccepted(string? accepted) => new("confirmation-paper-not-accepted", "/paper/type",
        accepted is null ? "Bước này chỉ nhận xác nhận trên VNeID." : $"Chỉ nhận giấy tờ loại {accepted} thay cho xác nhận trên VNeID.",
        accepted is null ? "This step takes confirmations in VNeID only." : $"Only a record of type {accepted} stands in for a confirmation in VNeID.");

    public static Fault AnswerMissing() => new("confirmation-answer-missing", "/agrees",
        "Nêu người đó đồng ý hay không, hoặc kèm giấy tờ thay thế.", "Say whether the person agrees, or give the paper in its place.");

    public static Fault NoteMissing() => new("confirmation-note-missing", "/note",
        "Không xác nhận thì phải nêu lý do.", "Who does not confirm says why.");

    public static Fault ResultNotGiven(string step) => new("result-not-given", "",
        $"Bước \"{step}\" chưa có kết quả để cải chính hoặc bổ sung.", $"Step \"{step}\" has no result to correct or complete.");

    public static Fault EditionSuperseded(int given, int current) => new("edition-superseded", "/edition",
        $"Kết quả đã có bản {current}; bản {given} không ghi được nữa. Đọc lại kết quả hiện tại.",
        $"The result has reached edition {current}; edition {given} cannot be written any more. Read the result again.");

    public static Fault EditionUnknown(int given, int next) => new("edition-unknown", "/edition",
        $"Bản tiếp theo là {next}, không phải {given}.", $"The next edition is {next}, not {given}.");

    public static Fault NotLate(string field) => new("field-not-late", "/fields/" + field,
        $"\"{field}\" không phải là thông tin được bổ sung sau.", $"\"{field}\" is not a value that comes late.");

    public static Fault CompletionContradicts(string field) => new("completion-contradicts", "/fields/" + field,
        $"\"{field}\" đã có giá trị khác; dùng cải chính nếu giá trị cũ sai.", $"\"{field}\" holds another value; correct the result if that is wrong.");

    public static Fault TransferNotCommunal(string step) => new("transfer-not-communal", "",
        $"Bước \"{step}\" thuộc cơ quan cấp tỉnh, không chuyển giữa các xã.", $"Step \"{step}\" belongs to an agency of the province; it is not handed between communes.");

    public static Fault TransferUnknown(string commune) => new("transfer-commune-unknown", "/to",
        $"Không có xã mã {commune} đang tồn tại.", $"There is no commune with code {commune} today.");

    public static Fault TransferToItself() => new("transfer-to-itself", "/to",
        "Hồ sơ đang ở chính xã này.", "The step is with this commune already.");

    public static Fault TransferOutsideProvince(string commune) => new("transfer-outside-province", "/to",
        $"Xã {commune} thuộc tỉnh khác; chỉ chuyển được trong cùng một tỉnh.", $"Commune {commune} lies in another province; a step is handed on within its province only.");

    public static Fault TransferUnserved(string commune) => new("transfer-commune-unserved", "/to",
        $"Tại xã {commune} chưa có cơ quan nào kết nối để tiếp nhận bước này; liên hệ người vận hành.",
        $"No agency of commune {commune} is connected that would take this step; tell the operator.");

    public static Fault StepHandedOn(string step, AgencyCode to) => new("step-handed-on", "",
        $"Bước \"{step}\" đã chuyển sang {to}.", $"Step \"{step}\" was handed on to {to}.");

    public static Fault ReasonMissing(string member) => new("reason-missing", "/" + member,
        member == "reasonCode" ? "Phải nêu mã lý do." : "Phải nêu lý do bằng lời.",
        member == "reasonCode" ? "A reason code is required." : "A reason in words is required.");

    public static Fault RecordsMissing() => new("supplement-records-unnamed", "/asked",
        "Phải nêu loại giấy tờ cần bổ sung.", "Name the record types that the applicant has to give.");

    public static Fault RecordTypeUnknown(int index, string type, IEnumerable<string> known) => new(FaultCodes.RecordTypeUnknown, $"/asked/{index}",
        $"Thủ tục không có loại giấy tờ \"{type}\"; dùng một trong: {string.Join(", ", known)}.",
        $"The procedure knows no record type \"{type}\"; use one of: {string.Join(", ", known)}.");

    public static Fault VerificationNotForeseen(string step) => new("verification-not-foreseen", "",
        $"Pháp luật không quy định thời hạn xác minh cho bước \"{step}\".", $"The law foresees no verification for step \"{step}\".");

    public static Fault AlreadyVerifying(string step) => new("already-verifying", "",
        $"Bước \"{step}\" đang được xác minh.", $"Step \"{step}\" is being verified already.");

    public static Fault DossierClosed(DossierCode code) => new("dossier-closed", "",
        $"Hồ sơ {code} đã đóng.", $"Dossier {code} is closed.");

    public static Fault NotHeld(DossierCode code) => new("dossier-not-held", "",
        $"Hồ sơ {code} không bị tạm giữ vì nghi trùng.", $"Dossier {code} is not held as a possible duplicate.");

    public static Fault NotParked(string step) => new("step-not-parked", "",
        $"Bước \"{step}\" không tạm dừng, không cần tiếp tục.", $"Step \"{step}\" is not parked; there is nothing to resume.");

    public static Fault DossierHeld(DossierCode code) => new("dossier-held", "",
        $"Hồ sơ {code} đang tạm giữ vì nghi trùng; chưa bước nào bắt đầu.", $"Dossier {code} is held as a possible duplicate; no step has begun.");
}

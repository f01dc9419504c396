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
        $"Bước \"{step}\" đã có kết luận khác ({StatusWords.Of(status).Vi}). Quyết định mới không được ghi nhận; liên hệ người vận hành nếu kết luận cũ sai.",
        $"Step \"{step}\" was concluded otherwise before ({StatusWords.Of(status).En}). The new decision was not recorded; ask an operator if the earlier one was wrong.");

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

    public static Fault ReasonMissing(string member) => new("reason-missing", "/" + member,
        "Phải nêu mã lý do và nội dung lý do.", "A reason code and a reason in words are both required.");

    public static Fault RecordsMissing() => new("supplement-records-unnamed", "/asked",
        "Phải nêu loại giấy tờ cần bổ sung.", "Name the record types that the applicant has to give.");

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

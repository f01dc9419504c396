using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Dossiers;

/// <summary>Statuses in the words that officials and families read.</summary>
public static class StatusWords
{
    /// <summary>A step's status.</summary>
    public static Localized Of(StepStatus status) => status switch
    {
        StepStatus.Waiting => new("chưa đến lượt", "not begun"),
        StepStatus.ConfirmationAwaited => new("chờ xác nhận trên VNeID", "confirmation in VNeID awaited"),
        StepStatus.Requested => new("đã gửi cơ quan, chờ tiếp nhận", "sent to the agency"),
        StepStatus.Accepted => new("đang xử lý", "being processed"),
        StepStatus.Verifying => new("đang xác minh", "being verified"),
        StepStatus.SupplementAwaited => new("chờ bổ sung", "supplement awaited"),
        StepStatus.Done => new("đã có kết quả", "done"),
        StepStatus.Refused => new("bị từ chối", "refused"),
        StepStatus.Rejected => new("bị trả lại do quá hạn bổ sung", "rejected, not supplemented in time"),
        StepStatus.Skipped => new("không thực hiện", "not carried out"),
        StepStatus.Withdrawn => new("đã dừng", "stopped"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>A dossier's status.</summary>
    public static Localized Of(DossierState state) => state switch
    {
        { Status: DossierStatus.Held } => new("tạm giữ vì nghi trùng", "held as a possible duplicate"),
        { Status: DossierStatus.InProgress } => new("đang giải quyết", "in progress"),
        { Outcome: DossierOutcome.Completed } => new("đã giải quyết xong", "completed"),
        { Outcome: DossierOutcome.PartlyCompleted } => new("đã giải quyết một phần", "partly completed"),
        { Outcome: DossierOutcome.Refused } => new("bị từ chối", "refused"),
        { Outcome: DossierOutcome.Rejected } => new("bị trả lại do quá hạn bổ sung", "rejected, not supplemented in time"),
        { Outcome: DossierOutcome.Withdrawn } => new("người dân đã rút", "withdrawn"),
        { Outcome: DossierOutcome.Invalid } => new("đóng vì không hợp lệ", "closed as invalid"),
        _ => new("trùng với hồ sơ khác", "a duplicate of another dossier"),
    };
}

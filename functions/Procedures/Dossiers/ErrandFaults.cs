using LienThong.Procedures.Faults;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Dossiers;

/// <summary>What is refused of errands and of partners' statuses, each with its stable code.</summary>
public static class ErrandFaults
{
    public static Fault LaneNotParked(string lane) => new("lane-not-parked", "",
        $"Kênh \"{lane}\" không tạm dừng, không cần tiếp tục.", $"The lane \"{lane}\" is not parked; there is nothing to resume.");

    public static Fault ErrandUnknown(string lane, string errand) => new("errand-unknown", "/from",
        $"Kênh \"{lane}\" của hồ sơ không có việc \"{errand}\".", $"The dossier's lane \"{lane}\" has no errand \"{errand}\".");

    public static Fault ReplayKeyUsed() => new("replay-key-used", "",
        "Idempotency-Key này đã dùng cho một lần gửi lại khác của hồ sơ.", "This Idempotency-Key was used for another replay of the dossier.");

    public static Fault StatusUnknown(Lane lane, int number) => new("status-number-unknown", "/status",
        $"Bảng trạng thái \"{lane.Code}\" không cho cơ quan báo trạng thái {number}; các số dùng được: {Sayable(lane)}.",
        $"In the numbers of \"{lane.Code}\" an agency cannot say {number}; it can say {Sayable(lane)}.");

    public static Fault StatusesNotSpoken() => new("statuses-not-spoken", "",
        "Cơ quan này không dùng bảng trạng thái nào; hãy gửi quyết định (decisions).",
        "This agency speaks in no partner's numbers; send decisions instead.");

    public static Fault EarlierStatusMissing(LaneStatus missing, int said) => new("earlier-status-missing", "/status",
        $"Chưa cập nhật trạng thái {missing.Number} ({missing.Name.Vi}), chưa nhận được trạng thái {said}.",
        $"The status {missing.Number} ({missing.Name.En}) has not been said yet, so {said} cannot be taken.");

    public static Fault ResultAlreadyReturned() => new("result-already-returned", "/status",
        "Hồ sơ đã trả kết quả, không được cập nhật trạng thái khác.", "The result has been returned; no other status is taken.");

    public static Fault StatusAfterEnd(LaneStatus end) => new("status-after-end", "/status",
        $"Đã kết thúc ở trạng thái {end.Number} ({end.Name.Vi}), không được cập nhật trạng thái khác.",
        $"It ended with the status {end.Number} ({end.Name.En}); no other status is taken.");

    private static string Sayable(Lane lane) => string.Join(", ", lane.Statuses.Where(status => status.Means is not null).Select(status => status.Number));
}

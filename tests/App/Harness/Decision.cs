using System.Text.Json.Nodes;

namespace LienThong.App.Tests.Harness;

/// <summary>Decisions as agencies send them.</summary>
public static class Decision
{
    public static JsonObject Accept(int round = 1) => new() { ["round"] = round, ["decision"] = "accept" };

    /// <summary>Done, with the least that a step's result must hold.</summary>
    public static JsonObject Done(string step, int round = 1, string number = "1") => new()
    {
        ["round"] = round,
        ["decision"] = "done",
        ["result"] = step switch
        {
            "birth" => new JsonObject { ["registrationNumber"] = number, ["bookNumber"] = "01/2026" },
            "residence" => new JsonObject { ["noticeNumber"] = number },
            "insurance" => new JsonObject { ["socialInsuranceNumber"] = "0123456789" },
            "identity" => new JsonObject { ["issuedOn"] = "2026-09-09" },
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
        },
    };

    public static JsonObject Refuse(int round = 1, string reasonCode = "RC-01", string reason = "Thông tin chưa đúng.") => new()
    {
        ["round"] = round,
        ["decision"] = "refuse",
        ["reasonCode"] = reasonCode,
        ["reason"] = reason,
    };

    public static JsonObject Supplement(int round = 1, string asked = "residence-paper") => new()
    {
        ["round"] = round,
        ["decision"] = "supplement",
        ["asked"] = new JsonArray(asked),
        ["reason"] = "Cần thêm giấy tờ.",
    };

    public static JsonObject Verify(int round = 1) => new() { ["round"] = round, ["decision"] = "verify", ["reason"] = "Cần xác minh nơi ở." };
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace LienThong.App.Tests.Harness;

/// <summary>Decisions as agencies send them.</summary>
public static class Decision
{
    private static int _numbers;

    public static JsonObject Accept(int round = 1) => new() { ["round"] = round, ["decision"] = "accept" };

    /// <summary>Done, with the least that a step's result must hold; a birth also with the child's number. Every registration is
    /// another one unless a number is given.</summary>
    public static JsonObject Done(string step, int round = 1, string? number = null, bool withPersonalId = true) => new()
    {
        ["round"] = round,
        ["decision"] = "done",
        ["result"] = step switch
        {
            "birth" => Registration(number ?? Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture), withPersonalId),
            "residence" => new JsonObject { ["noticeNumber"] = number ?? "1" },
            "insurance" => new JsonObject { ["socialInsuranceNumber"] = "0123456789" },
            "identity" => new JsonObject { ["issuedOn"] = "2026-09-09" },
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
        },
    };

    public static JsonObject Refuse(int round = 1, string reasonCode = "not-eligible", string reason = "Thông tin chưa đúng.") => new()
    {
        ["round"] = round,
        ["decision"] = "refuse",
        ["reasonCode"] = reasonCode,
        ["reason"] = reason,
    };

    /// <summary>The child's number that comes with a registration.</summary>
    public static string PersonalId(string registration) => "001226" + string.Concat(registration.Where(char.IsAsciiDigit)).PadLeft(6, '0');

    private static JsonObject Registration(string number, bool withPersonalId)
    {
        var result = new JsonObject { ["registrationNumber"] = number, ["bookNumber"] = "01/2026" };
        if (withPersonalId)
        {
            result["personalId"] = PersonalId(number);
        }

        return result;
    }

    public static JsonObject Supplement(int round = 1, string asked = "householder-consent") => new()
    {
        ["round"] = round,
        ["decision"] = "supplement",
        ["asked"] = new JsonArray(asked),
        ["reason"] = "Cần thêm giấy tờ.",
    };

    public static JsonObject Verify(int round = 1) => new() { ["round"] = round, ["decision"] = "verify", ["reason"] = "Cần xác minh nơi ở." };
}

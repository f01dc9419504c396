using System.Text.Json.Nodes;
using LienThong.Procedures.Law;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>One round of one step, on an agency's desk.</summary>
internal sealed record StepTask(FiledDossier Filed, string Agency, string Step, int Round, Script Script);

/// <summary>What an agency says for each move, with the papers that belong to it.</summary>
internal sealed class DecisionMaker(Stage stage)
{
    private const int FirstCorrection = 2;

    // Of the catalogue of refusals: those that any agency may give.
    private static readonly string[] Reasons = ["not-eligible", "not-competent", "record-not-valid"];

    /// <summary>Where a move is said.</summary>
    public static string RouteOf(Move move) => move switch
    {
        Move.Transfer => "transfer",
        Move.Correct => "corrections",
        Move.Complete => "completions",
        _ => "decisions",
    };

    /// <summary>What is said. Papers are uploaded into the dossier before.</summary>
    public async Task<JsonObject> MakeAsync(StepTask task, Move move, CancellationToken cancellation) => move switch
    {
        Move.Accept => Decision(task, "accept"),
        Move.Supplement => Decision(task, "supplement", "Hồ sơ chưa rõ, đề nghị bổ sung giấy tờ.").With(
            "asked", new JsonArray(task.Step == "residence" ? "householder-consent" : "other")),
        Move.Verify => Decision(task, "verify", "Cần xác minh nơi cư trú thực tế."),
        Move.Refuse => Decision(task, "refuse", "Cơ quan đã xem xét và không thể giải quyết.").With(
            "reasonCode", stage.Draws.Pick(Reasons, task.Filed.Filing.Number, "reason")),
        Move.Transfer => new()
        {
            ["round"] = task.Round,
            ["to"] = stage.World.NeighbourOf(task.Agency[(task.Agency.LastIndexOf('-') + 1)..]).ToString(),
            ["reason"] = "Hồ sơ thuộc thẩm quyền của xã khác trong tỉnh.",
        },
        Move.Complete => new() { ["fields"] = ResultOf(task, ResultPresence.Late) },
        Move.Correct => (await WithResultAsync(task, new() { ["edition"] = FirstCorrection }, " corrected", cancellation))
            .With("reason", "Đính chính sai sót khi nhập kết quả."),
        Move.Done or Move.Contradict => await WithResultAsync(task, Decision(task, "done"), "", cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, "No such move."),
    };

    private static JsonObject Decision(StepTask task, string decision, string? reason = null)
    {
        var said = new JsonObject { ["round"] = task.Round, ["decision"] = decision };
        return reason is null ? said : said.With("reason", reason);
    }

    private async Task<JsonObject> WithResultAsync(StepTask task, JsonObject said, string edition, CancellationToken cancellation)
    {
        var record = task.Filed.Filing.Law.Step(task.Step).ResultRecord;
        var paper = Paper.Of(record, $"{record} (sample) of dossier {task.Filed.Code}{edition}");
        await stage.Api.UploadAsync(task.Agency, task.Filed.Code, paper.Bytes, cancellation);
        // Whose number comes late: of the commune's own accord, or from the population database if there is one.
        var isLate = task.Filed.Filing.Story == Story.NumberFromOffice || (task.Filed.Filing.Story == Story.NumberLate && stage.Population is not null);
        return said
            .With("result", isLate ? ResultOf(task, ResultPresence.Required) : ResultOf(task, ResultPresence.Required, ResultPresence.Late))
            .With("records", new JsonArray(new JsonObject { ["type"] = paper.Type, ["sha256"] = paper.Sha256 }));
    }

    private JsonObject ResultOf(StepTask task, params IReadOnlyList<ResultPresence> presences) =>
        Results.Of(stage.Draws, task.Filed.Filing.Law.Step(task.Step), task.Filed.Filing, stage.AppClock.GetUtcNow(), presences);
}

/// <summary>JSON that is put together in one expression.</summary>
internal static class JsonObjects
{
    /// <summary>The same object with one member more.</summary>
    public static JsonObject With(this JsonObject json, string name, JsonNode value)
    {
        json[name] = value;
        return json;
    }
}

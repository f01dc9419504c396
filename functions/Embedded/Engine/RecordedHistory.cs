using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Embedded.Engine;

/// <summary>
/// The history of one execution of an instance, taken out of the store. Kept as a file, it tells of later code whether an
/// instance that the earlier code began can go on with it.
/// </summary>
/// <remarks>It holds what went in and out of the instance, and is as confidential as that.</remarks>
public sealed class RecordedHistory
{
    private static readonly HistoryJson Readable = new(new JsonSerializerOptions(HistoryJson.Default.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private readonly HistoryFile _file;

    internal RecordedHistory(HistoryFile file) => _file = file;

    /// <summary>The orchestrator's name.</summary>
    public string Orchestrator => _file.Orchestrator;

    /// <summary>The instance id.</summary>
    public string InstanceId => _file.InstanceId;

    /// <summary>The version that was given at the start; null for none.</summary>
    public string? Version => _file.Version;

    /// <summary>A history from its JSON.</summary>
    /// <exception cref="JsonException">The text is no history.</exception>
    public static RecordedHistory Parse(string json) => new(
        JsonSerializer.Deserialize(json, HistoryJson.Default.HistoryFile) is { Orchestrator: not null, InstanceId: not null, Turns: not null } file
            ? file
            : throw new JsonException("This is no recorded history: it names no orchestrator, no instance or no turns."));

    /// <summary>The history as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(_file, Readable.HistoryFile) + "\n";

    /// <summary>Runs the orchestrator against the history, and nothing else: no activity, no timer.</summary>
    /// <exception cref="HistoryMismatchException">The orchestrator asks for something else than the history holds.</exception>
    /// <exception cref="ArgumentException">There is no such orchestrator.</exception>
    public void Replay(IDurableFunctions functions, ILoggerFactory? loggers = null)
    {
        if (!functions.TryGetOrchestrator(Orchestrator, out var function))
        {
            throw new ArgumentException($"There is no orchestrator '{Orchestrator}'. / Không có hàm điều phối '{Orchestrator}'.", nameof(functions));
        }

        var header = new InstanceHeader
        {
            Seq = _file.Seq,
            Id = InstanceId,
            Name = Orchestrator,
            Version = Version,
            Execution = _file.Execution,
            Parent = _file.Parent,
        };
        var run = new OrchestratorRun(header, function, loggers ?? NullLoggerFactory.Instance, int.MaxValue, () => { });
        var mismatch = Engine.Replay.Mismatch(run, header, _file.Turns);
        run.Close();
        if (mismatch is not null)
        {
            throw mismatch;
        }
    }
}

/// <summary>A recorded history's file.</summary>
internal sealed record HistoryFile(
    string Orchestrator, string InstanceId, string? Version, long Seq, int Execution, ParentLink? Parent, IReadOnlyList<HistoryTurn> Turns);

using System.Text.RegularExpressions;

namespace LienThong.App.Tests.Architecture;

/// <summary>What sources must not say.</summary>
internal static partial class SourceRules
{
    // What an orchestrator must not touch, because a replay would find something else there.
    private static readonly (string Pattern, string What)[] NotInOrchestrators =
    [
        (@"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b|\bTimeProvider\b|\bStopwatch\b|\bEnvironment\.Tick|GetUtcNow|GetTimestamp", "a clock"),
        (@"\bRandom\b|RandomNumberGenerator|\bGuid\.(NewGuid|CreateVersion7)\b", "chance"),
        (@"\bTask\.(Run|Delay|Factory|Yield)\b|\bThread\b|ThreadPool|\bParallel\b|\bTimer\b\s*\(|PeriodicTimer", "another thread or a timer of its own"),
        (@"\.ConfigureAwait\s*\(\s*false|ConfigureAwaitOptions", "ConfigureAwait(false)"),
        (@"\.CancelAsync\s*\(", "CancelAsync"),
        (@"\b(File|Directory|FileStream|HttpClient|HttpRequestMessage|Socket|Console|Sqlite\w*)\b", "input or output"),
        (@"\bIConfiguration\b|\bIOptions\b|\bEnvironment\.GetEnvironmentVariable", "configuration"),
        (@"\bI(Dossier|Record|Worklist|Watch|Notice|Claim|Idempotency)Store\b|\bDossierDesk\b|\bIAgencyRequests\b", "the store or the bus"),
        (@"\bILogger\b|\bILoggerFactory\b|\.Log(Trace|Debug|Information|Warning|Error|Critical)?\s*\(", "a logger that replay repeats"),
        (@"\bstatic\s+(?!readonly\b|class\b|async\b|Task\b|TaskOptions\b)[\w<>?,\[\]]+\s+\w+\s*(=|;)", "static state"),
    ];

    /// <summary>Everything in an orchestrator's source that a replay would not find again.</summary>
    public static IReadOnlyList<string> InOrchestrator(string path, string text)
    {
        var code = Comment().Replace(text, "");

        // A logger from the context is silent while replaying.
        foreach (Match safe in ReplaySafeLogger().Matches(code))
        {
            code = code.Replace(safe.Groups[1].Value + ".Log", "", StringComparison.Ordinal);
        }

        return [.. from rule in NotInOrchestrators where Regex.IsMatch(code, rule.Pattern) select $"{path}: {rule.What}"];
    }

    /// <summary>The runtimes' names come from one place, functions/FunctionsRuntime.props, and no source says them.</summary>
    public static IReadOnlyList<string> InAnySource(string path, string text) =>
        path.StartsWith("functions/Embedded/Surface/", StringComparison.Ordinal) ? [] : [.. RuntimeName().Matches(text).Select(m => $"{path}: {m.Value.Trim()}")];

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(\w+)\s*=\s*context\.CreateReplaySafeLogger\b")]
    private static partial Regex ReplaySafeLogger();

    [GeneratedRegex(@"^[ \t]*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(Microsoft\.DurableTask|Microsoft\.Azure\.Functions|LienThong\.Embedded\.Durable|LienThong\.Embedded\.Functions)\b[^\n]*", RegexOptions.Multiline)]
    private static partial Regex RuntimeName();
}

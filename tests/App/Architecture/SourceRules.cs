using System.Globalization;
using System.Text.RegularExpressions;

namespace LienThong.App.Tests.Architecture;

/// <summary>What sources must not say.</summary>
internal static partial class SourceRules
{
    // What an orchestrator must not touch, because a replay would find something else there.
    private static readonly (string Kind, Regex Pattern)[] NotInOrchestrators =
    [
        ("a clock", new(@"\b(Utc)?Now\b|\bToday\b|\bTimeProvider\b|\bStopwatch\b|\bEnvironment\.Tick|\bGet(UtcNow|LocalNow|Timestamp|ElapsedTime)\b")),
        ("chance", new(@"\bRandom\b|\bRandomNumberGenerator\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bGetRandomFileName\b|\bGetHashCode\b|\bHashCode\.")),
        ("another thread", new(@"\bTask\.(Run|Factory|Yield)\b|\bThread\b|\bThreadPool\b|\bParallel\b|\.AsParallel\b|\.ContinueWith\b")),
        ("a timer of its own", new(@"\bTask\.Delay\b|\bnew\s+(System\.Threading\.)?Timer\b|\bPeriodicTimer\b|\.CancelAfter\b|\bnew\s+CancellationTokenSource\s*\(\s*[^\s)]|\.WaitAsync\b")),
        ("ConfigureAwait(false)", new(@"\.ConfigureAwait\s*\(\s*(continueOnCapturedContext\s*:\s*)?false|\bConfigureAwaitOptions\b")),
        ("CancelAsync", new(@"\.CancelAsync\s*\(")),
        ("blocking", new(@"\.Result\b|\.Wait(All|Any)?\s*\(|\.GetAwaiter\s*\(|\block\s*\(|\bMonitor\b|\bSemaphore(Slim)?\b|\bInterlocked\b")),
        ("input or output", new(@"\b(File|Directory|FileInfo|FileStream|Stream(Reader|Writer)|HttpClient|IHttpClientFactory|HttpRequestMessage|Socket|TcpClient|Dns|Process|Console|Sqlite\w*|Cosmos\w*|Blob\w*|ServiceBus\w*)\b")),
        ("configuration", new(@"\bIConfiguration\w*\b|\bIOptions\w*\b|\bConfigurationManager\b|\bEnvironment\.|\bAppContext\b|\bIHostEnvironment\b")),
        ("a service", new(@"\bI[A-Z]\w*Store\b|\b\w+Desk\b|\bIAgencyRequests\b|\bIMessageBus\b|\bDurableTaskClient\b|\bIServiceProvider\b|\bGetRequiredService\b|\[FromServices\]|\bInstanceServices\b")),
        ("a logger that replay repeats", new(@"\bILogger\w*\b|\.Log(Trace|Debug|Information|Warning|Error|Critical)?\s*\(")),
        ("static state", new(
            @"\bstatic\s+(?!readonly\b|class\b|async\b|partial\b)(volatile\s+)?[\w<>?,.\[\] ]+?\s\w+\s*(=(?!>)|;)"
            + @"|\bstatic\s+(?!class\b)[\w<>?,.\[\] ]+?\s\w+\s*\{[^}]*\bset\b"
            + @"|\bstatic\s+(readonly\s+)?([\w.]+\.)?((Sorted)?(List|Dictionary|Set)|LinkedList|HashSet|Queue|Stack|StringBuilder|Lazy|Concurrent\w+)\b[^;{=(]*(=(?!>)|;|\{)"
            + @"|\bstatic\s+(readonly\s+)?[\w<>?,.]+\[\]\s+\w+\s*(=(?!>)|;|\{)")),
        ("state of the caller", new(@"\bAsyncLocal\b|\bThread(Static|Local)\w*\b|\bActivity\.Current\b|\bCultureInfo\.Current|\bSynchronizationContext\b|\bTimeZoneInfo\.Local\b")),
        ("names without their type", new(@"^\s*(global\s+)?using\s+static\b", RegexOptions.Multiline)),
    ];

    /// <summary>The kinds of things that an orchestrator must not touch.</summary>
    public static IEnumerable<string> Kinds => NotInOrchestrators.Select(rule => rule.Kind);

    /// <summary>Everything in an orchestrator's source that a replay would not find again: <c>path:line: kind</c>.</summary>
    public static IReadOnlyList<string> InOrchestrator(string path, string text)
    {
        var code = NotCode().Replace(text, skipped => skipped.Groups["code"].Success ? skipped.Value : Blank(skipped.Value));

        // A logger from the context is silent while replaying.
        foreach (var logger in ReplaySafeLogger().Matches(code).Select(match => match.Groups[1].Value).Distinct())
        {
            code = Regex.Replace(code, $@"\b{logger}\.Log\w*\s*\(", called => new string(' ', called.Length));
        }

        return
        [
            .. from rule in NotInOrchestrators
               from found in rule.Pattern.Matches(code)
               let line = code.AsSpan(0, found.Index + found.Value.Length - found.Value.TrimStart().Length).Count('\n') + 1
               orderby line
               select string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: {rule.Kind}"),
        ];
    }

    /// <summary>The runtimes' names come from one place, functions/FunctionsRuntime.props, and no source says them.</summary>
    public static IReadOnlyList<string> InAnySource(string path, string text) =>
        path.StartsWith("functions/Embedded/Surface/", StringComparison.Ordinal) ? [] : [.. RuntimeName().Matches(text).Select(m => $"{path}: {m.Value.Trim()}")];

    /// <summary>What a rule of the compliance suite says of one particular engine, except through its task hub.</summary>
    public static IReadOnlyList<string> InComplianceRule(string path, string text) =>
        path.EndsWith("Rules.cs", StringComparison.Ordinal) ? [.. EngineName().Matches(text).Select(m => $"{path}: {m.Value}")] : [];

    // As long as it was, with its lines where they were.
    private static string Blank(string text) => Regex.Replace(text, @"[^\n]", " ");

    // Comments, and strings without code in them; what is written into a string by {} is code.
    [GeneratedRegex(
        """
        (?<code>\$+"{3}[\s\S]*?"{3}|\$@"(?:[^"]|"")*"|@\$"(?:[^"]|"")*"|\$"(?:[^"\\\n]|\\.)*")|"{3}[\s\S]*?"{3}|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|//[^\n]*|/\*[\s\S]*?\*/
        """)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\bLienThong\.Embedded\.(?!Tests\b)\w+|\bMachine\b|\bDurable(Engine|Options|Tables)\b|\bEngine\.\w+|\bRuntimeStore\b|\bVirtualClock\b")]
    private static partial Regex EngineName();

    [GeneratedRegex(@"\b(\w+)\s*=\s*context\.CreateReplaySafeLogger\b")]
    private static partial Regex ReplaySafeLogger();

    [GeneratedRegex(@"^[ \t]*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(Microsoft\.DurableTask|Microsoft\.Azure\.Functions|LienThong\.Embedded\.Durable|LienThong\.Embedded\.Functions)\b[^\n]*", RegexOptions.Multiline)]
    private static partial Regex RuntimeName();
}

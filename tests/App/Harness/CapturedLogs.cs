using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LienThong.App.Tests.Harness;

/// <summary>Everything that the app logs, as text, with the exceptions it logs.</summary>
public sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<CapturedLine> _lines = new();

    public IReadOnlyList<CapturedLine> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(_lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<CapturedLine> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(new CapturedLine(LogLevel.Trace, category, $"scope {state}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new CapturedLine(logLevel, category, $"{formatter(state, exception)} {exception}"));
    }
}

/// <summary>One line of a log.</summary>
public sealed record CapturedLine(LogLevel Level, string Category, string Text)
{
    public override string ToString() => $"{Level} {Category}: {Text}";
}

using System.Collections.Concurrent;

namespace LienThong.Embedded.Hosting;

/// <summary>What in the runtime does not go as it should, now.</summary>
public sealed class RuntimeHealth(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, HealthProblem> _problems = new();

    /// <summary>The problems, by where they are; none if all is well.</summary>
    public IReadOnlyList<HealthProblem> Problems => [.. _problems.Values.OrderBy(problem => problem.Where, StringComparer.Ordinal)];

    /// <summary>Notes a failure. The first of a row keeps its moment.</summary>
    internal void Failed(string where, Exception error) => _problems.AddOrUpdate(
        where,
        _ => new HealthProblem(where, error.GetType().Name, time.GetUtcNow(), 1),
        (_, earlier) => earlier with { Error = error.GetType().Name, Failures = earlier.Failures + 1 });

    /// <summary>Notes that it goes well again.</summary>
    internal void Recovered(string where) => _problems.TryRemove(where, out _);
}

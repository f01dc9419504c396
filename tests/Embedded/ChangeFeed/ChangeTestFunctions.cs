using System.Globalization;
using LienThong.Embedded.Tests.Hosting;

namespace LienThong.Embedded.Tests.ChangeFeed;

internal static class ChangeTestFunctions
{
    internal sealed record Number(int Value);

    /// <summary>Notes each page; fails on a page with the number 13 while the gate "luck" is closed.</summary>
    internal sealed class FromBeginning(Journal journal)
    {
        [Function("FromBeginning")]
        public void Run(
            [CosmosDBTrigger("db", "numbers", StartFromBeginning = true, MaxItemsPerInvocation = 3)] IReadOnlyList<Number> changes, FunctionContext context)
        {
            journal.Add(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', changes.Select(change => change.Value))}/{context.RetryContext.RetryCount}"));
            if (changes.Any(change => change.Value == 13) && !journal.Gate("luck").Task.IsCompleted)
            {
                throw new InvalidOperationException();
            }
        }
    }

    /// <summary>Fails four times on its first page.</summary>
    internal sealed class Patient(Journal journal, TimeProvider time)
    {
        [Function("Patient")]
        [ExponentialBackoffRetry(-1, "00:00:10", "00:00:30")]
        public void Run([CosmosDBTrigger("db", "numbers", StartFromBeginning = true)] IReadOnlyList<Number> changes, FunctionContext context)
        {
            journal.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss} {changes.Count}"));
            if (context.RetryContext.RetryCount < 4)
            {
                throw new InvalidOperationException();
            }
        }
    }

    internal sealed class FromNow(Journal journal)
    {
        [Function("FromNow")]
        public void Run([CosmosDBTrigger("db", "numbers")] IReadOnlyList<Number> changes) =>
            journal.Add(string.Join(' ', changes.Select(change => change.Value)));
    }

    internal sealed class Delayed(Journal journal, TimeProvider time)
    {
        [Function("Delayed")]
        public void Run([CosmosDBTrigger("db", "numbers", StartFromBeginning = true, FeedPollDelay = 500)] IReadOnlyList<Number> changes) =>
            journal.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():ss.fff} {string.Join(' ', changes.Select(change => change.Value))}"));
    }

    internal sealed class Slow(Journal journal)
    {
        [Function("SlowChanges")]
        public async Task Run([CosmosDBTrigger("db", "numbers", StartFromBeginning = true)] IReadOnlyList<Number> changes)
        {
            journal.Add($"in {changes.Count}");
            await journal.Gate("slow").Task;
            journal.Add($"out {changes.Count}");
        }
    }
}

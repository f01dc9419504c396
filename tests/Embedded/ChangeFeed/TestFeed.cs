using System.Globalization;
using LienThong.Embedded.ChangeFeed;

namespace LienThong.Embedded.Tests.ChangeFeed;

/// <summary>A store of numbers with a change feed; it outlives the apps that read it, as a file does.</summary>
internal sealed class TestFeed : IChangeFeedSource
{
    private readonly Lock _gate = new();
    private readonly List<string> _items = [];

    public string Database => "db";

    public string Container => "numbers";

    public event Action? Changed;

    public int Reads { get; private set; }

    public void Add(params IEnumerable<int> numbers)
    {
        lock (_gate)
        {
            _items.AddRange(numbers.Select(number => $$"""{ "value": {{number}} }"""));
        }

        Changed?.Invoke();
    }

    public Task<ChangePage> ReadAsync(string? continuation, int max, CancellationToken cancellation)
    {
        lock (_gate)
        {
            Reads++;
            var from = continuation is null ? 0 : int.Parse(continuation, CultureInfo.InvariantCulture);
            var items = _items.Skip(from).Take(max).ToList();
            return Task.FromResult(new ChangePage(items, (from + items.Count).ToString(CultureInfo.InvariantCulture)));
        }
    }
}

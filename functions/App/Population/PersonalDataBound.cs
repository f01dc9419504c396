namespace LienThong.App.Population;

/// <summary>How often one partner may ask for personal data or records in one minute, in this instance of the app.</summary>
public sealed class PersonalDataBound(PopulationOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private DateTimeOffset _minute;

    /// <summary>Counts one question.</summary>
    /// <returns>How long to wait when it is one too many; null when it may go on.</returns>
    public TimeSpan? Take(string partner)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (now >= _minute + TimeSpan.FromMinutes(1))
            {
                _minute = now;
                _asked.Clear();
            }

            var asked = _asked.GetValueOrDefault(partner) + 1;
            _asked[partner] = asked;
            return asked <= options.QuestionsPerMinute ? null : _minute + TimeSpan.FromMinutes(1) - now;
        }
    }
}

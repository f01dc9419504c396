using LienThong.Procedures.Identifiers;

namespace LienThong.App.Population;

/// <summary>How often one partner may ask for a person under a wrong name or birth date, in this instance of the app. Who has a
/// number and a name could else try one birth date after another until the person's entry opens.</summary>
public sealed class WrongGuesses(TimeProvider time)
{
    /// <summary>How many wrong guesses of one number a partner has in a day.</summary>
    public const int Most = 5;

    // Families mistype; a partner with more wrong numbers in a day than this looks for something. It also bounds the memory.
    private const int MostNumbers = 10_000;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<PersonalId, int>> _wrong = new(StringComparer.Ordinal);
    private DateTimeOffset _since;

    /// <summary>Whether a partner has guessed a number too often, and is not told any more whether it is right this time.</summary>
    public bool IsTooMany(string partner, PersonalId number)
    {
        lock (_gate)
        {
            var wrong = Of(partner);
            return wrong.GetValueOrDefault(number) >= Most || wrong.Count >= MostNumbers;
        }
    }

    /// <summary>A partner asked for somebody whom nobody knows by this number, name and birth date.</summary>
    public void Note(string partner, PersonalId number)
    {
        lock (_gate)
        {
            var wrong = Of(partner);
            wrong[number] = wrong.GetValueOrDefault(number) + 1;
        }
    }

    private Dictionary<PersonalId, int> Of(string partner)
    {
        var now = time.GetUtcNow();
        if (now >= _since + Day)
        {
            _since = now;
            _wrong.Clear();
        }

        return _wrong.TryGetValue(partner, out var wrong) ? wrong : _wrong[partner] = [];
    }
}

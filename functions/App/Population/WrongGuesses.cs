using LienThong.Procedures.Identifiers;

namespace LienThong.App.Population;

/// <summary>How often one partner may ask for a person in vain, in this instance of the app. Who has a number and a name could
/// else try one birth date after another until the person's entry opens.</summary>
/// <param name="time">The app's clock.</param>
/// <param name="mostNumbers">With how many numbers a partner may have asked in vain in a day. It also bounds the memory.</param>
public sealed class WrongGuesses(TimeProvider time, int mostNumbers)
{
    /// <summary>The code of the fault when it was too often.</summary>
    public const string TooMany = "person-guessed-too-often";

    /// <summary>How many wrong guesses of one number a partner has in a day.</summary>
    public const int Most = 5;

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
            return wrong.GetValueOrDefault(number) >= Most || wrong.Count >= mostNumbers;
        }
    }

    /// <summary>A partner asked for somebody and was told nothing.</summary>
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

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

    /// <summary>A partner begins to ask for somebody by each of these numbers. Each counts as wrong until it is known to be none, so that
    /// many questions at the same time are no more guesses than one after another.</summary>
    public Guess Begin(string partner, IEnumerable<PersonalId> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        lock (_gate)
        {
            var wrong = Of(partner);
            HashSet<PersonalId> tooMany = [];
            List<PersonalId> open = [];
            foreach (var number in numbers)
            {
                if (wrong.GetValueOrDefault(number) >= Most || wrong.Count >= mostNumbers)
                {
                    tooMany.Add(number);
                }
                else
                {
                    wrong[number] = wrong.GetValueOrDefault(number) + 1;
                    open.Add(number);
                }
            }

            return new Guess(tooMany, open, right => GiveBack(wrong, right));
        }
    }

    private void GiveBack(Dictionary<PersonalId, int> wrong, IEnumerable<PersonalId> right)
    {
        lock (_gate)
        {
            foreach (var number in right)
            {
                if (--wrong[number] == 0)
                {
                    wrong.Remove(number);
                }
            }
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

/// <summary>What a partner asks at once. Disposed, it gives back what turned out not to be wrong, or was never looked up.</summary>
public sealed class Guess(IReadOnlySet<PersonalId> tooMany, List<PersonalId> open, Action<IEnumerable<PersonalId>> giveBack) : IDisposable
{
    /// <summary>The numbers that were guessed too often: the partner is not told any more whether it is right this time.</summary>
    public IReadOnlySet<PersonalId> TooMany => tooMany;

    /// <summary>The partner asked by this number and is told nothing.</summary>
    public void WasWrong(PersonalId number) => open.Remove(number);

    /// <inheritdoc />
    public void Dispose()
    {
        giveBack(open);
        open.Clear();
    }
}

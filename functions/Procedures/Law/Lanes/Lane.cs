using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law.Lanes;

/// <summary>
/// Another system that dossiers owe something: the numbers in which it speaks of a dossier, what it is told and when, which
/// results it gets, and what its answers mean. One file of the law for each; a local deviation is a file of its own.
/// </summary>
public sealed record Lane
{
    /// <summary>Its code, for example "portal". A partner takes part in the lane of its kind's name unless the registry names another.</summary>
    public required string Code { get; init; }

    public required Localized Name { get; init; }

    /// <summary>The kind of partner that is told, for example "province".</summary>
    public required string Receiver { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which a dossier may be filed that owes it something; null while it stands.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The kinds of agency whose systems answer in these numbers instead of decisions.</summary>
    public IReadOnlyList<string> Speakers { get; init; } = [];

    /// <summary>The kind of agency of whose steps the numbers speak; null when they speak of the whole dossier.</summary>
    public string? StepsOf { get; init; }

    /// <summary>The numbers; empty when it is told none.</summary>
    public IReadOnlyList<LaneStatus> Statuses { get; init; } = [];

    /// <summary>Which dossiers' results it gets; null when it gets none.</summary>
    public LaneResults? Results { get; init; }

    /// <summary>The questions that it is asked: kinds of errands.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>The top-level members of the declaration that it gets to see.</summary>
    public IReadOnlyList<string> Discloses { get; init; } = [];

    /// <summary>What its answers mean, in order; the first that fits holds.</summary>
    public IReadOnlyList<AnswerRule> Answers { get; init; } = [];

    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>Whether dossiers filed on a day (in Vietnam) owe it anything.</summary>
    public bool IsInForce(DateOnly day) => ValidFrom <= day && !(ValidTo < day);

    /// <summary>The status of a number; null when it has none such.</summary>
    public LaneStatus? Status(int number) => Statuses.FirstOrDefault(status => status.Number == number);

    /// <summary>The numbers that must have been told before one, earliest first; without the number itself.</summary>
    public IReadOnlyList<LaneStatus> Before(LaneStatus status)
    {
        List<LaneStatus> chain = [];
        Walk(status);
        return chain;

        void Walk(LaneStatus of)
        {
            foreach (var number in of.After)
            {
                var before = Status(number)!;
                if (!chain.Contains(before))
                {
                    Walk(before);
                    chain.Add(before);
                }
            }
        }
    }
}

/// <summary>Which dossiers' results a system gets.</summary>
/// <param name="When">A condition on the declaration; null is always.</param>
public sealed record LaneResults(Condition? When);

using LienThong.Procedures.Declarations;

namespace LienThong.Procedures.Law.Lanes;

/// <summary>What it means when a system answers with certain words, whatever its HTTP status.</summary>
/// <param name="Says">Words that stand in one of the texts of its answer, in any case of letters and either way of writing Vietnamese ones.</param>
/// <param name="Means">What is to be made of them.</param>
/// <param name="Statuses">The numbers in answer to which they mean that; null is any, and anything that is not a status.</param>
public sealed record AnswerRule(string Says, AnswerMeaning Means, IReadOnlyList<int>? Statuses = null)
{
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Whether the rule is about an answer to this status that holds these texts.</summary>
    public bool Fits(int? status, IEnumerable<string> texts) =>
        (Statuses is null || (status is { } number && Statuses.Contains(number)))
        && texts.Any(text => Key(text).Contains(Key(Says), StringComparison.Ordinal));

    // The words alone, however they are put together.
    private static string Key(string text) => NameKey.Of(new string([.. text.Select(letter => char.IsPunctuation(letter) ? ' ' : letter)]));
}

/// <summary>What is to be made of an answer.</summary>
public enum AnswerMeaning
{
    /// <summary>It has it from earlier: done.</summary>
    Already,

    /// <summary>It will take it later: try again.</summary>
    Later,

    /// <summary>It will never take it: an operator must look.</summary>
    Permanent,
}

namespace LienThong.App.Population;

/// <summary>The population database does not answer just now; the same call may succeed later.</summary>
/// <param name="why">What was seen, without personal data.</param>
/// <param name="after">How long it wants to be left alone; null when it did not say.</param>
public sealed class PopulationUnavailableException(string why, TimeSpan? after = null) : Exception(why)
{
    /// <summary>How long it wants to be left alone.</summary>
    public TimeSpan? After => after;
}

/// <summary>The population database refuses the call, or answers what its contract does not allow; the same call again would
/// bring the same.</summary>
/// <param name="code">Its problem code, or <c>population-answer-wrong</c>.</param>
/// <param name="why">What was seen, without personal data.</param>
public sealed class PopulationRefusedException(string code, string why) : Exception(why)
{
    /// <summary>A code of the contract, or <see cref="AnswerWrong"/>.</summary>
    public string Code => code;

    /// <summary>The answer does not keep to the contract, or is about somebody else.</summary>
    public const string AnswerWrong = "population-answer-wrong";
}

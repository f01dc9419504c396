namespace LienThong.Simulator.Api;

/// <summary>The app answered something that the contract does not foresee for what a player asked.</summary>
internal sealed class UnexpectedAnswerException(string request, Answer answer)
    : Exception($"{request}: {(int)answer.Status} {answer.Body}")
{
    /// <summary>What it answered.</summary>
    public Answer Answer { get; } = answer;
}

namespace LienThong.Benchmarks.Durable;

/// <summary>Someone outside who answers every question with an event, in their own time and not in the activity's.</summary>
internal sealed class Partner(DurableTaskClient client)
{
    private volatile Exception? _failed;

    /// <summary>Takes a question. The answer, number times round, comes by itself.</summary>
    public void Ask(Workflows.Question question) => _ = AnswerAsync(question);

    /// <exception cref="InvalidOperationException">An answer could not be given.</exception>
    public void ThrowIfFailed()
    {
        if (_failed is { } cause)
        {
            throw new InvalidOperationException("An answer could not be given.", cause);
        }
    }

    private async Task AnswerAsync(Workflows.Question question)
    {
        try
        {
            await Task.Yield();
            await client.RaiseEventAsync(question.Instance, Workflows.Answered, question.Number * question.Round);
        }
        catch (Exception cause)
        {
            _failed = cause;
        }
    }
}

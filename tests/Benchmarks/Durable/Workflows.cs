namespace LienThong.Benchmarks.Durable;

/// <summary>The workflows that are measured. `peers/` has the same ones for other engines, step by step.</summary>
internal sealed class Workflows(Partner partner)
{
    /// <summary>What an orchestration asks its partner for.</summary>
    public sealed record Question(string Instance, int Number, int Round);

    public const string Answered = "answered";

    /// <summary>Three times: an activity asks a partner, and the partner's answer is waited for, an hour at most.</summary>
    [Function("Asks")]
    public static async Task<int> AsksAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.GetInput<int>();
        var sum = 0;
        for (var round = 1; round <= 3; round++)
        {
            sum += await context.CallActivityAsync<int>("Ask", new Question(context.InstanceId, number, round));
            sum += await context.WaitForExternalEvent<int>(Answered, TimeSpan.FromHours(1));
        }

        return sum;
    }

    /// <summary>What <see cref="AsksAsync"/> returns.</summary>
    public static int Asked(int number) => (9 * number) + 6;

    [Function("Ask")]
    public int Ask([ActivityTrigger] Question question)
    {
        partner.Ask(question);
        return question.Number + question.Round;
    }

    /// <summary>Five activities, one after the other.</summary>
    [Function("Counts")]
    public static async Task<int> CountsAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.GetInput<int>();
        for (var step = 1; step <= 5; step++)
        {
            number = await context.CallActivityAsync<int>("Count", number);
        }

        return number;
    }

    /// <summary>What <see cref="CountsAsync"/> returns.</summary>
    public static int Counted(int number) => number + 5;

    [Function("Count")]
    public static int Count([ActivityTrigger] int number) => number + 1;

    /// <summary>Waits for an answer, thirty days at most.</summary>
    [Function("Waits")]
    public static async Task<int> WaitsAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<int>(Answered, TimeSpan.FromDays(30)) + context.GetInput<int>();
}

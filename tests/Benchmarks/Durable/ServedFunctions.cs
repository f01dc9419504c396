using LienThong.Embedded.Store;
using Microsoft.AspNetCore.Http;

namespace LienThong.Benchmarks.Durable;

/// <summary>What the process of R and I answers.</summary>
internal sealed class ServedFunctions(RuntimeStore store)
{
    /// <summary>How many transactions the process has committed.</summary>
    [Function("Commits")]
    public IResult Commits([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "commits")] HttpRequest request) =>
        Results.Text($"{store.Commits}");

    /// <summary>Tells a waiting instance, and returns what it then returns.</summary>
    [Function("Answer")]
    public static async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "answers/{instance}")] HttpRequest request,
        string instance,
        [DurableClient] DurableTaskClient client)
    {
        await client.RaiseEventAsync(instance, Workflows.Answered, int.Parse(request.Query["answer"]!, null), request.HttpContext.RequestAborted);
        var ended = await client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
        return Results.Text(ended.SerializedOutput);
    }
}

using Microsoft.AspNetCore.Http;

namespace LienThong.Embedded.Tests.Hosting;

internal sealed class DurableTestFunctions(Journal journal)
{
    internal sealed record Order(string Item, int Count);

    [Function("Begin")]
    public static async Task<IResult> Begin(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client)
    {
        var instance = await client.ScheduleNewOrchestrationInstanceAsync(
            "Fulfil", new Order(request.Query["item"]!, 2), new StartOrchestrationOptions(id));
        return Results.Accepted(value: instance);
    }

    [Function("Look")]
    public static async Task<IResult> Look(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        await client.GetInstanceAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted) is { } found
            ? Results.Text($"{found.RuntimeStatus} {found.ReadOutputAs<string>()}")
            : Results.NotFound();

    [Function("Fulfil")]
    public static async Task<string> Fulfil([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var order = context.GetInput<Order>()!;
        var packed = await context.CallActivityAsync<Order>("Pack", order);
        await context.CreateTimer(TimeSpan.FromDays(3), CancellationToken.None);
        var weight = await context.CallActivityAsync<int>("Weigh", packed.Count);
        return $"{packed.Item} {packed.Count} {weight}";
    }

    [Function("Pack")]
    public async Task<Order> Pack([ActivityTrigger] Order order, FunctionContext context)
    {
        await Task.Yield();
        journal.Add($"pack {order.Item} for {context.BindingContext.BindingData["instanceId"]}");
        return order with { Count = order.Count + 1 };
    }

    [Function("WeighFunction")]
    public static int Weigh([ActivityTrigger(Activity = "Weigh")] int count) => count * 10;

    internal sealed class Names(Journal journal) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Add($"around {context.FunctionDefinition.Name}");
            return next(context);
        }
    }
}

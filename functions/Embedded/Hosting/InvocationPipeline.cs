namespace LienThong.Embedded.Hosting;

/// <summary>The middleware in the order it was registered, and the function at its end.</summary>
internal sealed class InvocationPipeline
{
    private readonly FunctionExecutionDelegate _first;

    public InvocationPipeline(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) =>
        _first = middleware.Reverse().Aggregate((FunctionExecutionDelegate)CallAsync, (next, around) => around(next));

    /// <summary>Runs an invocation; its result, if the middleware let it come to one, stands in it afterwards.</summary>
    public Task RunAsync(Invocation invocation) => _first(invocation);

    private static async Task CallAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        invocation.Result = await invocation.Function.CallAsync(invocation);
    }
}

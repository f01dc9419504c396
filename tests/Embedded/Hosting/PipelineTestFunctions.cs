using Microsoft.AspNetCore.Http;

namespace LienThong.Embedded.Tests.Hosting;

internal sealed class PipelineTestFunctions(Journal journal, PipelineTestFunctions.Scoped scoped)
{
    [Function("OverHttp")]
    public string OverHttp([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => Ran(context, request);

    [Function("OnMessage")]
    public void OnMessage([ServiceBusTrigger("%Prefix%-queue")] string message, FunctionContext context) => Ran(context, message);

    [Function("OnTimer")]
    public Task OnTimer([TimerTrigger("%Schedule%")] TimerInfo timer, FunctionContext context) => Task.FromResult(Ran(context, timer));

    private string Ran(FunctionContext context, object payload)
    {
        journal.Add($"{context.FunctionDefinition.Name} {payload is not null} http:{context.GetHttpContext() is not null} scope:{scoped.Number}");
        return "ran";
    }

    internal sealed class Scoped(Journal journal) : IDisposable
    {
        private static int _count;

        public int Number { get; } = Interlocked.Increment(ref _count);

        public void Dispose() => journal.Add($"disposed:{Number}");
    }

    internal sealed class Outer(Journal journal) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Add($"outer in {context.FunctionDefinition.Name}");
            await next(context);
            journal.Add("outer out");
        }
    }

    internal sealed class Inner(Journal journal) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var scoped = (Scoped)context.InstanceServices.GetService(typeof(Scoped))!;
            journal.Add($"inner in scope:{scoped.Number}");
            await next(context);
            journal.Add("inner out");
        }
    }

    internal sealed class Refusing : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (context.GetHttpContext() is { } http)
            {
                http.Response.StatusCode = 403;
                await http.Response.WriteAsync("refused");
            }
        }
    }
}

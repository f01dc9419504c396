namespace LienThong.Embedded.Functions;

/// <summary>Stands around every invocation, whatever triggered it. One instance serves the app.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Called for an invocation; <paramref name="next"/> is the rest of the way to the function.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}

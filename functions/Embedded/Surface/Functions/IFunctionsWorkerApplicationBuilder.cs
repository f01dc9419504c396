using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Functions;

/// <summary>What middleware and services are added to.</summary>
public interface IFunctionsWorkerApplicationBuilder
{
    /// <summary>The app's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Puts something around every invocation, inside what was added before.</summary>
    IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware);
}

using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Functions;

/// <summary>Adding middleware.</summary>
public static class FunctionsWorkerMiddlewareExtensions
{
    /// <summary>Puts <typeparamref name="T"/> around every invocation, inside what was added before.</summary>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
        where T : class, IFunctionsWorkerMiddleware
    {
        builder.Services.AddSingleton<T>();
        return builder.Use(next => context => context.InstanceServices.GetRequiredService<T>().Invoke(context, next));
    }
}

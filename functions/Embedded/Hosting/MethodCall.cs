using System.Linq.Expressions;
using System.Reflection;

namespace LienThong.Embedded.Hosting;

/// <summary>Calls methods known only by reflection as fast as if they were known, whatever they return.</summary>
internal static class MethodCall
{
    private static readonly Task<object?> Nothing = Task.FromResult<object?>(null);

    /// <summary>A delegate from instance (null if static) and arguments to the result, null for a method without one.</summary>
    /// <remarks>An exception thrown before the first await comes as a failed task too.</remarks>
    public static Func<object?, object?[], Task<object?>> Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var values = method.GetParameters().Select((parameter, i) =>
            Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType));
        var call = Expression.Call(method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!), method, values);

        Expression result = Unwrap(method.ReturnType) is { } unwrap
            ? Expression.Call(unwrap, call)
            : method.ReturnType == typeof(void)
                ? Expression.Block(call, Expression.Constant(Nothing))
                : Expression.Call(typeof(Task), nameof(Task.FromResult), [typeof(object)], Expression.Convert(call, typeof(object)));

        var compiled = Expression.Lambda<Func<object?, object?[], Task<object?>>>(result, instance, arguments).Compile();
        return (target, values) =>
        {
            try
            {
                return compiled(target, values);
            }
            catch (Exception e)
            {
                return Task.FromException<object?>(e);
            }
        };
    }

    /// <summary>The type that a method gives once awaited: <see cref="void"/> for none.</summary>
    public static Type ResultType(MethodInfo method) => method.ReturnType switch
    {
        var type when type == typeof(Task) || type == typeof(ValueTask) => typeof(void),
        { IsGenericType: true } type when type.GetGenericTypeDefinition() is var open
            && (open == typeof(Task<>) || open == typeof(ValueTask<>)) => type.GetGenericArguments()[0],
        var type => type,
    };

    private static MethodInfo? Unwrap(Type type)
    {
        var (name, argument) = type switch
        {
            _ when type == typeof(Task) => (nameof(OfTask), null),
            _ when type == typeof(ValueTask) => (nameof(OfValueTask), null),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Task<>) => (nameof(OfTaskWithResult), type.GetGenericArguments()[0]),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ValueTask<>) => (nameof(OfValueTaskWithResult), type.GetGenericArguments()[0]),
            _ => ((string?)null, (Type?)null),
        };
        var method = name is null ? null : typeof(MethodCall).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
        return argument is null ? method : method!.MakeGenericMethod(argument);
    }

    // No ConfigureAwait(false) here: an orchestrator's continuations have to stay on its own context.
    private static Task<object?> OfTask(Task task)
    {
        return task.IsCompletedSuccessfully ? Nothing : Wait(task);

        static async Task<object?> Wait(Task task)
        {
            await task;
            return null;
        }
    }

    private static async Task<object?> OfTaskWithResult<T>(Task<T> task) => await task;

    private static async Task<object?> OfValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async Task<object?> OfValueTaskWithResult<T>(ValueTask<T> task) => await task;
}

using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Hosting;

/// <summary>Makes the objects that functions are methods of.</summary>
internal static class InstanceActivator
{
    /// <summary>A registered class comes from the services; any other is made anew, its constructor given services.</summary>
    public static Func<IServiceProvider, object> For(Type type)
    {
        var factory = ActivatorUtilities.CreateFactory(type, []);
        return services => services.GetService(type) ?? factory(services, null);
    }

    /// <summary>What the constructor needs; nothing can be said of a class with several.</summary>
    public static IReadOnlyList<Type> Dependencies(Type type) => type.GetConstructors() is [var constructor]
        ? [.. constructor.GetParameters()
            .Where(parameter => !parameter.HasDefaultValue && !parameter.IsDefined(typeof(FromKeyedServicesAttribute), inherit: false))
            .Select(parameter => parameter.ParameterType)]
        : [];
}

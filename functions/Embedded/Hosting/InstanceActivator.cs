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
}

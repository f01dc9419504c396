using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Queues;

/// <summary>Declares queues and topics. Those that a function listens or returns to need no declaration.</summary>
public static class QueueServices
{
    /// <summary>Lets a queue be sent to that no function of the app listens to: its messages wait.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services, string name) =>
        services.AddSingleton(new DeclaredEntity(name, IsTopic: false));

    /// <summary>Lets a topic be sent to that no function of the app listens to: its messages go nowhere, as on Azure.</summary>
    public static IServiceCollection AddTopic(this IServiceCollection services, string name) =>
        services.AddSingleton(new DeclaredEntity(name, IsTopic: true));
}

using LienThong.Embedded.ChangeFeed;
using LienThong.Embedded.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Hosting;

/// <summary>The app's functions, each with what feeds it.</summary>
internal sealed record StartPlan(
    FunctionCatalogue Catalogue,
    IReadOnlyList<(AppFunction Function, QueueState Queue)> Messages,
    IReadOnlyList<(AppFunction Function, Trigger.Changes Trigger, IChangeFeedSource Source)> Changes)
{
    /// <summary>Puts it together.</summary>
    /// <exception cref="StartupRefusedException">It does not fit together; every reason is listed.</exception>
    public static StartPlan Make(IServiceProvider services, EmbeddedOptions options)
    {
        var catalogue = services.GetRequiredService<FunctionCatalogue>();
        var faults = options.Faults().Concat(catalogue.Faults).ToList();
        faults.AddRange(MissingServices(services, catalogue));
        var messages = FindMessages(services, catalogue, faults);
        var changes = FindChanges(services, catalogue, faults);
        return faults.Count == 0 ? new StartPlan(catalogue, messages, changes) : throw new StartupRefusedException(faults);
    }

    private static IEnumerable<FunctionFault> MissingServices(IServiceProvider services, FunctionCatalogue catalogue)
    {
        var known = services.GetRequiredService<IServiceProviderIsService>();
        return
            from function in catalogue.Functions
            from type in function.Dependencies
            where !known.IsService(type)
            select new FunctionFault("function.service", function.Name,
                $"dịch vụ {type.Name} chưa được đăng ký", $"the service {type.Name} is not registered");
    }

    private static List<(AppFunction, QueueState)> FindMessages(IServiceProvider services, FunctionCatalogue catalogue, List<FunctionFault> faults)
    {
        var entities = services.GetRequiredService<Entities>();
        var messages = new List<(AppFunction, QueueState)>();
        foreach (var (function, trigger) in catalogue.With<Trigger.Message>())
        {
            if (Fits(trigger.Entity, trigger.Subscription is not null, function.Name))
            {
                messages.Add((function, trigger.Subscription is { } subscription
                    ? entities.AddSubscription(trigger.Entity, subscription, trigger.HasSessions)
                    : entities.AddQueue(trigger.Entity, trigger.HasSessions)));
            }
        }

        var outputs = catalogue.Functions.Where(function => function.Output is not null).Select(function => (function.Name, function.Output!.Entity, function.Output.IsTopic));
        var declared = services.GetServices<DeclaredEntity>().Select(entity => ("services", entity.Name, entity.IsTopic));
        foreach (var (where, name, isTopic) in outputs.Concat(declared))
        {
            if (!Fits(name, isTopic, where))
            {
                continue;
            }

            if (isTopic)
            {
                entities.AddTopic(name);
            }
            else
            {
                entities.AddQueue(name);
            }
        }

        return messages;

        bool Fits(string name, bool isTopic, string where)
        {
            if (!entities.Conflicts(name, isTopic))
            {
                return true;
            }

            faults.Add(new FunctionFault("function.queue-or-topic", where,
                $"'{name}' vừa là queue vừa là topic", $"'{name}' is a queue and a topic"));
            return false;
        }
    }

    private static List<(AppFunction, Trigger.Changes, IChangeFeedSource)> FindChanges(
        IServiceProvider services, FunctionCatalogue catalogue, List<FunctionFault> faults)
    {
        var sources = services.GetServices<IChangeFeedSource>().ToList();
        var changes = new List<(AppFunction, Trigger.Changes, IChangeFeedSource)>();
        foreach (var (function, trigger) in catalogue.With<Trigger.Changes>())
        {
            if (sources.Find(source => source.Database == trigger.Database && source.Container == trigger.Container) is { } source)
            {
                changes.Add((function, trigger, source));
            }
            else
            {
                faults.Add(new FunctionFault("function.change-feed", function.Name,
                    $"không có nguồn thay đổi nào cho '{trigger.Database}/{trigger.Container}'",
                    $"no change feed is registered for '{trigger.Database}/{trigger.Container}'"));
            }
        }

        return changes;
    }
}

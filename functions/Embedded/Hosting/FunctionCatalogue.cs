using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Timers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;

namespace LienThong.Embedded.Hosting;

/// <summary>Every function of the app, and everything wrong with them.</summary>
internal sealed class FunctionCatalogue
{
    private readonly List<AppFunction> _functions = [];
    private readonly List<FunctionFault> _faults = [];
    private readonly List<string> _names = [];
    private readonly Settings _settings;
    private readonly Func<DurableTaskClient> _client;
    private readonly string _routePrefix;
    private readonly TimeZoneInfo _zone;

    private FunctionCatalogue(Settings settings, string routePrefix, TimeZoneInfo zone, Func<DurableTaskClient> client) =>
        (_settings, _routePrefix, _zone, _client) = (settings, routePrefix, zone, client);

    public IReadOnlyList<AppFunction> Functions => _functions;

    public IReadOnlyList<FunctionFault> Faults => _faults;

    /// <summary>Reads the functions of the app's assemblies.</summary>
    /// <param name="options">Says which, and the prefix of routes.</param>
    /// <param name="configuration">For <c>%Setting%</c> in attributes, and the zone of timers.</param>
    /// <param name="client">The client that functions are given; asked for when one is called.</param>
    public static FunctionCatalogue Read(EmbeddedOptions options, IConfiguration configuration, Func<DurableTaskClient> client)
    {
        var zoneName = configuration["WEBSITE_TIME_ZONE"] is { Length: > 0 } name ? name : "UTC";
        var known = TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone);
        var catalogue = new FunctionCatalogue(new Settings(configuration), options.RoutePrefix, zone ?? TimeZoneInfo.Utc, client);
        if (!known)
        {
            catalogue.Fault("setting.time-zone", "WEBSITE_TIME_ZONE", $"không có múi giờ '{zoneName}'", $"there is no time zone '{zoneName}'");
        }

        var types = options.MoreFunctions.Prepend(options.Functions).Distinct().SelectMany(assembly => assembly.GetTypes());
        foreach (var type in types.Where(options.Includes))
        {
            const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            foreach (var method in type.GetMethods(declared))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
                {
                    catalogue.Read(attribute.Name, method);
                }
            }
        }

        catalogue.FindDoubles();
        return catalogue;
    }

    /// <summary>The functions of one kind of trigger.</summary>
    public IEnumerable<(AppFunction Function, T Trigger)> With<T>()
        where T : Trigger =>
        from function in _functions
        where function.Trigger is T
        select (function, (T)function.Trigger);

    private void Read(string name, MethodInfo method)
    {
        var before = _faults.Count;
        _names.Add(name);
        if (method.ContainsGenericParameters || (!method.IsStatic && method.DeclaringType!.IsAbstract))
        {
            Fault("function.not-callable", name, "lớp hoặc phương thức là trừu tượng hay tổng quát", "the class or method is abstract or generic");
            return;
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            Fault("function.async-void", name, "phương thức async phải trả về Task", "an async method has to return Task");
        }

        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttributes().FirstOrDefault(IsTrigger)))
            .Where(pair => pair.Attribute is not null)
            .ToList();
        if (triggers is not [var (parameter, attribute)])
        {
            Fault("function.one-trigger", name, $"cần đúng một trigger, có {triggers.Count}", $"needs one trigger, has {triggers.Count}");
            return;
        }

        var trigger = ReadTrigger(name, attribute!, parameter);
        var output = ReadOutput(name, method, trigger);
        var arguments = method.GetParameters().Select(other => other == parameter
            ? static invocation => invocation.Payload
            : Bind(name, other, trigger)).ToList();

        if (trigger is Trigger.Http && MethodCall.ResultType(method) is var result
            && result != typeof(void) && result != typeof(string) && !typeof(IResult).IsAssignableFrom(result))
        {
            Fault("function.http-result", name,
                $"hàm HTTP trả về IResult, string hoặc không gì cả, không phải {result.Name}",
                $"an HTTP function returns an IResult, a string or nothing, not {result.Name}");
        }

        if (trigger is not null && _faults.Count == before)
        {
            _functions.Add(new AppFunction(name, method, trigger, parameter.ParameterType, output, [.. arguments.Select(bind => bind!)]));
        }
    }

    private static bool IsTrigger(Attribute attribute) => attribute is HttpTriggerAttribute or TimerTriggerAttribute
        or ServiceBusTriggerAttribute or CosmosDBTriggerAttribute or BlobTriggerAttribute
        or OrchestrationTriggerAttribute or ActivityTriggerAttribute;

    private Trigger? ReadTrigger(string name, Attribute attribute, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        switch (attribute)
        {
            case HttpTriggerAttribute http:
                Require(name, parameter, typeof(HttpRequest));
                return ReadHttp(name, http);

            case TimerTriggerAttribute timer:
                Require(name, parameter, typeof(TimerInfo));
                return ReadTimer(name, timer);

            case ServiceBusTriggerAttribute message:
                if (message.IsBatched)
                {
                    Fault("function.message-mode", name, "không có lô (batch)", "batches are not offered");
                }

                if (type.IsInterface || type.IsAbstract || (type.IsArray && type != typeof(byte[])))
                {
                    Fault("function.parameter-type", name,
                        $"'{parameter.Name}' phải là string, byte[], BinaryData hoặc một kiểu JSON",
                        $"'{parameter.Name}' has to be a string, byte[], BinaryData or a JSON type");
                }

                var entity = Resolve(name, message.QueueName ?? message.TopicName!);
                return new Trigger.Message(entity, message.SubscriptionName is { } subscription ? Resolve(name, subscription) : null, message.IsSessionsEnabled);

            case CosmosDBTriggerAttribute changes:
                if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IReadOnlyList<>) || type == typeof(IReadOnlyList<string>))
                {
                    Fault("function.parameter-type", name,
                        $"'{parameter.Name}' phải là IReadOnlyList của một kiểu JSON",
                        $"'{parameter.Name}' has to be an IReadOnlyList of a JSON type");
                }

                return new Trigger.Changes(
                    Resolve(name, changes.DatabaseName),
                    Resolve(name, changes.ContainerName),
                    changes.StartFromBeginning,
                    changes.MaxItemsPerInvocation > 0 ? changes.MaxItemsPerInvocation : 100,
                    TimeSpan.FromMilliseconds(Math.Max(0, changes.FeedPollDelay)),
                    parameter.Member.GetCustomAttribute<ExponentialBackoffRetryAttribute>() is { } retry ? ReadRetry(name, retry) : null);

            case OrchestrationTriggerAttribute orchestration:
                Require(name, parameter, typeof(TaskOrchestrationContext));
                return new Trigger.Orchestration(orchestration.Orchestration ?? name);

            case ActivityTriggerAttribute activity:
                return new Trigger.Activity(activity.Activity ?? name);

            default:
                Fault("function.trigger-not-offered", name,
                    "trigger này không có trên một máy",
                    "this trigger is not offered on one machine");
                return null;
        }
    }

    private Trigger.Http? ReadHttp(string name, HttpTriggerAttribute http)
    {
        if (http.AuthLevel == AuthorizationLevel.User)
        {
            Fault("function.user-level", name,
                "mức User không kiểm tra được; dùng Anonymous và middleware, hoặc Function",
                "level User cannot be enforced; use Anonymous and middleware, or Function");
        }

        var prefix = _routePrefix.Trim('/');
        var route = Resolve(name, http.Route ?? name).Trim('/');
        var whole = $"/{(prefix.Length == 0 ? route : $"{prefix}/{route}")}";
        try
        {
            RoutePatternFactory.Parse(whole);
        }
        catch (RoutePatternException e)
        {
            Fault("function.route", name, $"đường dẫn '{route}' không đọc được", $"the route '{route}' cannot be read: {e.Message}");
            return null;
        }

        return new Trigger.Http(whole, [.. (http.Methods ?? []).Select(method => method.ToUpperInvariant())], http.AuthLevel);
    }

    private Trigger.Timer? ReadTimer(string name, TimerTriggerAttribute timer)
    {
        var expression = Resolve(name, timer.Schedule);
        if (TimerSchedule.TryParse(expression, _zone, out var schedule))
        {
            return new Trigger.Timer(schedule, timer.UseMonitor, timer.RunOnStartup);
        }

        Fault("function.schedule", name,
            $"lịch '{expression}' không phải NCRONTAB sáu trường, hoặc không bao giờ đến",
            $"the schedule '{expression}' is not six-field NCRONTAB, or never comes");
        return null;
    }

    private Backoff? ReadRetry(string name, ExponentialBackoffRetryAttribute retry)
    {
        if (retry.MaxRetryCount == -1
            && TimeSpan.TryParseExact(retry.MinimumInterval, "hh\\:mm\\:ss", CultureInfo.InvariantCulture, out var first) && first > TimeSpan.Zero
            && TimeSpan.TryParseExact(retry.MaximumInterval, "hh\\:mm\\:ss", CultureInfo.InvariantCulture, out var longest) && longest >= first)
        {
            return new Backoff(first, longest);
        }

        Fault("function.retry", name,
            "ExponentialBackoffRetry cần số lần -1 và hai khoảng thời gian HH:mm:ss, khoảng sau không ngắn hơn khoảng trước",
            "ExponentialBackoffRetry needs a count of -1 and two intervals HH:mm:ss, the second not shorter than the first");
        return null;
    }

    private Output? ReadOutput(string name, MethodInfo method, Trigger? trigger)
    {
        var result = MethodCall.ResultType(method);
        if (result.GetProperties().Any(property => property.IsDefined(typeof(ServiceBusOutputAttribute))))
        {
            Fault("function.output", name, "ServiceBusOutput chỉ đặt trên phương thức", "ServiceBusOutput goes on the method only");
        }

        if (method.GetCustomAttribute<ServiceBusOutputAttribute>() is not { } output)
        {
            return null;
        }

        if (trigger is Trigger.Http or Trigger.Orchestration or Trigger.Activity || result == typeof(void))
        {
            Fault("function.output", name,
                "ServiceBusOutput chỉ dùng cho hàm có kết quả, chạy bởi hẹn giờ, thông điệp hoặc thay đổi",
                "ServiceBusOutput is for functions with a result that a timer, a message or changes run");
        }

        return new Output(Resolve(name, output.QueueOrTopicName), output.EntityType == ServiceBusEntityType.Topic);
    }

    private Func<Invocation, object?>? Bind(string name, ParameterInfo parameter, Trigger? trigger)
    {
        var type = parameter.ParameterType;
        if (trigger is not Trigger.Orchestration)
        {
            if (type == typeof(FunctionContext))
            {
                return static invocation => invocation;
            }

            if (type == typeof(CancellationToken))
            {
                return static invocation => invocation.CancellationToken;
            }

            if (type == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute)))
            {
                return _ => _client();
            }
        }

        if (trigger is Trigger.Http http
            && RoutePatternFactory.Parse(http.Route).GetParameter(parameter.Name!) is not null
            && RouteValue.Binder(parameter) is { } bind)
        {
            return bind;
        }

        Fault("function.parameter", name,
            $"không biết đưa gì vào tham số '{parameter.Name}' kiểu {type.Name}",
            $"nothing is known to give to the parameter '{parameter.Name}' of type {type.Name}");
        return null;
    }

    private void FindDoubles()
    {
        Doubles(_names, name => name, "function.duplicate-name", "tên hàm", "function name");
        Doubles(With<Trigger.Orchestration>(), pair => pair.Trigger.Name, "function.duplicate-orchestrator", "tên orchestrator", "orchestrator name");
        Doubles(With<Trigger.Activity>(), pair => pair.Trigger.Name, "function.duplicate-activity", "tên activity", "activity name");
        Doubles(With<Trigger.Message>(), pair => pair.Trigger.Queue, "function.duplicate-queue", "hàng đợi", "queue or subscription");

        var routes =
            from pair in With<Trigger.Http>()
            from method in pair.Trigger.Methods.DefaultIfEmpty("*")
            select (pair.Function.Name, Key: $"{method} {RouteValue.Shape(pair.Trigger.Route)}");
        Doubles(routes, pair => pair.Key, "function.duplicate-route", "đường dẫn", "route");
    }

    private void Doubles<T>(IEnumerable<T> items, Func<T, string> key, string code, string vietnamese, string english)
    {
        foreach (var name in items.GroupBy(key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            Fault(code, name, $"{vietnamese} dùng cho nhiều hàm", $"{english} used by several functions");
        }
    }

    private string Resolve(string name, string text)
    {
        var missing = new List<string>();
        var resolved = _settings.Resolve(text, missing);
        foreach (var setting in missing)
        {
            Fault("function.setting", name, $"thiết lập '{setting}' chưa có", $"the setting '{setting}' is not set");
        }

        return resolved;
    }

    private void Require(string name, ParameterInfo parameter, Type type)
    {
        if (parameter.ParameterType != type)
        {
            Fault("function.parameter-type", name,
                $"'{parameter.Name}' phải có kiểu {type.Name}",
                $"'{parameter.Name}' has to be of type {type.Name}");
        }
    }

    private void Fault(string code, string where, string vietnamese, string english) =>
        _faults.Add(new FunctionFault(code, where, vietnamese, english));
}

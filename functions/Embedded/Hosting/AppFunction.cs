using System.Collections.Immutable;
using System.Reflection;

namespace LienThong.Embedded.Hosting;

/// <summary>A function of the app, read and compiled once.</summary>
internal sealed class AppFunction : FunctionDefinition
{
    private readonly Func<Invocation, object?>[] _arguments;
    private readonly Func<object?, object?[], Task<object?>> _call;

    public AppFunction(
        string name, MethodInfo method, Trigger trigger, Type payloadType, Output? output, Func<Invocation, object?>[] arguments)
    {
        var type = method.DeclaringType!;
        Name = name;
        Trigger = trigger;
        PayloadType = payloadType;
        Output = output;
        EntryPoint = $"{type.FullName}.{method.Name}";
        PathToAssembly = type.Assembly.Location;
        Parameters = [.. method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty.Add("trigger", new Binding("trigger", trigger.Kind, BindingDirection.In));
        OutputBindings = output is null
            ? ImmutableDictionary<string, BindingMetadata>.Empty
            : ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new Binding("$return", "serviceBus", BindingDirection.Out));
        _arguments = arguments;
        _call = MethodCall.Compile(method);
        (Activator, Dependencies) = method.IsStatic ? (null, []) : (InstanceActivator.For(type), InstanceActivator.Dependencies(type));
    }

    public override string Name { get; }

    /// <summary>The name is unique in the app and the same after every restart.</summary>
    public override string Id => Name;

    public override string EntryPoint { get; }

    public override string PathToAssembly { get; }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    public Trigger Trigger { get; }

    /// <summary>The type of the parameter that the trigger stands on.</summary>
    public Type PayloadType { get; }

    public Output? Output { get; }

    /// <summary>Makes the instance that the method is called on; null for a static method.</summary>
    public Func<IServiceProvider, object>? Activator { get; }

    /// <summary>The services without which the instance cannot be made.</summary>
    public IReadOnlyList<Type> Dependencies { get; }

    /// <summary>Binds the parameters and calls the method.</summary>
    /// <returns>What it returned; null if nothing.</returns>
    public Task<object?> CallAsync(Invocation invocation)
    {
        var arguments = _arguments.Length == 0 ? [] : new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = _arguments[i](invocation);
        }

        return _call(Activator?.Invoke(invocation.InstanceServices), arguments);
    }

    /// <summary>Calls the method with its trigger's payload alone, on the caller's synchronization context.</summary>
    public Task<object?> CallAsync(IServiceProvider services, object payload) => _call(Activator?.Invoke(services), [payload]);

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}

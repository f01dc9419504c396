using System.Collections.Frozen;
using System.Reflection;
using LienThong.App.Audit;

namespace LienThong.App.Access;

/// <summary>The policy of every HTTP function. A function without one stops start-up: nothing is open by oversight.</summary>
public sealed class Policies
{
    private readonly FrozenDictionary<string, string?> _scopes;
    private readonly FrozenSet<string> _unaudited;

    /// <summary>Reads the policies of all HTTP functions of an assembly.</summary>
    /// <exception cref="InvalidOperationException">A function has none, or both; the message names every such function.</exception>
    public Policies(Assembly functions)
    {
        List<string> faults = [];
        Dictionary<string, string?> scopes = new(StringComparer.Ordinal);
        HashSet<string> unaudited = new(StringComparer.Ordinal);
        foreach (var method in functions.GetTypes().SelectMany(t => t.GetMethods()))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function
                || !method.GetParameters().Any(p => p.IsDefined(typeof(HttpTriggerAttribute))))
            {
                continue;
            }

            var needs = method.GetCustomAttribute<NeedsAttribute>();
            var open = method.GetCustomAttribute<OpenToAllAttribute>();
            if (needs is null == open is null)
            {
                faults.Add($"Function {function.Name} must have one policy: [Needs(scope)] or [OpenToAll(reason)].");
            }

            scopes[function.Name] = needs?.Scope;
            if (method.IsDefined(typeof(UnauditedAttribute)))
            {
                unaudited.Add(function.Name);
            }
        }

        _unaudited = unaudited.ToFrozenSet(StringComparer.Ordinal);

        _scopes = faults.Count == 0
            ? scopes.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>The functions and the scope that each needs; null for one that is open to all.</summary>
    public IReadOnlyDictionary<string, string?> All => _scopes;

    /// <summary>The functions whose calls are not recorded; every other one's are.</summary>
    public IReadOnlySet<string> Unaudited => _unaudited;
}

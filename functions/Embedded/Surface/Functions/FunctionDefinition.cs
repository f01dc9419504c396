using System.Collections.Immutable;

namespace LienThong.Embedded.Functions;

/// <summary>A function as it was found in the app.</summary>
public abstract class FunctionDefinition
{
    /// <summary>Its parameters, in order.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>The file of its assembly.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full type name and method, with a dot between.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Its id.</summary>
    public abstract string Id { get; }

    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>Its trigger and inputs, by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>Its outputs.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}

using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace LienThong.Procedures.Forms;

/// <summary>All forms by name. Immutable.</summary>
public sealed class FormLibrary
{
    private readonly FrozenDictionary<string, Form> forms;

    internal FormLibrary(IEnumerable<Form> forms)
    {
        this.forms = forms.ToFrozenDictionary(form => form.Name, StringComparer.Ordinal);
        Names = [.. this.forms.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>All names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The form of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Form Get(string name) =>
        TryGet(name, out var form) ? form : throw new KeyNotFoundException($"There is no form '{name}'.");

    /// <summary>The form of a name, if there is one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Form? form) => forms.TryGetValue(name, out form);
}

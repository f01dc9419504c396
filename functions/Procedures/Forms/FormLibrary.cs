using System.Diagnostics.CodeAnalysis;

namespace LienThong.Procedures.Forms;

/// <summary>All forms by name.</summary>
public sealed class FormLibrary
{
    /// <summary>All names, in order.</summary>
    public IReadOnlyList<string> Names => throw new NotImplementedException();

    /// <summary>The form of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Form Get(string name) => throw new NotImplementedException(name);

    /// <summary>The form of a name, if there is one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Form? form) => throw new NotImplementedException(name);
}

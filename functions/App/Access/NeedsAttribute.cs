namespace LienThong.App.Access;

/// <summary>The policy of an HTTP function: its caller must hold this scope. Jurisdiction is checked by the function, which
/// knows what is asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(string scope) : Attribute
{
    /// <summary>One of <see cref="Scopes"/>.</summary>
    public string Scope => scope;
}

/// <summary>The policy of an HTTP function that anyone may call, with the reason why that is safe.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAllAttribute(string because) : Attribute
{
    /// <summary>Why nobody has to say who they are.</summary>
    public string Because => because;
}

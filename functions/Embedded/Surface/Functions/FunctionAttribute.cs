namespace LienThong.Embedded.Functions;

/// <summary>Marks a method as a function of the app.</summary>
/// <param name="name">The function's name, unique in the app (letters, digits, '_' and '-').</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}

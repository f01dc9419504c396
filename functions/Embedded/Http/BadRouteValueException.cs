namespace LienThong.Embedded.Http;

/// <summary>A value in a request's path is not what the function's parameter holds.</summary>
internal sealed class BadRouteValueException(string name) : Exception($"The value of '{name}' in the path cannot be read.")
{
    public string Name { get; } = name;
}

namespace LienThong.Embedded.Functions;

/// <summary>Runs the function for HTTP requests; the parameter is an <c>HttpRequest</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>The route under the prefix of host.json, as ASP.NET Core writes routes; the function's name if null.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods answered; all of them if empty.</summary>
    public string[]? Methods { get; } = methods;

    /// <summary>What a caller must show.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;
}

namespace LienThong.App.Tests.Architecture;

/// <summary>Which library may build on which.</summary>
internal static class Layers
{
    /// <summary>Libraries and what they may reference; references go one way.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Procedures"] = [],
        ["Embedded"] = [],
        ["Storage"] = ["Procedures"],
        ["Reports"] = ["Procedures"],
        ["App"] = ["Procedures", "Storage", "Reports", "Embedded"],
        ["Simulator"] = ["Procedures", "Storage", "Reports", "Embedded", "App"],
    };

    /// <summary>Every reference that goes the wrong way, and every library without a place.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<(string Library, IEnumerable<string> References)> found) =>
    [
        .. from library in found
           from reference in library.References
           where !Allowed.TryGetValue(library.Library, out var allowed) || !allowed.Contains(reference)
           select $"{library.Library} -> {reference}",
        .. from library in found where !Allowed.ContainsKey(library.Library) select $"{library.Library} has no place among the layers",
    ];
}

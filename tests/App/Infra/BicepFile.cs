namespace LienThong.App.Tests.Infra;

/// <summary>A statement of a Bicep file: <c>param</c>, <c>var</c>, <c>resource</c>, <c>module</c>, <c>output</c>, <c>targetScope</c> or <c>using</c>.</summary>
/// <param name="Kind">The word that it begins with.</param>
/// <param name="Name">What it declares; empty for <c>targetScope</c> and <c>using</c>.</param>
/// <param name="Type">A resource's type and version, a module's file, a param's or output's type.</param>
/// <param name="Existing">Whether a resource is made elsewhere.</param>
/// <param name="Value">What it is; null for a param that has to be given.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record BicepStatement(string Kind, string Name, string Type, bool Existing, BicepNode? Value, int Line)
{
    /// <summary>The object that describes a resource or module, out of its loop and condition.</summary>
    public BicepNode? Body => Innermost(Value);

    private static BicepNode? Innermost(BicepNode? node) => node switch
    {
        BicepArray { Values: [BicepScope scope] } => Innermost(scope.Body),
        BicepGroup { Values: [_, var body] } => Innermost(body),
        _ => node,
    };
}

/// <summary>A Bicep file.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Statements">What it says, in order.</param>
internal sealed record BicepFile(string Name, IReadOnlyList<BicepStatement> Statements)
{
    public IEnumerable<BicepStatement> Of(string kind) => Statements.Where(statement => statement.Kind == kind);

    /// <summary>Resources of a type, whatever the version, made here.</summary>
    public IEnumerable<BicepStatement> Made(string type) =>
        Of("resource").Where(r => !r.Existing && r.Type.StartsWith($"{type}@", StringComparison.OrdinalIgnoreCase));

    public BicepNode? Variable(string name) => Of("var").FirstOrDefault(v => v.Name == name)?.Value;
}

using System.Reflection;
using System.Xml.Linq;
using LienThong.App.OneMachine;
using LienThong.Embedded.Hosting;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Tests.Architecture;

public sealed class LayerTests
{
    private const string Prefix = "LienThong.";

    [Fact]
    public void Assemblies_AsBuilt_ReferenceOneWay()
    {
        Assembly[] built = [typeof(LawLibrary).Assembly, typeof(IDossierStore).Assembly, typeof(EmbeddedRuntime).Assembly, typeof(OneMachineApp).Assembly];

        Assert.Empty(Layers.Violations(built.Select(assembly => (
            assembly.GetName().Name![Prefix.Length..],
            assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..])))));
        Assert.Contains(typeof(OneMachineApp).Assembly.GetReferencedAssemblies(), r => r.Name == Prefix + "Storage");
    }

    [Fact]
    public void Projects_AsWritten_ReferenceOneWay()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "functions"), "*.csproj", SearchOption.AllDirectories);

        Assert.Contains(projects, p => Path.GetFileName(p) == "App.csproj");
        Assert.Empty(Layers.Violations(projects.Select(p => (Path.GetFileNameWithoutExtension(p), References(File.ReadAllText(p))))));
    }

    [Theory]
    [InlineData("Embedded", "Procedures")]
    [InlineData("Embedded", "Storage")]
    [InlineData("Procedures", "Storage")]
    [InlineData("Storage", "App")]
    [InlineData("Storage", "Embedded")]
    [InlineData("Reports", "Storage")]
    [InlineData("App", "Simulator")]
    [InlineData("Billing", "Procedures")]
    public void Violations_PlantedReference_IsCaught(string library, string reference)
    {
        var planted = $"""<Project><ItemGroup><ProjectReference Include="../{reference}/{reference}.csproj" /></ItemGroup></Project>""";

        Assert.Contains($"{library} -> {reference}", Layers.Violations([(library, References(planted))]));
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));
}

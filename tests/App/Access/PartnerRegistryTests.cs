using System.Net;
using LienThong.App.Access;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Access;

/// <summary>The registry of partners: a bad file stops start-up and names everything, one that turns bad later changes nothing.</summary>
public sealed class PartnerRegistryTests
{
    private static readonly string[] Bad =
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        """{"partners":null}""",
        """{"partners":[null]}""",
        """{"partners":{}}""",
        """{"partners":[],"more":1}""",
        """{"partners":[{"id":"x"}]}""",
        """{"partners":[{"kind":"portal"}]}""",
        """{"partners":[{"id":null,"kind":"portal"}]}""",
        """{"partners":[{"id":"x","kind":"magician"}]}""",
        """{"partners":[{"id":"x","kind":3}]}""",
        """{"partners":[{"id":"x","kind":"portal","units":null}]}""",
        """{"partners":[{"id":"x","kind":"portal","units":[null]}]}""",
        """{"partners":[{"id":"x","kind":"portal","units":"*"}]}""",
        """{"partners":[{"id":"x","kind":"hospital","facilities":[null]}]}""",
        """{"partners":[{"id":"x","kind":"portal","scopes":[null]}]}""",
        """{"partners":[{"id":"x","kind":"portal","secret":"y"}]}""",
        """{"partners":[{"id":"x","kind":"portal","endpoint":"not an address at all"}]}""",
    ];

    public static TheoryData<string> BadFiles => [.. Bad];

    [Fact]
    public async Task Start_BadFile_IsRefusedWithEveryFault()
    {
        await using var app = await RunningApp.StartAsync();
        await app.StopAsync();
        await WriteAsync(app, """
            { "partners": [
              { "id": "Portal No 1", "kind": "portal", "units": ["*"] },
              { "id": "twice", "kind": "portal", "units": ["*"] },
              { "id": "twice", "kind": "vneid", "units": ["*"] },
              { "id": "unit", "kind": "police", "units": ["1", "00004"] },
              { "id": "facility", "kind": "hospital", "facilities": ["1"] },
              { "id": "scope", "kind": "hospital", "scopes": ["decisions:write"] },
              { "id": "plain", "kind": "police", "units": ["00004"], "endpoint": "http://agency.example/" },
              { "id": "file", "kind": "police", "units": ["00004"], "endpoint": "file:///etc/passwd" } ] }
            """);

        var refused = await Assert.ThrowsAnyAsync<Exception>(app.StartAgainAsync);

        var text = refused.ToString();
        Assert.All(
            ["'Portal No 1'", "'twice': the id is there more than once", "'unit': '1' is no unit", "'facility': '1' is no facility code", "'scope': its kind never has the scope", "'plain': the endpoint must be https", "'file': the endpoint must be https"],
            fault => Assert.Contains(fault, text, StringComparison.Ordinal));

        // Mended, it starts over the same folder.
        PartnerRegistry.Write(Path.Combine(app.Folder, "partners.json"), TestPartners.All(app.Agencies.Url));
        await app.StartAgainAsync();
        (await app.As("portal").ReadAsync("procedures")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Registry_FileOfTheWrongForm_IsRefusedWithItsName(string content)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "partners.json");
        File.WriteAllText(file, content);

        var refused = Assert.Throws<InvalidDataException>(() => Open(file));

        Assert.StartsWith(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_FileTurnsBad_LeavesThePartnersAsTheyWereAndIsReported()
    {
        await using var app = await RunningApp.StartAsync();
        foreach (var content in Bad)
        {
            await WriteAsync(app, content);
            (await app.As("portal").ReadAsync("procedures")).Is(HttpStatusCode.OK);
        }

        File.Delete(Path.Combine(app.Folder, "partners.json"));
        (await app.As("portal").ReadAsync("procedures")).Is(HttpStatusCode.OK);
        Assert.True(app.Logs.Lines.Count(l => l.Text.Contains("The changed partner registry is not used", StringComparison.Ordinal)) > Bad.Length);
    }

    [Fact]
    public async Task Running_FileChanges_PartnersComeAndGoAtOnce()
    {
        await using var app = await RunningApp.StartAsync();
        var newcomer = app.WithToken(app.Token("newcomer"));
        (await newcomer.ReadAsync("procedures")).IsProblem(HttpStatusCode.Forbidden, "partner-unknown");

        PartnerRegistry.Write(Path.Combine(app.Folder, "partners.json"), [new() { Id = "newcomer", Kind = PartnerKind.Vneid, Units = ["*"] }]);

        (await newcomer.ReadAsync("procedures")).Is(HttpStatusCode.OK);
        (await app.As("portal").ReadAsync("procedures")).IsProblem(HttpStatusCode.Forbidden, "partner-unknown");
        newcomer.Dispose();
    }

    [Fact]
    public void Registry_NoFile_IsMadeWithASampleOfEachKind()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "deep", "partners.json");

        var registry = Open(file);

        Assert.Equal(Law.AgencyKinds.Select(kind => kind.Code).Concat(Procedures.Law.AgencyKind.Reserved).Select(PartnerKind.Of).ToHashSet(), registry.All.Select(p => p.Kind).ToHashSet());
        Assert.Equal(registry.All.Select(p => p.Id).Order(), Open(file).All.Select(p => p.Id).Order());
    }

    [Fact]
    public void ReceiverFor_SeveralOffices_IsTheOneForTheSmallestArea()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "partners.json");
        PartnerRegistry.Write(file,
        [
            Office("country", "*"), Office("province", "01"), Office("commune", "00004"), Office("other-commune", "00008") with { Endpoint = null },
            Office("civil", "00008") with { Kind = Kinds.CivilStatus },
        ]);
        var registry = Open(file);

        Assert.Equal("commune", registry.ReceiverFor(Procedures.Identifiers.AgencyCode.Parse("police-00004"))!.Id);
        Assert.Equal("province", registry.ReceiverFor(Procedures.Identifiers.AgencyCode.Parse("police-00008"))!.Id);
        Assert.Equal("country", registry.ReceiverFor(Procedures.Identifiers.AgencyCode.Parse("police-01273"))!.Id);
        Assert.Null(registry.ReceiverFor(Procedures.Identifiers.AgencyCode.Parse("insurance-01")));
    }

    [Fact]
    public void Problem21_CommuneThatWasMerged_IsItsSuccessorsOffices()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "partners.json");
        PartnerRegistry.Write(file, [Office("new", "00004"), Office("other", "00008"), Office("province", "01")]);
        var registry = Open(file);

        Assert.Equal("new", registry.ReceiverFor(Procedures.Identifiers.AgencyCode.Parse("police-00013"))!.Id);
        Assert.True(registry.Find("new")!.Covers("00013", Law.Units));
        Assert.False(registry.Find("other")!.Covers("00013", Law.Units));

        // Of a commune that was divided both may see what is open; requests go to the province.
        Assert.True(registry.Find("new")!.Covers("00022", Law.Units) && registry.Find("other")!.Covers("00022", Law.Units));
        Assert.Equal("province", registry.ReceiverFor(Procedures.Identifiers.AgencyCode.Parse("police-00022"))!.Id);
    }

    [Fact]
    public void Registry_KindThatTheLawDoesNotKnow_IsRefusedWithThoseThatItKnows()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "partners.json");
        PartnerRegistry.Write(file, [Office("x", "01") with { Kind = PartnerKind.Of("church") }]);

        var refused = Assert.Throws<InvalidDataException>(() => Open(file));

        Assert.Contains("'church'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("social-protection", refused.Message, StringComparison.Ordinal);
    }

    private static Partner Office(string id, string unit) => new() { Id = id, Kind = Kinds.Police, Units = [unit], Endpoint = new Uri("https://agency.example/" + id) };

    private static readonly Procedures.Law.LawLibrary Law = Procedures.Law.LawLibrary.Load();

    private static PartnerRegistry Open(string file) => new(
        file, Law, Microsoft.Extensions.Logging.Abstractions.NullLogger<PartnerRegistry>.Instance);

    private static async Task WriteAsync(RunningApp app, string content)
    {
        // As an editor does it: the file is never half written.
        var draft = Path.Combine(app.Folder, "partners.json.draft");
        await File.WriteAllTextAsync(draft, content);
        File.Move(draft, Path.Combine(app.Folder, "partners.json"), overwrite: true);
    }
}

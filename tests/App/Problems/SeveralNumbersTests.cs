using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>The linked service's number, the province's, the portal's: offices lose track of a dossier that has several.</summary>
public sealed class SeveralNumbersTests
{
    [Fact]
    public async Task Problem06_DossierHasSeveralNumbers_EachOfThemLeadsEverybodyToIt()
    {
        await using var app = await RunningApp.StartAsync();
        var family = new Family();
        var filed = await app.FileAsync(family);
        (string By, string Register, string Number)[] numbers =
        [
            ("portal", "linked", "G22.99.08-260907-896048"),
            ("civil-status-01273", "province", "000.00.00.H04-260907-0035"),
            ("police-01273", "province", "H04.129-20260907-0092637"),
            ("portal", "portal", "DVC-2026-000817"),
        ];
        foreach (var (by, register, number) in numbers)
        {
            (await app.As(by).PostAsync($"dossiers/{filed.Code}/aliases", new JsonObject { ["register"] = register, ["number"] = number })).Is(HttpStatusCode.OK);
        }

        await app.CatchUpAsync();

        // As the office has it on its screen: in the older or today's form, padded or not, in small letters.
        foreach (var number in (string[])[.. numbers.Select(n => n.Number), "H04-20260907-000035", "h04.129-260907-92637", "dvc-2026-000817"])
        {
            Assert.Equal(filed.Code, await FindAsync(app, "civil-status-01273", "number", number));
            Assert.Equal(filed.Code, (string)(await app.As("police-01273").ReadAsync($"dossiers/{number}")).Is(HttpStatusCode.OK).Body["code"]!);
        }

        Assert.Equal(filed.Code, await FindAsync(app, "civil-status-01273", "personalId", family.MotherId));
        Assert.Equal(filed.Code, await FindAsync(app, "civil-status-01273", "certificateCode", family.Certificate));
    }

    private static async Task<string> FindAsync(RunningApp app, string by, string member, string text) =>
        (string)Assert.Single((await app.As(by).PostAsync("dossiers/search", new JsonObject { [member] = text })).Is(HttpStatusCode.OK).Body["dossiers"]!.AsArray())!["code"]!;
}

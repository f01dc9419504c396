using LienThong.App.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Filing;

/// <summary>Two requests that draw the same number become two dossiers that have nothing to do with each other.</summary>
public sealed class NumberTests
{
    [Fact]
    public async Task File_NumberIsTaken_DrawsAnotherAndHoldsNobody()
    {
        var draws = 0;
        await using var app = await RunningApp.StartAsync(new RunningAppOptions
        {
            // Every number is drawn three times before the next.
            Configure = (builder, _) => builder.Services.AddSingleton(new App.Dossiers.DossierNumbers("G22.99.08", () => Interlocked.Increment(ref draws) / 3)),
        });

        List<FiledDossier> filed = [];
        for (var i = 0; i < 6; i++)
        {
            filed.Add(await app.FileAsync(new Family()));
        }

        Assert.Equal(6, filed.Select(f => f.Code).Distinct().Count());
        Assert.All(filed, f => Assert.Equal("InProgress", (string)f.Answer.Body["status"]!));
        foreach (var one in filed)
        {
            var read = (await app.As("portal").ReadAsync($"dossiers/{one.Code}")).Body;
            Assert.Equal((string)one.Family.Filing()["declaration"]!["child"]!["fullName"]!, (string)read["declaration"]!["child"]!["fullName"]!);
        }
    }
}

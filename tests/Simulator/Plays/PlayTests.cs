using LienThong.Procedures.Law;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Screens;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Plays;

/// <summary>Whole plays: the real app in this process, real HTTP, a virtual clock.</summary>
public sealed class PlayTests
{
    private static readonly LawLibrary Law = LawLibrary.Load();
    private static readonly DateOnly Day = new(2026, 9, 7);
    private static readonly World World = World.Of(Law, Catalogue.InForce(Law, Catalogue.Names, Day), Day);

    [Fact]
    public async Task RunAsync_EveryStory_EndsAsItShouldAndNothingIsLost()
    {
        var (figures, observed) = await PlayAsync(dossiers: 70, seed: 7, days: 14, Enum.GetValues<Story>());
        Assert.Empty(observed.Unexpected);
        Assert.Empty(Scoreboard.Losses(observed));
        Assert.Empty(Scoreboard.Doubles(observed));
        Assert.Equal(70, figures.Filed);
        Assert.Equal(
            figures.Filed,
            figures.Completed + figures.PartlyCompleted + figures.Refused + figures.Rejected + figures.Withdrawn + figures.Duplicate
                + figures.Invalid + figures.InProgress + figures.Held);

        var told = observed.Filed.ToLookup(filed => filed.Filing.Story, filed => (filed.Filing, View: observed.Views[filed.Code]));
        Assert.All(Enum.GetValues<Story>(), story => Assert.True(told.Contains(story), $"{story} was not played"));
        Assert.All((string[])["birth", "death", "passport", "driving-licence"], name => Assert.Contains(observed.Filed, filed => filed.Filing.Law.Code == CodeOf(name)));
        Ends(told, Story.FirstRefused, "Refused", "Refused");
        Ends(told, Story.NeverSupplemented, "Rejected", "Rejected");
        Ends(told, Story.Withdrawn, "Withdrawn", "Withdrawn");
        Ends(told, Story.Invalidated, "Invalid", "Withdrawn");
        Assert.All(told[Story.LaterRefused], dossier => Assert.Equal("Refused", dossier.View.Steps[1].Status));
        Assert.All(told[Story.Supplemented], dossier => Assert.Contains(dossier.View.Steps, step => step is { Supplements: 1, Round: 2 }));
        Assert.All(told[Story.SupplementedTwice], dossier => Assert.Contains(dossier.View.Steps, step => step is { Supplements: 2, Round: 3, Late: true }));
        Assert.All(told[Story.Overdue], dossier => Assert.Contains(dossier.View.Steps, step => step.Overdue));
        Assert.All(told[Story.RequestFaulted], dossier => Assert.Contains(dossier.View.Steps, step => step is { Supplements: 0, Round: 2 }));
        Assert.All(told[Story.TwoRelatives].Where(dossier => dossier.Filing.IsDuplicate is true), dossier => Assert.Equal("Duplicate", dossier.View.Outcome));
        Assert.All(told[Story.Transferred], dossier => Assert.Equal(
            (World.NeighbourOf(dossier.Filing.Declaration["registration"]!["commune"]!.GetValue<string>()).ToString(), "Done"),
            (dossier.View.Steps[0].Agency[^5..], dossier.View.Steps[0].Status)));
        Assert.All(told[Story.Corrected].Concat(told[Story.NumberLate]).Concat(told[Story.NumberFromOffice]), dossier => Assert.Equal(2, dossier.View.Steps[0].Edition));
        Assert.All(told[Story.SurvivorDenies].Concat(told[Story.SurvivorLate]), dossier => Assert.NotNull(dossier.View.Steps.Single(step => step.Step == "survivorship").BegunAt));
        foreach (var story in (Story[])[Story.Straight, Story.BornElsewhere, Story.Twins, Story.TwinsMixedUp, Story.AgencyDown, Story.Repeated, Story.Verified])
        {
            Assert.All(told[story].Where(dossier => dossier.Filing.Steps.Count > 1), dossier => Assert.Equal("Done", dossier.View.Steps[0].Status));
        }

        Assert.All(
            (string[])
            [
                "step-accepted", "supplement-asked", "supplement-given", "supplement-expired", "verification-needed", "step-refused", "step-done",
                "result-corrected", "request-renewed", "result-completed", "step-transferred", "dossier-withdrawn", "dossier-invalidated",
                "duplicate-judged", "record-reused", "confirmation-given", "confirmation-denied", "persons-checked", "notice-matched",
                "errand-parked", "errands-resumed",
            ],
            type => Assert.True(figures.Times(type) > 0, $"{type} did not happen"));
        Assert.True(figures.Assisted > 0);
        Assert.InRange(figures.Prefilled, 1, figures.PrefillFields);
        Assert.Equal(World.Systems.Order(StringComparer.Ordinal), figures.Systems.Select(system => system.System));

        // 51 sources, one of them silent; the late one's last days of the week come on the ninth day; one has a clock that goes wrong on
        // the tenth; two have a bad row.
        Assert.Equal(new SentFigures(50, (50 * 14) - 5, (5 * ((50 * 14) - 5)) - 2, 2, 5, 14), figures.Sent);

        // Held against what the players saw, of every story: nothing unexpected, as above.
        Assert.Equal([("2026-W37", 1, 51), ("2026-W38", 1, 51)], figures.Reports.Select(report => (report.Week, report.Edition, report.Sources)));
        Assert.Equal(["late silent", "clock-off silent"], figures.Reports.Select(report => string.Join(' ', report.Wanting.Select(source => source.Split(' ')[1]).Order())));
        Assert.Equal(figures.Filed, figures.Reports.Sum(report => report.Filed));

        Assert.Contains(observed.Deliveries, delivery => delivery.Kind == "reminder");
        Assert.Contains(observed.Deliveries, delivery => delivery.Kind == "overdue");
        Assert.Contains(
            observed.Views.Values.SelectMany(view => view.Steps),
            step => step.Status == "Done" && observed.Readers.Contains(step.Agency));
        Assert.True(figures.Completed > 0);
    }

    [Fact]
    public async Task RunAsync_SameSeed_GivesTheSameFigures()
    {
        var (one, _) = await PlayAsync(dossiers: 40, seed: 11, days: 9, stories: null);
        var (two, _) = await PlayAsync(dossiers: 40, seed: 11, days: 9, stories: null);
        Assert.Equal((one with { ElapsedSeconds = 0 }).ToJson(), (two with { ElapsedSeconds = 0 }).ToJson());
        Assert.True(one.AllIsWell());
    }

    private static async Task<(Figures Figures, Observed Observed)> PlayAsync(int dossiers, int seed, int days, IReadOnlyList<Story>? stories)
    {
        using var folder = new TempFolder();
        var plan = new PlayPlan { Dossiers = dossiers, Seed = seed, Days = days, Data = folder.Path, Stories = stories };
        await using var play = await Play.OpenAsync(plan, CancellationToken.None);
        var figures = await play.RunAsync(new PlainScreen(TextWriter.Null), CancellationToken.None);
        return (figures, play.Observed!);
    }

    private static void Ends(ILookup<Story, (Filing Filing, DossierView View)> told, Story story, string outcome, string first) =>
        Assert.All(told[story], dossier => Assert.Equal((outcome, first), (dossier.View.Outcome, dossier.View.Steps[0].Status)));

    private static string CodeOf(string name) => Catalogue.InForce(Law, [name], Day)[0].Code;
}

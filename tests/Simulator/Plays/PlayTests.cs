using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Screens;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Plays;

/// <summary>Whole plays: the real app in this process, real HTTP, a virtual clock.</summary>
public sealed class PlayTests
{
    [Fact]
    public async Task RunAsync_EveryStory_EndsAsItShouldAndNothingIsLost()
    {
        var (figures, observed) = await PlayAsync(dossiers: 30, seed: 7, days: 12, Enum.GetValues<Story>());
        Assert.Empty(observed.Unexpected);
        Assert.Empty(Scoreboard.Losses(observed));
        Assert.Empty(Scoreboard.Doubles(observed));
        Assert.Equal(30, figures.Filed);
        Assert.Equal(
            figures.Filed,
            figures.Completed + figures.PartlyCompleted + figures.Refused + figures.Rejected + figures.Withdrawn + figures.Duplicate
                + figures.InProgress + figures.Held);

        var told = observed.Filed.ToLookup(filed => filed.Filing.Story, filed => (filed.Filing, View: observed.Views[filed.Code]));
        Assert.All(Enum.GetValues<Story>(), story => Assert.True(told.Contains(story), $"{story} was not played"));
        Ends(told, Story.BirthRefused, "Refused", ("birth", "Refused"), ("residence", "Skipped"));
        Ends(told, Story.NeverSupplemented, "Rejected", ("birth", "Rejected"), ("insurance", "Skipped"));
        Ends(told, Story.Withdrawn, "Withdrawn", ("birth", "Withdrawn"));
        Assert.All(told[Story.ResidenceRefused], dossier => Assert.Equal("Refused", StepOf(dossier.View, "residence").Status));
        Assert.All(told[Story.Supplemented], dossier => Assert.Contains(dossier.View.Steps, step => step is { Supplements: 1, Round: 2 }));
        Assert.All(told[Story.Overdue], dossier => Assert.Contains(dossier.View.Steps, step => step.Overdue));
        Assert.All(told[Story.RequestFaulted], dossier => Assert.Contains(dossier.View.Steps, step => step is { Supplements: 0, Round: 2 }));
        Assert.All(told[Story.TwoRelatives].Where(dossier => dossier.Filing.IsDuplicate is true), dossier => Assert.Equal("Duplicate", dossier.View.Outcome));
        foreach (var story in (Story[])[Story.Straight, Story.BornElsewhere, Story.Twins, Story.TwinsMixedUp, Story.AgencyDown, Story.Repeated, Story.Verified])
        {
            Assert.All(told[story], dossier => Assert.Equal("Done", StepOf(dossier.View, "birth").Status));
        }

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
        var (one, _) = await PlayAsync(dossiers: 25, seed: 11, days: 9, stories: null);
        var (two, _) = await PlayAsync(dossiers: 25, seed: 11, days: 9, stories: null);
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

    private static void Ends(
        ILookup<Story, (Filing Filing, DossierView View)> told, Story story, string outcome, params (string Step, string Status)[] steps) =>
        Assert.All(told[story], dossier =>
        {
            Assert.Equal(outcome, dossier.View.Outcome);
            Assert.All(steps, expected => Assert.Equal(expected.Status, StepOf(dossier.View, expected.Step).Status));
        });

    private static StepView StepOf(DossierView view, string step) => view.Steps.Single(candidate => candidate.Step == step);
}

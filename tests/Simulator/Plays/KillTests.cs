using System.Threading.Channels;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Screens;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Plays;

/// <summary>The app in a process of its own is killed again and again while the players play on.</summary>
public sealed class KillTests
{
    private const int Dossiers = 40;
    private const int Kills = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // All that come to an end by themselves in seconds. An agency that is down, and a family that never supplements, take the
    // app's own minutes and days.
    private static readonly Story[] Stories = [.. Enum.GetValues<Story>().Except([Story.AgencyDown, Story.NeverSupplemented])];

    [Theory]
    [InlineData(1)]
    public async Task RunAsync_TheAppIsKilledAtRandomMoments_NothingIsLostAndNothingDoneTwice(int seed)
    {
        using var folder = new TempFolder();
        using var app = new AppProcess(folder.Path);
        var draws = new Draws(seed);
        var moments = Enumerable.Range(0, Kills).Select(kill => (kill * 90) + 10 + draws.Below(80, kill, "kill")).ToHashSet();
        var kills = Channel.CreateUnbounded<int>();
        var plan = new PlayPlan
        {
            Dossiers = Dossiers,
            Seed = seed,
            Days = 14,
            Stories = Stories,
            Data = folder.Path,
            Url = app.Address,
            Pace = 14 * 86_400 / 12.0,
            Noted = count =>
            {
                if (moments.Contains(count))
                {
                    kills.Writer.TryWrite(count);
                }
            },
        };
        await using var play = await Play.OpenAsync(plan, CancellationToken.None);
        app.Start();
        var killer = Task.Run(async () =>
        {
            var killed = 0;
            await foreach (var _ in kills.Reader.ReadAllAsync())
            {
                app.Kill();
                app.Start();
                killed++;
            }

            return killed;
        });
        using var limit = new CancellationTokenSource(Patience);
        Figures figures;
        try
        {
            figures = await play.RunAsync(new PlainScreen(TextWriter.Null), limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The play did not end.{Environment.NewLine}{app.Said}");
        }
        finally
        {
            kills.Writer.Complete();
        }

        Assert.Equal(Kills, await killer);
        var observed = play.Observed!;
        Assert.Empty(observed.Unexpected);
        Assert.Empty(Scoreboard.Losses(observed));
        Assert.Empty(Scoreboard.Doubles(observed));
        Assert.Equal((Dossiers, 0, 0), (figures.Filed, figures.InProgress, figures.Held));
        Assert.All(observed.Views.Values, view => Assert.True(view.IsClosed));
    }
}

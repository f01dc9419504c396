using FsCheck;
using FsCheck.Fluent;
using LienThong.Embedded.ChangeFeed;
using LienThong.Embedded.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Tests.ChangeFeed;

public sealed class ChangePumpTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestFeed _feed = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Changes_BeforeAndAfterStart_AreGivenInPages()
    {
        _feed.Add(1, 2, 3, 4);
        await using var app = await StartAsync<ChangeTestFunctions.FromBeginning>();

        await app.RunAsync();
        _feed.Add(5);
        Assert.NotEqual(0, app.App.InFlight.Count);
        await app.RunAsync();

        Assert.Equal(["1 2 3/0", "4/0", "5/0"], app.Journal.Entries);
    }

    [Fact]
    public async Task Changes_FunctionFails_SamePageComesAgainUntilItSucceeds()
    {
        await using var app = await StartAsync<ChangeTestFunctions.FromBeginning>();
        await app.RunAsync();
        var start = app.Clock.GetUtcNow();

        _feed.Add(13, 2);
        await app.RunAsync();
        Assert.Equal(["13 2/0"], app.Journal.Entries);
        Assert.Equal(start.AddSeconds(1), app.Clock.NextDue);
        var problem = Assert.Single(app.App.Health.Problems);
        Assert.Equal(("changes:FromBeginning", "InvalidOperationException", start), (problem.Where, problem.Error, problem.Since));

        _feed.Add(3);
        await app.RunAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(["13 2/0", "13 2 3/1", "13 2 3/2"], app.Journal.Entries);

        app.Journal.Gate("luck").SetResult();
        await app.RunAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["13 2/0", "13 2 3/1", "13 2 3/2", "13 2 3/3"], app.Journal.Entries);
        Assert.Empty(app.App.Health.Problems);
        Assert.Null(app.Clock.NextDue);
    }

    [Fact]
    public async Task Changes_FunctionSaysItsWaits_TheyDoubleUpToTheLongest()
    {
        _feed.Add(1);
        await using var app = await StartAsync<ChangeTestFunctions.Patient>();

        await app.RunAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(["01:00:00 1", "01:00:10 1", "01:00:30 1", "01:01:00 1", "01:01:30 1"], app.Journal.Entries);
    }

    [Fact]
    public async Task Restart_AfterSuccessAndFailure_GoesOnBehindWhatWasTaken()
    {
        await using (var first = await StartAsync<ChangeTestFunctions.FromBeginning>())
        {
            _feed.Add(1, 2, 3);
            await first.RunAsync();
            _feed.Add(13);
            await first.RunAsync();
            Assert.Equal(["1 2 3/0", "13/0"], first.Journal.Entries);
        }

        var lucky = new Journal();
        lucky.Gate("luck").SetResult();
        await using var second = await StartAsync<ChangeTestFunctions.FromBeginning>(lucky);
        await second.RunAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["13/0"], second.Journal.Entries);
    }

    [Fact]
    public async Task Kill_WhileAPageIsUnderWay_GivesItAgain()
    {
        _feed.Add(1, 2);
        var first = await StartAsync<ChangeTestFunctions.Slow>();
        await first.Journal.CountAsync(1);
        await first.KillAsync();

        await using var second = await StartAsync<ChangeTestFunctions.Slow>();
        second.Journal.Gate("slow").SetResult();
        await second.RunAsync();

        Assert.Equal(["in 2", "out 2"], second.Journal.Entries);
    }

    [Fact]
    public async Task Changes_WhileAPageIsUnderWay_FollowIt()
    {
        await using var app = await StartAsync<ChangeTestFunctions.Slow>();
        await app.RunAsync();
        _feed.Add(1);
        await app.Journal.CountAsync(1);

        _feed.Add(2, 3);
        app.Journal.Gate("slow").SetResult();
        await app.RunAsync();

        Assert.Equal(["in 1", "out 1", "in 2", "out 2"], app.Journal.Entries);
    }

    [Fact]
    public async Task Changes_NotFromBeginning_StartWithTheFirstStart()
    {
        _feed.Add(1, 2);
        await using (var first = await StartAsync<ChangeTestFunctions.FromNow>())
        {
            await first.RunAsync();
            _feed.Add(3);
            await first.RunAsync();
            Assert.Equal(["3"], first.Journal.Entries);
        }

        _feed.Add(4);
        await using var second = await StartAsync<ChangeTestFunctions.FromNow>();
        await second.RunAsync();
        Assert.Equal(["4"], second.Journal.Entries);
    }

    [Fact]
    public async Task Changes_WithPollDelay_GatherAndAreNotInFlightMeanwhile()
    {
        await using var app = await StartAsync<ChangeTestFunctions.Delayed>();
        await app.RunAsync();

        _feed.Add(1);
        Assert.Equal(0, app.App.InFlight.Count);
        await app.RunAsync(TimeSpan.FromMilliseconds(499));
        _feed.Add(2);
        Assert.Empty(app.Journal.Entries);
        await app.RunAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["00.500 1 2"], app.Journal.Entries);

        await app.RunAsync(TimeSpan.FromSeconds(2));
        _feed.Add(3);
        await app.RunAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["00.500 1 2", "03.000 3"], app.Journal.Entries);
    }

    [Fact]
    public async Task Idle_NothingChanges_DoesNotRead()
    {
        await using var app = await StartAsync<ChangeTestFunctions.FromBeginning>();
        await app.RunAsync();
        var reads = _feed.Reads;

        await app.RunAsync(TimeSpan.FromDays(1));

        Assert.Equal(reads, _feed.Reads);
    }

    [Fact]
    public async Task Changes_AnyBatchesFromAnyThread_AreGivenInOrderWithoutLossOrRepeat()
    {
        await using var app = await StartAsync<ChangeTestFunctions.FromNow>();
        await app.RunAsync();
        var next = 0;

        // Off the test framework's few threads, because the property waits without awaiting.
        await Task.Run(() => Prop.ForAll<PositiveInt[]>(batches =>
        {
            foreach (var batch in batches)
            {
                _feed.Add(Enumerable.Range(next, batch.Get));
                next += batch.Get;
            }

            app.App.InFlight.WhenIdleAsync().WaitAsync(TestApp.Patience).GetAwaiter().GetResult();
            return app.Journal.Entries.SelectMany(entry => entry.Split(' ')).Select(int.Parse).SequenceEqual(Enumerable.Range(0, next));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30)));
    }

    private Task<TestApp> StartAsync<T>(Journal? journal = null) => TestApp.StartAsync(
        _folder.Path, [typeof(T)], builder => builder.Services.AddSingleton<IChangeFeedSource>(_feed).AddSingleton(journal ?? new Journal()));
}

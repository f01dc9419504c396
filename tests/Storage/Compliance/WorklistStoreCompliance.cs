namespace LienThong.Storage.Tests.Compliance;

public abstract class WorklistStoreCompliance : ComplianceSuite
{
    private const string Commune = "civil-status-00004";

    private IWorklistStore Store => Storage.Worklists;

    [Fact]
    public async Task Page_NothingThere_IsEmptyAndTheLast()
    {
        var page = await Store.PageAsync(Commune, new(), None);

        Assert.Empty(page.Items);
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task Put_NewEntry_IsReadBackAsWritten()
    {
        var full = Entry(1) with { Overdue = true, Late = true, Attention = "agency-found-faults", Round = 2 };
        var bare = Entry(2) with { Due = null };

        await Store.PutAsync(full, None);
        await Store.PutAsync(bare, None);

        Assert.Equal([full, bare], await AllAsync());
    }

    [Fact]
    public async Task Put_OtherAgencyDossierOrStep_IsAnotherEntry()
    {
        await Store.PutAsync(Entry(1), None);
        await Store.PutAsync(Entry(1, step: "residence"), None);
        await Store.PutAsync(Entry(1) with { Agency = "civil-status-00007" }, None);

        Assert.Equal(["birth", "residence"], (await AllAsync()).Select(e => e.Step));
        Assert.Equal(["birth"], (await Store.PageAsync("civil-status-00007", new(), None)).Items.Select(e => e.Step));
    }

    [Fact]
    public async Task Put_NewerVersion_Replaces()
    {
        await Store.PutAsync(Entry(1, version: 3), None);
        await Store.PutAsync(Entry(1, version: 5) with { Status = "Accepted", Due = null }, None);

        var entry = Assert.Single(await AllAsync());
        Assert.Equal((5, "Accepted", null), (entry.Version, entry.Status, entry.Due));
    }

    [Fact]
    public async Task Put_OlderVersion_ChangesNothing()
    {
        await Store.PutAsync(Entry(1, version: 5) with { Status = "Accepted" }, None);
        await Store.PutAsync(Entry(1, version: 3), None);

        var entry = Assert.Single(await AllAsync());
        Assert.Equal((5, "Accepted"), (entry.Version, entry.Status));
    }

    [Fact]
    public async Task Put_SameVersion_ReplacesSoThatAProjectionCanBeMended()
    {
        await Store.PutAsync(Entry(1, version: 5), None);
        await Store.PutAsync(Entry(1, version: 5) with { Late = true }, None);

        Assert.True(Assert.Single(await AllAsync()).Late);
    }

    [Fact]
    public async Task Count_EntriesOfSeveralKinds_CountsEachKindOfThisAgencyAlone()
    {
        var early = Entry(1).Since - TimeSpan.FromDays(3);
        await Store.PutAsync(Entry(1) with { Since = early }, None);
        await Store.PutAsync(Entry(2) with { Overdue = true, Late = true }, None);
        await Store.PutAsync(Entry(3) with { Status = "Accepted", Late = true }, None);
        await Store.PutAsync(Entry(4, step: "residence"), None);
        await Store.PutAsync(Entry(5) with { Agency = "civil-status-00007" }, None);
        await Store.PutAsync(Entry(6, version: 5), None);
        await Store.RemoveAsync(Commune, Samples.Code(6), "birth", 5, None);

        var (procedure, status) = (Entry(1).Procedure, Entry(1).Status);
        Assert.Equal(
            [
                new(procedure, "birth", "Accepted", 1, 0, 1, Entry(3).Since),
                new(procedure, "birth", status, 2, 1, 1, early),
                new(procedure, "residence", status, 1, 0, 0, Entry(4).Since),
            ],
            await Store.CountAsync(Commune, None));
        Assert.Empty(await Store.CountAsync("civil-status-00001", None));
    }

    [Fact]
    public async Task Remove_SameOrNewerVersion_TakesItAway()
    {
        await Store.PutAsync(Entry(1, version: 5), None);
        await Store.PutAsync(Entry(2, version: 5), None);

        await Store.RemoveAsync(Commune, Samples.Code(1), "birth", 5, None);
        await Store.RemoveAsync(Commune, Samples.Code(2), "birth", 6, None);

        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task Remove_OlderVersion_ChangesNothing()
    {
        await Store.PutAsync(Entry(1, version: 5), None);

        await Store.RemoveAsync(Commune, Samples.Code(1), "birth", 4, None);

        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task Put_AfterRemoval_NoOlderVersionComesBack()
    {
        // Removed before it was ever seen: the removal came first.
        await Store.RemoveAsync(Commune, Samples.Code(1), "birth", 5, None);

        await Store.PutAsync(Entry(1, version: 4), None);
        Assert.Empty(await AllAsync());

        await Storage.ReopenAsync();
        Storage.Time.Now += IWorklistStore.RemovalsKept - TimeSpan.FromMinutes(1);
        await Store.RemoveAsync(Commune, Samples.Code(9), "birth", 1, None);
        await Store.PutAsync(Entry(1, version: 4), None);
        Assert.Empty(await AllAsync());

        await Store.PutAsync(Entry(1, version: 6), None);
        Assert.Equal(6, Assert.Single(await AllAsync()).Version);
    }

    [Fact]
    public async Task PutAndRemove_SameVersion_TheLaterStands()
    {
        await Store.PutAsync(Entry(1, version: 5), None);
        await Store.RemoveAsync(Commune, Samples.Code(1), "birth", 5, None);
        Assert.Empty(await AllAsync());

        await Store.PutAsync(Entry(1, version: 5) with { Attention = "stuck" }, None);
        Assert.Equal("stuck", Assert.Single(await AllAsync()).Attention);
    }

    [Fact]
    public async Task Remove_OlderThanTheLast_KeepsTheNewerRemoval()
    {
        await Store.RemoveAsync(Commune, Samples.Code(1), "birth", 5, None);
        await Store.RemoveAsync(Commune, Samples.Code(1), "birth", 3, None);

        await Store.PutAsync(Entry(1, version: 4), None);

        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task PutAndRemove_InAnyOrderByMany_TheNewestVersionStands()
    {
        const int dossiers = 8;
        const int versions = 30;

        // Every third version removes; the last one of odd dossiers does.
        bool Removes(int dossier, int version) => version == versions ? dossier % 2 == 1 : version % 3 == 0;
        var acts = Enumerable.Range(1, dossiers).SelectMany(d => Enumerable.Range(1, versions).Select(v => (Dossier: d, Version: v))).ToArray();
        new Random(20260907).Shuffle(acts);

        await Parallel.ForEachAsync(acts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (act, _) =>
        {
            for (var twice = 0; twice < 2; twice++)
            {
                await (Removes(act.Dossier, act.Version)
                    ? Store.RemoveAsync(Commune, Samples.Code(act.Dossier), "birth", act.Version, None)
                    : Store.PutAsync(Entry(act.Dossier, version: act.Version), None));
            }
        });

        Assert.Equal(
            Enumerable.Range(1, dossiers).Where(d => d % 2 == 0).Select(d => (Samples.Code(d), versions)),
            (await AllAsync()).Select(e => (e.Dossier, e.Version)).OrderBy(e => e.Dossier.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_ManyEntries_OrdersByDueThenCodeThenStepWithoutDueLast()
    {
        await Store.PutAsync(Entry(1, step: "residence") with { Due = Samples.Monday.AddHours(9) }, None);
        await Store.PutAsync(Entry(1, step: "birth") with { Due = Samples.Monday.AddHours(9) }, None);
        await Store.PutAsync(Entry(2) with { Due = null }, None);
        await Store.PutAsync(Entry(3) with { Due = Samples.Monday.AddHours(8) }, None);
        await Store.PutAsync(Entry(4) with { Due = Samples.Monday.AddHours(16).ToOffset(TimeSpan.FromHours(7)) }, None);

        foreach (var size in new[] { 1, 2, 3, 200 })
        {
            Assert.Equal(
                [(3, "birth"), (1, "birth"), (1, "residence"), (4, "birth"), (2, "birth")],
                (await AllAsync(new() { Size = size })).Select(e => (int.Parse(e.Dossier.Number, provider: null), e.Step)));
        }
    }

    [Fact]
    public async Task Page_ByStatusOrOverdue_GivesOnlyThose()
    {
        for (var i = 1; i <= 12; i++)
        {
            await Store.PutAsync(Entry(i) with { Status = i % 3 == 0 ? "Accepted" : "Requested", Overdue = i % 2 == 0 }, None);
        }

        Assert.Equal([3, 6, 9, 12], await NumbersAsync(new() { Status = "Accepted", Size = 3 }));
        Assert.Equal([2, 4, 6, 8, 10, 12], await NumbersAsync(new() { OverdueOnly = true, Size = 2 }));
        Assert.Equal([6, 12], await NumbersAsync(new() { Status = "Accepted", OverdueOnly = true, Size = 1 }));
        Assert.Empty(await NumbersAsync(new() { Status = "accepted" }));
    }

    [Fact]
    public async Task Page_ExactlyFull_IsTheLast()
    {
        await Store.PutAsync(Entry(1), None);
        await Store.PutAsync(Entry(2), None);

        Assert.Null((await Store.PageAsync(Commune, new() { Size = 2 }, None)).Continuation);
        Assert.NotNull((await Store.PageAsync(Commune, new() { Size = 1 }, None)).Continuation);
    }

    [Fact]
    public async Task Page_ListChangesBetweenPages_EveryEntryThatStayedIsSeenOnce()
    {
        for (var i = 1; i <= 60; i++)
        {
            await Store.PutAsync(Entry(i), None);
        }

        var seen = new List<int>();
        string? continuation = null;
        var round = 0;
        do
        {
            var page = await Store.PageAsync(Commune, new() { Size = 7, Continuation = continuation }, None);
            seen.AddRange(page.Items.Select(Number));
            continuation = page.Continuation;

            // The last one just seen goes, one still to come goes, one comes behind and one ahead.
            round++;
            await Store.RemoveAsync(Commune, page.Items[^1].Dossier, "birth", 9, None);
            await Store.RemoveAsync(Commune, Samples.Code(60 - round), "birth", 9, None);
            await Store.PutAsync(Entry(100 + round) with { Due = Samples.Monday.AddDays(-1) }, None);
            await Store.PutAsync(Entry(200 + round) with { Due = Samples.Monday.AddDays(9) }, None);
        }
        while (continuation is not null);

        Assert.Equal(seen.Distinct(), seen);
        var stayed = Enumerable.Range(1, 60).Except(Enumerable.Range(1, round).Select(r => 60 - r));
        Assert.Empty(stayed.Except(seen));
        Assert.DoesNotContain(seen, n => n is > 100 and < 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(WorklistQuery.MaxSize + 1)]
    public async Task Page_SizeOutOfRange_Throws(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PageAsync(Commune, new() { Size = size }, None));

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("bm90IG9uZQ")]
    [InlineData("LTEKYQpi")]
    public async Task Page_ContinuationOfNobody_Throws(string continuation) =>
        await Assert.ThrowsAsync<ContinuationInvalidException>(() => Store.PageAsync(Commune, new() { Continuation = continuation }, None));

    [Fact]
    public async Task Page_ContinuationOfAnotherAgency_ShowsNothingOfIt()
    {
        for (var i = 1; i <= 3; i++)
        {
            await Store.PutAsync(Entry(i) with { Agency = "police-00004" }, None);
        }

        var other = await Store.PageAsync("police-00004", new() { Size = 1 }, None);

        Assert.Empty((await Store.PageAsync(Commune, new() { Continuation = other.Continuation }, None)).Items);
    }

    [Fact]
    public async Task Page_Continuation_IsSafeInAUrl()
    {
        await Store.PutAsync(Entry(1), None);
        await Store.PutAsync(Entry(2), None);

        var continuation = (await Store.PageAsync(Commune, new() { Size = 1 }, None)).Continuation!;

        Assert.Equal(continuation, Uri.EscapeDataString(continuation));
        Assert.InRange(continuation.Length, 1, 1024);
    }

    private static WorklistEntry Entry(int number, string step = "birth", int version = 3) => new()
    {
        Agency = Commune,
        Dossier = Samples.Code(number),
        Procedure = "3.000722",
        Step = step,
        Version = version,
        Status = "Requested",
        Round = 1,
        Since = Samples.Monday.AddTicks(number),
        Due = Samples.Monday.AddHours(8),
    };

    private static int Number(WorklistEntry entry) => int.Parse(entry.Dossier.Number, provider: null);

    private async Task<List<int>> NumbersAsync(WorklistQuery query) => [.. (await AllAsync(query)).Select(Number)];

    private async Task<List<WorklistEntry>> AllAsync(WorklistQuery? query = null)
    {
        query ??= new();
        List<WorklistEntry> all = [];
        WorklistPage page;
        do
        {
            page = await Store.PageAsync(Commune, query, None);
            Assert.True(page.Items.Count <= query.Size);
            all.AddRange(page.Items);
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return all;
    }
}

using System.Text;

namespace LienThong.Storage.Tests.Compliance;

public abstract class FigureStoreCompliance : ComplianceSuite
{
    private static readonly DateOnly Monday = new(2026, 9, 7);

    private IFigureStore Store => Storage.Figures;

    /// <summary>More than the provider reads at once, and a multiple of three.</summary>
    protected virtual int Many => 4500;

    [Fact]
    public async Task Read_NothingThere_IsEmpty()
    {
        Assert.Empty(await DayAsync(0));
        Assert.Empty(await OpenAsync(0));
        Assert.Empty(await Store.ReadChangedDaysAsync(None));
    }

    [Fact]
    public async Task Put_New_IsReadBackAsWrittenOnEachOfItsDays()
    {
        var written = Figures(1, version: 3, text: "đã nộp", days: [0, 2], ended: 2);

        await Store.PutAsync([written], None);
        await Storage.ReopenAsync();

        foreach (var day in new[] { 0, 2 })
        {
            var read = Assert.Single(await DayAsync(day));
            Assert.Equal(written with { Days = read.Days, Figures = read.Figures }, read);
            Assert.Equal(written.Days, read.Days);
            Assert.Equal("đã nộp", Text(read));
        }

        Assert.Empty(await DayAsync(1));
        Assert.Empty(await DayAsync(0, "79"));
    }

    [Fact]
    public async Task Put_NewerVersion_ReplacesAndLeavesTheDaysItNoLongerSpeaksOf()
    {
        await Store.PutAsync([Figures(1, version: 3, text: "old", days: [0, 1])], None);
        await Store.PutAsync([Figures(1, version: 4, text: "new", days: [0, 2])], None);

        Assert.Equal("new", Text(Assert.Single(await DayAsync(0))));
        Assert.Empty(await DayAsync(1));
        Assert.Single(await DayAsync(2));
    }

    [Fact]
    public async Task Put_OlderVersion_ChangesNothing()
    {
        await Store.PutAsync([Figures(1, version: 4, text: "new", days: [0])], None);
        await StrikeAllAsync();

        await Store.PutAsync([Figures(1, version: 3, text: "old", days: [0, 1])], None);

        Assert.Equal("new", Text(Assert.Single(await DayAsync(0))));
        Assert.Empty(await DayAsync(1));
        Assert.Empty(await Store.ReadChangedDaysAsync(None));
    }

    [Fact]
    public async Task Put_SameVersion_ReplacesSoThatAProjectionCanBeMended()
    {
        await Store.PutAsync([Figures(1, version: 4, text: "wrong", days: [0])], None);
        await Store.PutAsync([Figures(1, version: 4, text: "right", days: [0])], None);

        Assert.Equal("right", Text(Assert.Single(await DayAsync(0))));
    }

    [Fact]
    public async Task Read_ManyPages_GivesEachOnce()
    {
        foreach (var some in Enumerable.Range(1, Many).Reverse().Chunk(IFigureStore.MaxFigures))
        {
            await Store.PutAsync([.. some.Select(i => Figures(i, days: [0], ended: i % 3 == 0 ? 1 : null))], None);
        }

        var all = Enumerable.Range(1, Many).Select(Samples.Code).ToList();
        Assert.Equal(all, (await DayAsync(0)).Select(f => f.Dossier));
        Assert.Equal(all, (await OpenAsync(0)).Select(f => f.Dossier).OrderBy(c => c.ToString(), StringComparer.Ordinal));
        Assert.Equal(Many / 3 * 2, (await OpenAsync(1)).Count);
    }

    [Fact]
    public async Task Put_ThatChangesFigures_MarksTheDaysBeforeAndAfter()
    {
        await Store.PutAsync([Figures(1, version: 3, days: [0, 1])], None);
        await StrikeAllAsync();

        await Store.PutAsync([Figures(1, version: 4, text: "new", days: [1, 2]), Figures(2, province: "79", days: [5])], None);

        Assert.Equal(
            [("01", Monday), ("01", Monday.AddDays(1)), ("01", Monday.AddDays(2)), ("79", Monday.AddDays(5))],
            (await Store.ReadChangedDaysAsync(None)).Select(c => (c.Province, c.Day)));
    }

    [Fact]
    public async Task Put_ThatChangesNothing_MarksNoDay()
    {
        await Store.PutAsync([Figures(1, version: 3, days: [0])], None);
        await StrikeAllAsync();

        await Store.PutAsync([Figures(1, version: 3, days: [0])], None);
        await Store.PutAsync([Figures(1, version: 5, days: [0])], None);

        Assert.Empty(await Store.ReadChangedDaysAsync(None));
    }

    [Fact]
    public async Task Strike_ChangedAgainSinceRead_StaysOnTheList()
    {
        await Store.PutAsync([Figures(1, version: 3, days: [0])], None);
        var read = Assert.Single(await Store.ReadChangedDaysAsync(None));
        await Store.PutAsync([Figures(2, days: [0])], None);

        await Store.StrikeAsync(read, None);

        var again = Assert.Single(await Store.ReadChangedDaysAsync(None));
        Assert.NotEqual(read.Mark, again.Mark);
        await Store.StrikeAsync(again, None);
        Assert.Empty(await Store.ReadChangedDaysAsync(None));
    }

    [Fact]
    public async Task Open_AtTheEndOfADay_AreThoseFiledByThenAndNotEnded()
    {
        await Store.PutAsync(
            [
                Figures(1, filed: 0, ended: 3),
                Figures(2, filed: 1),
                Figures(3, filed: 2),
                Figures(4, filed: 0, ended: 1),
                Figures(5, province: "79", filed: 0),
            ],
            None);

        Assert.Equal([1, 4], await OpenNumbersAsync(0));
        Assert.Equal([1, 2], await OpenNumbersAsync(1));
        Assert.Equal([1, 2, 3], await OpenNumbersAsync(2));
        Assert.Equal([2, 3], await OpenNumbersAsync(3));

        async Task<IEnumerable<int>> OpenNumbersAsync(int day) =>
            (await OpenAsync(day)).Select(f => Enumerable.Range(1, 5).Single(i => Samples.Code(i) == f.Dossier)).Order();
    }

    [Fact]
    public async Task Put_MoreOrLargerThanItMayBe_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.PutAsync([.. Enumerable.Range(1, IFigureStore.MaxFigures + 1).Select(i => Figures(i))], None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.PutAsync([Figures(1) with { Figures = new byte[StoredFigures.MaxBytes + 1] }], None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.PutAsync([Figures(1, days: [.. Enumerable.Range(0, StoredFigures.MaxDays + 1)])], None));
        await Store.PutAsync([], None);
    }

    private static StoredFigures Figures(
        int number, int version = 1, string province = "01", string text = "x", int filed = 0, int? ended = null, int[]? days = null) => new(
        Samples.Code(number), version, province, Monday.AddDays(filed), ended is { } day ? Monday.AddDays(day) : null,
        [.. (days ?? [filed]).Select(Monday.AddDays)], Encoding.UTF8.GetBytes(text));

    private async Task StrikeAllAsync()
    {
        foreach (var day in await Store.ReadChangedDaysAsync(None))
        {
            await Store.StrikeAsync(day, None);
        }
    }

    private Task<List<StoredFigures>> DayAsync(int day, string province = "01") => ListAsync(Store.ReadDayAsync(province, Monday.AddDays(day), None));

    private Task<List<StoredFigures>> OpenAsync(int day) => ListAsync(Store.ReadOpenAsync("01", Monday.AddDays(day), None));

    private static async Task<List<StoredFigures>> ListAsync(IAsyncEnumerable<StoredFigures> figures)
    {
        List<StoredFigures> all = [];
        await foreach (var one in figures)
        {
            all.Add(one);
        }

        return all;
    }

    private static string Text(StoredFigures figures) => Encoding.UTF8.GetString(figures.Figures.Span);
}

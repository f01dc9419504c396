using LienThong.App.Projections;
using LienThong.App.Reports;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>Counting everything anew from the dossiers, while the app is stopped.</summary>
internal static class FactCommands
{
    /// <summary><c>rebuild-facts</c>: counts every dossier and adds up every day again; figures that were right come out the same to the
    /// byte.</summary>
    /// <exception cref="StorageUnavailableException">The app serves, or the store cannot be written.</exception>
    public static int Rebuild(IConfiguration settings, string data, TextWriter output) => RebuildAsync(settings, data, output).GetAwaiter().GetResult();

    private static async Task<int> RebuildAsync(IConfiguration settings, string data, TextWriter output)
    {
        await using var stores = CommandStores.Open(settings, data);
        var (dossiers, figures) = (stores.GetRequiredService<IDossierStore>(), stores.GetRequiredService<IFigureStore>());
        AuditCommands.Record(settings, data, "rebuild-facts", "all dossiers");
        var law = LawLibrary.Load(DataFolder.LawOf(data));
        var count = 0;
        HashSet<(string Province, DateOnly Day)> days = [];
        await foreach (var page in dossiers.ReadAllAsync())
        {
            foreach (var some in page.Select(stored => FigureProjection.Of(stored.Value, DossierRules.For(stored.Value, law))).Chunk(IFigureStore.MaxFigures))
            {
                await figures.PutAsync(some, CancellationToken.None);
                days.UnionWith(some.SelectMany(one => one.Days.Select(day => (one.Province, day))));
                count += some.Length;
            }
        }

        // Also days whose figures stand as they were: their facts may be gone, or wrong.
        var keeper = new FactKeeper(figures, stores.GetRequiredService<IFactStore>());
        await keeper.CollectAsync(CancellationToken.None);
        foreach (var (province, day) in days)
        {
            await keeper.AddUpAsync(province, day, CancellationToken.None);
        }

        return Commands.Say(output, $"{count} dossiers are counted, on {days.Count} days of provinces.", 0);
    }
}

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
    /// byte. A dossier that cannot be counted is named, its figures stay as they were, and all others are counted.</summary>
    /// <returns>0, or 1 when there were such dossiers.</returns>
    /// <exception cref="StorageUnavailableException">The app serves, or the store cannot be written.</exception>
    public static int Rebuild(IConfiguration settings, string data, TextWriter output, TextWriter errors) =>
        RebuildAsync(settings, data, output, errors).GetAwaiter().GetResult();

    private static async Task<int> RebuildAsync(IConfiguration settings, string data, TextWriter output, TextWriter errors)
    {
        await using var stores = CommandStores.Open(settings, data);
        var (dossiers, figures) = (stores.GetRequiredService<IDossierStore>(), stores.GetRequiredService<IFigureStore>());
        AuditCommands.Record(settings, data, "rebuild-facts", "all dossiers");
        var law = LawLibrary.Load(DataFolder.LawOf(data));
        var each = new EachDossier(errors);
        var count = 0;
        HashSet<(string Province, DateOnly Day)> days = [];
        await foreach (var page in dossiers.ReadAllAsync())
        {
            foreach (var some in Figures(page).Chunk(IFigureStore.MaxFigures))
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

        Commands.Say(output, $"{count} dossiers are counted, on {days.Count} days of provinces.", 0);
        return each.Failed == 0 ? 0 : Commands.Say(errors, $"{each.Failed} dossiers could not be counted; their figures stay as they were.", 1);

        IEnumerable<StoredFigures> Figures(IEnumerable<Stored<Dossier>> page) => page
            .Select(stored => each.Try(stored.Value, dossier => FigureProjection.Of(dossier, DossierRules.For(dossier, law))))
            .OfType<StoredFigures>();
    }
}

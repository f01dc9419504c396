using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Dossiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>Filling the alias store anew from the dossiers, while the app is stopped.</summary>
internal static class AliasCommands
{
    /// <summary><c>rebuild-aliases</c>: has every dossier found under all its keys; what is there already stays. A dossier that cannot be read is
    /// named, and holds up no other.</summary>
    /// <returns>0, or 1 when there were such dossiers.</returns>
    /// <exception cref="StorageUnavailableException">The app serves, or the store cannot be written.</exception>
    public static int Rebuild(IConfiguration settings, string data, TextWriter output, TextWriter errors) =>
        !AzureStorageSettings.AreIn(settings) || SecretKeys.AreThere(settings, data)
            ? RebuildAsync(settings, data, output, errors).GetAwaiter().GetResult()
            : Commands.Refuse(
                errors,
                "Thiếu cấu hình Access__HashKey: với khóa mới, không hồ sơ nào được tìm thấy theo số.",
                "The setting Access__HashKey is missing: under a new key no dossier would be found by a number.");

    private static async Task<int> RebuildAsync(IConfiguration settings, string data, TextWriter output, TextWriter errors)
    {
        await using var stores = CommandStores.Open(settings, data);
        var (dossiers, aliases) = (stores.GetRequiredService<IDossierStore>(), stores.GetRequiredService<IAliasStore>());
        AuditCommands.Record(settings, data, "rebuild-aliases", "all dossiers");
        var desk = new DossierDesk(dossiers, LawLibrary.Load(DataFolder.LawOf(data)), TimeProvider.System);
        var keys = new AliasKeys(SecretKeys.Open(settings, data), desk);
        var each = new EachDossier(errors);
        var count = 0;
        await foreach (var page in dossiers.ReadAllAsync())
        {
            foreach (var dossier in page.Select(stored => stored.Value))
            {
                if (each.Try(dossier, keys.Of) is { } numbers)
                {
                    await aliases.AddAsync(dossier.Code, numbers, CancellationToken.None);
                    count++;
                }
            }
        }

        Commands.Say(output, $"{count} dossiers are found under all their numbers.", 0);
        return each.Failed == 0 ? 0 : Commands.Say(errors, $"{each.Failed} dossiers could not be read; they are found as before.", 1);
    }
}

using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace LienThong.Storage.Sqlite;

/// <summary>
/// The dossiers that were last read or written, as objects, so that one that moves is not parsed and folded at every look.
/// Never an answer by itself: each is used for the write whose ETag it bears, and that comes from the database.
/// </summary>
internal sealed class RecentDossiers : IDisposable
{
    // Bytes of their JSON; as objects they take a few times as much.
    private const long MaxBytes = 8 * 1024 * 1024;

    private readonly MemoryCache _cache = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxBytes }));

    /// <summary>The dossier as last seen here, or null.</summary>
    public Stored<Dossier>? Find(DossierCode code) => _cache.TryGetValue(code, out Stored<Dossier>? stored) ? stored : null;

    /// <summary>Keeps a dossier for the next look.</summary>
    /// <param name="bytes">The length of its JSON.</param>
    public void Keep(Stored<Dossier> stored, int bytes) =>
        _cache.Set(stored.Value.Code, stored, new MemoryCacheEntryOptions { Size = bytes });

    public void Dispose() => _cache.Dispose();
}

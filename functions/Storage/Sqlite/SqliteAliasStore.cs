using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Sqlite;

/// <summary>Keys and dossiers, one row a pair.</summary>
internal sealed class SqliteAliasStore(SqliteDatabase database) : IAliasStore
{
    public async Task AddAsync(DossierCode code, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, IAliasStore.MaxKeys);
        foreach (var key in keys)
        {
            Bounds.Key(key);
        }

        // Most often there is nothing new, and then the writer need not be asked.
        var missing = await database.ReadAsync(
            session => keys.Where(key => session.First("SELECT 1 FROM aliases WHERE key = $1 AND dossier = $2", row => row.GetInt32(0), key, code.ToString()) == 0).ToList(),
            cancellation);
        if (missing.Count > 0)
        {
            await database.WriteAsync(
                session => missing.Sum(key => session.Execute(
                    "INSERT INTO aliases (key, dossier) VALUES ($1, $2) ON CONFLICT (key, dossier) DO NOTHING", key, code.ToString())),
                cancellation);
        }
    }

    public Task<IReadOnlyList<DossierCode>> FindAsync(string key, int max, CancellationToken cancellation)
    {
        Bounds.Key(key);
        Bounds.Count(max, IAliasStore.MaxFound);
        return database.ReadAsync<IReadOnlyList<DossierCode>>(
            session => session.All(
                "SELECT dossier FROM aliases WHERE key = $1 ORDER BY dossier LIMIT $2", row => DossierCode.Parse(row.GetString(0)), key, max),
            cancellation);
    }
}

using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Sqlite;

/// <summary>Fingerprints and their owners, one row each.</summary>
internal sealed class SqliteClaimStore(SqliteDatabase database) : IClaimStore
{
    public Task<DossierCode> ClaimAsync(string fingerprint, DossierCode code, CancellationToken cancellation)
    {
        Bounds.Key(fingerprint);
        return database.WriteAsync(
            session =>
            {
                session.Execute(
                    "INSERT INTO claims (fingerprint, dossier) VALUES ($1, $2) ON CONFLICT (fingerprint) DO NOTHING",
                    fingerprint, code.ToString());
                return Owner(session, fingerprint)!.Value;
            },
            cancellation);
    }

    public Task<bool> MoveAsync(string fingerprint, DossierCode from, DossierCode to, CancellationToken cancellation)
    {
        Bounds.Key(fingerprint);
        return database.WriteAsync(
            session => session.Execute(
                "UPDATE claims SET dossier = $3 WHERE fingerprint = $1 AND dossier = $2",
                fingerprint, from.ToString(), to.ToString()) > 0,
            cancellation);
    }

    public Task<DossierCode?> OwnerAsync(string fingerprint, CancellationToken cancellation)
    {
        Bounds.Key(fingerprint);
        return database.ReadAsync(session => Owner(session, fingerprint), cancellation);
    }

    private static DossierCode? Owner(SqliteSession session, string fingerprint) => session.First<DossierCode?>(
        "SELECT dossier FROM claims WHERE fingerprint = $1", row => DossierCode.Parse(row.GetString(0)), fingerprint);
}

namespace LienThong.Storage.Sqlite;

/// <summary>The tables of <c>audit.db</c>. A file notes in user_version how many of the steps it has been through; a released step is
/// never changed, the next one is added.</summary>
internal static class SqliteAuditSchema
{
    public static IReadOnlyList<string> Steps { get; } =
    [
        // What is searched for is read out of the content itself, so that it cannot say anything else than what was hashed.
        """
        CREATE TABLE audit (
          day TEXT NOT NULL,
          number INTEGER NOT NULL,
          content TEXT NOT NULL,
          previous TEXT NOT NULL,
          hash TEXT NOT NULL,
          dossier TEXT GENERATED ALWAYS AS (content ->> '$.dossier') VIRTUAL,
          partner TEXT GENERATED ALWAYS AS (content ->> '$.by') VIRTUAL,
          PRIMARY KEY (day, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX audit_by_dossier ON audit (dossier, day, number) WHERE dossier IS NOT NULL;
        CREATE INDEX audit_by_partner ON audit (partner, day, number);

        CREATE TABLE audit_heads (
          day TEXT NOT NULL PRIMARY KEY,
          count INTEGER NOT NULL,
          hash TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    ];
}

namespace LienThong.Storage.Sqlite;

/// <summary>
/// The tables. Times are UTC in ticks of 100 ns. A file notes in user_version how many of the steps it has been through;
/// a released step is never changed, the next one is added.
/// </summary>
internal static class SqliteSchema
{
    public static IReadOnlyList<string> Steps { get; } =
    [
        // "change" grows by one with every write of a dossier, and orders the change feed. A projection's row with
        // removed_at is a removal that is remembered.
        """
        CREATE TABLE dossiers (
          id INTEGER PRIMARY KEY,
          code TEXT NOT NULL UNIQUE,
          version INTEGER NOT NULL,
          etag TEXT NOT NULL,
          change INTEGER NOT NULL UNIQUE,
          doc BLOB NOT NULL
        ) STRICT;

        CREATE TABLE worklist (
          agency TEXT NOT NULL,
          dossier TEXT NOT NULL,
          step TEXT NOT NULL,
          version INTEGER NOT NULL,
          removed_at INTEGER,
          procedure TEXT NOT NULL,
          status TEXT NOT NULL,
          round INTEGER NOT NULL,
          since INTEGER NOT NULL,
          due INTEGER NOT NULL,
          overdue INTEGER NOT NULL,
          late INTEGER NOT NULL,
          attention TEXT,
          PRIMARY KEY (agency, dossier, step)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX worklist_in_order ON worklist (agency, due, dossier, step, status, overdue) WHERE removed_at IS NULL;
        CREATE INDEX worklist_removed ON worklist (removed_at) WHERE removed_at IS NOT NULL;

        CREATE TABLE watch (
          dossier TEXT NOT NULL PRIMARY KEY,
          version INTEGER NOT NULL,
          removed_at INTEGER,
          next_wake INTEGER,
          changed_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX watch_by_wake ON watch (next_wake, dossier) WHERE removed_at IS NULL AND next_wake IS NOT NULL;
        CREATE INDEX watch_by_change ON watch (changed_at, dossier) WHERE removed_at IS NULL;
        CREATE INDEX watch_removed ON watch (removed_at) WHERE removed_at IS NOT NULL;

        CREATE TABLE notices (
          id INTEGER PRIMARY KEY,
          code TEXT NOT NULL UNIQUE,
          content_hash TEXT NOT NULL,
          received_at INTEGER NOT NULL,
          by TEXT NOT NULL,
          late INTEGER NOT NULL,
          doc BLOB NOT NULL
        ) STRICT;

        CREATE TABLE idempotency (
          partner TEXT NOT NULL,
          key TEXT NOT NULL,
          body_hash TEXT NOT NULL,
          dossier TEXT NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (partner, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_by_age ON idempotency (at);

        CREATE TABLE claims (
          fingerprint TEXT NOT NULL PRIMARY KEY,
          dossier TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE health (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          mark TEXT NOT NULL
        ) STRICT;
        """,

        // Notices of deaths came to those of births.
        """
        CREATE TABLE notices_of_kinds (
          id INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          code TEXT NOT NULL,
          content_hash TEXT NOT NULL,
          received_at INTEGER NOT NULL,
          by TEXT NOT NULL,
          late INTEGER NOT NULL,
          doc BLOB NOT NULL,
          UNIQUE (kind, code)
        ) STRICT;
        INSERT INTO notices_of_kinds
          SELECT id, 'birth', code, content_hash, received_at, by, late, doc FROM notices;
        DROP TABLE notices;
        ALTER TABLE notices_of_kinds RENAME TO notices;
        """,

        """
        CREATE TABLE person_records (
          person TEXT NOT NULL,
          dossier TEXT NOT NULL,
          version INTEGER NOT NULL,
          newest INTEGER,
          doc BLOB NOT NULL,
          PRIMARY KEY (person, dossier)
        ) STRICT, WITHOUT ROWID;
        """,

        // A key is a number of a dossier, or a keyed hash.
        """
        CREATE TABLE aliases (
          key TEXT NOT NULL,
          dossier TEXT NOT NULL,
          PRIMARY KEY (key, dossier)
        ) STRICT, WITHOUT ROWID;
        """,

        // Days are numbers of days since 0001-01-01; an open dossier ends on the last day there is.
        """
        CREATE TABLE figures (
          dossier TEXT NOT NULL PRIMARY KEY,
          version INTEGER NOT NULL,
          province TEXT NOT NULL,
          filed_on INTEGER NOT NULL,
          ended_on INTEGER NOT NULL,
          days TEXT NOT NULL,
          doc BLOB NOT NULL
        ) STRICT;
        CREATE INDEX figures_by_end ON figures (province, ended_on, dossier, filed_on);

        CREATE TABLE figure_days (
          province TEXT NOT NULL,
          day INTEGER NOT NULL,
          dossier TEXT NOT NULL,
          PRIMARY KEY (province, day, dossier)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE changed_days (
          province TEXT NOT NULL,
          day INTEGER NOT NULL,
          mark TEXT NOT NULL,
          PRIMARY KEY (province, day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE facts (
          id INTEGER PRIMARY KEY,
          partition TEXT NOT NULL,
          key TEXT NOT NULL,
          etag TEXT NOT NULL,
          content BLOB NOT NULL,
          UNIQUE (partition, key)
        ) STRICT;
        """,

        """
        ALTER TABLE notices ADD COLUMN likeness TEXT;
        CREATE INDEX notices_alike ON notices (kind, likeness, id) WHERE likeness IS NOT NULL;
        """,
    ];
}

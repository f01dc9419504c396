using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>Records of persons, one row a person and dossier.</summary>
internal sealed class SqlitePersonRecordStore(SqliteDatabase database) : IPersonRecordStore
{
    public Task PutAsync(PersonRecords records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        Bounds.Key(records.Person);
        var newest = records.Records.Count == 0 ? (long?)null : records.Records.Max(record => record.At).UtcTicks;
        return database.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO person_records (person, dossier, version, newest, doc) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (person, dossier) DO UPDATE SET version = excluded.version, newest = excluded.newest, doc = excluded.doc
                WHERE excluded.version >= version
                """,
                records.Person, records.Dossier.ToString(), records.Version, newest, JsonSerializer.SerializeToUtf8Bytes(records.Records, DossierJson.Options)),
            cancellation);
    }

    public Task<IReadOnlyList<PersonRecords>> OfAsync(string person, int max, CancellationToken cancellation)
    {
        Bounds.Key(person);
        Bounds.Count(max, IPersonRecordStore.MaxDossiers);
        return database.ReadAsync<IReadOnlyList<PersonRecords>>(
            session => session.All(
                """
                SELECT dossier, version, doc FROM person_records
                WHERE person = $1 AND newest IS NOT NULL ORDER BY newest DESC, dossier LIMIT $2
                """,
                row => Read(person, row), person, max),
            cancellation);
    }

    private static PersonRecords Read(string person, SqliteDataReader row) => new(
        person,
        DossierCode.Parse(row.GetString(0)),
        row.GetInt32(1),
        JsonSerializer.Deserialize<IReadOnlyList<PersonRecord>>(row.GetFieldValue<byte[]>(2), DossierJson.Options)!);
}

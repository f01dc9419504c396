using LienThong.Procedures.Identifiers;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>Records of persons, one partition a person, one item a dossier. A dossier that holds none any more keeps its version.</summary>
internal sealed class CosmosPersonRecordStore(CosmosItems items) : IPersonRecordStore
{
    public Task PutAsync(PersonRecords records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        Bounds.Key(records.Person);
        var item = new Item(records.Dossier.ToString(), records.Person, records.Version, records.Records)
        {
            Newest = records.Records.Count == 0 ? null : records.Records.Max(record => record.At),
        };
        return items.PutNewestAsync(item, item.Id, item.Person, item.Version, cancellation);
    }

    public async Task<IReadOnlyList<PersonRecords>> OfAsync(string person, int max, CancellationToken cancellation)
    {
        Bounds.Key(person);
        Bounds.Count(max, IPersonRecordStore.MaxDossiers);
        var query = new QueryDefinition($"SELECT TOP {max} * FROM c WHERE IS_DEFINED(c.newest) ORDER BY c.newest DESC");
        return [.. (await items.ListAsync<Item>(query, person, max, cancellation)).Select(item => item.Open())];
    }

    private sealed record Item(string Id, string Person, int Version, IReadOnlyList<PersonRecord> Records)
    {
        public DateTimeOffset? Newest { get; init; }

        public PersonRecords Open() => new(Person, DossierCode.Parse(Id), Version, Records);
    }
}

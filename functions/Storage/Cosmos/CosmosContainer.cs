namespace LienThong.Storage.Cosmos;

/// <summary>How a container of Cosmos DB has to be made.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="PartitionKey">The path of its partition key.</param>
/// <param name="Indexed">The paths that are indexed, because a query asks for them; every other one is excluded. Dossiers, notices
/// and whatever else is read by its key alone pay for no index of what they hold.</param>
public sealed record CosmosContainer(string Name, string PartitionKey, IReadOnlyList<string> Indexed)
{
    /// <summary>Whether items may say when they end (<c>ttl</c>, in seconds); of itself none ends.</summary>
    public bool Expires { get; init; }
}

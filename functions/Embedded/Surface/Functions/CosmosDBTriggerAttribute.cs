namespace LienThong.Embedded.Functions;

/// <summary>Runs the function for the changes of a container, at least once each and in order within a partition. The
/// parameter is an <see cref="IReadOnlyList{T}"/> of a JSON type.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CosmosDBTriggerAttribute(string databaseName, string containerName) : Attribute
{
    /// <summary>The database.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <summary>The container.</summary>
    public string ContainerName { get; } = containerName;

    /// <summary>The setting that names the connection; of no meaning on one machine.</summary>
    public string? Connection { get; set; }

    /// <summary>Where leases are kept on Azure; here they are in the runtime's own store.</summary>
    public string? LeaseContainerName { get; set; }

    /// <summary>For Azure.</summary>
    public bool CreateLeaseContainerIfNotExists { get; set; }

    /// <summary>Whether a function that has no lease yet is given what was there before it, too.</summary>
    public bool StartFromBeginning { get; set; }

    /// <summary>The most items in one call; 100 if not set.</summary>
    public int MaxItemsPerInvocation { get; set; }

    /// <summary>Milliseconds between a change and its delivery at most, in which changes gather; at once if not set.</summary>
    public int FeedPollDelay { get; set; }
}

using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LienThong.Storage.Cosmos;

/// <summary>
/// The items of one container. What the stores can go on from comes as a value: missing, there already, changed meanwhile. All else
/// comes as the exceptions that every provider throws. What each operation cost, and how it ended, is written to the log; ids are not.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="log">Takes what operations cost.</param>
/// <param name="reads">How far reads may be behind the writes of other processes; as the account says if null.</param>
internal sealed partial class CosmosItems(Container container, ILogger log, ConsistencyLevel? reads = null)
{
    private static readonly ItemRequestOptions Write = new() { EnableContentResponseOnWrite = false };

    private readonly ItemRequestOptions _read = new() { ConsistencyLevel = reads };

    /// <summary>The item of an id in a partition; null when there is none.</summary>
    public async Task<Stored<T>?> ReadAsync<T>(string id, string partition, CancellationToken cancellation)
    {
        using var response = await SendAsync("read", () => container.ReadItemStreamAsync(id, new PartitionKey(partition), _read, cancellation), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => new((await JsonSerializer.DeserializeAsync<T>(response.Content, CosmosJson.Options, cancellation))!, TagOf(response)),
            HttpStatusCode.NotFound when IsOfTheItem(response) => null,
            _ => throw Fault("read", response),
        };
    }

    /// <summary>Writes a new item.</summary>
    /// <returns>Its ETag; null, and nothing written, when there is one of that id in its partition.</returns>
    public Task<ETag?> TryCreateAsync<T>(T item, string partition, CancellationToken cancellation) =>
        TryCreateAsync(JsonSerializer.SerializeToUtf8Bytes(item, CosmosJson.Options), partition, cancellation);

    /// <inheritdoc cref="TryCreateAsync{T}" />
    public async Task<ETag?> TryCreateAsync(byte[] item, string partition, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            "create", () => container.CreateItemStreamAsync(new MemoryStream(item), new PartitionKey(partition), Write, cancellation), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.Created => TagOf(response),
            HttpStatusCode.Conflict => null,
            _ => throw Fault("create", response),
        };
    }

    /// <summary>Writes an item over the write that <paramref name="etag"/> names.</summary>
    /// <returns>Its ETag; null, and nothing written, when that is no longer the last write or there is no such item.</returns>
    public Task<ETag?> TryReplaceAsync<T>(T item, string id, string partition, ETag etag, CancellationToken cancellation) =>
        TryReplaceAsync(JsonSerializer.SerializeToUtf8Bytes(item, CosmosJson.Options), id, partition, etag, cancellation);

    /// <inheritdoc cref="TryReplaceAsync{T}" />
    public async Task<ETag?> TryReplaceAsync(byte[] item, string id, string partition, ETag etag, CancellationToken cancellation)
    {
        if (QuotedTag(etag) is not { } match)
        {
            return null;
        }

        var options = new ItemRequestOptions { IfMatchEtag = match, EnableContentResponseOnWrite = false };
        using var response = await SendAsync(
            "replace", () => container.ReplaceItemStreamAsync(new MemoryStream(item), id, new PartitionKey(partition), options, cancellation), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => TagOf(response),
            HttpStatusCode.PreconditionFailed => null,
            HttpStatusCode.NotFound when IsOfTheItem(response) => null,
            _ => throw Fault("replace", response),
        };
    }

    /// <summary>Writes an item unless one of its id has a newer version. Of two writes of one version the later stands.</summary>
    public async Task PutNewestAsync<T>(T item, string id, string partition, int version, CancellationToken cancellation)
    {
        while (true)
        {
            var stands = await ReadAsync<Versioned>(id, partition, cancellation);
            if (stands?.Value.Version > version)
            {
                return;
            }

            // Null when somebody else wrote in between: then it is their version that counts.
            var written = stands is null
                ? await TryCreateAsync(item, partition, cancellation)
                : await TryReplaceAsync(item, id, partition, stands.ETag, cancellation);
            if (written is not null)
            {
                return;
            }
        }
    }

    /// <summary>Writes an item, whatever stands there.</summary>
    public async Task PutAsync<T>(T item, string partition, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(item, CosmosJson.Options);
        using var response = await SendAsync(
            "upsert", () => container.UpsertItemStreamAsync(new MemoryStream(bytes), new PartitionKey(partition), Write, cancellation), cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw Fault("upsert", response);
        }
    }

    /// <summary>Removes an item if nobody has written it since.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> TryDeleteAsync(string id, string partition, ETag etag, CancellationToken cancellation)
    {
        if (QuotedTag(etag) is not { } match)
        {
            return false;
        }

        var options = new ItemRequestOptions { IfMatchEtag = match, EnableContentResponseOnWrite = false };
        using var response = await SendAsync(
            "delete", () => container.DeleteItemStreamAsync(id, new PartitionKey(partition), options, cancellation), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.NoContent => true,
            HttpStatusCode.PreconditionFailed => false,
            HttpStatusCode.NotFound when IsOfTheItem(response) => false,
            _ => throw Fault("delete", response),
        };
    }

    /// <summary>Of these ids and partitions, the items that are there.</summary>
    public async Task<IReadOnlyList<T>> ReadManyAsync<T>(IReadOnlyList<(string Id, string Partition)> keys, CancellationToken cancellation)
    {
        try
        {
            var response = await container.ReadManyItemsAsync<T>(
                [.. keys.Select(key => (key.Id, new PartitionKey(key.Partition)))], new ReadManyRequestOptions { ConsistencyLevel = reads }, cancellation);
            Done("read-many", (int)response.StatusCode, response.RequestCharge);
            return [.. response];
        }
        catch (CosmosException e)
        {
            throw Fault("read-many", e);
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(e);
        }
    }

    /// <summary>What a query gives, of one partition or, without one, of all.</summary>
    public async IAsyncEnumerable<T> QueryAsync<T>(
        QueryDefinition query, string? partition, int pageSize, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new QueryRequestOptions
        {
            PartitionKey = partition is null ? null : new PartitionKey(partition),
            MaxItemCount = pageSize,
            ConsistencyLevel = reads,
            // As many ranges of partitions at once as the SDK thinks right.
            MaxConcurrency = -1,
        };
        using var pages = container.GetItemQueryIterator<T>(query, requestOptions: options);
        while (pages.HasMoreResults)
        {
            FeedResponse<T> page;
            try
            {
                page = await pages.ReadNextAsync(cancellation);
                Done("query", (int)page.StatusCode, page.RequestCharge);
            }
            catch (CosmosException e)
            {
                throw Fault("query", e);
            }
            catch (HttpRequestException e)
            {
                throw Unreachable(e);
            }

            foreach (var item in page)
            {
                yield return item;
            }
        }
    }

    /// <summary>All that a query gives.</summary>
    public async Task<List<T>> ListAsync<T>(QueryDefinition query, string? partition, int pageSize, CancellationToken cancellation)
    {
        List<T> all = [];
        await foreach (var item in QueryAsync<T>(query, partition, pageSize, cancellation))
        {
            all.Add(item);
        }

        return all;
    }

    /// <summary>The items that changed after a continuation, as they come on the wire; null when none did.</summary>
    /// <exception cref="ContinuationInvalidException">The continuation is not one of this feed's.</exception>
    public async Task<(JsonDocument? Page, string Continuation)> ReadChangesAsync(string? continuation, int max, CancellationToken cancellation)
    {
        if (continuation is "")
        {
            throw new ContinuationInvalidException();
        }

        var from = continuation is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(continuation);
        using var feed = container.GetChangeFeedStreamIterator(from, ChangeFeedMode.LatestVersion, new ChangeFeedRequestOptions { PageSizeHint = max });
        using var response = await SendAsync("changes", () => feed.ReadNextAsync(cancellation), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => (await JsonDocument.ParseAsync(response.Content, cancellationToken: cancellation), response.ContinuationToken),
            HttpStatusCode.NotModified => (null, response.ContinuationToken),
            HttpStatusCode.BadRequest when continuation is not null => throw new ContinuationInvalidException(),
            _ => throw Fault("changes", response),
        };
    }

    /// <summary>The ETag that an item holds as <c>_etag</c>.</summary>
    public static ETag TagOf(string quoted) => new(quoted.Trim('"'));

    private async Task<ResponseMessage> SendAsync(string operation, Func<Task<ResponseMessage>> send, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var response = await send();
            Done(operation, (int)response.StatusCode, response.Headers.RequestCharge);
            return response;
        }
        catch (CosmosException e)
        {
            throw Fault(operation, e);
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(e);
        }
    }

    private void Done(string operation, int status, double charge) => Cost(log, operation, container.Id, status, charge);

    private Exception Fault(string operation, ResponseMessage response) =>
        Fault(operation, response.StatusCode, SubStatusOf(response), inner: null);

    private Exception Fault(string operation, CosmosException e)
    {
        Done(operation, (int)e.StatusCode, e.RequestCharge);
        return Fault(operation, e.StatusCode, e.SubStatusCode.ToString(CultureInfo.InvariantCulture), e);
    }

    private Exception Fault(string operation, HttpStatusCode status, string subStatus, Exception? inner)
    {
        Refused(log, operation, container.Id, (int)status, subStatus);
        return status == HttpStatusCode.TooManyRequests
            ? new StorageOverloadedException($"Cosmos DB is asked for more than it was given in {container.Id}.")
            : new StorageUnavailableException($"Cosmos DB has answered {(int)status}/{subStatus} to {operation} in {container.Id}.", inner);
    }

    private StorageUnavailableException Unreachable(Exception e) => new($"Cosmos DB does not answer for {container.Id}.", e);

    // Not found with a further number is something else that is missing: the container, or a replica that is up to date.
    private static bool IsOfTheItem(ResponseMessage response) => SubStatusOf(response) == "0";

    private static string SubStatusOf(ResponseMessage response) => response.Headers.Get("x-ms-substatus") ?? "0";

    // On the wire a tag stands in quotation marks; one that is not of this store's form names no write, least of all '*', which
    // would name every one.
    private static string? QuotedTag(ETag etag) =>
        etag.Value is { Length: > 0 and <= 64 } value && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? $"\"{value}\"" : null;

    private static ETag TagOf(ResponseMessage response) => TagOf(response.Headers.ETag);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Cosmos DB: {Operation} in {Container} ended with {Status} for {Charge} request units.")]
    private static partial void Cost(ILogger log, string operation, string container, int status, double charge);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cosmos DB has refused {Operation} in {Container}: {Status}/{SubStatus}.")]
    private static partial void Refused(ILogger log, string operation, string container, int status, string subStatus);

    private sealed record Versioned(int Version);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Engine;

/// <summary>How instances stand, for those who ask.</summary>
internal static class InstanceQueries
{
    // While an instance goes on, its last turn says when it last changed, so that a turn need not write the instance's row.
    private const string Columns =
        """
        SELECT seq, id, name, status, created,
          CASE WHEN status IN (1, 3, 5) THEN updated ELSE
            max(updated, coalesce((SELECT at FROM durable_history WHERE instance = durable_instances.seq ORDER BY turn DESC LIMIT 1), 0)) END,
          failure, tags, input, output, custom
        FROM durable_instances
        """;

    private const string NotCompleted = "status <> 1";

    public static OrchestrationMetadata? One(StoreConnection store, string id, bool withPayloads)
    {
        using var row = store.Statement(Columns + " WHERE id = ?").With(id);
        return row.Next() ? Metadata(row, withPayloads) : null;
    }

    /// <summary>
    /// A page: by id if a prefix is asked for, else by when they were created. The token says after which instance it goes on.
    /// </summary>
    public static Page<OrchestrationMetadata> Page(StoreConnection store, OrchestrationQuery query, string? continuation, int size)
    {
        var statuses = query.Statuses?.Distinct().ToList();
        var sql = new StringBuilder(Columns);
        var byId = query.InstanceIdPrefix is not null;

        // Few instances of many are not completed, and those are the ones looked for: they have an index of their own.
        sql.Append(byId ? " WHERE id >= ?1 AND id < ?2 AND id > ?3"
            : statuses is not null && !statuses.Contains(OrchestrationRuntimeStatus.Completed)
                ? $" INDEXED BY durable_instances_not_completed WHERE {NotCompleted} AND created BETWEEN ?1 AND ?2 AND (created, seq) > (?3, ?4)"
                : " INDEXED BY durable_instances_created WHERE created BETWEEN ?1 AND ?2 AND (created, seq) > (?3, ?4)");
        if (byId)
        {
            sql.Append(" AND created BETWEEN ?4 AND ?5");
        }

        if (statuses is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND status IN ({string.Join(',', statuses.Select(status => (int)status))})");
        }

        sql.Append(byId ? " ORDER BY id" : " ORDER BY created, seq").Append(byId ? " LIMIT ?6" : " LIMIT ?5");
        using var row = store.Statement(sql.ToString());
        var from = query.CreatedFrom?.UtcTicks ?? 0;
        var to = query.CreatedTo?.UtcTicks ?? long.MaxValue;
        if (byId)
        {
            row.With(query.InstanceIdPrefix).With(AfterAll(query.InstanceIdPrefix!)).With(continuation ?? string.Empty).With(from).With(to);
        }
        else
        {
            var (created, seq) = Token(continuation);
            row.With(Math.Max(from, created)).With(to).With(created).With(seq);
        }

        row.With(size);
        var found = new List<OrchestrationMetadata>();
        string? last = null;
        while (row.Next())
        {
            found.Add(Metadata(row, query.FetchInputsAndOutputs));
            last = byId ? row.Text(1) : string.Create(CultureInfo.InvariantCulture, $"{row.Long(4)}.{row.Long(0)}");
        }

        return new Page<OrchestrationMetadata>(found, found.Count < size ? null : last);
    }

    private static (long Created, long Seq) Token(string? continuation)
    {
        if (continuation is null)
        {
            return (-1, -1);
        }

        var parts = continuation.Split('.');
        return parts is [var created, var seq]
            && long.TryParse(created, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (at, number)
            : throw new ArgumentException("The continuation token is not one that this listing gave.", nameof(continuation));
    }

    private static string AfterAll(string prefix) => prefix + char.ConvertFromUtf32(0x10FFFF);

    private static OrchestrationMetadata Metadata(Statement row, bool withPayloads) => new(row.Text(2)!, row.Text(1)!)
    {
        RuntimeStatus = (OrchestrationRuntimeStatus)row.Int(3),
        CreatedAt = new DateTimeOffset(row.Long(4), TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(row.Long(5), TimeSpan.Zero),
        FailureDetails = row.Text(6) is { } failure ? Failure.Read(failure).ToDetails() : null,
        Tags = row.Text(7) is { } tags
            ? JsonSerializer.Deserialize(tags, HistoryJson.Default.DictionaryStringString)!
            : new Dictionary<string, string>(),
        DataConverter = withPayloads ? JsonDataConverter.Default : null,
        SerializedInput = withPayloads ? row.Text(8) : null,
        SerializedOutput = withPayloads ? row.Text(9) : null,
        SerializedCustomStatus = withPayloads ? row.Text(10) : null,
    };
}

namespace LienThong.Storage.Tests;

/// <summary>A provider as the compliance suites see it: a new, empty store each time.</summary>
public abstract class StorageUnderTest : IAsyncDisposable
{
    /// <summary>The clock that the store goes by.</summary>
    public ManualTime Time { get; } = new();

    public abstract IDossierStore Dossiers { get; }

    public abstract IWorklistStore Worklists { get; }

    public abstract INoticeStore Notices { get; }

    public abstract IIdempotencyStore Idempotency { get; }

    public abstract IClaimStore Claims { get; }

    public abstract IWatchStore Watch { get; }

    public abstract IPersonRecordStore PersonRecords { get; }

    public abstract IAliasStore Aliases { get; }

    public abstract IFigureStore Figures { get; }

    public abstract IFactStore Facts { get; }

    public abstract IReportStore Reports { get; }

    public abstract IRecordStore Records { get; }

    public abstract IStorageHealth Health { get; }

    public abstract IAuditLog Audit { get; }

    /// <summary>Closes the store and opens it again, as a new process would.</summary>
    public abstract Task ReopenAsync();

    public abstract ValueTask DisposeAsync();
}

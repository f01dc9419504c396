namespace LienThong.Embedded.Functions;

/// <summary>How new blobs are noticed.</summary>
public enum BlobTriggerSource
{
    /// <summary>By scanning.</summary>
    LogsAndContainerScan,

    /// <summary>By events.</summary>
    EventGrid,
}

namespace LienThong.Storage;

/// <summary>What became of a notice that was to be kept.</summary>
public enum NoticeResult
{
    /// <summary>It is kept.</summary>
    Added,

    /// <summary>The same content was kept before; the first one stands.</summary>
    Same,

    /// <summary>Other content stands under that code; nothing was kept.</summary>
    Different,
}

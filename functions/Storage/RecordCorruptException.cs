namespace LienThong.Storage;

/// <summary>A record's bytes are no longer those that were kept. None of them is handed out; the sender has to send it again.</summary>
public sealed class RecordCorruptException(RecordScope scope, string sha256)
    : Exception($"Record {scope}/{sha256} no longer has the bytes that were kept.")
{
    /// <summary>Whose record it is.</summary>
    public RecordScope Scope => scope;

    /// <summary>The hash under which it was kept.</summary>
    public string Sha256 => sha256;
}

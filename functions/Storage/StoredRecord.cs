namespace LienThong.Storage;

/// <summary>A record that is kept.</summary>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Type">What its bytes say that it is.</param>
/// <param name="Length">Its bytes.</param>
public sealed record StoredRecord(string Sha256, RecordType Type, long Length);

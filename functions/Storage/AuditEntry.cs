namespace LienThong.Storage;

/// <summary>One link of a day's chain.</summary>
/// <param name="Day">The day in Vietnam to whose chain it belongs.</param>
/// <param name="Number">Its number in that day, from 1.</param>
/// <param name="Content">What happened: an <see cref="AuditAct"/> as JSON, kept as the very text that was hashed.</param>
/// <param name="Previous">The hash of the entry before it. In a day's first entry the printed head of the last day before that
/// has entries, and empty in the very first entry of a log.</param>
/// <param name="Hash">What <see cref="AuditChain.HashOf"/> makes of all of this.</param>
public sealed record AuditEntry(DateOnly Day, long Number, string Content, string Previous, string Hash);

namespace LienThong.Embedded.Queues;

/// <summary>A message as it was taken from the store, locked for one delivery.</summary>
/// <param name="Sequence">Its place: unique while the app runs, growing.</param>
/// <param name="Deliveries">Deliveries, this one included. Together with the sequence it is the lock: a later delivery
/// makes it stale.</param>
/// <param name="EnqueuedAt">When it was sent.</param>
/// <param name="Content">What the sender gave.</param>
internal sealed record StoredMessage(long Sequence, int Deliveries, DateTimeOffset EnqueuedAt, OutgoingMessage Content);

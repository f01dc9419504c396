namespace LienThong.Embedded.Store;

/// <summary>The tables of one part of the runtime, as the steps that made them.</summary>
/// <param name="Part">The part: <c>durable</c>, <c>queues</c>.</param>
/// <param name="Steps">SQL, one entry a version, oldest first. A step that has been released is never changed; a new one is added.</param>
public sealed record StoreSchema(string Part, IReadOnlyList<string> Steps);

namespace LienThong.Embedded.Queues;

/// <summary>A queue or topic that may be sent to though no function of the app listens to it.</summary>
internal sealed record DeclaredEntity(string Name, bool IsTopic);

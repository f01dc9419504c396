namespace LienThong.Embedded.Functions;

/// <summary>What a message is sent to.</summary>
public enum ServiceBusEntityType
{
    /// <summary>A queue: one consumer takes each message.</summary>
    Queue,

    /// <summary>A topic: each subscription gets a copy.</summary>
    Topic,
}

namespace LienThong.Embedded.Clock;

/// <summary>Work that is done in rounds, one at a time, by a thread kept for it. Disposing asks for the last round and waits for its
/// end; from within a round it does not wait.</summary>
internal interface IRounds : IDisposable
{
    /// <summary>Asks for a round, after the one under way if there is one.</summary>
    void Wake();
}

namespace LienThong.Embedded.Store;

/// <summary>One write, and what follows from it.</summary>
internal abstract class StoreWrite
{
    /// <summary>Writes, within the batch's transaction. What it throws undoes this write alone. It may be undone and run again
    /// because another write of the batch has thrown.</summary>
    public abstract void Execute(StoreConnection store);

    /// <summary>The write is safe. Called on the writer's thread, in the order of the writes: hand over, do not work.</summary>
    public abstract void Committed();

    /// <summary>Nothing of the write was kept. Called on the writer's thread.</summary>
    public abstract void Failed(Exception exception);

    /// <summary>Whether the write took one of the places that waiting writes have.</summary>
    public bool HoldsPlace { get; set; }
}

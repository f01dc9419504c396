namespace LienThong.Embedded.Store;

/// <summary>Where a commit can be made to fail.</summary>
internal enum CommitPoint
{
    /// <summary>The batch is written but not committed.</summary>
    Before,

    /// <summary>The batch is committed but nobody has been told.</summary>
    After,
}

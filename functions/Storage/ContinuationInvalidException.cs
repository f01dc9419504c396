namespace LienThong.Storage;

/// <summary>A continuation is not one that the store has given.</summary>
public sealed class ContinuationInvalidException(Exception? inner = null)
    : Exception("The continuation is not one that was given by this query.", inner);

namespace LienThong.Embedded.Store;

/// <summary>The store cannot be opened: what is wrong with its folder or its file, and what can be done about it.</summary>
/// <param name="code">A stable code: <c>store.in-use</c>, <c>store.not-writable</c>, <c>store.not-a-database</c>,
/// <c>store.damaged</c>, <c>store.busy</c>, <c>store.not-opened</c>, <c>store.of-another-program</c> or <c>store.newer</c>.</param>
/// <param name="english">What is wrong and what to do, in English.</param>
/// <param name="vietnamese">The same in Vietnamese.</param>
/// <param name="inner">What SQLite or the system said.</param>
public sealed class StoreRefusedException(string code, string english, string vietnamese, Exception? inner = null)
    : Exception($"{code}: {english} / {vietnamese}", inner)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;
}

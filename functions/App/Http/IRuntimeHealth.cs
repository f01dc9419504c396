using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>How the runtime that carries the app is doing.</summary>
public interface IRuntimeHealth
{
    /// <summary>What keeps failing now; none if all is well.</summary>
    /// <exception cref="StorageUnavailableException">The runtime cannot keep what it is given.</exception>
    Task<IReadOnlyList<RuntimeProblem>> CheckAsync(CancellationToken cancellation);
}

/// <summary>Something that keeps failing.</summary>
/// <param name="Where">The part and the function, such as <c>changes:DossierChanged</c>.</param>
/// <param name="Error">The last error's type; its message is in the log only.</param>
/// <param name="Since">When it began (UTC).</param>
/// <param name="Failures">How often it has failed since.</param>
public sealed record RuntimeProblem(string Where, string Error, DateTimeOffset Since, int Failures);

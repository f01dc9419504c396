using LienThong.App.Access;

namespace LienThong.App.Messages;

/// <summary>How the app says who it is when it calls an agency.</summary>
public interface IOutgoingTokens
{
    /// <summary>A bearer token that the agency can check; null when calls to it carry none.</summary>
    /// <exception cref="HttpRequestException">None can be had just now.</exception>
    ValueTask<string?> ForAsync(Partner agency, CancellationToken cancellation);
}

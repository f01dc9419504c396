using LienThong.App.Access;

namespace LienThong.App.Messages;

/// <summary>How the app says who it is when it calls another system.</summary>
public interface IOutgoingTokens
{
    /// <summary>A bearer token that the other system can check; null when calls to it carry none.</summary>
    /// <param name="audience">Whom it is shown to: a partner's id, or the name of a system.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <exception cref="HttpRequestException">None can be had just now.</exception>
    ValueTask<string?> ForAsync(string audience, CancellationToken cancellation);
}

/// <summary>Tokens for partners.</summary>
public static class OutgoingTokensOfPartners
{
    /// <inheritdoc cref="IOutgoingTokens.ForAsync" />
    public static ValueTask<string?> ForAsync(this IOutgoingTokens tokens, Partner partner, CancellationToken cancellation) =>
        tokens.ForAsync(partner.Id, cancellation);
}

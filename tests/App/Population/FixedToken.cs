using LienThong.App.Messages;

namespace LienThong.App.Tests.Population;

/// <summary>The same token for everybody, or none.</summary>
internal sealed class FixedToken(string? token) : IOutgoingTokens
{
    public ValueTask<string?> ForAsync(string audience, CancellationToken cancellation) => ValueTask.FromResult(token);
}

using Azure.Core;
using Azure.Identity;
using LienThong.App.Messages;

namespace LienThong.App.Azure;

/// <summary>Tokens from Microsoft Entra ID, for the app's own identity, shown to <c>api://</c> and the audience. The credential keeps them for as long as they are good.</summary>
internal sealed class CredentialTokens(TokenCredential credential) : IOutgoingTokens
{
    public async ValueTask<string?> ForAsync(string audience, CancellationToken cancellation)
    {
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([$"api://{audience}/.default"]), cancellation);
            return token.Token;
        }
        catch (AuthenticationFailedException e)
        {
            // So that the request is tried again like one to an agency that is down.
            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, $"There is no token for {audience}.", e);
        }
    }
}

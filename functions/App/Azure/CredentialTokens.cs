using Azure.Core;
using Azure.Identity;
using LienThong.App.Access;
using LienThong.App.Messages;

namespace LienThong.App.Azure;

/// <summary>Tokens for agencies from Microsoft Entra ID, for the app's own identity: audience = <c>api://</c> and the agency's
/// partner id. The credential keeps them for as long as they are good.</summary>
internal sealed class CredentialTokens(TokenCredential credential) : IOutgoingTokens
{
    public async ValueTask<string?> ForAsync(Partner agency, CancellationToken cancellation)
    {
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([$"api://{agency.Id}/.default"]), cancellation);
            return token.Token;
        }
        catch (AuthenticationFailedException e)
        {
            // So that the request is tried again like one to an agency that is down.
            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, $"There is no token for {agency.Id}.", e);
        }
    }
}

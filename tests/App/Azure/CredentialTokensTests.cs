using Azure.Core;
using Azure.Identity;
using LienThong.App.Access;
using LienThong.App.Azure;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Azure;

public sealed class CredentialTokensTests
{
    private static readonly Partner Agency = TestPartners.All("https://agency.example").First(p => p.Id == "civil-status-00004");

    [Fact]
    public async Task For_AnAgency_AsksForItsAudience()
    {
        var tokens = new CredentialTokens(new Credential(scope => scope == $"api://{Agency.Id}/.default"
            ? new AccessToken("token", DateTimeOffset.MaxValue)
            : throw new AuthenticationFailedException(scope)));

        Assert.Equal("token", await tokens.ForAsync(Agency.Id, CancellationToken.None));
    }

    [Fact]
    public async Task For_NoTokenToBeHad_FailsAsACallToAnAgencyDoes()
    {
        var tokens = new CredentialTokens(new Credential(_ => throw new CredentialUnavailableException("no identity")));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(async () => await tokens.ForAsync(Agency.Id, CancellationToken.None));

        Assert.Equal(HttpRequestError.UserAuthenticationError, failure.HttpRequestError);
    }

    private sealed class Credential(Func<string, AccessToken> answer) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            answer(Assert.Single(requestContext.Scopes));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}

namespace RefillRadar.Infra;

/// <summary>An OpenID Connect provider of one's own. Its redirect address is <c>https://{DomainName}/signin-oidc</c>.</summary>
/// <param name="ClientSecretArn">Whole ARN of a secret whose text is the client's; null for a public client.</param>
internal sealed record IdentityProvider(string Authority, string ClientId, string? ClientSecretArn)
{
    /// <summary>The claim that says who may acknowledge and operate.</summary>
    public required string RoleClaim { get; init; }
}

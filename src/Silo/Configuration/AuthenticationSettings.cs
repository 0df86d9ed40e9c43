namespace RefillRadar.Silo.Configuration;

/// <summary>Sign-in by OpenID Connect; section <c>RefillRadar:Authentication</c>. Without it only loopback is served.</summary>
/// <param name="Authority">Address of the provider.</param>
/// <param name="ClientId">Id of this application there.</param>
/// <param name="ClientSecret">Its secret; null for a public client.</param>
internal sealed record AuthenticationSettings(string? Authority, string? ClientId, string? ClientSecret)
{
    public bool IsConfigured => Authority is not null && ClientId is not null;
}

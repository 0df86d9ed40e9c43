namespace RefillRadar.Silo.Configuration;

/// <summary>Sign-in by OpenID Connect; section <c>RefillRadar:Authentication</c>. Without it only loopback is served.</summary>
/// <param name="Authority">Address of the provider.</param>
/// <param name="ClientId">Id of this application there.</param>
/// <param name="ClientSecret">Its secret; null for a public client.</param>
internal sealed record AuthenticationSettings(string? Authority, string? ClientId, string? ClientSecret)
{
    /// <summary>The claim of the id token that says what a person may do.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Values of that claim that may look; empty: everyone whom the provider signs in.</summary>
    public IReadOnlyList<string> Viewers { get; init; } = [];

    /// <summary>Values that may acknowledge and snooze, and look.</summary>
    public IReadOnlyList<string> Responders { get; init; } = ["responder"];

    /// <summary>Values that may do everything.</summary>
    public IReadOnlyList<string> Operators { get; init; } = ["operator"];

    public bool IsConfigured => Authority is not null && ClientId is not null;
}

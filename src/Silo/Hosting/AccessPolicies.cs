using Microsoft.AspNetCore.Authorization;
using RefillRadar.Dashboard.Security;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>Who may do what: viewers look, responders act on alerts, operators do everything. Without sign-in all may.</summary>
internal static class AccessPolicies
{
    public static void AddPolicies(this IServiceCollection services, AuthenticationSettings settings)
    {
        var policies = services.AddAuthorizationBuilder();
        if (!settings.IsConfigured)
        {
            foreach (var name in new[] { RadarPolicies.Respond, RadarPolicies.Operate })
                policies.AddPolicy(name, policy => policy.RequireAssertion(_ => true));
            return;
        }

        IReadOnlyList<string> responders = [.. settings.Responders, .. settings.Operators];
        var look = Of(settings.RoleClaim, settings.Viewers.Count == 0 ? [] : [.. settings.Viewers, .. responders]);
        policies
            .SetDefaultPolicy(look)
            .SetFallbackPolicy(look)
            .AddPolicy(RadarPolicies.Respond, Of(settings.RoleClaim, responders))
            .AddPolicy(RadarPolicies.Operate, Of(settings.RoleClaim, settings.Operators));
    }

    private static AuthorizationPolicy Of(string claim, IReadOnlyList<string> values)
    {
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser();
        return (values.Count == 0 ? policy : policy.RequireClaim(claim, values)).Build();
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using RefillRadar.Dashboard.Api;

namespace RefillRadar.Dashboard.Security;

/// <summary>Who looks at a page, and what they may do there.</summary>
/// <param name="Name">Of who is signed in; null without sign-in.</param>
/// <param name="MayRespond">Acknowledge and snooze alerts.</param>
/// <param name="MayOperate">See the quarantine and the system.</param>
public sealed record Visitor(string? Name, bool MayRespond, bool MayOperate)
{
    internal static async Task<Visitor> OfAsync(ClaimsPrincipal user, IAuthorizationService authorization)
    {
        return new Visitor(
            ActionReader.SignedIn(user),
            (await authorization.AuthorizeAsync(user, RadarPolicies.Respond)).Succeeded,
            (await authorization.AuthorizeAsync(user, RadarPolicies.Operate)).Succeeded);
    }
}

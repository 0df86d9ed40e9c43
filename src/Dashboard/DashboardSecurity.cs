using Microsoft.AspNetCore.Builder;
using RefillRadar.Dashboard.Security;

namespace RefillRadar.Dashboard;

/// <summary>Registration of the dashboard's security headers.</summary>
public static class DashboardSecurity
{
    /// <summary>
    /// Content security policy and its like on every answer (no policy on <c>/orleans</c>, which brings its own page), 403 for what a page
    /// of another site sends to the API or the live feeds, 415 for what is not JSON. Goes before everything that answers.
    /// </summary>
    public static IApplicationBuilder UseDashboardSecurity(this IApplicationBuilder app) =>
        app.UseMiddleware<SecurityMiddleware>();
}

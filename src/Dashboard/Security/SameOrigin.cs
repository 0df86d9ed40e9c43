using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace RefillRadar.Dashboard.Security;

/// <summary>Tells whether a page of another site made a browser send this request. Programs that are no browser send neither header and pass.</summary>
internal static class SameOrigin
{
    public static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
            return site.ToString() is not ("same-origin" or "none");

        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return false;

        return !Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri)
            || !string.Equals(uri.Authority, Authority(request, uri), StringComparison.OrdinalIgnoreCase);
    }

    // Uri drops a default port, so the same is done to the host.
    private static string Authority(HttpRequest request, Uri origin)
    {
        return request.Host.Port is { } port && new UriBuilder(origin) { Port = port }.Uri.IsDefaultPort
            ? request.Host.Host
            : request.Host.Value ?? "";
    }
}

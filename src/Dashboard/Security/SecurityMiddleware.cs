using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RefillRadar.Dashboard.Api;

namespace RefillRadar.Dashboard.Security;

/// <summary>Headers on every answer; no page of another site may act through a visitor's browser or listen to the feeds.</summary>
internal sealed class SecurityMiddleware(RequestDelegate next)
{
    // Blazor and MudBlazor set style attributes; nothing needs inline scripts.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (!context.Request.Path.StartsWithSegments("/orleans", StringComparison.OrdinalIgnoreCase))
            headers.ContentSecurityPolicy = ContentSecurityPolicy;

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        return Refusal(context.Request) is { } refusal ? refusal.ExecuteAsync(context) : next(context);
    }

    private static ProblemHttpResult? Refusal(HttpRequest request)
    {
        var live = request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
        var acts = request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

        if ((live || acts) && SameOrigin.IsForeign(request))
            return Problems.Status(StatusCodes.Status403Forbidden, "Cross-site request rejected.", "Requests from pages of another site are not accepted. Open the dashboard itself.");

        return acts && !IsCsv(request) && !HasJsonOrNothing(request)
            ? Problems.Status(
                StatusCodes.Status415UnsupportedMediaType, "Unsupported content type.",
                string.Create(CultureInfo.InvariantCulture, $"The content type must be application/json (got {request.ContentType ?? "none"})."))
            : null;
    }

    // Like JSON, a type that a web page cannot send elsewhere unasked.
    private static bool IsCsv(HttpRequest request) =>
        request.Path.StartsWithSegments("/api/thresholds", StringComparison.OrdinalIgnoreCase)
        && request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasJsonOrNothing(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
            return request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding");

        return request.HasJsonContentType();
    }
}

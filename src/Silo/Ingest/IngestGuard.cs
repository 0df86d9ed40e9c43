using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Ingest;

/// <summary>
/// Who may hand in changes: holders of the bearer key where one is configured; otherwise only programs of this machine,
/// speaking to it by its own name and not through a proxy, with a content type that no web page can send unasked.
/// </summary>
internal sealed class IngestGuard(IngestSettings settings) : IEndpointFilter
{
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];
    private static readonly string[] Forwarded = ["Forwarded", "Via", "X-Real-IP"];
    private static readonly string[] JsonTypes = ["application/json", "application/x-ndjson", "application/jsonl", "application/cloudevents+json", "application/cloudevents-batch+json"];
    private readonly byte[]? _key = settings.Key is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(settings.Key));

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Refuse(context.HttpContext) is { } refusal ? refusal : await next(context);

    /// <summary>The refusal, or null when the request may go on.</summary>
    public ProblemHttpResult? Refuse(HttpContext context)
    {
        var request = context.Request;
        if (_key is not null)
            return HasKey(request) ? null : Unauthorized(context);
        if (context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote))
            return Forbidden("Without RefillRadar:Ingest:Key changes are taken from this machine only.");
        if (!Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return Forbidden("Without RefillRadar:Ingest:Key the Host header must be localhost or 127.0.0.1.");
        if (request.Headers.Keys.FirstOrDefault(IsForwarding) is { } header)
            return Forbidden($"Without RefillRadar:Ingest:Key a forwarded request is refused; this one has the header {header}.");
        var type = request.ContentType?.Split(';')[0].Trim();
        return JsonTypes.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? null
            : TypedResults.Problem($"The content type must be application/json (got {type ?? "none"}).", statusCode: 415);
    }

    // Hashes are compared, so that neither content nor length of the key can be told from the time it takes.
    private bool HasKey(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        const string Scheme = "Bearer ";
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), _key);
    }

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || Forwarded.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static ProblemHttpResult Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem("The header Authorization: Bearer with the key of RefillRadar:Ingest:Key is missing or wrong.", statusCode: 401);
    }

    private static ProblemHttpResult Forbidden(string detail) => TypedResults.Problem(detail, statusCode: 403);
}

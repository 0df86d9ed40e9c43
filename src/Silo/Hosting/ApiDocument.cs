namespace RefillRadar.Silo.Hosting;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>: the API, the ingest endpoints and the health checks, not the pages.</summary>
internal static class ApiDocument
{
    private static readonly string[] Described = ["api", "ingest", "health"];

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath is { } path && Described.Contains(path.Split('/')[0], StringComparer.OrdinalIgnoreCase);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "RefillRadar API";
            document.Info.Version = typeof(ApiDocument).Assembly.GetName().Version?.ToString(3) ?? "0";
            document.Info.Description = "Alerts, products, thresholds, quarantine and health of a RefillRadar installation, and the endpoints that take records. Errors are problem details (RFC 9457).";
            return Task.CompletedTask;
        });
    });
}

using System.Diagnostics.CodeAnalysis;

namespace RefillRadar.Ingest.Lambda;

/// <summary>Where batches go, from <c>RADAR_INGEST_URL</c> and <c>RADAR_INGEST_KEY</c>.</summary>
public sealed record ForwardTarget(Uri Endpoint, string Key)
{
    /// <summary>Reads the two settings. A URL without a path means <c>/ingest/kinesis</c> there.</summary>
    /// <exception cref="InvalidOperationException">Names each setting that is missing or wrong.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "The text of an environment variable, checked here.")]
    public static ForwardTarget From(string? url, string? key)
    {
        var errors = new List<string>();
        var isUrl = Uri.TryCreate(url, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https";
        if (!isUrl)
            errors.Add("RADAR_INGEST_URL must be the http or https address of a silo.");
        if (string.IsNullOrWhiteSpace(key) || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            errors.Add("RADAR_INGEST_KEY must be the silo's RefillRadar:Ingest:Key.");
        if (errors.Count > 0)
            throw new InvalidOperationException(string.Join(' ', errors));
        return new ForwardTarget(endpoint!.AbsolutePath == "/" ? new Uri(endpoint, "/ingest/kinesis") : endpoint, key!);
    }
}

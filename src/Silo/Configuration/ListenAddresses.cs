using System.Net;

namespace RefillRadar.Silo.Configuration;

/// <summary>Where the server will listen, by ASP.NET's own keys.</summary>
internal static class ListenAddresses
{
    /// <summary>The address when none is configured.</summary>
    public const string Default = "http://localhost:8080";

    /// <summary>Configured addresses that other machines can reach.</summary>
    public static IEnumerable<string> NotLoopback(IConfiguration configuration) =>
        Configured(configuration).Where(address => !IsLoopback(address));

    /// <summary>Whether any address is configured.</summary>
    public static bool AnyConfigured(IConfiguration configuration) => Configured(configuration).Any();

    private static IEnumerable<string> Configured(IConfiguration configuration)
    {
        var urls = Split(configuration["urls"]);
        foreach (var address in urls)
            yield return address;
        // Ports count only where no addresses are given.
        foreach (var (key, scheme) in new[] { ("http_ports", "http"), ("https_ports", "https") })
        {
            foreach (var port in urls.Length > 0 ? [] : Split(configuration[key]))
                yield return $"{scheme}://*:{port}";
        }

        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
            yield return endpoint["Url"] ?? $"endpoint {endpoint.Key}";
    }

    private static string[] Split(string? value) =>
        value?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsLoopback(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return false;
        return uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}

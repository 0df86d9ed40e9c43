using System.Net;

namespace RefillRadar.Silo.Configuration;

/// <summary>Where the server will listen, by ASP.NET's own keys.</summary>
internal static class ListenAddresses
{
    /// <summary>The address when none is configured.</summary>
    public const string Default = "http://localhost:8080";

    // An endpoint of Kestrel:Endpoints without an address.
    private const string Unnamed = "endpoint ";

    /// <summary>Configured addresses that other machines can reach.</summary>
    public static IEnumerable<string> NotLoopback(IConfiguration configuration) =>
        Configured(configuration).Where(address => IsUnnamed(address) || !IsLoopback(address));

    /// <summary>Whether any address is configured.</summary>
    public static bool AnyConfigured(IConfiguration configuration) => Configured(configuration).Any();

    /// <summary>All addresses, or the default.</summary>
    public static IReadOnlyList<string> All(IConfiguration configuration) =>
        AnyConfigured(configuration) ? [.. Configured(configuration).Where(address => !IsUnnamed(address))] : [Default];

    /// <summary>
    /// The IP address that Kestrel binds for an address: of <c>localhost</c> in exactly this spelling loopback, of a literal that one, of
    /// any other text all of the machine.
    /// </summary>
    /// <exception cref="FormatException">It is not an address.</exception>
    public static IPEndPoint EndpointOf(string address)
    {
        // The parser that Kestrel uses. Uri would take the host of http://user@localhost for localhost.
        var parsed = BindingAddress.Parse(address);
        if (parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return new IPEndPoint(IPAddress.Loopback, parsed.Port);
        return new IPEndPoint(IPAddress.TryParse(parsed.Host, out var ip) ? ip : IPAddress.Any, parsed.Port);
    }

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
            yield return endpoint["Url"] ?? Unnamed + endpoint.Key;
    }

    private static string[] Split(string? value) =>
        value?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsUnnamed(string address) => address.StartsWith(Unnamed, StringComparison.Ordinal);

    private static bool IsLoopback(string address)
    {
        try
        {
            return IPAddress.IsLoopback(EndpointOf(address).Address);
        }
        catch (FormatException)
        {
            // No address: the server refuses it by itself.
            return true;
        }
    }
}

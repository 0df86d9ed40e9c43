using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Silo.Configuration;

/// <summary>The keys that the program knows, without their section: those that the parser reads, and ASP.NET's own.</summary>
internal static class SettingKeys
{
    /// <summary>Section of all keys of the program.</summary>
    public const string Section = "RefillRadar";

    private const string Prefix = $"{Section}:";

    private static readonly string[] HostKeys =
    [
        "urls", "http_ports", "https_ports", "https_port", "preferHostingUrls", "AllowedHosts", "environment", "applicationName", "contentRoot",
        "webRoot", "staticWebAssets", "shutdownTimeoutSeconds", "detailedErrors", "captureStartupErrors", "suppressStatusMessages",
        "forwardedHeaders_enabled", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "preventHostingStartup",
    ];

    private static readonly string[] HostSections = ["Logging", "Kestrel", "Orleans"];

    /// <summary>Keys of the section, in all modes.</summary>
    public static IReadOnlySet<string> Known { get; } =
        Enum.GetNames<RadarMode>().SelectMany(ReadIn).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a whole key, such as <c>RefillRadar:Mode</c> or <c>urls</c>, means something.</summary>
    public static bool IsKnown(string key) =>
        Own(key) is { } own
            ? SettingsReader.Covers(Known, own)
            : HostKeys.Contains(key, StringComparer.OrdinalIgnoreCase)
                || HostSections.Any(section => key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>The whole key that was most likely meant, or null.</summary>
    public static string? Nearest(string key)
    {
        var name = Own(key) ?? key;
        var nearest = NearestName.Find(name, [.. Known, .. HostKeys])
            ?? (name.IndexOf(':', StringComparison.Ordinal) is var end and >= 0 ? NearestName.Find(name[(end + 1)..], Known) : null);
        return nearest is not null && Known.Contains(nearest) ? Prefix + nearest : nearest;
    }

    private static string? Own(string key) => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? key[Prefix.Length..] : null;

    // Some keys are read only beside others.
    private static IReadOnlyCollection<string> ReadIn(string mode)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{Prefix}Mode", mode), new($"{Prefix}Smtp:Host", "localhost")])
            .Build();
        var reader = new SettingsReader(configuration);
        RadarSettingsParser.Read(reader, configuration);
        return reader.Keys;
    }
}

using RefillRadar.Dashboard.Hubs;
using RefillRadar.Grains.Configuration;
using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Demo;

namespace RefillRadar.Silo.Configuration;

/// <summary>Everything of section <c>RefillRadar</c>, checked. docs/configuration.md has a table of the keys.</summary>
internal sealed record RadarSettings
{
    public required RadarMode Mode { get; init; }

    public required RadarRoles Roles { get; init; }

    public required ColumnMapping Columns { get; init; }

    public required IngestSettings Ingest { get; init; }

    public required AlertsOptions Alerts { get; init; }

    public required NotificationsOptions Notifications { get; init; }

    public required FeedOptions Feed { get; init; }

    public required RadarHubOptions Hub { get; init; }

    public required AuthenticationSettings Authentication { get; init; }

    /// <summary>Set in the embedded mode.</summary>
    public EmbeddedOptions? Embedded { get; init; }

    /// <summary>Set in the AWS mode.</summary>
    public AwsOptions? Aws { get; init; }

    /// <summary>The demo shop; null when it is off.</summary>
    public DemoOptions? Demo { get; init; }

    /// <summary>Keys that are set and mean nothing.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    /// <summary>Whether only this machine may reach the process: it would serve pages without sign-in, or take changes without a key.</summary>
    public bool IsLoopbackOnly =>
        (Roles.HasFlag(RadarRoles.Dashboard) && !Authentication.IsConfigured) || (Roles.HasFlag(RadarRoles.Silo) && Ingest.Key is null);
}

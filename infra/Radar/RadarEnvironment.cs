using System.Globalization;
using Amazon.CDK;
using Amazon.CDK.AWS.Kinesis;
using Amazon.CDK.AWS.SecretsManager;
using Amazon.CDK.AWS.SNS;
using EcsSecret = Amazon.CDK.AWS.ECS.Secret;

namespace RefillRadar.Infra.Radar;

/// <summary>What the program is told by its environment: one image, its roles by configuration. docs/configuration.md has the keys.</summary>
internal sealed class RadarEnvironment(
    Settings settings, ITopic topic, IStream stream, Thresholds thresholds, Access access, ISecret ingestKey)
{
    public const int HttpPort = 8080;
    public const int SiloPort = 11111;
    public const int GatewayPort = 30000;

    /// <summary>How long a task serves on after it was asked to stop; its load balancer has to notice within.</summary>
    public const int DrainSeconds = 15;

    public Dictionary<string, string> Silo => Common("Silo");

    public Dictionary<string, EcsSecret> SiloSecrets => new() { ["RefillRadar__Ingest__Key"] = EcsSecret.FromSecretsManager(ingestKey) };

    public Dictionary<string, string> Dashboard => new(Common("Dashboard"))
    {
        ["RefillRadar__Authentication__Authority"] = access.Authority,
        ["RefillRadar__Authentication__ClientId"] = access.ClientId,
        ["RefillRadar__Authentication__RoleClaim"] = access.RoleClaim,
        // TLS ends at the load balancer: the addresses that people are sent back to are made from what it forwards.
        ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
    };

    public Dictionary<string, EcsSecret> DashboardSecrets => access.ClientSecret is { } secret
        ? new() { ["RefillRadar__Authentication__ClientSecret"] = EcsSecret.FromSecretsManager(secret) }
        : [];

    private Dictionary<string, string> Common(string role) => new()
    {
        ["ASPNETCORE_URLS"] = $"http://*:{HttpPort}",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["RefillRadar__Mode"] = "Aws",
        ["RefillRadar__Roles"] = role,
        ["RefillRadar__Source__Schema"] = settings.Schema,
        ["RefillRadar__Source__Table"] = settings.Table,
        ["RefillRadar__Ingest__StaleAfterSeconds"] = Text(settings.StaleAfterMinutes * 60),
        ["RefillRadar__Notifications__PublicUrl"] = $"https://{settings.DomainName}",
        ["RefillRadar__Aws__Region"] = Amazon.CDK.Aws.REGION,
        ["RefillRadar__Aws__ClusterId"] = settings.Prefix,
        ["RefillRadar__Aws__ServiceId"] = "refillradar",
        ["RefillRadar__Aws__TopicArn"] = topic.TopicArn,
        ["RefillRadar__Aws__StreamName"] = stream.StreamName,
        ["RefillRadar__Aws__ThresholdsBucket"] = thresholds.Bucket.BucketName,
        ["RefillRadar__Aws__ThresholdsKey"] = Thresholds.FileKey,
        ["RefillRadar__Aws__TablePrefix"] = settings.TablePrefix,
        ["RefillRadar__Aws__CreateTables"] = "false",
        ["RefillRadar__Aws__SiloPort"] = Text(SiloPort),
        ["RefillRadar__Aws__GatewayPort"] = Text(GatewayPort),
        ["RefillRadar__Aws__DrainSeconds"] = Text(DrainSeconds),
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

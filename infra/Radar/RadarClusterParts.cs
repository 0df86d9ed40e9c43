using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.S3;

namespace RefillRadar.Infra.Radar;

/// <summary>What the cluster is made of and stands on.</summary>
internal sealed record RadarClusterParts
{
    public required Settings Settings { get; init; }

    public required Network Network { get; init; }

    public required Names Names { get; init; }

    public required Forwarder Forwarder { get; init; }

    public required RadarEnvironment Environment { get; init; }

    public required RadarPermissions Permissions { get; init; }

    public required Bucket AccessLogs { get; init; }

    public required IKey Key { get; init; }
}

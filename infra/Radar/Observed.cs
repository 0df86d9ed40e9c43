using Amazon.CDK.AWS.Kinesis;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;

namespace RefillRadar.Infra.Radar;

/// <summary>What is watched.</summary>
internal sealed record Observed
{
    public required Settings Settings { get; init; }

    public required IKey Key { get; init; }

    public required IStream Stream { get; init; }

    public required Forwarder Forwarder { get; init; }

    public required Tables Tables { get; init; }

    public required ITopic Mails { get; init; }

    public required RadarCluster Cluster { get; init; }

    public required ChangeCapture Capture { get; init; }
}

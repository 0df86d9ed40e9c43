using System.Net;

namespace RefillRadar.Silo.Adapters.Aws;

/// <summary>
/// What the AWS mode has to know (<c>RefillRadar:Aws</c>). Credentials, and endpoints other than AWS's own, come from where the SDK
/// always takes them: the task role or the environment, <c>AWS_ENDPOINT_URL_DYNAMODB</c> and its like.
/// </summary>
public sealed record AwsOptions
{
    /// <summary>The region of everything, such as <c>eu-central-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Tells clusters apart that share a membership table.</summary>
    public string ClusterId { get; init; } = "refillradar";

    /// <summary>Names the service over all its deployments; part of the keys of stored grain state where it is set.</summary>
    public string ServiceId { get; init; } = "refillradar";

    /// <summary>ARN of the topic that mails go to.</summary>
    public required string TopicArn { get; init; }

    /// <summary>Name of the Kinesis stream that changes come by; read again after an unclean stop.</summary>
    public required string StreamName { get; init; }

    /// <summary>Bucket of the threshold file.</summary>
    public required string ThresholdsBucket { get; init; }

    /// <summary>Key of the threshold file in its bucket.</summary>
    public string ThresholdsKey { get; init; } = "thresholds.csv";

    /// <summary>The address other silos and clients find this one by; null: from the ECS metadata of the task, or else loopback.</summary>
    public IPAddress? AdvertisedAddress { get; init; }

    /// <summary>Port between silos.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Port between clients (dashboards) and silos.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>How long a process that was asked to stop goes on serving, so that load balancers see that it is not ready and stop sending.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether missing tables are created at start. Off where infrastructure code makes them.</summary>
    public bool CreateTables { get; init; }

    /// <summary>Set before the names of all tables, so that several installations can share an account.</summary>
    public string TablePrefix { get; init; } = "";
}

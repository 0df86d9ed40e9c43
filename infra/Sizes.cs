using Amazon.CDK;
using Amazon.CDK.AWS.Logs;

namespace RefillRadar.Infra;

/// <summary>What dev and prod differ in. docs/aws.md has what each costs.</summary>
internal sealed record Sizes
{
    /// <summary>Whether data outlives its stack, and stack, tables, databases and load balancers refuse to be deleted.</summary>
    public required bool Keep { get; init; }

    public required int NatGateways { get; init; }

    public required ServiceSize Silos { get; init; }

    public required ServiceSize Dashboards { get; init; }

    public required int StreamHours { get; init; }

    public required int ForwarderMemory { get; init; }

    /// <summary>Batches of a shard that are under way at once; order is kept for each partition key.</summary>
    public required int ForwarderParallel { get; init; }

    public required int ForwarderConcurrency { get; init; }

    /// <summary>As in <c>t4g.micro</c>.</summary>
    public required string DatabaseClass { get; init; }

    public required int DatabaseGigabytes { get; init; }

    public required int BackupDays { get; init; }

    public required string CaptureClass { get; init; }

    /// <summary>Database and replication in two zones.</summary>
    public required bool TwoZones { get; init; }

    public required RetentionDays Logs { get; init; }

    public RemovalPolicy Removal => Keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    public static Sizes Dev { get; } = new()
    {
        Keep = false,
        NatGateways = 1,
        Silos = new ServiceSize(512, 1024, 1, 2),
        Dashboards = new ServiceSize(256, 512, 1, 2),
        StreamHours = 24,
        ForwarderMemory = 256,
        ForwarderParallel = 1,
        ForwarderConcurrency = 10,
        DatabaseClass = "t4g.micro",
        DatabaseGigabytes = 20,
        BackupDays = 1,
        CaptureClass = "dms.t3.small",
        TwoZones = false,
        Logs = RetentionDays.TWO_WEEKS,
    };

    public static Sizes Prod { get; } = new()
    {
        Keep = true,
        NatGateways = 2,
        Silos = new ServiceSize(1024, 2048, 2, 6),
        Dashboards = new ServiceSize(512, 1024, 2, 4),
        StreamHours = 72,
        ForwarderMemory = 512,
        ForwarderParallel = 2,
        ForwarderConcurrency = 50,
        DatabaseClass = "t4g.medium",
        DatabaseGigabytes = 100,
        BackupDays = 7,
        CaptureClass = "dms.t3.medium",
        TwoZones = true,
        Logs = RetentionDays.THREE_MONTHS,
    };
}

using Amazon.CDK;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>Everything of one environment, in the order that a change travels through it.</summary>
internal sealed class RadarStack : Stack
{
    public RadarStack(Construct scope, string id, Settings settings)
        : base(scope, id, new StackProps
        {
            Description = $"RefillRadar, {settings.Environment}: from a change in MySQL to an alert.",
            TerminationProtection = settings.Sizes.Keep,
        })
    {
        var key = new Encryption(this, "Encryption", settings).Key;
        var network = new Network(this, "Network", settings);
        var database = new SourceDatabase(this, "SourceDatabase", settings, network, key);
        var stream = new ChangeStream(this, "ChangeStream", settings, key).Stream;
        var capture = new ChangeCapture(this, "ChangeCapture", settings, network, database, stream, key);
        var ingestKey = new IngestKey(this, "IngestKey", settings, key).Secret;
        var forwarder = new Forwarder(this, "Forwarder", settings, network, stream, ingestKey, key);
        var tables = new Tables(this, "Tables", settings, key);
        var accessLogs = new AccessLogs(this, "AccessLogs", settings).Bucket;
        var thresholds = new Thresholds(this, "Thresholds", settings, accessLogs, key);
        var notifications = new Notifications(this, "Notifications", settings, key);
        var names = new Names(this, "Names", settings);
        var access = new Access(this, "Access", settings);
        var cluster = new RadarCluster(this, "RadarCluster", new RadarClusterParts
        {
            Settings = settings,
            Network = network,
            Names = names,
            Forwarder = forwarder,
            Environment = new RadarEnvironment(settings, notifications.Topic, stream, thresholds, access, ingestKey),
            Permissions = new RadarPermissions(tables, thresholds, stream, notifications.Topic, key),
            AccessLogs = accessLogs,
            Key = key,
        });
        // The silos are not ready before there are thresholds.
        cluster.Silos.Service.Node.AddDependency(thresholds);
        new Observability(this, "Observability", new Observed
        {
            Settings = settings,
            Key = key,
            Stream = stream,
            Forwarder = forwarder,
            Tables = tables,
            Mails = notifications.Topic,
            Cluster = cluster,
            Capture = capture,
        });
    }
}

using Amazon.CDK;
using Amazon.CDK.AWS.ApplicationAutoScaling;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>Silos behind an inner load balancer, which the forwarder speaks to, and dashboards behind a public one.</summary>
internal sealed class RadarCluster : Construct
{
    public RadarCluster(Construct scope, string id, RadarClusterParts parts)
        : base(scope, id)
    {
        var (settings, network) = (parts.Settings, parts.Network);
        var cluster = new Cluster(this, "Cluster", new ClusterProps { Vpc = network.Vpc, ContainerInsights = settings.Sizes.Keep });
        Silos = new RadarService(this, "Silos", cluster, parts, settings.Sizes.Silos, network.Silos, parts.Environment.Silo, parts.Environment.SiloSecrets);
        Dashboards = new RadarService(this, "Dashboards", cluster, parts, settings.Sizes.Dashboards, network.Dashboards, parts.Environment.Dashboard, parts.Environment.DashboardSecrets);
        foreach (var statement in parts.Permissions.Silo)
            Silos.Task.AddToTaskRolePolicy(statement);
        foreach (var statement in parts.Permissions.Dashboard)
            Dashboards.Task.AddToTaskRolePolicy(statement);
        // Dashboards are not ready before silos are.
        Dashboards.Service.Node.AddDependency(Silos.Service);
        ScaleOnLag(parts.Forwarder);
        Connect(network);

        var ingest = new RadarBalancer(this, "Ingest", parts, isPublic: false);
        SiloTargets = ingest.Serve(Silos.Service, sticky: false);
        ingest.Balancer.Connections.AllowFrom(network.Forwarder, Port.Tcp(443), "Forwarder");
        parts.Names.AddIngest(ingest.Balancer, network.Vpc);

        var dashboard = new RadarBalancer(this, "Dashboard", parts, isPublic: true);
        DashboardTargets = dashboard.Serve(Dashboards.Service, sticky: true);
        dashboard.AdmitPeople(settings.AllowedCidrs);
        parts.Names.AddDashboard(dashboard.Balancer);
        new CfnOutput(this, "DashboardUrl", new CfnOutputProps { Value = $"https://{settings.DomainName}" });
        new CfnOutput(this, "DashboardBalancer", new CfnOutputProps { Value = dashboard.Balancer.LoadBalancerDnsName });
    }

    public RadarService Silos { get; }

    public RadarService Dashboards { get; }

    public ApplicationTargetGroup SiloTargets { get; }

    public ApplicationTargetGroup DashboardTargets { get; }

    private static void Connect(Network network)
    {
        network.Silos.AddIngressRule(network.Silos, Port.Tcp(RadarEnvironment.SiloPort), "Silo to silo");
        network.Silos.AddIngressRule(network.Dashboards, Port.Tcp(RadarEnvironment.GatewayPort), "Dashboard to silo");
        network.Silos.AddIngressRule(network.Silos, Port.Tcp(RadarEnvironment.GatewayPort), "Silo to silo, as a client");
    }

    // Changes that wait: more silos at once, before the processors are busy.
    private void ScaleOnLag(Forwarder forwarder) => Silos.Scaling.ScaleOnMetric("Lag", new BasicStepScalingPolicyProps
    {
        Metric = Lag(forwarder),
        EvaluationPeriods = 3,
        DatapointsToAlarm = 2,
        AdjustmentType = AdjustmentType.CHANGE_IN_CAPACITY,
        Cooldown = Duration.Minutes(5),
        ScalingSteps = [new ScalingInterval { Lower = 30_000, Change = 1 }, new ScalingInterval { Lower = 120_000, Change = 2 }],
    });

    /// <summary>Milliseconds that the newest record handed to the forwarder had waited in the stream.</summary>
    public static Metric Lag(Forwarder forwarder) => forwarder.Function.Metric("IteratorAge", new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(1) });
}

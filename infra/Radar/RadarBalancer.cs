using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>A load balancer that speaks TLS outwards and plain HTTP to the tasks, inside their security group.</summary>
internal sealed class RadarBalancer : Construct
{
    private readonly ApplicationListener _listener;

    public RadarBalancer(Construct scope, string id, RadarClusterParts parts, bool isPublic)
        : base(scope, id)
    {
        Balancer = new ApplicationLoadBalancer(this, "Balancer", new ApplicationLoadBalancerProps
        {
            Vpc = parts.Network.Vpc,
            InternetFacing = isPublic,
            VpcSubnets = isPublic ? new SubnetSelection { SubnetType = SubnetType.PUBLIC } : Network.Private,
            DropInvalidHeaderFields = true,
            DeletionProtection = parts.Settings.Sizes.Keep,
            IdleTimeout = Duration.Minutes(2),
        });
        Balancer.SetAttribute("access_logs.s3.enabled", "true");
        Balancer.SetAttribute("access_logs.s3.bucket", parts.AccessLogs.BucketName);
        Balancer.SetAttribute("access_logs.s3.prefix", isPublic ? "dashboard" : "ingest");
        // Logging is tried out at once: the bucket's policy has to be there.
        Balancer.Node.AddDependency(parts.AccessLogs);
        _listener = Balancer.AddListener("Tls", new BaseApplicationListenerProps
        {
            Port = 443,
            Protocol = ApplicationProtocol.HTTPS,
            Certificates = [ListenerCertificate.FromCertificateManager(parts.Names.Certificate)],
            SslPolicy = SslPolicy.RECOMMENDED_TLS,
            Open = false,
        });
    }

    public ApplicationLoadBalancer Balancer { get; }

    /// <summary>Sends requests to the tasks of a service that are ready.</summary>
    public ApplicationTargetGroup Serve(FargateService service, bool sticky) => _listener.AddTargets("Tasks", new AddApplicationTargetsProps
    {
        Port = RadarEnvironment.HttpPort,
        Protocol = ApplicationProtocol.HTTP,
        Targets = [service],
        HealthCheck = RadarService.Readiness,
        DeregistrationDelay = Duration.Seconds(RadarEnvironment.DrainSeconds),
        // A page's connection stays with the dashboard that drew it.
        StickinessCookieDuration = sticky ? Duration.Days(1) : null,
    });

    /// <summary>Lets people in, by TLS; who comes by plain HTTP is sent there.</summary>
    public void AdmitPeople(IEnumerable<string> cidrs)
    {
        Balancer.AddRedirect(new ApplicationLoadBalancerRedirectConfig { Open = false });
        foreach (var cidr in cidrs)
        {
            Balancer.Connections.AllowFrom(Peer.Ipv4(cidr), Port.Tcp(443), "People");
            Balancer.Connections.AllowFrom(Peer.Ipv4(cidr), Port.Tcp(80), "People, sent on to 443");
        }
    }
}

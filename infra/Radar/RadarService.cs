using Amazon.CDK;
using Amazon.CDK.AWS.ApplicationAutoScaling;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.Logs;
using Constructs;
using RefillRadar.Infra.Account;
using HealthCheck = Amazon.CDK.AWS.ElasticLoadBalancingV2.HealthCheck;
using Secret = Amazon.CDK.AWS.ECS.Secret;

namespace RefillRadar.Infra.Radar;

/// <summary>
/// One service of tasks of the image. A deployment starts new tasks before it stops old ones, and goes back by itself when they do
/// not become healthy.
/// </summary>
internal sealed class RadarService : Construct
{
    private const int CpuPercent = 60;

    public RadarService(
        Construct scope, string id, Cluster cluster, RadarClusterParts parts, ServiceSize size, SecurityGroup group, Dictionary<string, string> environment, Dictionary<string, Secret> secrets)
        : base(scope, id)
    {
        Task = new FargateTaskDefinition(this, "Task", new FargateTaskDefinitionProps
        {
            Cpu = size.Cpu,
            MemoryLimitMiB = size.MemoryMegabytes,
            RuntimePlatform = new RuntimePlatform { CpuArchitecture = CpuArchitecture.ARM64, OperatingSystemFamily = OperatingSystemFamily.LINUX },
        });
        AddContainer(parts, environment, secrets);
        Service = new FargateService(this, "Service", new FargateServiceProps
        {
            Cluster = cluster,
            TaskDefinition = Task,
            DesiredCount = size.Least,
            MinHealthyPercent = 100,
            MaxHealthyPercent = 200,
            CircuitBreaker = new DeploymentCircuitBreaker { Rollback = true },
            HealthCheckGracePeriod = Duration.Minutes(3),
            SecurityGroups = [group],
            VpcSubnets = Network.Private,
            AssignPublicIp = false,
            PropagateTags = PropagatedTagSource.SERVICE,
            EnableECSManagedTags = true,
        });
        Scaling = Service.AutoScaleTaskCount(new EnableScalingProps { MinCapacity = size.Least, MaxCapacity = size.Most });
        Scaling.ScaleOnCpuUtilization("Cpu", new CpuUtilizationScalingProps
        {
            TargetUtilizationPercent = CpuPercent,
            ScaleOutCooldown = Duration.Minutes(2),
            // A silo that goes takes its grains along.
            ScaleInCooldown = Duration.Minutes(15),
        });
    }

    /// <summary>How a load balancer asks a task whether it serves: it notices a task that drains within <see cref="RadarEnvironment.DrainSeconds"/>.</summary>
    public static HealthCheck Readiness { get; } = new()
    {
        Path = "/health/ready",
        Interval = Duration.Seconds(6),
        Timeout = Duration.Seconds(5),
        HealthyThresholdCount = 2,
        UnhealthyThresholdCount = 2,
        HealthyHttpCodes = "200",
    };

    public FargateTaskDefinition Task { get; }

    public FargateService Service { get; }

    public ScalableTaskCount Scaling { get; }

    private void AddContainer(RadarClusterParts parts, Dictionary<string, string> environment, Dictionary<string, Secret> secrets)
    {
        var images = Repository.FromRepositoryName(this, "Images", ImageRepository.Name);
        Task.AddContainer("radar", new ContainerDefinitionOptions
        {
            Image = ContainerImage.FromEcrRepository(images, parts.Settings.ImageTag),
            Environment = environment,
            Secrets = secrets,
            PortMappings = [new PortMapping { ContainerPort = RadarEnvironment.HttpPort }],
            // Draining, then 25 s to write what is open, then a margin.
            StopTimeout = Duration.Seconds(60),
            Logging = LogDriver.AwsLogs(new AwsLogDriverProps
            {
                StreamPrefix = "radar",
                LogGroup = new LogGroup(this, "Logs", new LogGroupProps
                {
                    EncryptionKey = parts.Key,
                    Retention = parts.Settings.Sizes.Logs,
                    RemovalPolicy = parts.Settings.Sizes.Removal,
                }),
            }),
        });
    }
}

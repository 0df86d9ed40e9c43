using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>
/// Two zones: public subnets for the dashboard's load balancer and NAT, private ones for all that runs, isolated ones for the
/// database. Or a network that is there already.
/// </summary>
internal sealed class Network : Construct
{
    public Network(Construct scope, string id, Settings settings)
        : base(scope, id)
    {
        Vpc = settings.Network is { } existing ? Existing(existing) : Own(settings);
        Capture = Group("Capture", "DMS: reads the database, writes the stream.");
        Forwarder = Group("Forwarder", "Lambda: sends changes to the silos.");
        Silos = Group("Silos", "Silos.");
        Dashboards = Group("Dashboards", "Dashboards: clients of the silos.");
        AddEndpoints(settings);
    }

    public IVpc Vpc { get; }

    public SecurityGroup Capture { get; }

    public SecurityGroup Forwarder { get; }

    public SecurityGroup Silos { get; }

    public SecurityGroup Dashboards { get; }

    public static SubnetSelection Private { get; } = new() { SubnetType = SubnetType.PRIVATE_WITH_EGRESS };

    private SecurityGroup Group(string name, string description) =>
        new(this, name, new SecurityGroupProps { Vpc = Vpc, Description = description });

    private Vpc Own(Settings settings)
    {
        var vpc = new Vpc(this, "Vpc", new VpcProps
        {
            MaxAzs = 2,
            NatGateways = settings.Sizes.NatGateways,
            RestrictDefaultSecurityGroup = false,
            SubnetConfiguration =
            [
                new SubnetConfiguration { Name = "Public", SubnetType = SubnetType.PUBLIC, CidrMask = 24, MapPublicIpOnLaunch = false },
                new SubnetConfiguration { Name = "Private", SubnetType = SubnetType.PRIVATE_WITH_EGRESS, CidrMask = 20 },
                new SubnetConfiguration { Name = "Database", SubnetType = SubnetType.PRIVATE_ISOLATED, CidrMask = 24 },
            ],
        });
        // Without charge, and most of the traffic.
        vpc.AddGatewayEndpoint("S3", new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.S3 });
        vpc.AddGatewayEndpoint("DynamoDb", new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.DYNAMODB });
        vpc.AddFlowLog("Refused", new FlowLogOptions
        {
            TrafficType = FlowLogTrafficType.REJECT,
            MaxAggregationInterval = FlowLogMaxAggregationInterval.TEN_MINUTES,
        });
        return vpc;
    }

    private IVpc Existing(NetworkReference network) => Amazon.CDK.AWS.EC2.Vpc.FromVpcAttributes(this, "Vpc", new VpcAttributes
    {
        VpcId = network.VpcId,
        VpcCidrBlock = network.Cidr,
        AvailabilityZones = [.. network.AvailabilityZones],
        PublicSubnetIds = [.. network.PublicSubnets],
        PrivateSubnetIds = [.. network.PrivateSubnets],
    });

    // DMS speaks to these two from inside the network: what it reads and the database's password do not leave it. Inside, their names
    // lead here for everybody, so tasks, which start with secrets, have to be let in too.
    private void AddEndpoints(Settings settings)
    {
        if (settings.Network is not null)
            return;
        var group = Group("Endpoints", "Interface endpoints.");
        group.AddIngressRule(Capture, Port.Tcp(443), "DMS");
        group.AddIngressRule(Silos, Port.Tcp(443), "Silos: their key, and the stream again after an unclean stop");
        group.AddIngressRule(Dashboards, Port.Tcp(443), "Dashboards: their secret");
        foreach (var (name, service) in new[]
        {
            ("Kinesis", InterfaceVpcEndpointAwsService.KINESIS_STREAMS), ("SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER),
        })
        {
            new InterfaceVpcEndpoint(this, name, new InterfaceVpcEndpointProps
            {
                Vpc = Vpc,
                Service = service,
                Subnets = Private,
                SecurityGroups = [group],
                Open = false,
            });
        }
    }
}

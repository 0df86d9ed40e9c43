using Amazon.CDK;
using Amazon.CDK.AWS.DMS;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Kinesis;
using Amazon.CDK.AWS.KMS;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>DMS: reads the binlog and writes a JSON record a change into the stream. CloudFormation makes the task; a person starts it.</summary>
internal sealed class ChangeCapture : Construct
{
    private readonly IKey _key;
    private readonly string _prefix;

    public ChangeCapture(Construct scope, string id, Settings settings, Network network, SourceDatabase database, IStream stream, IKey key)
        : base(scope, id)
    {
        (_key, _prefix, Name) = (key, settings.Prefix, settings.Prefix);
        var instance = Instance(settings, network);
        var task = new CfnReplicationTask(this, "Task", new CfnReplicationTaskProps
        {
            ReplicationTaskIdentifier = Name,
            ResourceIdentifier = Name,
            ReplicationInstanceArn = instance.Ref,
            SourceEndpointArn = Source(settings, database).Ref,
            TargetEndpointArn = Target(stream).Ref,
            MigrationType = "full-load-and-cdc",
            TableMappings = CaptureTask.Mappings(settings.Schema, settings.Table),
            ReplicationTaskSettings = CaptureTask.Settings,
        });
        new CfnOutput(this, "TaskArn", new CfnOutputProps { Value = task.Ref });
    }

    /// <summary>Of instance and task alike, as identifier and as the last part of the ARN: metrics go by one or the other.</summary>
    public string Name { get; }

    private CfnReplicationInstance Instance(Settings settings, Network network)
    {
        var subnets = new CfnReplicationSubnetGroup(this, "Subnets", new CfnReplicationSubnetGroupProps
        {
            ReplicationSubnetGroupIdentifier = _prefix,
            ReplicationSubnetGroupDescription = "RefillRadar",
            SubnetIds = network.Vpc.SelectSubnets(Network.Private).SubnetIds,
        });
        return new CfnReplicationInstance(this, "Instance", new CfnReplicationInstanceProps
        {
            ReplicationInstanceIdentifier = Name,
            ResourceIdentifier = Name,
            ReplicationInstanceClass = settings.Sizes.CaptureClass,
            EngineVersion = "3.6.1",
            AllocatedStorage = 50,
            KmsKeyId = _key.KeyArn,
            MultiAz = settings.Sizes.TwoZones,
            PubliclyAccessible = false,
            AutoMinorVersionUpgrade = true,
            AllowMajorVersionUpgrade = false,
            ReplicationSubnetGroupIdentifier = subnets.Ref,
            VpcSecurityGroupIds = [network.Capture.SecurityGroupId],
        });
    }

    private CfnEndpoint Source(Settings settings, SourceDatabase database)
    {
        // DMS reads secrets by the service principal of its region.
        var role = Role("ReadSecret", $"dms.{Aws.REGION}.amazonaws.com");
        database.CaptureSecret.GrantRead(role);
        var authority = settings.DatabaseAuthority is { } pem ? new CfnCertificate(this, "Authority", new CfnCertificateProps { CertificatePem = pem }) : null;
        var endpoint = new CfnEndpoint(this, "Source", new CfnEndpointProps
        {
            EndpointIdentifier = $"{_prefix}-source",
            EndpointType = "source",
            EngineName = "mysql",
            KmsKeyId = _key.KeyArn,
            SslMode = authority is null ? "none" : "verify-ca",
            CertificateArn = authority?.Ref,
            MySqlSettings = new CfnEndpoint.MySqlSettingsProperty
            {
                SecretsManagerAccessRoleArn = role.RoleArn,
                SecretsManagerSecretId = database.CaptureSecret.SecretArn,
                // Seconds between looks at the binlog.
                EventsPollInterval = 1,
            },
        });
        endpoint.Node.AddDependency(role);
        return endpoint;
    }

    private CfnEndpoint Target(IStream stream)
    {
        var role = Role("WriteStream", "dms.amazonaws.com");
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStream"],
            Resources = [stream.StreamArn],
        }));
        _key.Grant(role, "kms:GenerateDataKey");
        var endpoint = new CfnEndpoint(this, "Target", new CfnEndpointProps
        {
            EndpointIdentifier = $"{_prefix}-target",
            EndpointType = "target",
            EngineName = "kinesis",
            KmsKeyId = _key.KeyArn,
            KinesisSettings = new CfnEndpoint.KinesisSettingsProperty
            {
                StreamArn = stream.StreamArn,
                ServiceAccessRoleArn = role.RoleArn,
                MessageFormat = "json-unformatted",
                IncludeTransactionDetails = true,
                IncludePartitionValue = true,
                PartitionIncludeSchemaTable = true,
                IncludeNullAndEmpty = true,
                IncludeControlDetails = true,
                IncludeTableAlterOperations = true,
            },
        });
        endpoint.Node.AddDependency(role);
        return endpoint;
    }

    private Role Role(string name, string service) => new(this, name, new RoleProps { AssumedBy = new ServicePrincipal(service) });
}

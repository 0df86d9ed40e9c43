using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.RDS;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>
/// The shop's MySQL: a new one whose binlog DMS can read, or one that is there already. DMS signs in as a user of its own that may
/// only read; docs/aws.md has the statements that make it.
/// </summary>
internal sealed class SourceDatabase : Construct
{
    /// <summary>The user that DMS signs in as in a database that is made here.</summary>
    public const string CaptureUser = "refillradar_capture";

    public SourceDatabase(Construct scope, string id, Settings settings, Network network, IKey key)
        : base(scope, id)
    {
        CaptureSecret = settings.Database is { } existing ? Existing(existing, network) : Own(settings, network, key);
        new CfnOutput(this, "CaptureSecretArn", new CfnOutputProps { Value = CaptureSecret.SecretArn });
    }

    /// <summary><c>username</c>, <c>password</c>, <c>host</c>, <c>port</c>.</summary>
    public ISecret CaptureSecret { get; }

    private ISecret Existing(DatabaseReference database, Network network)
    {
        if (database.SecurityGroupId is { } group)
            SecurityGroup.FromSecurityGroupId(this, "Group", group).AddIngressRule(network.Capture, Port.Tcp(database.Port), "DMS");
        return Secret.FromSecretAttributes(this, "CaptureSecret", new SecretAttributes
        {
            SecretCompleteArn = database.SecretArn,
            EncryptionKey = database.SecretKeyArn is { } arn ? Key.FromKeyArn(this, "CaptureSecretKey", arn) : null,
        });
    }

    private Secret Own(Settings settings, Network network, IKey key)
    {
        var instance = new DatabaseInstance(this, "Instance", Props(settings, network, key));
        instance.Connections.AllowDefaultPortFrom(network.Capture, "DMS");
        return new Secret(this, "CaptureSecret", new SecretProps
        {
            Description = "How DMS signs in to the database.",
            EncryptionKey = key,
            GenerateSecretString = new SecretStringGenerator
            {
                SecretStringTemplate = Stack.Of(this).ToJsonString(new Dictionary<string, object>
                {
                    ["username"] = CaptureUser,
                    ["host"] = instance.DbInstanceEndpointAddress,
                    ["port"] = 3306,
                }),
                GenerateStringKey = "password",
                PasswordLength = 32,
                ExcludePunctuation = true,
            },
            RemovalPolicy = settings.Sizes.Removal,
        });
    }

    private DatabaseInstanceProps Props(Settings settings, Network network, IKey key)
    {
        var engine = DatabaseInstanceEngine.Mysql(new MySqlInstanceEngineProps { Version = MysqlEngineVersion.Of("8.4.6", "8.4") });
        return new DatabaseInstanceProps
        {
            Engine = engine,
            InstanceType = new Amazon.CDK.AWS.EC2.InstanceType(settings.Sizes.DatabaseClass),
            Vpc = network.Vpc,
            VpcSubnets = settings.Network is null ? new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED } : Network.Private,
            DatabaseName = settings.Schema,
            Credentials = Credentials.FromGeneratedSecret("refillradar", new CredentialsBaseOptions { EncryptionKey = key }),
            CaCertificate = CaCertificate.RDS_CA_RSA2048_G1,
            ParameterGroup = new ParameterGroup(this, "Binlog", new ParameterGroupProps
            {
                Engine = engine,
                Description = "What DMS needs of the binlog, and TLS.",
                Parameters = new Dictionary<string, string>
                {
                    ["binlog_format"] = "ROW",
                    ["binlog_row_image"] = "FULL",
                    ["require_secure_transport"] = "1",
                },
            }),
            StorageType = StorageType.GP3,
            AllocatedStorage = settings.Sizes.DatabaseGigabytes,
            MaxAllocatedStorage = settings.Sizes.DatabaseGigabytes * 5,
            StorageEncrypted = true,
            StorageEncryptionKey = key,
            MultiAz = settings.Sizes.TwoZones,
            // Without backups there is no binlog.
            BackupRetention = Duration.Days(settings.Sizes.BackupDays),
            CopyTagsToSnapshot = true,
            AutoMinorVersionUpgrade = true,
            PubliclyAccessible = false,
            IamAuthentication = true,
            DeletionProtection = settings.Sizes.Keep,
            RemovalPolicy = settings.Sizes.Keep ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY,
            CloudwatchLogsExports = ["error"],
        };
    }
}

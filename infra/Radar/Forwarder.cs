using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Kinesis;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.EventSources;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SecretsManager;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>
/// The Lambda that hands batches of the stream to the silos. A batch that is not taken comes again, halved, for six hours; then where
/// it lies in the stream is noted in a queue, and the stream goes on.
/// </summary>
internal sealed class Forwarder : Construct
{
    /// <summary>The assembly's name: without colons Lambda starts it as a program.</summary>
    public const string Handler = "RefillRadar.Ingest";

    private readonly Role _role;

    public Forwarder(Construct scope, string id, Settings settings, Network network, IStream stream, ISecret ingestKey, IKey key)
        : base(scope, id)
    {
        var logs = new LogGroup(this, "Logs", new LogGroupProps
        {
            EncryptionKey = key,
            Retention = settings.Sizes.Logs,
            RemovalPolicy = settings.Sizes.Removal,
        });
        _role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        logs.GrantWrite(_role);
        AllowNetwork();
        Function = new Function(this, "Function", new FunctionProps
        {
            Description = "Hands batches of changes to the silos.",
            Runtime = new Runtime("dotnet10", RuntimeFamily.DOTNET_CORE),
            Architecture = Architecture.ARM_64,
            Handler = Handler,
            Code = Code.FromAsset(settings.ForwarderPath),
            Role = _role,
            MemorySize = settings.Sizes.ForwarderMemory,
            Timeout = Duration.Seconds(60),
            ReservedConcurrentExecutions = settings.ForwarderConcurrency,
            Vpc = network.Vpc,
            VpcSubnets = Network.Private,
            SecurityGroups = [network.Forwarder],
            LogGroup = logs,
            EnvironmentEncryption = key,
            Environment = new Dictionary<string, string>
            {
                ["RADAR_INGEST_URL"] = $"https://{settings.IngestName}/ingest/kinesis",
                // Written in at deployment; shown only to who may use the key. docs/aws.md says why.
                ["RADAR_INGEST_KEY"] = ingestKey.SecretValue.UnsafeUnwrap(),
            },
        });
        Failed = new Queue(this, "Failed", new QueueProps
        {
            Encryption = QueueEncryption.KMS,
            EncryptionMasterKey = key,
            EnforceSSL = true,
            RetentionPeriod = Duration.Days(14),
            RemovalPolicy = settings.Sizes.Removal,
        });
        Function.AddEventSource(Source(settings, stream));
    }

    public Function Function { get; }

    /// <summary>Where batches lie that were given up.</summary>
    public Queue Failed { get; }

    private KinesisEventSource Source(Settings settings, IStream stream) => new(stream, new KinesisEventSourceProps
    {
        StartingPosition = StartingPosition.TRIM_HORIZON,
        BatchSize = 1000,
        // A change is passed on as it comes.
        MaxBatchingWindow = Duration.Seconds(0),
        ParallelizationFactor = settings.Sizes.ForwarderParallel,
        ReportBatchItemFailures = true,
        BisectBatchOnError = true,
        RetryAttempts = 5000,
        MaxRecordAge = Duration.Hours(6),
        OnFailure = new SqsDlq(Failed),
    });

    // These name no resource: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
    private void AllowNetwork() => _role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
    {
        Actions = ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
        Resources = ["*"],
    }));
}

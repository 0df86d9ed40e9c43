using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>The bucket of the threshold file. A new one gets a sample, for silos are not ready without thresholds.</summary>
internal sealed class Thresholds : Construct
{
    /// <summary>Key of the threshold file.</summary>
    public const string FileKey = "thresholds.csv";

    // CloudFormation knows no objects. Nothing is written over, and nothing is taken away with the stack.
    private const string PutSample = """
        const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
        exports.handler = async (event) => {
          const { Bucket, Key, Body } = event.ResourceProperties;
          let answer = { Status: "SUCCESS" };
          try {
            if (event.RequestType === "Create")
              await new S3Client({}).send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "text/csv; charset=utf-8", IfNoneMatch: "*" }));
          } catch (error) {
            if (error.name !== "PreconditionFailed") answer = { Status: "FAILED", Reason: String(error) };
          }
          const { StackId, RequestId, LogicalResourceId } = event;
          await fetch(event.ResponseURL, { method: "PUT", headers: { "content-type": "" },
            body: JSON.stringify({ ...answer, StackId, RequestId, LogicalResourceId, PhysicalResourceId: `${Bucket}/${Key}` }) });
        };
        """;

    public Thresholds(Construct scope, string id, Settings settings, IBucket accessLogs, IKey key)
        : base(scope, id)
    {
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            Versioned = true,
            Encryption = BucketEncryption.KMS,
            EncryptionKey = key,
            BucketKeyEnabled = true,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ServerAccessLogsBucket = accessLogs,
            ServerAccessLogsPrefix = "thresholds/",
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            LifecycleRules =
            [
                new LifecycleRule { NoncurrentVersionExpiration = Duration.Days(90), AbortIncompleteMultipartUploadAfter = Duration.Days(1) },
            ],
            RemovalPolicy = settings.Sizes.Removal,
        });
        AddSample(settings, key);
        new CfnOutput(this, "File", new CfnOutputProps { Value = $"s3://{Bucket.BucketName}/{FileKey}" });
    }

    public Bucket Bucket { get; }

    private void AddSample(Settings settings, IKey key)
    {
        var logs = new LogGroup(this, "SampleLogs", new LogGroupProps
        {
            EncryptionKey = key,
            Retention = settings.Sizes.Logs,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var role = new Role(this, "SampleRole", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        logs.GrantWrite(role);
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["s3:PutObject"], Resources = [Bucket.ArnForObjects(FileKey)] }));
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["kms:GenerateDataKey", "kms:Decrypt"], Resources = [key.KeyArn] }));
        var writer = new Function(this, "SampleWriter", new FunctionProps
        {
            Description = "Puts a sample threshold file into a new bucket.",
            Runtime = new Runtime("nodejs24.x", RuntimeFamily.NODEJS, new LambdaRuntimeProps { SupportsInlineCode = true }),
            Architecture = Architecture.ARM_64,
            Handler = "index.handler",
            Code = Code.FromInline(PutSample),
            Role = role,
            LogGroup = logs,
            Timeout = Duration.Seconds(30),
        });
        new CustomResource(this, "Sample", new CustomResourceProps
        {
            ServiceToken = writer.FunctionArn,
            ResourceType = "Custom::ThresholdSample",
            Properties = new Dictionary<string, object>
            {
                ["Bucket"] = Bucket.BucketName,
                ["Key"] = FileKey,
                ["Body"] = "product_id,name,stockout_threshold\n1,Sample: put your own file in its place,10\n",
            },
        });
    }
}

using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>
/// Who came to load balancers and thresholds, for 90 days. Load balancers write only to buckets with S3's own encryption.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
/// </summary>
internal sealed class AccessLogs : Construct
{
    public AccessLogs(Construct scope, string id, Settings settings)
        : base(scope, id)
    {
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            LifecycleRules = [new LifecycleRule { Expiration = Duration.Days(90) }],
            RemovalPolicy = settings.Sizes.Removal,
        });
        Bucket.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("logdelivery.elasticloadbalancing.amazonaws.com")],
            Actions = ["s3:PutObject"],
            Resources = [Bucket.ArnForObjects($"*/AWSLogs/{Aws.ACCOUNT_ID}/*")],
            Conditions = new Dictionary<string, object>
            {
                ["ArnLike"] = new Dictionary<string, object>
                {
                    ["aws:SourceArn"] = $"arn:{Aws.PARTITION}:elasticloadbalancing:{Aws.REGION}:{Aws.ACCOUNT_ID}:loadbalancer/*",
                },
            },
        }));
    }

    public Bucket Bucket { get; }
}

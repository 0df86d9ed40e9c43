using Amazon.CDK;
using Amazon.CDK.AWS.ECR;
using Constructs;

namespace RefillRadar.Infra.Account;

/// <summary>The images of silo and dashboard. A tag is a commit and never moves.</summary>
internal sealed class ImageRepository : Construct
{
    public const string Name = "refillradar";

    public ImageRepository(Construct scope, string id)
        : base(scope, id)
    {
        Repository = new Repository(this, "Repository", new RepositoryProps
        {
            RepositoryName = Name,
            Encryption = RepositoryEncryption.KMS,
            ImageScanOnPush = true,
            ImageTagMutability = TagMutability.IMMUTABLE,
            LifecycleRules = [new LifecycleRule { MaxImageCount = 50 }],
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
        new CfnOutput(this, "Uri", new CfnOutputProps { Value = Repository.RepositoryUri });
    }

    public Repository Repository { get; }
}

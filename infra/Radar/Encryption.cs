using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>The environment's own key; everything at rest is encrypted by it. Turns over once a year.</summary>
internal sealed class Encryption : Construct
{
    public Encryption(Construct scope, string id, Settings settings)
        : base(scope, id)
    {
        Key = new Key(this, "Key", new KeyProps
        {
            Alias = settings.Prefix,
            EnableKeyRotation = true,
            PendingWindow = settings.Sizes.Keep ? Duration.Days(30) : Duration.Days(7),
            RemovalPolicy = settings.Sizes.Removal,
        });
        // Services that act by themselves: log groups, alarms and events that go to an encrypted topic.
        Allow(new ServicePrincipal($"logs.{Aws.REGION}.amazonaws.com"), "ArnLike", "kms:EncryptionContext:aws:logs:arn", $"arn:{Aws.PARTITION}:logs:{Aws.REGION}:{Aws.ACCOUNT_ID}:*");
        Allow(new ServicePrincipal("cloudwatch.amazonaws.com"), "StringEquals", "aws:SourceAccount", Aws.ACCOUNT_ID);
        Allow(new ServicePrincipal("events.amazonaws.com"), "StringEquals", "aws:SourceAccount", Aws.ACCOUNT_ID);
    }

    public Key Key { get; }

    private void Allow(ServicePrincipal service, string test, string name, string value) => Key.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Principals = [service],
        Actions = ["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resources = ["*"],
        Conditions = new Dictionary<string, object> { [test] = new Dictionary<string, object> { [name] = value } },
    }));
}

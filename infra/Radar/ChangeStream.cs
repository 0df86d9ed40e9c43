using Amazon.CDK;
using Amazon.CDK.AWS.Kinesis;
using Amazon.CDK.AWS.KMS;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>The stream that changes come by; grows and shrinks by itself.</summary>
internal sealed class ChangeStream : Construct
{
    public ChangeStream(Construct scope, string id, Settings settings, IKey key)
        : base(scope, id) => Stream = new Amazon.CDK.AWS.Kinesis.Stream(this, "Stream", new StreamProps
        {
            StreamName = settings.Prefix,
            StreamMode = StreamMode.ON_DEMAND,
            RetentionPeriod = Duration.Hours(settings.Sizes.StreamHours),
            Encryption = StreamEncryption.KMS,
            EncryptionKey = key,
            RemovalPolicy = settings.Sizes.Removal,
        });

    public Amazon.CDK.AWS.Kinesis.Stream Stream { get; }
}

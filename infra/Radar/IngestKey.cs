using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>The bearer key between forwarder and silos. Another generation is another secret, so that both sides change in one deployment.</summary>
internal sealed class IngestKey : Construct
{
    public IngestKey(Construct scope, string id, Settings settings, IKey key)
        : base(scope, id) => Secret = new Secret(this, $"Generation{settings.IngestKeyGeneration}", new SecretProps
        {
            Description = "Bearer key of the way in.",
            EncryptionKey = key,
            GenerateSecretString = new SecretStringGenerator { PasswordLength = 48, ExcludePunctuation = true },
        });

    public Secret Secret { get; }
}

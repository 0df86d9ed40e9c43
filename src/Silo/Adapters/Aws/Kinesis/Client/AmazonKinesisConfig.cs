using RefillRadar.Silo.Adapters.Aws.Services;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>Settings of the Kinesis client.</summary>
internal sealed class AmazonKinesisConfig() : ServiceConfig("Kinesis", "kinesis", "2013-12-02");

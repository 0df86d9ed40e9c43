using RefillRadar.Silo.Adapters.Aws.Services;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>Settings of the SNS client.</summary>
internal sealed class AmazonSimpleNotificationServiceConfig() : ServiceConfig("SNS", "sns", "2010-03-31");

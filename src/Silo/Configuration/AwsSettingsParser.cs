using System.Net;
using RefillRadar.Silo.Adapters.Aws;

namespace RefillRadar.Silo.Configuration;

/// <summary>Reads section <c>RefillRadar:Aws</c>.</summary>
internal static class AwsSettingsParser
{
    public static AwsOptions Parse(SettingsReader reader)
    {
        var defaults = new AwsOptions { Region = "", TopicArn = "", StreamName = "", ThresholdsBucket = "" };
        var options = defaults with
        {
            Region = reader.Required("Aws:Region", "the region, such as eu-central-1."),
            ClusterId = reader.Text("Aws:ClusterId", defaults.ClusterId),
            ServiceId = reader.Text("Aws:ServiceId", defaults.ServiceId),
            TopicArn = reader.Required("Aws:TopicArn", "the ARN of the SNS topic that mails go to."),
            StreamName = reader.Required("Aws:StreamName", "the name of the Kinesis stream that changes come by."),
            ThresholdsBucket = reader.Required("Aws:ThresholdsBucket", "the S3 bucket of the threshold file."),
            ThresholdsKey = reader.Text("Aws:ThresholdsKey", defaults.ThresholdsKey),
            TablePrefix = reader.Text("Aws:TablePrefix", defaults.TablePrefix),
            CreateTables = reader.Flag("Aws:CreateTables", defaults.CreateTables),
            AdvertisedAddress = Address(reader),
            SiloPort = reader.Whole("Aws:SiloPort", defaults.SiloPort, 1, 65535),
            GatewayPort = reader.Whole("Aws:GatewayPort", defaults.GatewayPort, 1, 65535),
            Drain = TimeSpan.FromSeconds(reader.Number("Aws:DrainSeconds", defaults.Drain.TotalSeconds, 0, 60)),
        };
        if (options.TopicArn.Length > 0 && !options.TopicArn.StartsWith("arn:", StringComparison.Ordinal))
            reader.Fail("Aws:TopicArn", $"has to be an ARN, not \"{options.TopicArn}\".");
        if (options.SiloPort == options.GatewayPort)
            reader.Fail("Aws:GatewayPort", "has to be another port than Aws:SiloPort.");
        return options;
    }

    private static IPAddress? Address(SettingsReader reader)
    {
        if (reader.Text("Aws:AdvertisedAddress") is not { } text)
            return null;
        if (IPAddress.TryParse(text, out var address))
            return address;
        reader.Fail("Aws:AdvertisedAddress", $"has to be an IP address, not \"{text}\".");
        return null;
    }
}

namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class NotificationsTests(Templates templates)
{
    [Fact]
    public void A_team_gets_its_own_mails_and_a_star_gets_all()
    {
        var subscriptions = templates.Dev.Of("AWS::SNS::Subscription").ToDictionary(subscription => (string)subscription["Endpoint"]!);
        Json.Has(subscriptions["bakery@example.com"], """{ "Protocol": "email", "FilterPolicy": { "team": ["bakery"] } }""");
        Assert.Null(subscriptions["all@example.com"]["FilterPolicy"]);
        Assert.Contains("Operators", subscriptions["operators@example.com"]["TopicArn"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Topics_are_encrypted_by_the_environments_key_which_alarms_may_use()
    {
        foreach (var topic in templates.Prod.Of("AWS::SNS::Topic"))
            Assert.Contains("EncryptionKey", topic["KmsMasterKeyId"]!.ToJsonString(), StringComparison.Ordinal);
        var key = templates.Prod.One("AWS::KMS::Key");
        Assert.True((bool)key["EnableKeyRotation"]!);
        Assert.Contains("""{"aws:SecureTransport":"false"}""", templates.Prod.One("AWS::SNS::TopicPolicy", "Notifications").ToJsonString(), StringComparison.Ordinal);
        foreach (var service in new[] { "cloudwatch.amazonaws.com", "events.amazonaws.com" })
            Assert.Contains(service, key["KeyPolicy"]!.ToJsonString(), StringComparison.Ordinal);
    }
}

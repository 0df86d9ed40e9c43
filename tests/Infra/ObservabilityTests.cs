namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class ObservabilityTests(Templates templates)
{
    private static readonly string[] Expected =
    [
        "capture-source", "capture-target", "dashboards", "feed-stale", "forwarder-errors", "given-up", "lag", "mail-failed", "mail-undelivered", "quarantine", "silos",
    ];

    private IEnumerable<System.Text.Json.Nodes.JsonNode> Alarms => templates.Prod.Of("AWS::CloudWatch::Alarm").Where(alarm => alarm["AlarmName"] is not null);

    [Fact]
    public void Each_alarm_tells_the_operators_when_it_comes_and_when_it_goes()
    {
        Assert.Equal(Expected, Alarms.Select(alarm => ((string)alarm["AlarmName"]!)["refillradar-prod-".Length..]).Order());
        Assert.All(Alarms, alarm => Assert.Contains("Operators", alarm["AlarmActions"]!.ToJsonString(), StringComparison.Ordinal));
        Assert.All(Alarms, alarm => Assert.Contains("Operators", alarm["OKActions"]!.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Alarms_and_events_may_publish_to_the_operators()
    {
        var policy = templates.Prod.One("AWS::SNS::TopicPolicy", "Operators").ToJsonString();
        Assert.Contains("cloudwatch.amazonaws.com", policy, StringComparison.Ordinal);
        Assert.Contains("events.amazonaws.com", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_alarm_is_in_the_runbook()
    {
        var runbook = SourceTree.Read("docs", "operations.md");
        Assert.All(Expected, name => Assert.Contains($"| `{name}` |", runbook, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("silos")]
    [InlineData("dashboards")]
    [InlineData("feed-stale")]
    [InlineData("capture-source")]
    [InlineData("capture-target")]
    public void Silence_is_an_alarm_where_there_should_be_numbers(string name) =>
        Assert.Equal("breaching", (string)Alarms.Single(alarm => (string)alarm["AlarmName"]! == $"refillradar-prod-{name}")["TreatMissingData"]!);

    [Fact]
    public void The_metrics_of_DMS_are_asked_for_by_the_names_that_task_and_instance_have()
    {
        Json.Has(templates.Prod.One("AWS::DMS::ReplicationTask"), """{ "ReplicationTaskIdentifier": "refillradar-prod", "ResourceIdentifier": "refillradar-prod" }""");
        Json.Has(templates.Prod.One("AWS::DMS::ReplicationInstance"), """{ "ReplicationInstanceIdentifier": "refillradar-prod", "ResourceIdentifier": "refillradar-prod" }""");
        foreach (var alarm in Alarms.Where(alarm => (string?)alarm["Namespace"] == "AWS/DMS"))
            Assert.Equal(["refillradar-prod", "refillradar-prod"], alarm["Dimensions"]!.AsArray().Select(dimension => (string)dimension!["Value"]!));
    }

    [Fact]
    public void A_stopped_task_of_DMS_is_told_at_once() =>
        Assert.Contains("REPLICATION_TASK_FAILED", templates.Prod.One("AWS::Events::Rule")["EventPattern"]!.ToJsonString(), StringComparison.Ordinal);
}

using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.SNS;
using static Amazon.CDK.AWS.CloudWatch.ComparisonOperator;

namespace RefillRadar.Infra.Radar;

/// <summary>What wakes somebody, from numbers that AWS keeps by itself, so that a silent program does not silence its alarm.</summary>
internal sealed class RadarSignals(Observed observed)
{
    public IReadOnlyList<Signal> All { get; } = [.. Flow(observed), .. Mail(observed.Mails), .. Tasks(observed), .. Capture(observed.Capture.Name)];

    private static IEnumerable<Signal> Flow(Observed observed)
    {
        yield return new Signal(
            "lag", "Changes wait in the stream for more than a minute.", RadarCluster.Lag(observed.Forwarder), GREATER_THAN_THRESHOLD, 60_000, 5);
        yield return new Signal(
            "forwarder-errors", "Deliveries fail and come again.", observed.Forwarder.Function.MetricErrors(Sum(5)), GREATER_THAN_THRESHOLD, 0, 3);
        yield return new Signal(
            "given-up", "Batches of changes were given up; where they lie is in the queue.",
            observed.Forwarder.Failed.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(1) }),
            GREATER_THAN_THRESHOLD, 0, 1);
        yield return new Signal(
            "quarantine", "Records that cannot be read were put aside.",
            observed.Tables.Quarantine.MetricConsumedWriteCapacityUnits(Sum(5)), GREATER_THAN_THRESHOLD, 0, 1);
        var span = Duration.Minutes(5);
        yield return new Signal(
            "feed-stale", "No change has come for a long time.",
            observed.Stream.Metric("IncomingRecords", new MetricOptions { Statistic = "Sum", Period = span }),
            LESS_THAN_THRESHOLD, 1, observed.Settings.StaleAfterMinutes / 5, TreatMissingData.BREACHING);
    }

    private static IEnumerable<Signal> Mail(ITopic topic)
    {
        yield return new Signal("mail-failed", "SNS could not hand over a mail.", topic.MetricNumberOfNotificationsFailed(Sum(5)), GREATER_THAN_THRESHOLD, 0, 1);
        yield return new Signal(
            "mail-undelivered", "Mails are published and reach nobody: subscriptions are missing, not confirmed or deactivated.",
            new MathExpression(new MathExpressionProps
            {
                Expression = "IF(FILL(published, 0) > 0 AND FILL(delivered, 0) < 1, 1, 0)",
                Label = "published, not delivered",
                Period = Duration.Minutes(15),
                UsingMetrics = new Dictionary<string, IMetric>
                {
                    ["published"] = topic.MetricNumberOfMessagesPublished(Sum(15)),
                    ["delivered"] = topic.MetricNumberOfNotificationsDelivered(Sum(15)),
                },
            }),
            GREATER_THAN_THRESHOLD, 0, 2);
    }

    private static IEnumerable<Signal> Tasks(Observed observed)
    {
        var options = new MetricOptions { Statistic = "Minimum", Period = Duration.Minutes(1) };
        yield return new Signal(
            "silos", "Fewer silos are ready than there have to be.", observed.Cluster.SiloTargets.Metrics.HealthyHostCount(options),
            LESS_THAN_THRESHOLD, observed.Settings.Sizes.Silos.Least, 5, TreatMissingData.BREACHING);
        yield return new Signal(
            "dashboards", "Fewer dashboards are ready than there have to be.", observed.Cluster.DashboardTargets.Metrics.HealthyHostCount(options),
            LESS_THAN_THRESHOLD, observed.Settings.Sizes.Dashboards.Least, 5, TreatMissingData.BREACHING);
    }

    // No numbers come from a task that does not run.
    private static IEnumerable<Signal> Capture(string name)
    {
        foreach (var (signal, metric, meaning) in new[]
        {
            ("capture-source", "CDCLatencySource", "DMS is behind the database, or does not run."),
            ("capture-target", "CDCLatencyTarget", "DMS cannot hand its changes to the stream, or does not run."),
        })
        {
            var latency = new Metric(new MetricProps
            {
                Namespace = "AWS/DMS",
                MetricName = metric,
                Statistic = "Maximum",
                Period = Duration.Minutes(5),
                DimensionsMap = new Dictionary<string, string> { ["ReplicationInstanceIdentifier"] = name, ["ReplicationTaskIdentifier"] = name },
            });
            yield return new Signal(signal, meaning, latency, GREATER_THAN_THRESHOLD, 60, 3, TreatMissingData.BREACHING);
        }
    }

    private static MetricOptions Sum(int minutes) => new() { Statistic = "Sum", Period = Duration.Minutes(minutes) };
}

using System.Diagnostics.Metrics;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Telemetry;

/// <summary>The numbers of each stage, meter <c>RefillRadar</c>.</summary>
public sealed class RadarMetrics
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string MeterName = "RefillRadar";

    private readonly Counter<long> _applied;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _asked;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _mails;
    private readonly Counter<long> _notices;
    private readonly Counter<long> _resent;
    private readonly Counter<long> _restarts;
    private readonly Histogram<double> _lag;
    private readonly Histogram<double> _batch;
    private Func<IEnumerable<(string Name, int Status)>> _health = () => [];

    /// <summary>Makes the instruments.</summary>
    public RadarMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _applied = meter.CreateCounter<long>("refillradar.changes.applied", "{change}", "Changes applied.");
        _skipped = meter.CreateCounter<long>("refillradar.changes.skipped", "{change}", "Changes seen before, or older than what was seen.");
        _failed = meter.CreateCounter<long>("refillradar.changes.failed", "{change}", "Changes that were answered as failed, to come again.");
        _quarantined = meter.CreateCounter<long>("refillradar.records.quarantined", "{record}", "Records that could not be read.");
        _ignored = meter.CreateCounter<long>("refillradar.records.ignored", "{record}", "Records that carry no stock: control records, other tables.");
        _asked = meter.CreateCounter<long>("refillradar.products.asked", "{call}", "Calls of partitions to product grains.");
        _alerts = meter.CreateCounter<long>("refillradar.alerts.changed", "{alert}", "Alerts that opened, changed or ended, by status.");
        _mails = meter.CreateCounter<long>("refillradar.mails", "{mail}", "Delivery attempts by outcome (sent, retry, rejected, unknown), and mails that failed after too many unknown outcomes (failed).");
        _notices = meter.CreateCounter<long>("refillradar.notices.sent", "{notice}", "Notifications sent.");
        _resent = meter.CreateCounter<long>("refillradar.mails.resent", "{mail}", "Attempts to deliver a mail that an attempt before may have delivered: each may be a copy.");
        _restarts = meter.CreateCounter<long>("refillradar.log.restarts", "{restart}", "Logs of sources that started over: restored, replaced or failed over.");
        meter.CreateObservableGauge("refillradar.health", () => _health().Select(OfHealth), "{status}", "Health by part: 0 ok, 1 attention, 2 failing.");
        _lag = meter.CreateHistogram<double>("refillradar.lag", "s", "Commit to arrival of the newest change of a delivery.");
        _batch = meter.CreateHistogram<double>("refillradar.delivery.duration", "s", "Arrival of a delivery to its answer.");
    }

    /// <summary>A partition took changes in.</summary>
    public void Applied(int changes) => _applied.Add(changes);

    /// <summary>A partition had changes that were no news.</summary>
    public void Skipped(int changes) => _skipped.Add(changes);

    /// <summary>A partition put calls to products.</summary>
    public void Asked(int calls) => _asked.Add(calls);

    /// <summary>A source's log started over.</summary>
    public void LogRestarted() => _restarts.Add(1);

    /// <summary>A delivery was answered.</summary>
    public void Delivered(int failed, int quarantined, int ignored, TimeSpan duration, TimeSpan? lag)
    {
        _failed.Add(failed);
        _quarantined.Add(quarantined);
        _ignored.Add(ignored);
        _batch.Record(duration.TotalSeconds);
        if (lag is { } known)
            _lag.Record(known.TotalSeconds);
    }

    /// <summary>An alert changed.</summary>
    public void AlertChanged(AlertStatus status) =>
        _alerts.Add(1, new KeyValuePair<string, object?>("status", status.ToString().ToLowerInvariant()));

    /// <summary>An attempt to deliver a mail ended.</summary>
    public void MailAttempted(string outcome, int notices)
    {
        _mails.Add(1, Outcome(outcome));
        if (outcome == "sent")
            _notices.Add(notices);
    }

    /// <summary>A mail failed after too many attempts whose outcome is unknown.</summary>
    public void MailFailed() => _mails.Add(1, Outcome("failed"));

    /// <summary>An attempt began to deliver a mail that may have been delivered already.</summary>
    public void MailResent() => _resent.Add(1);

    /// <summary>Shows the health that this process sees.</summary>
    internal void Watch(Func<IEnumerable<(string Name, int Status)>> health) => _health = health;

    private static Measurement<int> OfHealth((string Name, int Status) item) => new(item.Status, new KeyValuePair<string, object?>("name", item.Name));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RefillRadar.Bench.Pages;

/// <summary>
/// Changes that are looked for on the pages: each has a quantity that no other change has, and that a page writes as it is sent. A page
/// that shows it has drawn that change.
/// </summary>
internal sealed class Probes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Probe> _all = new();
    private readonly ConcurrentQueue<(string Where, double Milliseconds, ProbeKind Kind)> _seen = new();
    private volatile Probe[] _sought = [];
    private int _number;

    /// <summary>What is looked for now.</summary>
    public IReadOnlyList<Probe> Sought => _sought;

    /// <summary>The next probe, sent now.</summary>
    public Probe Next(ProbeKind kind)
    {
        // 10.001, 10.011, 10.021 …: no zero at the end that would not be written.
        var text = (10.001m + 0.010m * Interlocked.Increment(ref _number)).ToString("0.000", CultureInfo.InvariantCulture);
        var probe = new Probe(kind, text, Encoding.UTF8.GetBytes(text), Stopwatch.GetTimestamp(), DateTimeOffset.UtcNow);
        _all[text] = probe;
        _sought = [.. _sought.Where(other => Stopwatch.GetElapsedTime(other.SentAt) < Patience), probe];
        return probe;
    }

    /// <summary>A page got it.</summary>
    public void Received(Probe probe, string where, long at) =>
        _seen.Enqueue((where, Stopwatch.GetElapsedTime(probe.SentAt, at).TotalMilliseconds, probe.Kind));

    /// <summary>A browser painted it, by the clock of the machine.</summary>
    public void Painted(string text, string where, DateTimeOffset at)
    {
        if (_all.TryGetValue(text, out var probe))
            _seen.Enqueue((where, (at - probe.SentOn).TotalMilliseconds, probe.Kind));
    }

    /// <summary>Forgets what was seen so far: a phase begins.</summary>
    public void Clear() => _seen.Clear();

    /// <summary>How long it took until pages of a kind showed probes, in milliseconds, shortest first.</summary>
    public double[] Of(string where, ProbeKind? kind = null) =>
        [.. _seen.Where(seen => seen.Where == where && (kind is null || seen.Kind == kind)).Select(seen => seen.Milliseconds).Order()];
}

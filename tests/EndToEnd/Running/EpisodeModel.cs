using System.Globalization;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>
/// What a history of one product means, written down anew in the plainest way: low from a level at or below the threshold until
/// one above the recovery threshold.
/// </summary>
internal sealed class EpisodeModel(decimal threshold, decimal recovery)
{
    private readonly List<string> _ended = [];
    private bool _wasOut;
    private int _endedOut;

    /// <summary>How many episodes there were.</summary>
    public int Episodes { get; private set; }

    /// <summary>How many were out of stock at some time, ended or not.</summary>
    public int EverOut => _endedOut + (IsOpen && _wasOut ? 1 : 0);

    public bool IsOpen { get; private set; }

    public decimal Quantity { get; private set; } = decimal.MaxValue;

    /// <summary>Whether there was any change.</summary>
    public bool HasChanged => Quantity != decimal.MaxValue;

    /// <summary>The alerts that these episodes have to be, as <see cref="Describe"/> writes them.</summary>
    public string Alerts => Lines(IsOpen ? [.. _ended, Line("firing", Quantity <= 0 ? "out" : "low", Quantity)] : _ended);

    /// <summary>
    /// Status, severity and level of each alert, in an order that does not depend on time. Severity and level of a resolved alert are the worst
    /// severity of the episode and the level that ended it; those of an open alert are the present ones.
    /// </summary>
    public static string Describe(IEnumerable<AlertItem> alerts) => Lines(alerts.Select(alert => Line(alert.Status, alert.Severity, alert.Quantity)));

    public void Next(decimal quantity)
    {
        Quantity = quantity;
        if (IsOpen && quantity > recovery)
        {
            IsOpen = false;
            _endedOut += _wasOut ? 1 : 0;
            _ended.Add(Line("resolved", _wasOut ? "out" : "low", quantity));
            return;
        }

        if (!IsOpen && quantity <= threshold)
        {
            IsOpen = true;
            _wasOut = false;
            Episodes++;
        }

        _wasOut |= IsOpen && quantity <= 0;
    }

    private static string Lines(IEnumerable<string> alerts) => string.Join(", ", alerts.Order(StringComparer.Ordinal));

    private static string Line(string status, string severity, decimal quantity) =>
        string.Create(CultureInfo.InvariantCulture, $"{status} {severity} at {quantity:0}");
}

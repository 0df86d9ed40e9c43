namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>What a screen reader is told of new alerts: how many, and not too often.</summary>
internal sealed class Announcer
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private int _unsaid;
    private bool _odd;
    private DateTimeOffset? _saidAt;

    /// <summary>What is said now.</summary>
    public string Text { get; private set; } = "";

    /// <summary>So many have come; said at once, or with later ones when something was said a moment ago.</summary>
    public void Hear(int count, DateTimeOffset now)
    {
        _unsaid += count;
        if (_unsaid == 0 || now - _saidAt < Every)
            return;

        // The same words again would not be read out: they end in a blank every other time.
        _odd = !_odd;
        Text = (_unsaid == 1 ? "1 new alert" : $"{_unsaid} new alerts") + (_odd ? "" : "\u00a0");
        _saidAt = now;
        _unsaid = 0;
    }
}

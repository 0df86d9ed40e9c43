namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>
/// What a history of one product means, written down anew in the plainest way: low from a level at or under the threshold until
/// one above the recovery threshold.
/// </summary>
internal sealed class EpisodeModel(decimal threshold, decimal recovery)
{
    private bool _wasOut;
    private int _endedOut;

    /// <summary>How many episodes there were.</summary>
    public int Episodes { get; private set; }

    /// <summary>How many ended after having been out of stock, and the open one while it is.</summary>
    public int Outs => _endedOut + (IsOpen && Quantity <= 0 ? 1 : 0);

    /// <summary>How many were out of stock at some time, ended or not.</summary>
    public int EverOut => _endedOut + (IsOpen && _wasOut ? 1 : 0);

    public bool IsOpen { get; private set; }

    public decimal Quantity { get; private set; } = decimal.MaxValue;

    public void Next(decimal quantity)
    {
        Quantity = quantity;
        if (IsOpen && quantity > recovery)
        {
            IsOpen = false;
            _endedOut += _wasOut ? 1 : 0;
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
}

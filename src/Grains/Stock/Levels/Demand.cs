using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>
/// Demand of one product: an exponentially weighted moving average over irregular samples, α = 1 − e^(−Δt/τ), each sale of d units
/// after Δt days being a sample of d/Δt. Restocks and corrections are left out, and so is the time while nothing could be sold.
/// Divided by the weight gathered so far, 1 − e^(−T/τ), so that the start at zero does not pull it down.
/// (Irregular EWMA: Eckner, "Algorithms for Unevenly Spaced Time Series: Moving Averages".)
/// </summary>
internal struct Demand
{
    // A drop of more than this and of more than half the stock is a correction, not a sale.
    private const double CorrectionUnits = 20;

    private float _perDay;
    private uint _since;
    private uint _last;
    private ushort _samples;

    /// <summary>Sales that the estimate rests on, up to 65,535.</summary>
    public readonly int Samples => _samples;

    public static Demand Restore(float perDay, uint since, uint last, ushort samples) =>
        new() { _perDay = perDay, _since = since, _last = last, _samples = samples };

    public readonly (float PerDay, uint Since, uint Last, ushort Samples) Save() => (_perDay, _since, _last, _samples);

    /// <summary>Takes in a change of level at a time.</summary>
    public void Observe(decimal before, decimal after, DateTimeOffset at, AlertsOptions options)
    {
        var now = Seconds(at);
        if (_since == 0 || before <= 0)
        {
            // Nothing could be sold since the last sample: the clock starts anew.
            _since = _since == 0 ? now : _since + (now - Math.Min(now, _last));
            _last = now;
            return;
        }

        // Doubles cannot overflow, whatever the database holds.
        var sold = (double)before - (double)after;
        if (sold <= 0 || (sold > CorrectionUnits && sold > (double)before / 2))
            return;
        var days = Math.Max(now - Math.Min(now, _last), 0.001) / 86400.0;
        var alpha = Weight(days / options.DemandDays);
        _perDay += (float)(alpha * (sold / days - _perDay));
        _last = now;
        if (_samples < ushort.MaxValue)
            _samples++;
    }

    /// <summary>Units a day as seen at a time; null before the second sale. Fades while nothing is sold.</summary>
    public readonly double? PerDay(DateTimeOffset at, AlertsOptions options)
    {
        if (_samples < 2 || _perDay <= 0)
            return null;
        var now = Seconds(at);
        var weight = 1 - Math.Exp(-Math.Max(_last - Math.Min(_last, _since), 1) / 86400.0 / options.DemandDays);
        var perDay = _perDay / weight;
        var idleDays = (now - Math.Min(now, _last)) / 86400.0;
        if (idleDays * perDay <= 1)
            return perDay;
        var alpha = 1 - Math.Exp(-idleDays / options.DemandDays);
        return perDay + alpha * (1 / idleDays - perDay);
    }

    // Its series where that is exact enough: sales come seconds apart, and the exponential would be half the cost of a change.
    private static double Weight(double spans) => spans < 1e-4 ? spans * (1 - spans / 2) : 1 - Math.Exp(-spans);

    private static uint Seconds(DateTimeOffset at) => (uint)Math.Clamp(at.ToUnixTimeSeconds(), 1, uint.MaxValue);
}

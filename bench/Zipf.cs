namespace RefillRadar.Bench;

/// <summary>Draws ranks by Zipf's law: rank r with weight 1/r^s. By bisection in the summed weights.</summary>
internal sealed class Zipf
{
    private readonly double[] _sums;

    public Zipf(int items, double exponent)
    {
        _sums = new double[items];
        var sum = 0.0;
        for (var rank = 0; rank < items; rank++)
            _sums[rank] = sum += 1 / Math.Pow(rank + 1, exponent);
    }

    public int Next(Random random)
    {
        var index = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return Math.Min(index < 0 ? ~index : index, _sums.Length - 1);
    }
}

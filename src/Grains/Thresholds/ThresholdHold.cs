namespace RefillRadar.Grains.Thresholds;

/// <summary>
/// Whether a good file waits before it comes into force: an upload that stalls looks like a shorter file, and would end alerts that the rest of it
/// keeps open.
/// </summary>
/// <param name="For">How long it has to stay as it is.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record ThresholdHold(TimeSpan For, string Reason)
{
    private const int ManyRows = 10;
    private static readonly TimeSpan Unfinished = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shrunk = TimeSpan.FromMinutes(5);

    /// <summary>Decides; null when the file comes into force at once, as the first one always does.</summary>
    /// <param name="content">The file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="before">Rows in force; 0 for none.</param>
    public static ThresholdHold? Of(ReadOnlySpan<byte> content, int rows, int before)
    {
        var lost = before - rows;
        if (before == 0)
            return null;
        if (lost >= ManyRows && lost * 3 >= before)
            return new ThresholdHold(Shrunk, $"The newest threshold file has {rows} rows instead of {before}.");
        return content is [.., (byte)'\n'] or [.., (byte)'\r']
            ? null
            : new ThresholdHold(Unfinished, "The newest threshold file does not end in a line break: it may still be uploading.");
    }
}

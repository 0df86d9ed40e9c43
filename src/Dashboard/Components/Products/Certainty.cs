namespace RefillRadar.Dashboard.Components.Products;

/// <summary>
/// How sure a demand estimate is, by the sales it rests on. The error of a rate counted from n sales is about 1/√n:
/// under 10 sales more than a third (rough), under 100 more than a tenth (fair), from 100 on less (good).
/// </summary>
internal sealed record Certainty(string Word, string Why)
{
    private const int Fair = 10;
    private const int Good = 100;

    /// <summary>The word for that many sales; null while there is no estimate.</summary>
    public static Certainty? Of(int sales, double? perDay)
    {
        if (perDay is null)
            return null;

        return sales switch
        {
            < Fair => new Certainty("rough", $"From only {sales} sales: off by a third or more."),
            < Good => new Certainty("fair", $"From {sales} sales: off by a tenth to a third."),
            _ => new Certainty("good", $"From {Common.Show.Number((long)sales)} sales: off by a tenth at most, while demand stays as it is."),
        };
    }
}
